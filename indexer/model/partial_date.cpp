// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/model/partial_date.hpp"

#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "indexer/model/text.hpp"

namespace evident {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

int days_in(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// Words and numbers of a date phrase, everything else being a separator; '-' and '/' are kept as "-".
std::vector<std::string> date_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  std::string token;
  const auto flush = [&] {
    if (!token.empty()) tokens.push_back(std::move(token));
    token.clear();
  };
  for (char c : text) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!digit && !letter) {
      flush();
      if (c == '-' || c == '/') tokens.emplace_back("-");
      continue;
    }
    if (!token.empty() && (token.back() >= '0' && token.back() <= '9') != digit) flush();
    token += c;
  }
  flush();
  return tokens;
}

}  // namespace

std::optional<PartialDate> PartialDate::of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0) return std::nullopt;
  if (month == 0 && day != 0) return std::nullopt;
  if (month != 0 && day > days_in(year, month)) return std::nullopt;
  return PartialDate{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::optional<PartialDate> PartialDate::of_season(int year, Season season) {
  auto date = of(year);
  if (date) date->season = season;
  return date;
}

std::optional<PartialDate> PartialDate::parse(std::string_view text) {
  text = trimmed(text);
  std::array<int, 3> parts = {0, 0, 0};
  std::size_t count = 0;
  while (true) {
    const auto cut = text.find_first_of("-/");
    const auto part = number(text.substr(0, cut));
    if (!part || count == parts.size()) return std::nullopt;
    if (count > 0 && *part == 0) return std::nullopt;
    parts[count++] = *part;
    if (cut == text.npos) break;
    text.remove_prefix(cut + 1);
  }
  return of(parts[0], parts[1], parts[2]);
}

std::string PartialDate::iso() const {
  if (month == 0) return fmt::format("{:04}", year);
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::optional<int> month_number(std::string_view text) {
  text = trimmed(text);
  if (const auto value = number(text)) {
    if (*value >= 1 && *value <= 12) return value;
    return std::nullopt;
  }
  if (text.size() < 3) return std::nullopt;
  const std::string head = ascii_lower(text.substr(0, 3));
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (head == kMonths[i]) return static_cast<int>(i) + 1;
  return std::nullopt;
}

Season season_named(std::string_view text) {
  const std::string name = ascii_lower(trimmed(text));
  if (name == "spring") return Season::spring;
  if (name == "summer") return Season::summer;
  if (name == "autumn" || name == "fall") return Season::autumn;
  if (name == "winter") return Season::winter;
  return Season::none;
}

std::optional<DateSpan> parse_date_span(std::string_view text) {
  // Years, months, days and seasons in the order printed; the dash separates first from last. Parts missing on one
  // side are taken from the other only where the phrase shares them ("2020 Jan-Feb": one year for both months).
  struct Side {
    int year = 0, month = 0, day = 0;
    Season season = Season::none;
    bool empty() const { return year == 0 && month == 0 && day == 0 && season == Season::none; }
  };
  std::array<Side, 2> sides;
  std::size_t side = 0;
  for (const std::string& token : date_tokens(text)) {
    if (token == "-") {
      if (!sides[0].empty() && side == 0) side = 1;
      continue;
    }
    Side& at = sides[side];
    if (const auto value = number(token)) {
      if (token.size() == 4 && at.year == 0)
        at.year = *value;
      else if (token.size() <= 2 && at.day == 0 && *value >= 1 && *value <= 31)
        at.day = *value;
    } else if (const Season season = season_named(token); season != Season::none) {
      if (at.season == Season::none) at.season = season;
    } else if (const auto month = month_number(token)) {
      if (at.month == 0) at.month = *month;
    }
  }
  // "1965 Dec-Jan", "Dec-Jan 1966": the only year printed belongs to the month beside it.
  const bool over_new_year = sides[1].month != 0 && sides[0].month > sides[1].month;
  if (sides[0].year == 0) {
    sides[0].year = sides[1].year - (over_new_year ? 1 : 0);
    if (sides[0].year <= 0) return std::nullopt;
  }
  const auto build = [](const Side& s) -> std::optional<PartialDate> {
    if (s.month == 0 && s.season != Season::none) return PartialDate::of_season(s.year, s.season);
    if (auto whole = PartialDate::of(s.year, s.month, s.month ? s.day : 0)) return whole;
    return PartialDate::of(s.year, s.month);
  };
  const auto first = build(sides[0]);
  if (!first) return std::nullopt;
  DateSpan span{*first, std::nullopt};
  if (!sides[1].empty()) {
    if (sides[1].year == 0) sides[1].year = sides[0].year + (over_new_year ? 1 : 0);
    if (sides[1].month == 0 && sides[1].day != 0) sides[1].month = sides[0].month;
    span.last = build(sides[1]);
  }
  return span;
}

}  // namespace evident
