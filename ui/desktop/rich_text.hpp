// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "ui/app/highlight.hpp"
#include "ui/desktop/ui.hpp"

namespace evident::desktop {

enum class Baseline : std::uint8_t { normal, superscript, subscript };

/// A stretch of text in one style. A line feed ends a paragraph.
struct StyledRun {
  std::string text;
  FontRole font = FontRole::small;
  Colour colour = Colour::text;
  bool matched = false;  ///< drawn on the highlighter's ground
  Baseline baseline = Baseline::normal;
  float gap_after = 0;  ///< screen pixels after the run, on the same line; not part of the text
};

/// Fonts and colours for text that carries marks and matches.
struct TextStyle {
  FontRole font = FontRole::small;
  FontRole matched_font = FontRole::small;
  Colour colour = Colour::text;
};

/// Runs for marked text: superscripts and subscripts raised and lowered, matches set off.
std::vector<StyledRun> styled(const app::HighlightedText& text, const TextStyle& style);

/// Bytes [begin, end) of a layout's text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
  bool operator==(const TextRange&) const = default;
};

/// Where lines break; screen pixels.
struct ParagraphStyle {
  float width = 0;
  float line_height = 0;
  int max_lines = std::numeric_limits<int>::max();  ///< what is beyond ends in an ellipsis
  float paragraph_gap = 0;
};

/// Runs broken into lines, measured once and drawn many times. Valid for the fonts it was made with (see
/// FontBook::generation); colours follow the theme by themselves.
class TextLayout {
 public:
  TextLayout() = default;
  static TextLayout make(Ui& ui, std::vector<StyledRun> runs, const ParagraphStyle& style);

  float height() const { return height_; }
  int lines() const { return lines_; }
  bool truncated() const { return truncated_; }
  /// All runs' text joined: what selections index and what is copied.
  const std::string& text() const { return text_; }

  /// `at` is the top left corner. `colour` replaces the runs' own, matches excepted.
  void draw(Ui& ui, ImVec2 at, TextRange selection = {}, std::optional<Colour> colour = std::nullopt) const;
  /// The byte a point belongs to, `local` counted from the top left corner; always between two characters.
  std::size_t offset_at(const Ui& ui, ImVec2 local) const;
  /// The word around a byte; empty between words.
  TextRange word_at(std::size_t offset) const;
  /// The highlighted stretches, in order.
  std::vector<TextRange> matches() const;
  /// Upper edge of the line that holds a byte, from the layout's top.
  float line_top(std::size_t offset) const;

 private:
  friend class LayoutMaker;

  struct Word {
    float x = 0, y = 0, width = 0;
    std::size_t begin = 0, end = 0;  ///< bytes of text_
    std::size_t run = 0;
    std::string form;  ///< what is drawn (display_form.hpp)
    bool blank = false;
    bool right_to_left = false;
  };
  void draw_match_ground(const Ui& ui, ImVec2 at, std::size_t first) const;
  float advance_to(const Ui& ui, const Word& word, std::size_t offset) const;
  float drop_of(const Ui& ui, const StyledRun& run) const;

  std::vector<StyledRun> runs_;
  std::vector<Word> words_;
  std::string text_;
  float height_ = 0;
  float line_height_ = 0;
  int lines_ = 0;
  bool truncated_ = false;
};

}  // namespace evident::desktop
