// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/options.hpp"

#include <charconv>

namespace evident::desktop {

namespace {

constexpr int kLeastSide = 320, kMostSide = 8192;

bool parse_side(std::string_view text, int& side) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), side);
  return error == std::errc() && end == text.data() + text.size() && side >= kLeastSide && side <= kMostSide;
}

}  // namespace

Result<std::pair<int, int>> parse_size(std::string_view text) {
  std::pair<int, int> size;
  const std::size_t cross = text.find('x');
  if (cross == std::string_view::npos || !parse_side(text.substr(0, cross), size.first) ||
      !parse_side(text.substr(cross + 1), size.second)) {
    return fail(Code::invalid_argument, "\"" + std::string(text) + "\" is not a size in pixels.",
                "Write it as 1600x1000.");
  }
  return size;
}

Result<app::ThemeChoice> parse_theme(std::string_view text) {
  if (text == "light") return app::ThemeChoice::light;
  if (text == "dark") return app::ThemeChoice::dark;
  if (text == "high-contrast") return app::ThemeChoice::high_contrast;
  return fail(Code::invalid_argument, "There is no theme \"" + std::string(text) + "\".",
              "Choose light, dark or high-contrast.");
}

Result<app::Screen> parse_screen(std::string_view text) {
  if (text == "evidence") return app::Screen::evidence;
  if (text == "members") return app::Screen::members;
  if (text == "about") return app::Screen::about;
  return fail(Code::invalid_argument, "There is no screen \"" + std::string(text) + "\".",
              "Choose evidence, members or about.");
}

}  // namespace evident::desktop
