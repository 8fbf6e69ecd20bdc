// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/terms.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/index/languages.hpp"
#include "indexer/index/tokeniser.hpp"
#include "indexer/model/identifiers.hpp"
#include "indexer/model/publication.hpp"
#include "indexer/model/text.hpp"

namespace evident::index {
namespace {

/// Longest name term in bytes; Xapian takes 245, prefix included.
constexpr std::size_t kMostNameBytes = 200;

template <class Values>
std::optional<std::string> one_of(const Values& values, std::string word) {
  if (std::find(values.begin(), values.end(), word) == values.end()) return std::nullopt;
  return word;
}

}  // namespace

std::optional<std::string> exact_term(Field field, std::string_view text) {
  text = trimmed(text);
  switch (field) {
    case Field::doi: {
      const auto doi = Doi::parse(text);
      if (!doi) return std::nullopt;
      // DOI names have no length limit, index terms do; a long one goes by its words and their digest.
      return doi->text().size() <= 200 ? doi->text() : exact_value(doi->text());
    }
    case Field::identifier:
      if (text.starts_with("10."))
        if (auto doi = exact_term(Field::doi, text)) return doi;
      break;
    case Field::pmid: {
      const auto pmid = Pmid::parse(text);
      return pmid ? std::optional(pmid->text()) : std::nullopt;
    }
    case Field::pmcid: {
      const auto pmcid = Pmcid::parse(text);
      return pmcid ? std::optional(ascii_lower(pmcid->text())) : std::nullopt;
    }
    case Field::orcid: {
      const auto orcid = Orcid::parse(text);
      return orcid ? std::optional(ascii_lower(orcid->text())) : std::nullopt;
    }
    case Field::language: {
      const std::string code = language_code(text);
      if (code.empty()) return std::nullopt;
      return code.size() <= kMaxWordBytes ? code : exact_value(code);
    }
    case Field::is: return one_of(kIsValues, ascii_lower(text));
    case Field::has: return one_of(kHasValues, ascii_lower(text));
    case Field::access: return one_of(std::array<std::string_view, 2>{"open", "unknown"}, ascii_lower(text));
    case Field::notice: {
      const std::string word = ascii_lower(text);
      return notice_named(word) ? std::optional(word) : std::nullopt;
    }
    default: break;
  }
  std::string value = exact_value(text);
  if (value.empty()) return std::nullopt;
  return value;
}

std::string name_term(const std::vector<std::string>& family_words, std::string_view given) {
  std::string term;
  for (const std::string& word : family_words) term += word;
  if (!given.empty()) {
    term += '_';
    term += given;
  }
  return term.size() <= kMostNameBytes ? term : std::string();
}

std::vector<std::string> name_terms(const PersonName& name) {
  std::vector<std::string> terms;
  const auto add = [&terms](std::string term) {
    if (!term.empty() && std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(std::move(term));
  };
  if (name.is_collective()) {
    const std::vector<std::string> words = index_words(name.collective);
    for (const std::string& word : words) add(word);
    if (const std::string whole = fmt::format("{}", fmt::join(words, "_")); whole.size() <= kMostNameBytes) add(whole);
    return terms;
  }
  const std::vector<std::string> family = index_words(name.family);
  const std::vector<std::string> given = index_words(name.given);
  for (const std::string& word : family) add(word);
  for (const std::string& word : given) add(word);
  if (family.empty()) return terms;
  add(name_term(family, {}));
  // Some sources repeat all given names as initials; more than four tell nobody apart.
  const std::string initials =
      ascii_lower(!name.initials.empty() ? initials_of(name.initials) : initials_of(name.given)).substr(0, 4);
  for (std::size_t n = 1; n <= initials.size(); ++n) add(name_term(family, initials.substr(0, n)));
  std::string names;
  for (const std::string& word : given) {
    if (!names.empty()) names += '_';
    names += word;
    add(name_term(family, names));
  }
  return terms;
}

std::string date_value(const PartialDate& date) {
  return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
}

std::string moment_value(std::int64_t seconds) {
  using namespace std::chrono;
  const sys_seconds moment{std::chrono::seconds(seconds)};
  const auto midnight = floor<days>(moment);
  const year_month_day date{midnight};
  const hh_mm_ss time{moment - midnight};
  return fmt::format("{:04}{:02}{:02}{:02}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string year_value(int year) { return fmt::format("{:04}", year); }

}  // namespace evident::index
