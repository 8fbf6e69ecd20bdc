// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/http/documented_limits.hpp"

namespace evident::http {

using std::chrono::milliseconds;

HostLimits ncbi_limits(ApiKey key) {
  return {.lanes = {Rate{.requests = key == ApiKey::present ? 10u : 3u, .interval = milliseconds(1000)}}, .at_once = 3};
}

HostLimits crossref_limits(CrossrefPool pool) {
  const bool polite = pool == CrossrefPool::polite;
  return {.lanes = {Rate{.requests = polite ? 10u : 5u, .interval = milliseconds(1000)},
                    Rate{.requests = polite ? 3u : 1u, .interval = milliseconds(1000)}},
          .at_once = polite ? 3u : 1u};
}

}  // namespace evident::http
