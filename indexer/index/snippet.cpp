// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/snippet.hpp"

#include <algorithm>

#include "indexer/index/tokeniser.hpp"

namespace evident::index {
namespace {

/// A match this many bytes into its sentence, or fewer, is shown with the sentence's beginning.
constexpr std::size_t kSentenceLead = 80;
/// Else this many bytes before it, back to a whole word.
constexpr std::size_t kWordLead = 30;

struct Place {
  std::string word;
  std::size_t begin, end;
};

/// Where a phrase that begins at `places[at]` ends; 0 where it does not match there.
std::size_t phrase_end(const std::vector<Place>& places, std::size_t at, const Highlights::Phrase& phrase) {
  if (phrase.words.empty() || at + phrase.words.size() > places.size()) return 0;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const std::string& word = places[at + i].word;
    const bool last = i + 1 == phrase.words.size();
    if (last && phrase.last_is_prefix ? !word.starts_with(phrase.words[i]) : word != phrase.words[i]) return 0;
  }
  return places[at + phrase.words.size() - 1].end;
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The first byte to show so that the match at `match` has its context.
std::size_t beginning(std::string_view text, std::size_t match) {
  const std::string_view before = text.substr(0, match);
  std::size_t sentence = 0;
  for (const std::string_view stop : {". ", "? ", "! ", "。"})
    if (const auto at = before.rfind(stop); at != before.npos) sentence = std::max(sentence, at + stop.size());
  if (match - sentence <= kSentenceLead) return sentence;
  std::size_t start = match - kWordLead;
  while (start < match && text[start - 1] != ' ') ++start;
  return start;
}

/// One past the last byte of at most `max_chars` characters from `start`, at the end of a word where there is one.
std::size_t ending(std::string_view text, std::size_t start, std::size_t max_chars) {
  std::size_t end = start;
  for (std::size_t chars = 0; end < text.size() && chars < max_chars; ++chars) {
    ++end;
    while (end < text.size() && continues_character(text[end])) ++end;
  }
  if (end == text.size() || text[end] == ' ') return end;
  const auto blank = text.substr(start, end - start).rfind(' ');
  return blank == std::string_view::npos || blank == 0 ? end : start + blank;
}

}  // namespace

std::vector<ByteRange> highlight(std::string_view text, const Highlights& highlights) {
  std::vector<ByteRange> ranges;
  if (highlights.empty()) return ranges;
  std::vector<Place> places;
  Tokeniser tokeniser;
  tokeniser.start(text);
  for (Token token; tokeniser.next(token);) places.push_back({std::string(token.word), token.begin, token.end});
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::size_t end = 0;
    if (std::binary_search(highlights.words.begin(), highlights.words.end(), places[i].word)) end = places[i].end;
    for (const Highlights::Phrase& phrase : highlights.phrases) end = std::max(end, phrase_end(places, i, phrase));
    if (end == 0) continue;
    if (!ranges.empty() && places[i].begin < ranges.back().end)
      ranges.back().end = std::max(ranges.back().end, end);
    else
      ranges.push_back({places[i].begin, end});
  }
  return ranges;
}

std::vector<SnippetPart> snippet(const Publication& publication, const Highlights& highlights, std::size_t max_chars) {
  std::vector<SnippetPart> parts;
  const AbstractSection* chosen = nullptr;
  std::string text;
  std::vector<ByteRange> ranges;
  for (const AbstractSection& section : publication.abstract) {
    std::string plain = section.text.plain();
    if (plain.empty()) continue;
    auto found = highlight(plain, highlights);
    if (chosen != nullptr && found.empty()) continue;
    chosen = &section;
    text = std::move(plain);
    ranges = std::move(found);
    if (!ranges.empty()) break;
  }
  if (chosen == nullptr || max_chars == 0) return parts;

  const auto add = [&parts](SnippetPart part) {
    if (!part.text.empty()) parts.push_back(std::move(part));
  };
  const std::size_t start = ranges.empty() ? 0 : beginning(text, ranges.front().begin);
  const std::size_t end = ending(text, start, max_chars);
  std::string lead = chosen->label.empty() ? "" : chosen->label + ": ";
  if (start > 0) lead += "… ";
  std::size_t at = start;
  for (const ByteRange& range : ranges) {
    if (range.end > end) break;
    add({.text = lead + text.substr(at, range.begin - at)});
    lead.clear();
    add({.text = text.substr(range.begin, range.end - range.begin), .hit = true});
    at = range.end;
  }
  add({.text = lead + text.substr(at, end - at) + (end < text.size() ? " …" : "")});
  return parts;
}

}  // namespace evident::index
