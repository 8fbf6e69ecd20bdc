// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace evident::test::source {

/// Folded words as numbers, so that thousands of records are scanned in milliseconds.
using Word = std::uint32_t;
using Text = std::vector<Word>;

class Words {
 public:
  /// The words of a text, new ones added.
  Text add(std::string_view text);
  /// The words that a query word stands for: itself, or with a final "*" every word that begins so. None where no
  /// record has it.
  std::vector<Word> matching(std::string_view word) const;

 private:
  std::unordered_map<std::string, Word> numbers_;
};

/// Words next to each other, each by the numbers it may stand for.
using Phrase = std::vector<std::vector<Word>>;

/// The phrase that a piece of query is ("tele-health" is two words side by side); a final "*" is kept with its word.
Phrase phrase_of(const Words& words, std::string_view piece);

/// Whether the phrase stands in the text, as a whole where `whole`. An empty phrase stands nowhere.
enum class Extent { anywhere, whole };
bool holds(const Text& text, const Phrase& phrase, Extent extent = Extent::anywhere);

/// Whether all words of the phrase stand, in any order, in a stretch that has at most `gap` other words.
bool holds_near(const Text& text, const Phrase& phrase, std::size_t gap);

}  // namespace evident::test::source
