// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/roster_csv.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "connectors/files/csv_text.hpp"
#include "connectors/files/open_file.hpp"
#include "connectors/files/reference_fields.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

constexpr auto kColumns = std::to_array<std::string_view>(
    {"key", "family", "given", "aliases", "orcids", "emails", "organisations", "roles", "consent"});
constexpr std::string_view kColumnList = "key, family, given, aliases, orcids, emails, organisations, roles, consent";

/// A roster of 100,000 people stays below this; more is not a roster.
constexpr std::size_t kLargestRoster = 64 << 20;

Result<std::vector<std::string>> columns_of(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  for (const std::string& field : header) {
    std::string name = ascii_lower(trimmed(field));
    if (name == "organizations") name = "organisations";
    if (!name.empty() && std::find(kColumns.begin(), kColumns.end(), name) == kColumns.end())
      return fail(Code::malformed,
                  fmt::format("the roster has a column '{}' that Evident does not know", trimmed(field)),
                  fmt::format("the columns are {}", kColumnList));
    if (!name.empty() && std::find(names.begin(), names.end(), name) != names.end())
      return fail(Code::malformed, fmt::format("the roster has the column '{}' twice", name), "keep one of them");
    names.push_back(std::move(name));
  }
  for (const std::string_view needed : {"key", "family"})
    if (std::find(names.begin(), names.end(), needed) == names.end())
      return fail(Code::malformed, fmt::format("the roster has no column '{}'", needed),
                  fmt::format("the columns are {}", kColumnList));
  return names;
}

Result<Member> member_of(const std::vector<std::string>& columns, const CsvRow& row) {
  if (row.fields.size() > columns.size())
    return fail(Code::malformed,
                "the row has more fields than there are columns (a comma may need quotation marks around its field)");
  const auto cell = [&](std::string_view name) -> std::string_view {
    for (std::size_t i = 0; i < row.fields.size(); ++i)
      if (columns[i] == name) return trimmed(without_formula_guard(row.fields[i]));
    return {};
  };
  Member member;
  member.key = cell("key");
  member.name.family = collapsed(cell("family"));
  member.name.given = collapsed(cell("given"));
  for (const std::string& alias : split_list(cell("aliases"), ";")) member.aliases.push_back(name_from_inverted(alias));
  for (const std::string& text : split_list(cell("orcids"), ";")) {
    const auto orcid = Orcid::parse(text);
    if (!orcid)
      return fail(Code::malformed, fmt::format("'{}' is not an ORCID iD (its check digit may be mistyped)", text));
    member.orcids.push_back(*orcid);
  }
  for (std::string& email : split_list(cell("emails"), ";")) {
    if (email.find('@') == email.npos) return fail(Code::malformed, "one of the e-mail addresses has no @");
    member.emails.push_back(std::move(email));
  }
  for (const std::string& text : split_list(cell("organisations"), ";"))
    member.organisations.push_back(parse_organisation(text));
  member.roles = split_list(cell("roles"), ";");
  const auto consent = parse_consent(cell("consent"));
  if (!consent) return fail(consent.error());
  member.consent = *consent;
  return checked(std::move(member));
}

char delimiter_of(std::string_view text) {
  const std::string_view header = text.substr(0, text.find_first_of("\r\n"));
  for (const char delimiter : {',', ';', '\t'})
    if (header.find(delimiter) != header.npos) return delimiter;
  return ',';
}

template <class List, class Text>
std::string list(const List& values, Text text) {
  std::vector<std::string> texts;
  for (const auto& value : values) texts.push_back(text(value));
  return joined(texts, ";");
}

}  // namespace

Result<RosterFile> read_roster_csv(std::unique_ptr<ByteSource> source) {
  auto utf8 = as_utf8(std::move(source));
  if (!utf8) return fail(utf8.error());
  auto text = read_all(**utf8, kLargestRoster);
  if (!text) return fail(text.error());
  const char delimiter = delimiter_of(*text);
  CsvRows rows(bytes_in_memory(std::move(*text)), delimiter);
  const auto header = rows.next();
  if (!header) return fail(header.error());
  if (!*header)
    return fail(Code::malformed, "the roster is empty",
                fmt::format("its first line names the columns: {}", kColumnList));
  const auto columns = columns_of((*header)->fields);
  if (!columns) return fail(columns.error());

  RosterFile roster;
  std::set<std::string> keys;
  while (true) {
    const auto row = rows.next();
    if (!row) return fail(row.error());
    if (!*row) return roster;
    auto member = member_of(*columns, **row);
    if (member && !keys.insert(member->key).second)
      member = fail(Code::malformed, fmt::format("the key '{}' stands in an earlier row already", member->key));
    if (member)
      roster.members.push_back(std::move(*member));
    else
      roster.refused.push_back({fmt::format("line {}", (*row)->line), member.error().message});
  }
}

std::string roster_csv(std::span<const Member> members) {
  std::string out;
  append_csv_row(out, {kColumns.begin(), kColumns.end()}, CsvCells::as_is);
  for (const Member& member : members)
    append_csv_row(
        out,
        {member.key, member.name.family, member.name.given, list(member.aliases, inverted_name),
         list(member.orcids, [](const Orcid& orcid) { return orcid.text(); }), joined(member.emails, ";"),
         list(member.organisations, organisation_text), joined(member.roles, ";"), consent_text(member.consent)},
        CsvCells::formula_safe);
  return out;
}

}  // namespace evident::files
