// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/author_query.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/model/text.hpp"

namespace evident::pubmed {
namespace {

bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// As PubMed's indexes write it, without what its query language would take for its own. Empty where letters of another
/// alphabet remain, which PubMed would pass over in silence.
std::string searchable(std::string_view text) {
  std::string out;
  for (char c : folded(text)) {
    if (static_cast<unsigned char>(c) >= 0x80) return {};
    out += is_latin(c) || c == '\'' || c == '-' ? c : ' ';
  }
  return collapsed(out);
}

/// The first given name where it is written out; empty for initials.
std::string first_given_name(const PersonName& name) {
  const std::string_view given = trimmed(name.given);
  const std::string_view first = given.substr(0, given.find_first_of(" ."));
  const bool has_small_letter = std::any_of(first.begin(), first.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
  return first.size() > 1 && has_small_letter ? searchable(first) : std::string();
}

std::string initials_searched(const PersonName& name) {
  return searchable(name.initials.empty() ? initials_of(name.given) : name.initials);
}

enum class Breadth { every_initial, full_name };

std::string name_query(const PersonName& name, Breadth breadth) {
  if (name.is_collective()) {
    const std::string group = searchable(name.collective);
    return group.empty() ? "" : group + "[cn]";
  }
  const std::string family = searchable(name.family);
  if (family.empty()) return {};
  const std::string given = first_given_name(name);
  std::string initials = initials_searched(name);
  if (breadth == Breadth::every_initial) initials = initials.substr(0, 1);
  const std::string by_initials = initials.empty() ? family + "[au]" : fmt::format("{} {}[au]", family, initials);
  return given.empty() ? by_initials : fmt::format("({} {}[fau] OR {})", family, given, by_initials);
}

std::string affiliations_query(const Member& member) {
  std::vector<std::string> parts;
  for (const DatedOrganisation& organisation : member.organisations) {
    std::string part = affiliation_query(organisation.name);
    if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(std::move(part));
  }
  return parts.empty() ? "" : fmt::format("({})", fmt::join(parts, " OR "));
}

void add(std::vector<SourceQuery>& queries, std::string text, std::string why, QueryBasis basis) {
  const bool known = std::any_of(queries.begin(), queries.end(), [&](const SourceQuery& q) { return q.text == text; });
  if (!text.empty() && !known) queries.push_back({std::move(text), std::move(why), basis});
}

}  // namespace

std::string affiliation_query(std::string_view organisation) {
  // Words that thousands of affiliations share, or that one hospital's authors write and the next leave out.
  static constexpr std::array<std::string_view, 36> common = {
      "a",         "and",        "at",       "centre",   "center",   "clinic",     "college",  "department", "faculty",
      "for",       "foundation", "general",  "group",    "health",   "healthcare", "hospital", "hospitals",  "in",
      "infirmary", "institute",  "medical",  "medicine", "national", "nhs",        "of",       "royal",      "school",
      "sciences",  "service",    "services", "st",       "teaching", "the",        "trust",    "university", "uk"};
  std::vector<std::string> telling, all;
  for (const std::string& word : folded_words(organisation)) {
    if (!std::all_of(word.begin(), word.end(), is_latin)) continue;
    all.push_back(word + "[ad]");
    if (std::find(common.begin(), common.end(), word) == common.end()) telling.push_back(all.back());
  }
  std::vector<std::string>& chosen = telling.empty() ? all : telling;
  if (!telling.empty() && telling.size() > 2) telling.resize(2);
  return chosen.empty() ? "" : fmt::format("({})", fmt::join(chosen, " AND "));
}

std::vector<SourceQuery> author_queries(const Member& member, bool common_name) {
  std::vector<SourceQuery> queries;
  if (!member.consent.given) return queries;
  for (const Orcid& orcid : member.orcids)
    add(queries, orcid.text() + "[auid]", "ORCID " + orcid.text(), QueryBasis::identifier);

  const std::string affiliations = common_name ? affiliations_query(member) : "";
  for (const PersonName& name : member.names()) {
    const bool narrow = common_name && affiliations.empty();
    const std::string by_name = name_query(name, narrow ? Breadth::full_name : Breadth::every_initial);
    if (by_name.empty()) continue;
    const std::string why = "name " + name.cited();
    if (affiliations.empty())
      add(queries, by_name, why, QueryBasis::name);
    else
      add(queries, fmt::format("{} AND {}", by_name, affiliations), why + " and affiliation", QueryBasis::name);
  }
  return queries;
}

}  // namespace evident::pubmed
