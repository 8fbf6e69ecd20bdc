// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/icons.hpp"

#include <filesystem>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/paths.hpp"
#include "ui/desktop/svg_outline.hpp"

using namespace evident;

namespace {

std::string svg(const std::string& content) { return "<svg viewBox=\"0 0 24 24\">" + content + "</svg>"; }

}  // namespace

TEST_CASE("each icon has a drawing and each drawing is an icon's") {
  REQUIRE(desktop::IconSet::load(test::asset("")));
  std::set<std::string> named;
  for (std::size_t icon = 0; icon < desktop::kIconCount; ++icon)
    named.emplace(desktop::icon_name(static_cast<desktop::Icon>(icon)));
  CHECK(named.size() == desktop::kIconCount);
  for (const auto& entry : std::filesystem::directory_iterator(test::asset("icons"))) {
    INFO(entry.path());
    CHECK(named.contains(entry.path().stem().string()));
  }
}

TEST_CASE("icons stay on their grid") {
  for (const auto& entry : std::filesystem::directory_iterator(test::asset("icons"))) {
    const auto outline = desktop::read_outline(entry.path());
    INFO(entry.path());
    REQUIRE(outline);
    for (const desktop::Stroke& stroke : outline->strokes) {
      CHECK(stroke.points.size() >= 2);
      for (const desktop::Point point : stroke.points) {
        const bool on_grid = point.x >= 1 && point.x <= 23 && point.y >= 1 && point.y <= 23;
        CHECK(on_grid);
      }
    }
  }
}

TEST_CASE("path commands are followed in both cases") {
  const auto absolute = desktop::parse_outline(svg("<path d=\"M2 3 L10 3 V9 H4 Z\"/>"));
  const auto relative = desktop::parse_outline(svg("<path d=\"m2,3 l8,0 v6 h-6 z\"/>"));
  REQUIRE(absolute);
  REQUIRE(relative);
  REQUIRE(absolute->strokes.size() == 1);
  REQUIRE(relative->strokes.size() == 1);
  REQUIRE(absolute->strokes[0].points.size() == 4);
  REQUIRE(relative->strokes[0].points.size() == 4);
  for (std::size_t index = 0; index < 4; ++index) {
    CHECK(absolute->strokes[0].points[index].x == Approx(relative->strokes[0].points[index].x));
    CHECK(absolute->strokes[0].points[index].y == Approx(relative->strokes[0].points[index].y));
  }
  CHECK(absolute->strokes[0].closed);
}

TEST_CASE("an arc bulges to the side its sweep says") {
  const auto outline = desktop::parse_outline(svg("<path d=\"M4 12 A8 8 0 0 1 20 12\"/>"));
  REQUIRE(outline);
  const auto& points = outline->strokes.at(0).points;
  CHECK(points.back().x == Approx(20));
  CHECK(points[points.size() / 2].y == Approx(4).margin(.2));
}

TEST_CASE("a drawing we cannot draw in full is refused by name") {
  for (const std::string content :
       {"<ellipse rx=\"3\" ry=\"2\"/>", "<path d=\"M1 2 S3 4 5 6\"/>", "<polyline points=\"1,2 3\"/>", ""}) {
    INFO(content);
    const auto outline = desktop::parse_outline(svg(content));
    REQUIRE_FALSE(outline);
    CHECK(outline.error().code == Code::malformed);
  }
  CHECK_FALSE(desktop::parse_outline("<svg><path d="));
  CHECK(desktop::read_outline("/nonexistent/icon.svg").error().code == Code::io);
}
