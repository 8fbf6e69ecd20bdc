// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "indexer/model/partial_date.hpp"

namespace evident::cli {

// Moments of the store (seconds since 1970-01-01 UTC) as machines read them: in UTC, so that two places' answers agree.

PartialDate day_of(std::int64_t seconds);
/// "2026-11-03T09:14:05Z".
std::string iso_moment(std::int64_t seconds);

}  // namespace evident::cli
