// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/text.hpp"

#include <utf8proc.h>

#include "indexer/model/text.hpp"

namespace evident::cli {
namespace {

bool obeyed_by_terminals(char32_t code) { return code < 0x20 || (code >= 0x7F && code <= 0x9F); }
bool reorders_text(char32_t code) { return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069); }

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [code, bytes] = decode_utf8(text);
    text.remove_prefix(bytes);
    if (code == '\n' || code == '\t' || code == '\r')
      out += ' ';
    else if (!obeyed_by_terminals(code) && !reorders_text(code))
      append_utf8(out, code);
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [code, bytes] = decode_utf8(text);
    text.remove_prefix(bytes);
    width += static_cast<std::size_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(code)));
  }
  return width;
}

Text& Text::add(std::string_view text, Style style) {
  std::string clean = printable(text);
  if (clean.empty()) return *this;
  if (!spans_.empty() && spans_.back().style == style)
    spans_.back().text += clean;
  else
    spans_.push_back({std::move(clean), style});
  return *this;
}

Text& Text::add(const Text& other) {
  for (const Span& span : other.spans_) add(span.text, span.style);
  return *this;
}

std::vector<Text> wrapped(const Text& text, std::size_t width, std::size_t indent) {
  std::vector<Text> lines(1);
  std::size_t used = 0;
  std::size_t blanks = 0;  // seen since the last word, not yet written
  bool at_start = true;
  for (const Text::Span& span : text.spans()) {
    std::string_view rest = span.text;
    while (!rest.empty()) {
      if (rest.front() == ' ') {
        ++blanks;
        rest.remove_prefix(1);
        continue;
      }
      const std::string_view word = rest.substr(0, rest.find(' '));
      rest.remove_prefix(word.size());
      const std::size_t columns = display_width(word);
      if (!at_start && blanks > 0 && used + blanks + columns > width) {
        lines.emplace_back(std::string(indent, ' '));
        used = indent;
      } else {
        const bool within = !lines.back().empty() && lines.back().spans().back().style == span.style;
        lines.back().add(std::string(blanks, ' '), within ? span.style : Style::plain);
        used += blanks;
      }
      lines.back().add(word, span.style);
      used += columns;
      blanks = 0;
      at_start = false;
    }
  }
  return lines;
}

}  // namespace evident::cli
