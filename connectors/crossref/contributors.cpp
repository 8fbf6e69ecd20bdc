// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/contributors.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>

#include <utf8proc.h>

#include "connectors/crossref/markup.hpp"
#include "indexer/model/text.hpp"

namespace evident::crossref {
namespace {

bool is_generation(std::string_view text) {
  constexpr std::array<std::string_view, 9> suffixes = {"jr", "sr", "ii", "iii", "iv", "jnr", "snr", "2nd", "3rd"};
  const std::string key = comparison_key(text);
  return std::find(suffixes.begin(), suffixes.end(), key) != suffixes.end();
}

/// "For the | Ward Study Group": a group deposited as a person, with the words before its name as given names.
bool introduces_group(std::string_view given) {
  constexpr std::array<std::string_view, 7> introductions = {
      "for the", "the", "on behalf of the", "on behalf of", "and the", "for and on behalf of the", "for"};
  const std::string words = folded(given);
  return std::find(introductions.begin(), introductions.end(), words) != introductions.end();
}

/// An empty name where the object names nobody.
PersonName name_of(const Value& person) {
  PersonName name;
  name.family = plain_text(text_at(person, "family"));
  name.given = plain_text(text_at(person, "given"));
  name.suffix = plain_text(text_at(person, "suffix"));
  if (name.family.empty() && name.given.empty()) {
    name.suffix.clear();
    name.collective = plain_text(text_at(person, "name"));
    return name;
  }
  if (introduces_group(name.given))
    return {.family = {}, .given = {}, .initials = {}, .suffix = {}, .collective = name.family};
  if (name.family.empty()) std::swap(name.family, name.given);  // a single name is what they go by
  if (name.given.empty() && name.suffix.empty() && name.family.find(',') != name.family.npos) {
    // "Browne, Carolyn S." deposited as a family name alone.
    name = name_from_inverted(name.family);
    if (is_generation(name.given)) std::swap(name.given, name.suffix);
  }
  return name;
}

Affiliation affiliation_of(const Value& value) {
  Affiliation affiliation;
  const auto add = [&](const std::string& part) {
    const std::string text = plain_text(part);
    if (text.empty() || affiliation.text.find(text) != affiliation.text.npos) return;
    affiliation.text += (affiliation.text.empty() ? "" : ", ") + text;
  };
  for (const std::string& department : texts_at(value, "department")) add(department);
  add(text_at(value, "name"));
  for (const std::string& place : texts_at(value, "place")) add(place);
  for (const Value& id : list_at(value, "id"))
    if (ascii_lower(text_at(id, "id-type")) == "ror" && affiliation.ror.empty()) affiliation.ror = text_at(id, "id");
  return affiliation;
}

Contributor contributor_of(const Value& person, ContributorRole role) {
  Contributor contributor;
  contributor.role = role;
  contributor.name = name_of(person);
  contributor.orcid = Orcid::parse(text_at(person, "ORCID"));
  if (const Value& authenticated = member(person, "authenticated-orcid");
      contributor.orcid && authenticated.is_boolean())
    contributor.orcid_assurance =
        authenticated.get<bool>() ? OrcidAssurance::authenticated : OrcidAssurance::unauthenticated;
  for (const Value& value : list_at(person, "affiliation"))
    if (Affiliation affiliation = affiliation_of(value); !affiliation.text.empty() || !affiliation.ror.empty())
      contributor.affiliations.push_back(std::move(affiliation));
  return contributor;
}

// "&NA;" is what Ovid's conversions write where a work has no author.
bool is_placeholder(const PersonName& name) { return name.family == "&NA;" && name.given.empty(); }

// ---- capitals ------------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 16> kParticles = {"van", "von", "der", "den", "de",  "del", "della", "dos",
                                                         "das", "da",  "do",  "du",  "ten", "ter", "zu",    "zur"};

bool is_particle(std::string_view word) {
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

bool is_roman_numeral(std::string_view word) { return word == "II" || word == "III" || word == "IV"; }

char32_t lower_case(char32_t letter) {
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(letter)));
}
char32_t upper_case(char32_t letter) {
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(letter)));
}

enum class LetterCase { none, small, capital };

LetterCase case_of(char32_t letter) {
  const char32_t small = lower_case(letter), capital = upper_case(letter);
  if (small == capital) return LetterCase::none;
  return letter == capital ? LetterCase::capital : LetterCase::small;
}

