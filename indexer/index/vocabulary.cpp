// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace evident::index {
namespace {

/// Forms of one word: English has some dozen; more are accidents of the stemmer or of spelling.
constexpr std::size_t kMostForms = 60;
/// Words behind one '*'. Each costs the matcher a posting list, some microseconds.
constexpr std::size_t kMostBeginning = 2000;
/// Lookups kept in memory before all are dropped.
constexpr std::size_t kMostRemembered = 4096;

struct Counted {
  std::string word;
  Xapian::doccount documents;
};

/// Keeps the `most` commonest.
Expansion cut(std::vector<Counted> found, std::size_t most) {
  Expansion out;
  if (found.size() > most) {
    std::sort(found.begin(), found.end(), [](const Counted& a, const Counted& b) {
      return a.documents != b.documents ? a.documents > b.documents : a.word < b.word;
    });
    out.left_out = found.size() - most;
    found.resize(most);
  }
  for (Counted& one : found) out.words.push_back(std::move(one.word));
  std::sort(out.words.begin(), out.words.end());
  return out;
}

bool has_forms(std::string_view word) {
  return word.size() > 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

const Expansion& Vocabulary::sharing_stem(const Xapian::Database& database, std::string_view prefix,
                                          const std::string& word) {
  const std::string key = std::string(prefix) + word;
  if (const auto known = sharing_.find(key); known != sharing_.end()) return known->second;
  if (sharing_.size() >= kMostRemembered) sharing_.clear();
  std::vector<Counted> found = {{word, database.get_termfreq(key)}};
  if (has_forms(word)) {
    const std::string stem = stem_(word);
    // A stem may end in a letter its words do not have ("happi" of "happy", "hope" of "hoping"), so words are sought
    // from one letter less.
    const std::string from = std::string(prefix) + stem.substr(0, std::max<std::size_t>(stem.size() - 1, 2));
    for (auto term = database.allterms_begin(from); term != database.allterms_end(from); ++term) {
      std::string other = (*term).substr(prefix.size());
      if (other != word && has_forms(other) && stem_(other) == stem)
        found.push_back({std::move(other), term.get_termfreq()});
    }
    // What was typed is searched for however rare it is.
    found.front().documents = database.get_doccount() + 1;
  }
  return sharing_.emplace(key, cut(std::move(found), kMostForms)).first->second;
}

const Expansion& Vocabulary::beginning(const Xapian::Database& database, std::string_view prefix,
                                       const std::string& beginning) {
  const std::string key = std::string(prefix) + beginning;
  if (const auto known = beginning_.find(key); known != beginning_.end()) return known->second;
  if (beginning_.size() >= kMostRemembered) beginning_.clear();
  std::vector<Counted> found;
  // Whole names ("smith_john") begin like their words and would only say the same again, unless one is asked for.
  const bool names = beginning.find('_') != std::string::npos;
  for (auto term = database.allterms_begin(key); term != database.allterms_end(key); ++term) {
    std::string word = (*term).substr(prefix.size());
    if (names || word.find('_') == std::string::npos) found.push_back({std::move(word), term.get_termfreq()});
  }
  return beginning_.emplace(key, cut(std::move(found), kMostBeginning)).first->second;
}

void Vocabulary::forget() {
  sharing_.clear();
  beginning_.clear();
}

}  // namespace evident::index
