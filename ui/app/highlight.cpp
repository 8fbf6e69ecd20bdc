// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/highlight.hpp"

#include <algorithm>
#include <utility>

namespace evident::app {

namespace {

std::vector<ByteRange> joined(const std::vector<ByteRange>& words, std::string_view plain) {
  std::vector<ByteRange> ranges;
  for (const ByteRange& word : words) {
    const bool adjacent = !ranges.empty() && word.begin == ranges.back().end + 1 &&
                          (plain[ranges.back().end] == ' ' || plain[ranges.back().end] == '-');
    if (adjacent) {
      ranges.back().end = word.end;
    } else {
      ranges.push_back(word);
    }
  }
  return ranges;
}

}  // namespace

HighlightedText highlighted(const MarkedText& text, const std::vector<ByteRange>& matched) {
  const std::vector<MarkedText::Span> spans = text.spans();
  const std::vector<ByteRange> ranges = joined(matched, text.plain());

  HighlightedText runs;
  std::size_t span_begin = 0;
  std::size_t next_range = 0;
  for (const MarkedText::Span& span : spans) {
    const std::size_t span_end = span_begin + span.text.size();
    std::size_t at = span_begin;
    while (at < span_end) {
      while (next_range < ranges.size() && ranges[next_range].end <= at) ++next_range;
      const bool inside = next_range < ranges.size() && ranges[next_range].begin <= at;
      std::size_t until = span_end;
      if (next_range < ranges.size())
        until = std::min(until, inside ? ranges[next_range].end : ranges[next_range].begin);
      runs.push_back({span.text.substr(at - span_begin, until - at), span.marks, inside});
      at = until;
    }
    span_begin = span_end;
  }
  return runs;
}

HighlightedText plain_run(std::string_view text) {
  if (text.empty()) return {};
  return {TextRun{std::string(text)}};
}

std::string plain_text(const HighlightedText& text) {
  std::string plain;
  for (const TextRun& run : text) plain += run.text;
  return plain;
}

std::size_t match_count(const HighlightedText& text) {
  std::size_t count = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (text[index].matched && (index == 0 || !text[index - 1].matched)) ++count;
  }
  return count;
}

}  // namespace evident::app
