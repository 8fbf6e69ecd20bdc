// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evident {

/// Without leading and trailing ASCII white space and no-break spaces.
std::string_view trimmed(std::string_view text);
/// A to Z become a to z; every other byte is kept.
std::string ascii_lower(std::string_view text);
/// Every run of white space (ASCII, no-break and typographic spaces) becomes one blank; none at the ends.
std::string collapsed(std::string_view text);
/// Valid UTF-8: each byte that is not part of a well-formed character becomes U+FFFD, NUL and other C0 controls but
/// tab and line feed are dropped.
std::string valid_utf8(std::string_view text);
/// Unicode normal form C, valid UTF-8 in any case.
std::string nfc(std::string_view text);

/// For comparing and indexing: compatibility-decomposed, case-folded, without diacritics, and with the letters that
/// have no decomposition spelled out as catalogues do (ł l, ø o, đ d, ß ss, æ ae, œ oe, þ th, ı i). Never for display.
std::string folded(std::string_view text);
/// The words of folded text: runs of letters and digits, an apostrophe inside a word dropped. Han, kana and hangul
/// characters stay together in their run.
std::vector<std::string> folded_words(std::string_view text);
/// Folded letters and digits only, for "same title but for punctuation and blanks".
std::string comparison_key(std::string_view text);

/// Decodes XML and the common HTML entities and numeric references, once. Unknown ones are kept as they are.
std::string decode_entities(std::string_view text);

/// Bytes [begin, end) of a text.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const ByteRange&) const = default;
};

/// One character of UTF-8 and how many bytes it took; U+FFFD and 1 for a malformed byte. Precondition: not empty.
struct Utf8Char {
  char32_t code;
  std::size_t bytes;
};
Utf8Char decode_utf8(std::string_view text);
void append_utf8(std::string& out, char32_t code);

/// Typographic marks that survive from the sources' titles and abstracts.
enum class Mark : std::uint8_t { italic, bold, superscript, subscript, underline, small_caps };

/// Human text with marks: a UTF-8 string in which only <i> <b> <sup> <sub> <u> <sc> and their closing tags, properly
/// nested, are markup, and `&`, `<`, `>` of the text are written `&amp;`, `&lt;`, `&gt;`. White space is collapsed.
class MarkedText {
 public:
  MarkedText() = default;
  static MarkedText from_plain(std::string_view text);
  /// Reads what the sources put into strings: HTML and JATS inline tags (em, strong, jats:italic, scp ...), entities,
  /// MathML (its text is kept). Tags that carry no mark of ours are dropped and their content kept; a "<" that begins
  /// no tag we know is text.
  static MarkedText from_source(std::string_view text);
  /// What markup() gave, taken back. Trusted: for our own stored text only.
  static MarkedText from_stored(std::string markup);

  /// The stored form described above.
  const std::string& markup() const { return markup_; }
  /// Without marks. Superscripts and subscripts are joined on as printed ("CO2", "10-3").
  std::string plain() const;
  bool empty() const { return markup_.empty(); }
  bool operator==(const MarkedText&) const = default;

  /// A stretch of text under one set of marks, in order, for drawing and for writers.
  struct Span {
    std::string text;
    std::vector<Mark> marks;  ///< outermost first
  };
  std::vector<Span> spans() const;

 private:
  friend class MarkedTextBuilder;
  std::string markup_;
};

/// Builds a MarkedText from a parser's events.
class MarkedTextBuilder {
 public:
  void text(std::string_view text);  ///< plain characters, entities already decoded
  void open(Mark mark);
  void close(Mark mark);  ///< closes the innermost open `mark`, and what was opened inside it; no-op where none is open
  /// Closes what is open, trims, and hands the text over; the builder is empty again.
  MarkedText take();

 private:
  std::string markup_;
  std::vector<Mark> open_;
  bool blank_pending_ = false;
  bool after_blank_ = false;  ///< nothing but opening tags since a blank: a further blank would be a second one
};

}  // namespace evident
