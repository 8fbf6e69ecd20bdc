// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/words.hpp"

#include <algorithm>

#include "indexer/model/text.hpp"

namespace evident::test::source {
namespace {

bool is_one_of(Word word, const std::vector<Word>& words) {
  return std::binary_search(words.begin(), words.end(), word);
}

}  // namespace

Text Words::add(std::string_view text) {
  Text out;
  for (std::string& word : folded_words(text)) {
    out.push_back(numbers_.try_emplace(std::move(word), static_cast<Word>(numbers_.size())).first->second);
  }
  return out;
}

std::vector<Word> Words::matching(std::string_view word) const {
  std::vector<Word> out;
  if (word.ends_with('*')) {
    word.remove_suffix(1);
    for (const auto& [known, number] : numbers_) {
      if (known.starts_with(word)) out.push_back(number);
    }
  } else if (const auto it = numbers_.find(std::string(word)); it != numbers_.end()) {
    out.push_back(it->second);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Phrase phrase_of(const Words& words, std::string_view piece) {
  const bool truncated = piece.ends_with('*');
  auto parts = folded_words(piece);
  if (truncated && !parts.empty()) parts.back() += '*';
  Phrase phrase;
  for (const std::string& part : parts) phrase.push_back(words.matching(part));
  return phrase;
}

bool holds(const Text& text, const Phrase& phrase, Extent extent) {
  if (phrase.empty() || text.size() < phrase.size()) return false;
  if (extent == Extent::whole && text.size() != phrase.size()) return false;
  for (std::size_t start = 0; start + phrase.size() <= text.size(); ++start) {
    std::size_t matched = 0;
    while (matched < phrase.size() && is_one_of(text[start + matched], phrase[matched])) ++matched;
    if (matched == phrase.size()) return true;
  }
  return false;
}

bool holds_near(const Text& text, const Phrase& phrase, std::size_t gap) {
  const std::size_t span = std::min(phrase.size() + gap, text.size());
  if (phrase.empty()) return false;
  for (std::size_t start = 0; start + span <= text.size(); ++start) {
    const auto from = text.begin() + static_cast<std::ptrdiff_t>(start);
    const auto to = from + static_cast<std::ptrdiff_t>(span);
    const bool all = std::all_of(phrase.begin(), phrase.end(), [&](const std::vector<Word>& allowed) {
      return std::any_of(from, to, [&](Word word) { return is_one_of(word, allowed); });
    });
    if (all) return true;
  }
  return false;
}

}  // namespace evident::test::source
