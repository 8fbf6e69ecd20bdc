// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/model/partial_date.hpp"

/// Counts, dates and names as people read them. Every screen formats them here, so that no two differ.
namespace evident::app {

/// "12,482"; British grouping whatever the locale.
std::string count_text(std::int64_t count);
/// "1 result", "3,128 results".
std::string counted(std::int64_t count, std::string_view singular, std::string_view plural);
/// "9 Feb 2026", "Feb 2026", "Winter 2026" or "2026": as precise as known.
std::string date_text(const PartialDate& date);
/// "2019 – 2026"; one year alone where both are the same.
std::string year_range_text(int from, int to);
/// First letters of the first and last word of a displayed name ("Łukasz Święcicki" gives "ŁŚ"); one for a single word.
std::string initials_of_displayed(std::string_view name);

}  // namespace evident::app
