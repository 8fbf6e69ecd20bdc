// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evident::cli {

enum class Style : std::uint8_t {
  plain,
  bold,
  faint,
  alarm,  ///< retractions and failures; always says in words what it marks
};

/// One line for people: stretches of text under a style. What reaches a terminal is made from these only, so that data
/// cannot bring escape sequences along: control characters are taken out when a stretch is added.
class Text {
 public:
  struct Span {
    std::string text;
    Style style = Style::plain;
  };

  Text() = default;
  explicit Text(std::string_view plain) { add(plain); }
  Text& add(std::string_view text, Style style = Style::plain);
  Text& bold(std::string_view text) { return add(text, Style::bold); }
  Text& faint(std::string_view text) { return add(text, Style::faint); }
  Text& alarm(std::string_view text) { return add(text, Style::alarm); }
  Text& add(const Text& other);

  const std::vector<Span>& spans() const { return spans_; }
  bool empty() const { return spans_.empty(); }

 private:
  std::vector<Span> spans_;
};

/// Without what a terminal obeys instead of showing: C0 and C1 controls, DEL, and the characters that reorder text
/// (Unicode Standard Annex 9, section 2: embeddings, overrides, isolates). White space becomes a blank. Valid UTF-8.
std::string printable(std::string_view text);

/// Columns that text takes in a terminal: East Asian wide characters take two, combining marks none.
std::size_t display_width(std::string_view text);

/// Cut at blanks into lines of at most `width` columns where words allow, the later ones indented.
std::vector<Text> wrapped(const Text& text, std::size_t width, std::size_t indent);

}  // namespace evident::cli
