// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/paths.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/ui/fake_controller.hpp"
#include "ui/desktop/options.hpp"

using namespace evident;
using namespace evident::test;

namespace {

desktop::ShotOptions small_shot(const std::filesystem::path& file) {
  desktop::ShotOptions options;
  options.file = file;
  options.width = 1200;
  options.height = 640;
  options.query = "heart failure";
  return options;
}

}  // namespace

TEST_CASE("the same screen drawn twice gives the same picture") {
  const TemporaryDirectory folder;
  for (const char* name : {"a.png", "b.png"}) {
    FakeController controller;
    const auto drawn = desktop::render_shot(small_shot(folder / name), controller);
    if (!drawn && drawn.error().code == Code::unsupported) {
      SUCCEED("skipped: " << drawn.error().message);
      return;
    }
    REQUIRE(drawn);
  }
  const std::string first = read_file(folder / "a.png");
  CHECK(first.starts_with("\x89PNG"));
  CHECK(first.size() > 20000);
  CHECK(first == read_file(folder / "b.png"));
}

TEST_CASE("themes give different pictures") {
  const TemporaryDirectory folder;
  desktop::ShotOptions light = small_shot(folder / "light.png");
  desktop::ShotOptions dark = small_shot(folder / "dark.png");
  dark.theme = app::ThemeChoice::dark;
  FakeController controller;
  const auto drawn = desktop::render_shot(light, controller);
  if (!drawn && drawn.error().code == Code::unsupported) {
    SUCCEED("skipped: " << drawn.error().message);
    return;
  }
  REQUIRE(drawn);
  REQUIRE(desktop::render_shot(dark, controller));
  CHECK(read_file(folder / "light.png") != read_file(folder / "dark.png"));
  CHECK_FALSE(controller.called("theme 1"));
}

TEST_CASE("a picture that cannot be written is an error") {
  const TemporaryDirectory folder;
  FakeController controller;
  const auto drawn = desktop::render_shot(small_shot(folder / "no" / "such" / "folder.png"), controller);
  REQUIRE_FALSE(drawn);
  if (drawn.error().code == Code::unsupported) {
    SUCCEED("skipped: " << drawn.error().message);
    return;
  }
  CHECK(drawn.error().code == Code::io);
}
