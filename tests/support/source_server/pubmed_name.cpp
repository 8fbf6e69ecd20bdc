// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/pubmed_name.hpp"

#include <algorithm>

#include "indexer/model/text.hpp"

namespace evident::test::source {
namespace {

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (i > from ? " " : "") + words[i];
  return out;
}

/// "garcialopez", "garcia lopez" and "garcia-lopez" are one name in PubMed's author index.
bool same_name(std::string a, std::string b) {
  std::erase(a, ' ');
  std::erase(b, ' ');
  return a == b;
}

}  // namespace

NameQuery::NameQuery(std::string_view text, Initials initials) : initials_(initials), words_(folded_words(text)) {
  if (const auto comma = text.find(','); comma != std::string_view::npos) {
    const auto last = folded_words(text.substr(0, comma));
    last_before_comma_ = joined(last, 0, last.size());
  }
}

bool NameQuery::abbreviated(const PubmedPerson& person) const {
  const std::size_t n = words_.size();
  if (n == 0) return false;
  if (same_name(joined(words_, 0, n), person.last)) return true;
  if (n >= 2 && same_name(joined(words_, 0, n - 1), person.last) && has_initials(words_[n - 1], person)) return true;
  return n >= 3 && words_[n - 1] == person.suffix && same_name(joined(words_, 0, n - 2), person.last) &&
         has_initials(words_[n - 2], person);
}

bool NameQuery::in_full(const PubmedPerson& person) const {
  if (person.fore.empty()) return false;
  if (!last_before_comma_.empty() && last_before_comma_ != person.last) return false;
  for (std::size_t i = 1; i < words_.size(); ++i) {
    const bool inverted = joined(words_, 0, i) == person.last && begins(i, words_.size(), person.fore);
    const bool natural =
        last_before_comma_.empty() && joined(words_, i, words_.size()) == person.last && begins(0, i, person.fore);
    if (inverted || natural) return true;
  }
  return false;
}

bool NameQuery::has_initials(const std::string& asked, const PubmedPerson& person) const {
  return initials_ == Initials::exact ? person.initials == asked : person.initials.starts_with(asked);
}

bool NameQuery::begins(std::size_t from, std::size_t to, const std::vector<std::string>& fore) const {
  if (to - from > fore.size()) return false;
  return std::equal(words_.begin() + static_cast<std::ptrdiff_t>(from),
                    words_.begin() + static_cast<std::ptrdiff_t>(to), fore.begin());
}

}  // namespace evident::test::source
