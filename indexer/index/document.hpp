// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>

#include <xapian.h>

#include "indexer/index/search_index.hpp"
#include "indexer/index/tokeniser.hpp"

namespace evident::index {

/// The facets kept in one value slot, in stored order: never reorder, append only. "year" has a slot of its own.
inline constexpr std::array<std::string_view, 8> kPackedFacets = {"type",   "journal", "language", "source",
                                                                  "member", "access",  "notice",   "mesh"};
/// Between facets, and between the values of one; control characters never occur in values.
inline constexpr char kFacetEnd = '\x1E';
inline constexpr char kFacetValueEnd = '\x1F';

/// Turns one publication into what the index holds of it. Keeps the tokeniser's cache between documents.
class DocumentBuilder {
 public:
  Xapian::Document build(const IndexedDocument& source);

 private:
  Tokeniser tokeniser_;
};

}  // namespace evident::index
