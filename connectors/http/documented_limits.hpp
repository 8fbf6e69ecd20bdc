// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

#include "connectors/http/rate_limit.hpp"

namespace evident::http {

enum class ApiKey { absent, present };

/// E-utilities: 3 requests a second for each address, 10 with an API key. NCBI, "A General Introduction to the
/// E-utilities", section "API Keys", https://www.ncbi.nlm.nih.gov/books/NBK25497/, read 2026-11. NCBI states no number
/// at once; three keep the allowed rate even when answers take a second. One lane.
HostLimits ncbi_limits(ApiKey key);

/// Crossref's pools: `polite` for those who say who they are by mailto.
enum class CrossrefPool { public_pool, polite };

/// Lanes of crossref_limits().
inline constexpr std::size_t crossref_single_lane = 0;  ///< /works/{doi}
inline constexpr std::size_t crossref_list_lane = 1;    ///< /works?...

/// Single works 5 a second and lists 1 a second, one at once; in the polite pool 10, 3 and three at once. Crossref,
/// "Announcing changes to REST API rate limits", in force since 2025-12-01, https://www.crossref.org/blog/, read
/// 2026-11.
HostLimits crossref_limits(CrossrefPool pool);

}  // namespace evident::http
