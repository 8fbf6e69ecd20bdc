// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/display.hpp"

#include <catch2/catch.hpp>

using namespace evident;

TEST_CASE("counts are grouped by thousands whatever the locale") {
  CHECK(app::count_text(0) == "0");
  CHECK(app::count_text(999) == "999");
  CHECK(app::count_text(1000) == "1,000");
  CHECK(app::count_text(12482) == "12,482");
  CHECK(app::count_text(1000000) == "1,000,000");
  CHECK(app::count_text(-1234) == "−1,234");
  CHECK(app::counted(1, "result", "results") == "1 result");
  CHECK(app::counted(0, "result", "results") == "0 results");
}

TEST_CASE("dates are shown as precisely as they are known") {
  CHECK(app::date_text(*PartialDate::parse("2026-02-09")) == "9 Feb 2026");
  CHECK(app::date_text(*PartialDate::parse("2026-02")) == "Feb 2026");
  CHECK(app::date_text(*PartialDate::parse("2026")) == "2026");
  CHECK(app::date_text(*PartialDate::of_season(2026, Season::winter)) == "Winter 2026");
  CHECK(app::year_range_text(2019, 2026) == "2019 – 2026");
  CHECK(app::year_range_text(2019, 2019) == "2019");
}

TEST_CASE("initials are the first characters of the first and last name") {
  CHECK(app::initials_of_displayed("Łukasz Święcicki") == "ŁŚ");
  CHECK(app::initials_of_displayed("Aoife Ní Bhriain") == "AB");
  CHECK(app::initials_of_displayed("王小明") == "王");
  CHECK(app::initials_of_displayed("  ").empty());
}
