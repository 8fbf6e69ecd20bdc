// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/model/member.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "indexer/model/text.hpp"

namespace evident {

std::vector<PersonName> Member::names() const {
  std::vector<PersonName> all = {name};
  all.insert(all.end(), aliases.begin(), aliases.end());
  return all;
}

Result<Consent> parse_consent(std::string_view text) {
  const std::string word = ascii_lower(trimmed(text));
  if (word == "yes") return Consent{true, std::nullopt};
  if (word.empty() || word == "no") return Consent{};
  if (const auto date = PartialDate::parse(word)) return Consent{true, date};
  return fail(Code::invalid_argument, fmt::format("consent '{}' is neither yes, no nor a date", trimmed(text)),
              "write yes, no, or the date it was given as 2025-03-14");
}

std::string consent_text(const Consent& consent) {
  if (!consent.given) return "no";
  return consent.on ? consent.on->iso() : "yes";
}

DatedOrganisation parse_organisation(std::string_view text) {
  DatedOrganisation out;
  text = trimmed(text);
  const auto open = text.rfind('(');
  if (open != text.npos && text.ends_with(')')) {
    const auto years = text.substr(open + 1, text.size() - open - 2);
    const auto dash = years.find('-');
    const auto year = [](std::string_view part) -> std::optional<int> {
      part = trimmed(part);
      if (part.empty()) return 0;
      int value = 0;
      const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
      if (error != std::errc() || end != part.data() + part.size() || part.size() != 4) return std::nullopt;
      return value;
    };
    const auto from = year(years.substr(0, dash));
    const auto to = dash == years.npos ? from : year(years.substr(dash + 1));
    if (from && to && (*from || *to)) {
      out.from = *from;
      out.to = *to;
      text = trimmed(text.substr(0, open));
    }
  }
  out.name = collapsed(text);
  return out;
}

std::string organisation_text(const DatedOrganisation& organisation) {
  if (organisation.from == 0 && organisation.to == 0) return organisation.name;
  const auto year = [](int y) { return y == 0 ? std::string() : std::to_string(y); };
  return fmt::format("{} ({}-{})", organisation.name, year(organisation.from), year(organisation.to));
}

Result<Member> checked(Member member) {
  if (member.key.empty())
    return fail(Code::invalid_argument, "a member has no key", "give each member a short key, such as 'lsmith'");
  const bool plain = std::all_of(member.key.begin(), member.key.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
  });
  if (!plain)
    return fail(Code::invalid_argument,
                fmt::format("member key '{}' has characters other than letters, digits, '-', '_' and '.'", member.key),
                "choose a key such as 'lsmith'");
  if (member.name.family.empty())
    return fail(Code::invalid_argument, fmt::format("member '{}' has no family name", member.key),
                "add the column 'family'");
  return member;
}

}  // namespace evident
