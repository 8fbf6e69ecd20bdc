// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/query_operand.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/index/query_lexis.hpp"
#include "indexer/index/terms.hpp"
#include "indexer/index/tokeniser.hpp"
#include "indexer/model/partial_date.hpp"
#include "indexer/model/text.hpp"

namespace evident::index {
namespace {

using Kind = QueryNode::Kind;
using Ending = QueryNode::Ending;

/// The shortest beginning a wildcard may have, in bytes: one letter stands for half the library.
constexpr std::size_t kShortestWildcard = 2;

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.size() <= longest) return std::string(text);
  std::size_t cut = longest;
  while ((static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  return std::string(text.substr(0, cut)) + "…";
}

/// Words as written, side by side: a phrase, or one whole word. The star, where there is one, must end the text.
Result<std::optional<QueryNode>> read_phrase(Field field, const OperandText& operand,
                                             std::vector<std::string>& warnings) {
  QueryNode node{.kind = Kind::phrase, .field = field, .slack = operand.slack};
  std::string_view text = operand.text;
  // "what?*" ends in a star although punctuation stands between.
  if (const auto star = text.find('*'); star != text.npos) {
    const auto behind = text.substr(star + 1);
    if (!index_words(behind).empty())
      return unreadable("a '*' may only end a word or a phrase",
                        fmt::format("write '{}*'", shown(text.substr(0, star))), operand.at + star);
    text = text.substr(0, star);
    node.ending = Ending::prefix;
  }
  node.words = index_words(text);
  if (node.words.empty()) {
    if (node.ending == Ending::prefix)
      return unreadable("a '*' needs the beginning of a word before it", "write at least two letters, as in 'te*'",
                        operand.at + text.size());
    if (!operand.text.empty())
      warnings.push_back(fmt::format("'{}' holds no letter or digit and was left out", shown(operand.text)));
    return std::optional<QueryNode>();
  }
  if (node.ending == Ending::prefix && node.words.back().size() < kShortestWildcard)
    return unreadable(fmt::format("'{}*' begins too many words", node.words.back()),
                      "write at least two letters before the '*'", operand.at + text.size());
  return std::optional(std::move(node));
}

/// One bare word of a prose or words field; "follow-up" is the phrase of its parts.
Result<std::optional<QueryNode>> read_word(Field field, const OperandText& operand,
                                           std::vector<std::string>& warnings) {
  auto phrase = read_phrase(field, operand, warnings);
  if (!phrase || !*phrase) return phrase;
  if ((*phrase)->words.size() == 1 && (*phrase)->ending == Ending::whole) (*phrase)->kind = Kind::word;
  return phrase;
}

/// Bare words: each must be found, in any order.
Result<std::optional<QueryNode>> read_words(Field field, const OperandText& operand,
                                            std::vector<std::string>& warnings) {
  std::vector<QueryNode> kept, common;
  std::size_t at = 0;
  const std::string_view text = operand.text;
  while (at < text.size()) {
    if (const std::size_t blank = blank_bytes(text.substr(at)); blank > 0) {
      at += blank;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && blank_bytes(text.substr(end)) == 0) ++end;
    const std::string_view word = text.substr(at, end - at);
    const std::size_t place = operand.at + at;
    at = end;
    // A DOI or its address, pasted: no word of a text looks like it.
    if (field == Field::all && (word.starts_with("10.") || word.find("doi.org/10.") != word.npos)) {
      if (const auto doi = exact_term(Field::doi, word)) {
        kept.push_back({.kind = Kind::value, .field = Field::doi, .words = {*doi}, .text = *doi});
        continue;
      }
    }
    auto read = read_word(field, {word, place}, warnings);
    if (!read) return fail(read.error());
    if (!*read) continue;
    const bool stop = (*read)->kind == Kind::word && is_stop_word((*read)->words[0]);
    (stop ? common : kept).push_back(std::move(**read));
  }
  if (kept.empty()) {
    kept = std::move(common);
  } else if (!common.empty()) {
    std::vector<std::string> words;
    for (const QueryNode& node : common) words.push_back(node.words[0]);
    warnings.push_back(
        fmt::format("too common to search for, left out: {}; quote a word to keep it", fmt::join(words, ", ")));
    for (const std::string_view slip : {"and", "or", "not"})
      if (std::find(words.begin(), words.end(), slip) != words.end())
        warnings.push_back(fmt::format("'{}' was read as a word; write it in capitals to join or exclude", slip));
  }
  if (kept.empty()) return std::optional<QueryNode>();
  QueryNode all = std::move(kept.front());
  for (std::size_t i = 1; i < kept.size(); ++i) all = joined(Kind::all_of, std::move(all), std::move(kept[i]));
  return std::optional(std::move(all));
}

Result<std::optional<QueryNode>> read_name(Field field, const OperandText& operand,
                                           std::vector<std::string>& warnings) {
  auto phrase = read_phrase(field, operand, warnings);
  if (!phrase || !*phrase) return phrase;
  QueryNode& node = **phrase;
  node.kind = Kind::name;
  std::string_view text = operand.text;
  if (const auto star = text.find('*'); star != text.npos) text = text.substr(0, star);
  node.text = collapsed(text);
  std::replace(node.text.begin(), node.text.end(), '"', ' ');
  return phrase;
}

std::string_view values_of(Field field) {
  switch (field) {
    case Field::is: return "retracted, concern, corrected, preprint, oa or member";
    case Field::has: return "abstract, doi, pmid, pmcid, orcid, mesh, keyword, grant or date";
    case Field::access: return "open or unknown";
    case Field::notice: return "retraction, expression_of_concern or correction";
    default: return search_field(field).help;
  }
}

Result<std::optional<QueryNode>> read_value(Field field, const OperandText& operand,
                                            std::vector<std::string>& warnings) {
  QueryNode node{.kind = Kind::value, .field = field};
  std::string_view text = trimmed(operand.text);
  if (text.ends_with('*')) {
    text.remove_suffix(1);
    node.ending = Ending::prefix;
    const std::string beginning = exact_value(text);
    if (beginning.size() < kShortestWildcard)
      return unreadable("a '*' needs the beginning of a value before it", "write at least two letters before the '*'",
                        operand.at);
    node.words = {beginning};
  } else {
    const auto term = exact_term(field, text);
    if (!term) {
      const SearchField& row = search_field(field);
      return unreadable(fmt::format("'{}' is not something '{}:' knows", shown(text), row.name),
                        fmt::format("{}: {}; for example {}", row.name, values_of(field), row.example), operand.at);
    }
    node.words = {*term};
  }
  node.text = collapsed(text);
  if (field == Field::heading || field == Field::major_heading)
    warnings.push_back(fmt::format(
        "'{}' was looked for as a heading on the records; headings below it in the MeSH tree were not", shown(text)));
  return std::optional(std::move(node));
}

/// One end of a range in the form the slots compare: a whole number, or an ISO date; nothing where it is neither.
std::optional<std::string> read_end(FieldKind kind, std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = trimmed(text.substr(1, text.size() - 2));
  if (kind == FieldKind::number) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return std::to_string(number);
  }
  // PubMed writes 2019/1/1 as well as 2019/01/01.
  std::string padded;
  std::size_t digits = 0;
  std::string part;
  const auto flush = [&] {
    if (part.size() == 1 && digits > 0) padded += '0';
    padded += part;
    ++digits;
    part.clear();
  };
  for (char c : text) {
    if (c == '/' || c == '-') {
      flush();
      padded += '-';
    } else {
      part += c;
    }
  }
  flush();
  const auto date = PartialDate::parse(padded);
  return date ? std::optional(date->iso()) : std::nullopt;
}

Result<std::optional<QueryNode>> read_range(Field field, const OperandText& operand) {
  const SearchField& row = search_field(field);
  const std::string_view text = trimmed(operand.text);
  QueryNode node{.kind = Kind::range, .field = field};
  const auto wrong = [&](std::string_view part) {
    return unreadable(fmt::format("'{}' is not a {} that '{}:' can compare", shown(part),
                                  row.kind == FieldKind::number ? "whole number" : "date", row.name),
                      fmt::format("for example {}", row.example),
                      operand.at + static_cast<std::size_t>(part.empty() ? 0 : part.data() - operand.text.data()));
  };
  const auto set = [&](std::string& end, std::string_view part) -> Result<void> {
    const auto value = read_end(row.kind, part);
    if (!value) return wrong(part);
    end = *value;
    return {};
  };
  std::string_view first = text, last = text;
  bool span = true;
  // For a number a hyphen may part the two ends; in a date it parts year and month.
  if (const auto dots = text.find(".."); dots != text.npos) {
    first = text.substr(0, dots);
    last = text.substr(dots + 2);
  } else if (const auto colon = text.find(':'); colon != text.npos) {
    first = text.substr(0, colon);
    last = text.substr(colon + 1);
  } else if (const auto hyphen = text.find('-'); row.kind == FieldKind::number && hyphen != text.npos && hyphen > 0) {
    first = text.substr(0, hyphen);
    last = text.substr(hyphen + 1);
  } else {
    span = false;
  }
  if (span) {
    if (trimmed(first).empty() && trimmed(last).empty()) return wrong(text);
    if (!trimmed(first).empty())
      if (const auto ok = set(node.from, first); !ok) return fail(ok.error());
    if (!trimmed(last).empty())
      if (const auto ok = set(node.to, last); !ok) return fail(ok.error());
  } else if (text.starts_with(">=")) {
    if (const auto ok = set(node.from, text.substr(2)); !ok) return fail(ok.error());
  } else if (text.starts_with("<=")) {
    if (const auto ok = set(node.to, text.substr(2)); !ok) return fail(ok.error());
  } else if (text.starts_with('>') || text.starts_with('<')) {
    return unreadable("'<' and '>' do not say whether the end counts",
                      fmt::format("write '>=' or '<=', or a range: {}", row.example), operand.at);
  } else {
    if (const auto ok = set(node.from, text); !ok) return fail(ok.error());
    node.to = node.from;
  }
  const bool backwards = !node.from.empty() && !node.to.empty() &&
                         (row.kind == FieldKind::number ? std::stoull(node.from) > std::stoull(node.to)
                                                        : node.from.substr(0, node.to.size()) > node.to);
  if (backwards)
    return unreadable(fmt::format("the range {} to {} ends before it begins", node.from, node.to),
                      fmt::format("write {}:{}..{}", row.name, node.to, node.from), operand.at);
  return std::optional(std::move(node));
}

}  // namespace

