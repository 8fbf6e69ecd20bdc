// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/tokeniser.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>
#include <utf8proc.h>

#include "indexer/model/text.hpp"

namespace evident::index {
namespace {

/// Folded form of an ASCII letter or digit; 0 for every other byte.
constexpr std::array<char, 128> kAsciiWord = [] {
  std::array<char, 128> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c);
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c - 'A' + 'a');
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c);
  return table;
}();

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool is_word_category(char32_t code) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return true;
    default: return false;
  }
}

/// Marks and format characters (soft hyphen, joiners) neither make nor break a word.
bool is_silent_category(char32_t code) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF: return true;
    default: return false;
  }
}

/// Scripts written without blanks between words: The Unicode Standard 15.0, Blocks.txt.
bool is_unspaced(char32_t c) {
  return (c >= 0x0E01 && c <= 0x0EDF) ||                                  // Thai, Lao
         (c >= 0x1000 && c <= 0x109F) ||                                  // Burmese
         (c >= 0x1780 && c <= 0x17DD) ||                                  // Khmer
         (c >= 0x3005 && c <= 0x3007) ||                                  // ideographic iteration mark and zero
         (c >= 0x3041 && c <= 0x30FF) ||                                  // hiragana, katakana
         (c >= 0x31F0 && c <= 0x31FF) ||                                  // katakana extensions
         (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||  // Han
         (c >= 0xAC00 && c <= 0xD7A3) ||                                  // Hangul syllables
         (c >= 0xF900 && c <= 0xFAFF) ||                                  // Han compatibility forms
         (c >= 0xFF66 && c <= 0xFF9D) ||                                  // half-width katakana
         (c >= 0x20000 && c <= 0x3134F);                                  // Han, supplementary planes
}

bool is_wide_apostrophe(char32_t code) { return code == 0x2019 || code == 0x02BC; }

/// Words that French and Italian shorten before a vowel; what follows their apostrophe is another word.
bool is_elision(std::string_view word) {
  constexpr std::array<std::string_view, 12> elisions = {"l",  "d",    "qu",   "j",    "c",    "n",
                                                         "un", "dell", "nell", "sull", "dall", "all"};
  return std::find(elisions.begin(), elisions.end(), word) != elisions.end();
}

std::uint64_t digest(std::string_view text) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a, 64 bits
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}

}  // namespace

void Tokeniser::start(std::string_view text) {
  text_ = text;
  at_ = 0;
}

const Tokeniser::Character& Tokeniser::character(char32_t code) {
  const auto known = characters_.find(code);
  if (known != characters_.end()) return known->second;
  Character made;
  std::string one;
  append_utf8(one, code);
  made.text = folded(one);
  const bool plain = [&] {
    std::string_view rest = made.text;
    while (!rest.empty()) {
      const auto [part, bytes] = decode_utf8(rest);
      if (!is_word_category(part)) return false;
      rest.remove_prefix(bytes);
    }
    return true;
  }();
  if (is_wide_apostrophe(code))
    made.kind = Kind::apostrophe;
  else if (is_silent_category(code) || (is_word_category(code) && made.text.empty()))
    made.kind = Kind::silent;
  else if (!is_word_category(code) || !plain)
    made.kind = Kind::separator;
  else
    made.kind = is_unspaced(code) ? Kind::unspaced : Kind::letter;
  if (made.kind == Kind::silent || made.kind == Kind::separator) made.text.clear();
  return characters_.emplace(code, std::move(made)).first->second;
}

bool Tokeniser::letter_at(std::size_t at) {
  if (at >= text_.size()) return false;
  if (is_ascii(text_[at])) return kAsciiWord[static_cast<unsigned char>(text_[at])] != 0;
  return character(decode_utf8(text_.substr(at)).code).kind == Kind::letter;
}

void Tokeniser::append(std::string_view folded) {
  // Once a character did not fit, none of the shorter ones behind it may slip in.
  if (full_ || word_.size() + folded.size() > kMaxWordBytes)
    full_ = true;
  else
    word_.append(folded);
}

bool Tokeniser::next(Token& token) {
  word_.clear();
  full_ = false;
  std::size_t begin = at_;
  std::size_t end = at_;
  while (at_ < text_.size()) {
    const char byte = text_[at_];
    if (is_ascii(byte)) {
      if (const char letter = kAsciiWord[static_cast<unsigned char>(byte)]; letter != 0) {
        if (word_.empty()) begin = at_;
        append(std::string_view(&letter, 1));
        end = ++at_;
        continue;
      }
      ++at_;
      if (word_.empty()) continue;
      if (byte == '\'' && !is_elision(word_) && letter_at(at_)) continue;
      break;
    }
    const auto [code, bytes] = decode_utf8(text_.substr(at_));
    const Character& here = character(code);
    if (here.kind == Kind::unspaced && !word_.empty()) break;
    at_ += bytes;
    switch (here.kind) {
      case Kind::silent:
        if (!word_.empty()) end = at_;
        continue;
      case Kind::letter:
        if (word_.empty()) begin = at_ - bytes;
        append(here.text);
        end = at_;
        continue;
      case Kind::apostrophe:
        if (word_.empty() || (!is_elision(word_) && letter_at(at_))) continue;
        break;
      case Kind::separator:
        if (word_.empty()) continue;
        break;
      case Kind::unspaced:
        append(here.text);
        token = {word_, at_ - bytes, at_};
        return true;
    }
    break;
  }
  if (word_.empty()) return false;
  token = {word_, begin, end};
  return true;
}

std::vector<std::string> index_words(std::string_view text) {
  std::vector<std::string> words;
  Tokeniser tokeniser;
  tokeniser.start(text);
  for (Token token; tokeniser.next(token);) words.emplace_back(token.word);
  return words;
}

std::string exact_value(std::string_view text) {
  std::string value;
  Tokeniser tokeniser;
  tokeniser.start(text);
  for (Token token; tokeniser.next(token);) {
    if (!value.empty()) value += ' ';
    value += token.word;
  }
  constexpr std::size_t longest = 200;
  if (value.size() <= longest) return value;
  const std::string tail = fmt::format("{:016x}", digest(value));
  std::size_t cut = longest - tail.size();
  while ((static_cast<unsigned char>(value[cut]) & 0xC0U) == 0x80U) --cut;
  return value.substr(0, cut) + tail;
}

}  // namespace evident::index
