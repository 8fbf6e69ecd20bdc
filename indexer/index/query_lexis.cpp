// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/query_lexis.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "indexer/model/fields.hpp"

namespace evident::index {
namespace {

/// Tags of PubMed's that ask for what a library does not hold, or not yet: PubMed User Guide, "Search field tags".
constexpr std::array<std::string_view, 20> kForeignTags = {
    "sb", "subset", "filter", "edat", "entrez date", "mhda", "mesh date", "lr", "ir",     "investigator",
    "ps", "pa",     "nm",     "sh",   "cois",        "pl",   "pubn",      "vi", "volume", "book"};

/// How many single-letter changes lie between two short words.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::size_t blank_bytes(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) return 1;
  for (const std::string_view blank : {"\u00A0", "\u2003", "\u2009", "\u3000"})
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

std::size_t quote_bytes(std::string_view text) {
  if (text.starts_with('"')) return 1;
  for (const std::string_view mark : {"\u201C", "\u201D", "\u201E"})
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

std::size_t doi_bytes(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && blank_bytes(text.substr(end)) == 0 && quote_bytes(text.substr(end)) == 0) ++end;
  std::string_view doi = text.substr(0, end);
  constexpr std::string_view host = "doi.org/10.";
  const auto address = doi.substr(0, 40).find(host);
  const std::size_t prefix = address == doi.npos ? 0 : address + host.size() - 3;
  if (!doi.substr(prefix).starts_with("10.")) return 0;
  const auto slash = doi.substr(prefix, 16).find('/');
  if (slash == doi.npos || slash < 7) return 0;  // a registrant has four digits or more
  for (const std::string_view tag : {"[doi]", "[aid]", "[DOI]", "[AID]"})
    if (const auto at = doi.find(tag); at != doi.npos) doi = doi.substr(0, at);
  // A bracket that closes what was opened before the DOI is not part of it.
  while (doi.ends_with(')') && std::count(doi.begin(), doi.end(), ')') > std::count(doi.begin(), doi.end(), '('))
    doi.remove_suffix(1);
  return doi.size();
}

bool is_stop_word(std::string_view word) {
  // English function words, fewer than PubMed's own list (PubMed User Guide, "Stopwords"): only those without which a
  // title or question means the same.
  static constexpr std::array<std::string_view, 52> words = {
      "a",    "about", "an",  "and",  "are",  "as",   "at",   "be",    "been",  "but",   "by",    "can",   "did",
      "do",   "does",  "for", "from", "had",  "has",  "have", "how",   "if",    "in",    "into",  "is",    "it",
      "its",  "not",   "of",  "on",   "or",   "such", "than", "that",  "the",   "their", "there", "these", "they",
      "this", "those", "to",  "was",  "were", "what", "when", "where", "which", "who",   "will",  "with",  "would"};
  static_assert(std::is_sorted(words.begin(), words.end()));
  return std::binary_search(words.begin(), words.end(), word);
}

bool is_foreign_tag(std::string_view tag) {
  return std::find(kForeignTags.begin(), kForeignTags.end(), tag) != kForeignTags.end();
}

std::string nearest_field(std::string_view name) {
  std::string_view best;
  std::size_t distance = 3;
  for (const SearchField& field : kSearchFields) {
    const std::size_t d = edit_distance(name, field.name);
    if (d < distance && d * 2 < name.size()) {
      distance = d;
      best = field.name;
    }
  }
  if (!best.empty()) return fmt::format("did you mean '{}:'?", best);
  std::string all;
  for (const SearchField& field : kSearchFields) all += fmt::format("{}{}", all.empty() ? "" : ", ", field.name);
  return "there are: " + all + "; to search for the words themselves, put them in quotes";
}

std::string nearest_tag(std::string_view name) {
  for (const SearchField& field : kSearchFields)
    if (name == field.name)
      return field.tags.size() == 0 ? fmt::format("write {} before the word instead", std::string(name) + ':')
                                    : fmt::format("PubMed's tag is [{}]", field.tags[0]);
  return "for example [ti], [tiab], [au], [ta], [mh], [pt], [la], [dp], [pmid]";
}

}  // namespace evident::index
