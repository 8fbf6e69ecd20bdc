// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/times.hpp"

#include <chrono>

#include <fmt/format.h>

namespace evident::cli {

using std::chrono::seconds;
using std::chrono::sys_seconds;

PartialDate day_of(std::int64_t moment) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(sys_seconds(seconds(moment))));
  // A clock outside the years 1 to 9999 gives no date rather than a wrong one.
  return PartialDate::of(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                         static_cast<int>(static_cast<unsigned>(date.day())))
      .value_or(PartialDate{});
}

std::string iso_moment(std::int64_t moment) {
  const sys_seconds time{seconds(moment)};
  const std::chrono::hh_mm_ss clock(time - std::chrono::floor<std::chrono::days>(time));
  return fmt::format("{}T{:02}:{:02}:{:02}Z", day_of(moment).iso(), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

}  // namespace evident::cli
