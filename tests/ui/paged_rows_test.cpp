// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/paged_rows.hpp"

#include <numeric>

#include <catch2/catch.hpp>

using namespace evident;

namespace {

std::vector<int> page(std::size_t first, std::size_t count = 100) {
  std::vector<int> rows(count);
  std::iota(rows.begin(), rows.end(), static_cast<int>(first));
  return rows;
}

}  // namespace

TEST_CASE("rows are found by position and those not in memory are absent") {
  app::PagedRows<int> rows;
  rows.store(200, page(200));
  REQUIRE(rows.at(250) != nullptr);
  CHECK(*rows.at(250) == 250);
  CHECK(rows.at(199) == nullptr);
  CHECK(rows.at(300) == nullptr);
}

TEST_CASE("what is missing is asked for in whole pages cut at the total") {
  app::PagedRows<int> rows;
  CHECK(rows.missing({10, 20}, 3128) == app::RowRange{0, 100});
  rows.store(0, page(0));
  CHECK_FALSE(rows.missing({10, 20}, 3128).has_value());
  CHECK(rows.missing({90, 110}, 3128) == app::RowRange{100, 200});
  CHECK(rows.missing({3100, 3200}, 3128) == app::RowRange{3100, 3128});
  CHECK_FALSE(rows.missing({0, 10}, 0).has_value());
}

TEST_CASE("a million rows scrolled through keep only the latest pages") {
  app::PagedRows<int> rows;
  for (std::size_t first = 0; first < 1000000; first += 100) rows.store(first, page(first));
  CHECK(rows.at(0) == nullptr);
  CHECK(*rows.at(999999) == 999999);
  std::size_t held = 0;
  rows.each([&held](int&) { ++held; });
  CHECK(held == app::PagedRows<int>::kPagesKept * 100);
}