template <class Visit>
void each_letter(std::string_view text, Visit&& visit) {
  while (!text.empty()) {
    const auto [letter, bytes] = decode_utf8(text);
    visit(letter);
    text.remove_prefix(bytes);
  }
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = text.find(' ');
    if (end != 0) words.push_back(text.substr(0, end));
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return words;
}

struct Letters {
  std::size_t capital = 0, small = 0;
};
Letters letters_of(std::string_view text) {
  Letters count;
  each_letter(text, [&](char32_t letter) {
    const LetterCase what = case_of(letter);
    count.capital += what == LetterCase::capital;
    count.small += what == LetterCase::small;
  });
  return count;
}

/// Of a family name without its particles.
Letters family_letters(std::string_view family) {
  Letters count;
  for (const std::string_view word : words_of(family)) {
    if (is_particle(word)) continue;
    const Letters letters = letters_of(word);
    count.capital += letters.capital;
    count.small += letters.small;
  }
  return count;
}

/// "O'BRIEN-SMITH" as "O'Brien-Smith", "MCLEAN" as "McLean".
std::string in_title_case(std::string_view word) {
  std::string out;
  std::size_t in_part = 0;  // letters since the word or its last hyphen began
  bool after_short_elision = false;
  const bool scottish = word.size() > 4 && word.starts_with("MC");
  each_letter(word, [&](char32_t letter) {
    const bool keep = in_part == 0 || after_short_elision || (scottish && out.size() == 2);
    append_utf8(out, keep ? letter : lower_case(letter));
    const bool apostrophe = letter == U'\'' || letter == U'\u2019';
    after_short_elision = apostrophe && in_part == 1;
    in_part = letter == U'-' || letter == U'\u2010' ? 0 : in_part + 1;
  });
  return out;
}

std::string family_in_title_case(std::string_view family) {
  const auto words = words_of(family);
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += ' ';
    const std::string lower = ascii_lower(words[i]);
    const bool last = i + 1 == words.size();
    if (is_roman_numeral(words[i]) && words.size() > 1)
      out += words[i];
    else if (!last && (is_particle(lower) || (lower == "la" && i > 0)))
      out += lower;
    else if (letters_of(words[i]).small > 0)
      out += words[i];
    else
      out += in_title_case(words[i]);
  }
  return out;
}

std::string given_in_title_case(std::string_view given) {
  const Letters all = letters_of(given);
  const auto words = words_of(given);
  const bool spelled_out =
      std::any_of(words.begin(), words.end(), [](std::string_view word) { return letters_of(word).capital > 3; });
  if (all.small > 0 || !spelled_out) return std::string(given);
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ' ';
    out += letters_of(word).capital > 2 ? in_title_case(word) : std::string(word);
  }
  return out;
}

}  // namespace

void lower_capitals(std::vector<Contributor>& contributors) {
  const auto has_given = [](const Contributor& c) { return !c.name.is_collective() && !c.name.given.empty(); };
  bool long_enough = false;
  for (const Contributor& contributor : contributors) {
    if (!has_given(contributor)) continue;
    const Letters letters = family_letters(contributor.name.family);
    if (letters.small > 0) return;
    long_enough |= letters.capital >= 3;
  }
  if (!long_enough) return;
  for (Contributor& contributor : contributors) {
    if (!has_given(contributor)) continue;
    contributor.name.family = family_in_title_case(contributor.name.family);
    contributor.name.given = given_in_title_case(contributor.name.given);
  }
}

Contributors contributors_of(const Value& work) {
  struct Part {
    const char* name;
    ContributorRole role;
  };
  constexpr std::array<Part, 4> parts = {{{"author", ContributorRole::author},
                                          {"editor", ContributorRole::editor},
                                          {"chair", ContributorRole::chair},
                                          {"translator", ContributorRole::translator}}};
  Contributors all;
  for (const Part& part : parts) {
    std::vector<Contributor> list;
    std::vector<std::size_t> first;
    for (const Value& person : list_at(work, part.name)) {
      Contributor contributor = contributor_of(person, part.role);
      if (is_placeholder(contributor.name)) continue;
      if (contributor.name == PersonName{}) {
        all.complete = all.complete && part.role != ContributorRole::author;
        continue;
      }
      if (text_at(person, "sequence") == "first") first.push_back(list.size());
      list.push_back(std::move(contributor));
    }
    if (first.size() == 1) {
      const auto at = list.begin() + static_cast<std::ptrdiff_t>(first.front());
      std::rotate(list.begin(), at, at + 1);
    }
    std::move(list.begin(), list.end(), std::back_inserter(all.list));
  }
  lower_capitals(all.list);
  return all;
}

}  // namespace evident::crossref
