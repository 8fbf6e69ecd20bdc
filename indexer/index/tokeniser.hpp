// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace evident::index {

/// Longest index word, in bytes of folded UTF-8. The rest of a longer word is dropped, in index and query alike, so
/// that it still finds itself. Xapian's own limit for a term is 245 bytes, prefix included.
inline constexpr std::size_t kMaxWordBytes = 64;

/// One word of a text.
struct Token {
  std::string_view word;  ///< folded; valid until the next call
  std::size_t begin = 0;  ///< first byte in the text
  std::size_t end = 0;    ///< one past the last byte in the text
};

/// Cuts text into the words we index, search and highlight. One rule for all three, so that marks are exact.
///
/// - A word is a run of letters, digits and combining marks, folded as evident::folded() folds; stop words are kept.
/// - Anything else separates: "COVID-19", "0.05" and "follow-up" are their parts, in sequence.
/// - An apostrophe inside a word is dropped ("patient's", "O'Brien"), but after a French or Italian elision it
/// separates
///   ("l'hôpital", "dell'ospedale").
/// - Characters of scripts written without blanks (Han, kana, Hangul, Thai, Lao, Khmer, Burmese) are words of their
/// own:
///   a run of them is found as a phrase, wherever a reader would have put the word breaks.
/// - Characters that fold to something other than letters and digits ("½", "™") separate.
///
/// Keeps a cache of folded characters: reuse one for many texts. Not for use by several threads at once.
class Tokeniser {
 public:
  /// Begins with `text`, which must stay alive until the last next().
  void start(std::string_view text);
  /// The next word; false at the end, where `token` is left alone.
  bool next(Token& token);

 private:
  enum class Kind : unsigned char { separator, letter, unspaced, silent, apostrophe };
  struct Character {
    Kind kind = Kind::separator;
    std::string text;  ///< folded
  };
  const Character& character(char32_t code);
  bool letter_at(std::size_t at);
  void append(std::string_view folded);

  std::string_view text_;
  std::size_t at_ = 0;
  std::string word_;
  bool full_ = false;
  std::unordered_map<char32_t, Character> characters_;
};

/// The folded words of a short text, in order.
std::vector<std::string> index_words(std::string_view text);

/// A value as exact fields hold it: its words joined by one blank. Long values end in a digest of the whole.
std::string exact_value(std::string_view text);

}  // namespace evident::index
