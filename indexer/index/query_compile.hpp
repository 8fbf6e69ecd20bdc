// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/index/highlights.hpp"
#include "indexer/index/query.hpp"
#include "indexer/index/vocabulary.hpp"

namespace evident::index {

/// A query as Xapian takes it, and what to tell about it.
struct CompiledQuery {
  Xapian::Query query;
  std::string read_as;
  std::vector<std::string> warnings;
  Highlights highlights;
};

/// Widens the leaves of a tree to the words of this library and builds the Xapian query. Throws what Xapian throws.
CompiledQuery compile(const QueryNode& root, const Xapian::Database& database, Vocabulary& vocabulary);

}  // namespace evident::index