Failure unreadable(std::string message, std::string hint, std::size_t at) {
  return fail(Error{Code::unreadable_query, std::move(message), std::move(hint), at});
}

QueryNode joined(QueryNode::Kind kind, QueryNode left, QueryNode right) {
  if (kind == Kind::except) {
    QueryNode node{.kind = kind};
    node.depth = std::max(left.depth, right.depth) + 1;
    node.children.push_back(std::move(left));
    node.children.push_back(std::move(right));
    return node;
  }
  QueryNode node;
  if (left.kind == kind) {
    node = std::move(left);
  } else {
    node.kind = kind;
    node.depth = left.depth + 1;
    node.children.push_back(std::move(left));
  }
  if (right.kind == kind) {
    node.depth = std::max(node.depth, right.depth);
    for (QueryNode& child : right.children) node.children.push_back(std::move(child));
  } else {
    node.depth = std::max(node.depth, right.depth + 1);
    node.children.push_back(std::move(right));
  }
  return node;
}

Result<std::optional<QueryNode>> read_operand(Field field, const OperandText& operand,
                                              std::vector<std::string>& warnings) {
  switch (search_field(field).kind) {
    case FieldKind::prose:
    case FieldKind::words:
      return operand.quoting == Quoting::quoted ? read_phrase(field, operand, warnings)
                                                : read_words(field, operand, warnings);
    case FieldKind::name: return read_name(field, operand, warnings);
    case FieldKind::exact: return read_value(field, operand, warnings);
    case FieldKind::number:
    case FieldKind::date: return read_range(field, operand);
  }
  return std::optional<QueryNode>();
}

}  // namespace evident::index
