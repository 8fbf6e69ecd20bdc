// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/text.hpp"

namespace evident::app {

/// A stretch of text under one set of marks, which the query matched or did not.
struct TextRun {
  std::string text;
  std::vector<Mark> marks = {};
  bool matched = false;
  bool operator==(const TextRun&) const = default;
};

/// Text as a screen draws it. Joining the runs' texts gives the plain text.
using HighlightedText = std::vector<TextRun>;

/// `text` cut into runs. `matched` are ranges of its plain text, in order and apart. Those joined by nothing but a
/// blank or a hyphen make one run, because a phrase that is broken at each blank reads as several finds.
HighlightedText highlighted(const MarkedText& text, const std::vector<ByteRange>& matched);
/// Unmarked text in one run; empty text gives no runs.
HighlightedText plain_run(std::string_view text);
std::string plain_text(const HighlightedText& text);
/// Number of separate highlighted stretches, as a reader would count them.
std::size_t match_count(const HighlightedText& text);

}  // namespace evident::app
