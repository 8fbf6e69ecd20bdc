// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/query.hpp"

namespace evident::index {

enum class Quoting : std::uint8_t { bare, quoted };

/// What stands for a field in a query: a stretch of the text, and where it begins there.
struct OperandText {
  std::string_view text;
  std::size_t at = 0;
  Quoting quoting = Quoting::bare;
  int slack = 0;
};

/// An operand read as its field's kind wants it. Several bare words of a prose field become an AND of them. Nothing
/// where the text holds nothing to search for; that is said in `warnings`.
Result<std::optional<QueryNode>> read_operand(Field field, const OperandText& operand,
                                              std::vector<std::string>& warnings);

/// Puts two nodes together; an AND in an AND, or an OR in an OR, becomes one. `kind` is all_of, any_of or except.
QueryNode joined(QueryNode::Kind kind, QueryNode left, QueryNode right);

/// An unreadable_query that points at a byte of the query.
Failure unreadable(std::string message, std::string hint, std::size_t at);

}  // namespace evident::index
