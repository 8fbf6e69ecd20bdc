// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/query_plain.hpp"

#include <string>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/index/query_lexis.hpp"
#include "indexer/index/query_operand.hpp"
#include "indexer/index/tokeniser.hpp"

namespace evident::index {
namespace {

/// Different words of a text that `any` looks for: longer than any abstract used as a question.
constexpr std::size_t kMostPlainWords = 1000;

}  // namespace

ParsedQuery parse_plain(std::string_view text) {
  ParsedQuery parsed;
  std::vector<std::string> kept, common;
  std::unordered_set<std::string> seen;
  for (std::string& word : index_words(text))
    if (seen.insert(word).second) (is_stop_word(word) ? common : kept).push_back(std::move(word));
  if (kept.empty())
    kept = std::move(common);
  else if (!common.empty())
    parsed.warnings.push_back(fmt::format("too common to search for, left out: {}", fmt::join(common, ", ")));
  if (kept.empty()) parsed.warnings.push_back("the text holds no word to search for");
  if (kept.size() > kMostPlainWords) {
    parsed.warnings.push_back(
        fmt::format("only the first {} of {} different words were searched for", kMostPlainWords, kept.size()));
    kept.resize(kMostPlainWords);
  }
  for (std::string& word : kept) {
    QueryNode node{.kind = QueryNode::Kind::word, .words = {std::move(word)}};
    parsed.root = parsed.root.kind == QueryNode::Kind::everything
                      ? std::move(node)
                      : joined(QueryNode::Kind::any_of, std::move(parsed.root), std::move(node));
  }
  if (kept.empty()) parsed.root = QueryNode{.kind = QueryNode::Kind::any_of};
  return parsed;
}

}  // namespace evident::index
