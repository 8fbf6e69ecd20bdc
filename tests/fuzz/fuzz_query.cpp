// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/index/query.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace evident::index;
  const auto query = parse_query({reinterpret_cast<const char*>(data), size}, Match::all);
  if (!query) return 0;
  // What is printed must read back to the same tree.
  const auto again = parse_query(print(query->root), Match::all);
  if (!again || again->root != query->root) std::abort();
  return 0;
}
