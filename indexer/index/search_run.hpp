// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include "indexer/index/search.hpp"
#include "indexer/index/vocabulary.hpp"

namespace evident::index {

/// One search over an opened index. Throws what Xapian throws, and MatchCancelled.
Result<SearchAnswer> run_search(const SearchRequest& request, const Xapian::Database& database, Vocabulary& vocabulary);

}  // namespace evident::index
