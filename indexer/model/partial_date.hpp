// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace evident {

/// Northern-hemisphere publishing seasons as sources print them; the numbers are CSL's (1 to 4).
enum class Season : std::uint8_t { none = 0, spring = 1, summer = 2, autumn = 3, winter = 4 };

/// A date that may lack a day or month and never invents one.
/// Year 1 to 9999; month 0 (unknown) to 12; day 0 (unknown) to 31, only with a month; a season only without a month.
struct PartialDate {
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  Season season = Season::none;

  /// Nothing where the parts do not make a date (month 13, 30 February). A day without a month is refused, not dropped.
  static std::optional<PartialDate> of(int year, int month = 0, int day = 0);
  static std::optional<PartialDate> of_season(int year, Season season);
  /// "2024", "2024-03", "2024-03-09"; also with slashes, as E-utilities writes them.
  static std::optional<PartialDate> parse(std::string_view text);

  /// ISO 8601, as precise as known: "2024", "2024-03", "2024-03-09". A season is not ISO: only the year is given.
  std::string iso() const;

  /// Chronological; a missing part sorts before any known one.
  auto operator<=>(const PartialDate&) const = default;
};

/// 1 to 12 from "Jul", "July", "07" or "7"; nothing for anything else.
std::optional<int> month_number(std::string_view text);
/// A season from its English name in any case; "Fall" is autumn.
Season season_named(std::string_view text);

/// The first and last date in free text as PubMed's MedlineDate holds it ("1998 Dec-1999 Jan", "Winter 2012",
/// "2020 Jan-Feb", "1947-1948"). `last` is absent where the text names one date only.
struct DateSpan {
  PartialDate first;
  std::optional<PartialDate> last;
};
std::optional<DateSpan> parse_date_span(std::string_view text);

}  // namespace evident
