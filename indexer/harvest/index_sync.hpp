// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <stop_token>

#include "indexer/harvest/ingest.hpp"
#include "indexer/index/search_index.hpp"
#include "indexer/store/store.hpp"

namespace evident::harvest {

/// Brings the index up to the store's last change, committing on the way. Killed anywhere, the next call goes on from
/// the last commit: the index keeps the number of the change it has taken in.
Result<void> catch_up(store::Store& store, index::IndexWriter& index, const Progress& progress, std::stop_token stop);

/// Empties the index and fills it again from the store.
Result<void> rebuild_index(store::Store& store, index::IndexWriter& index, const Progress& progress,
                           std::stop_token stop);

}  // namespace evident::harvest
