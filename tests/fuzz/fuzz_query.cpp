// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/index/query.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace evident::index;
  const auto query = parse_query({reinterpret_cast<const char*>(data), size}, Match::all);
  if (!query) return 0;
  // What is printed must read back to the same tree. A query for everything is an empty text, which prints as words.
  if (query->root.kind == QueryNode::Kind::everything) return 0;
  const auto again = parse_query(print(query->root), Match::all);
  if (!again || again->root != query->root) std::abort();
  return 0;
}
