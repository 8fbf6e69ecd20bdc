// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/display.hpp"

#include <array>

#include <fmt/format.h>

#include "indexer/model/text.hpp"

namespace evident::app {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string_view season_text(Season season) {
  switch (season) {
    case Season::none: return "";
    case Season::spring: return "Spring ";
    case Season::summer: return "Summer ";
    case Season::autumn: return "Autumn ";
    case Season::winter: return "Winter ";
  }
  return "";
}

std::string_view first_character(std::string_view word) { return word.substr(0, decode_utf8(word).bytes); }

}  // namespace

std::string count_text(std::int64_t count) {
  std::string digits = std::to_string(count < 0 ? -count : count);
  for (std::size_t from_end = 3; from_end < digits.size(); from_end += 4) digits.insert(digits.size() - from_end, ",");
  return count < 0 ? "−" + digits : digits;
}

std::string counted(std::int64_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", count_text(count), count == 1 ? singular : plural);
}

std::string date_text(const PartialDate& date) {
  if (date.month == 0) return fmt::format("{}{}", season_text(date.season), date.year);
  const std::string_view month = kMonths[date.month - 1U];
  if (date.day == 0) return fmt::format("{} {}", month, date.year);
  return fmt::format("{} {} {}", date.day, month, date.year);
}

std::string year_range_text(int from, int to) {
  return from == to ? std::to_string(from) : fmt::format("{} – {}", from, to);
}

std::string initials_of_displayed(std::string_view name) {
  const std::string clean = collapsed(name);
  if (clean.empty()) return {};
  std::string initials(first_character(clean));
  if (const std::size_t blank = clean.rfind(' '); blank != std::string::npos) {
    initials += first_character(std::string_view(clean).substr(blank + 1));
  }
  return initials;
}

}  // namespace evident::app
