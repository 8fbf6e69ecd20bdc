// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <charconv>
#include <chrono>

#include "indexer/model/text.hpp"
#include "tests/support/source_server/pubmed_query.hpp"

namespace evident::test::source {

bool dated_within(const PubmedRecord& record, DateField field, Day from, Day to) {
  const auto inside = [&](Day day) { return day > 0 && day >= from && day <= to; };
  switch (field) {
    case DateField::published: return std::any_of(record.published.begin(), record.published.end(), inside);
    case DateField::entrez: return inside(record.entrez);
    case DateField::created: return inside(record.created);
    case DateField::revised: return inside(record.revised);
  }
  return false;
}

std::optional<Day> day_at(std::string_view date, Edge edge) {
  date = trimmed(date);
  int parts[3] = {0, edge == Edge::first ? 1 : 12, edge == Edge::first ? 1 : 31};
  const char* at = date.data();
  const char* const end = date.data() + date.size();
  for (int i = 0; i < 3; ++i) {
    const auto [next, error] = std::from_chars(at, end, parts[i]);
    if (error != std::errc() || parts[i] < 1) return std::nullopt;
    at = next;
    if (at == end) return parts[0] * 10000 + parts[1] * 100 + parts[2];
    if (*at != '/' && *at != '-') return std::nullopt;
    ++at;
  }
  return std::nullopt;
}

Day days_before(Day today, int days) {
  using namespace std::chrono;
  const year_month_day start{year(today / 10000), month(static_cast<unsigned>(today / 100 % 100)),
                             day(static_cast<unsigned>(today % 100))};
  const year_month_day then{sys_days(start) - std::chrono::days(days)};
  return static_cast<int>(then.year()) * 10000 + static_cast<int>(static_cast<unsigned>(then.month())) * 100 +
         static_cast<int>(static_cast<unsigned>(then.day()));
}

}  // namespace evident::test::source
