// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/theme.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace evident;
using desktop::Colour;
using desktop::Rgba;
using desktop::Theme;
using desktop::ThemeChoice;

namespace {

constexpr double kAa = 4.5;  // WCAG 2.1, success criterion 1.4.3, text below 18 pt

struct TextOnGround {
  Colour text, ground;
  Colour under = Colour::surface;  ///< below a ground that lets light through
};

const std::vector<TextOnGround>& text_on_grounds() {
  static const std::vector<TextOnGround> kPairs = [] {
    std::vector<TextOnGround> pairs;
    for (const Colour text : {Colour::text, Colour::text_secondary, Colour::text_tertiary, Colour::accent_text}) {
      for (const Colour ground : {Colour::surface, Colour::sidebar, Colour::chrome, Colour::canvas, Colour::raised,
                                  Colour::input, Colour::inset, Colour::selected}) {
        pairs.push_back({text, ground});
      }
      pairs.push_back({text, Colour::hover});
      pairs.push_back({text, Colour::hover, Colour::sidebar});
      pairs.push_back({text, Colour::row_hover});
    }
    pairs.push_back({Colour::text, Colour::nav_active, Colour::sidebar});
    pairs.push_back({Colour::text_secondary, Colour::neutral_soft});
    pairs.push_back({Colour::text_secondary, Colour::neutral_soft, Colour::selected});
    pairs.push_back({Colour::text, Colour::neutral_soft});
    pairs.push_back({Colour::on_accent, Colour::accent});
    pairs.push_back({Colour::accent_text, Colour::accent_soft});
    pairs.push_back({Colour::match_text, Colour::match});
    pairs.push_back({Colour::red_text, Colour::red_soft});
    pairs.push_back({Colour::amber_text, Colour::amber_soft});
    pairs.push_back({Colour::green_text, Colour::green_soft});
    pairs.push_back({Colour::violet_text, Colour::violet_soft});
    pairs.push_back({Colour::text_secondary, Colour::red_soft});
    pairs.push_back({Colour::text_secondary, Colour::amber_soft});
    pairs.push_back({Colour::float_text, Colour::float_fill});
    pairs.push_back({Colour::float_hint, Colour::float_fill});
    pairs.push_back({Colour::float_text, Colour::success});
    return pairs;
  }();
  return kPairs;
}

}  // namespace

TEST_CASE("the contrast formula gives the values WCAG states") {
  CHECK(desktop::contrast_ratio({0, 0, 0}, {255, 255, 255}) == Approx(21.0));
  CHECK(desktop::contrast_ratio({119, 119, 119}, {255, 255, 255}) == Approx(4.48).margin(.01));
  CHECK(desktop::contrast_ratio({255, 255, 255}, {255, 255, 255}) == Approx(1.0));
}

TEST_CASE("every text meets WCAG AA on every ground it is drawn on in all themes") {
  for (const ThemeChoice choice : {ThemeChoice::light, ThemeChoice::dark, ThemeChoice::high_contrast}) {
    const Theme theme(choice);
    for (const TextOnGround& pair : text_on_grounds()) {
      const Rgba ground = desktop::blended(theme[pair.ground], theme[pair.under]);
      INFO("theme " << static_cast<int>(choice) << ", text " << static_cast<int>(pair.text) << ", ground "
                    << static_cast<int>(pair.ground) << " on " << static_cast<int>(pair.under));
      CHECK(desktop::contrast_ratio(theme[pair.text], ground) >= kAa);
    }
  }
}

TEST_CASE("initials can be read on every avatar") {
  for (const ThemeChoice choice : {ThemeChoice::light, ThemeChoice::dark, ThemeChoice::high_contrast}) {
    for (std::size_t hue = 0; hue < desktop::kAvatarHues; ++hue) {
      const desktop::AvatarColours colours = Theme(choice).avatar(hue);
      INFO("theme " << static_cast<int>(choice) << ", hue " << hue);
      CHECK(desktop::contrast_ratio(colours.text, colours.fill) >= kAa);
    }
  }
}

TEST_CASE("the high contrast theme outlines what the others tint") {
  CHECK(Theme(ThemeChoice::high_contrast).outlines() == desktop::Outlines::drawn);
  CHECK(Theme(ThemeChoice::light).outlines() == desktop::Outlines::none);
  CHECK(Theme(ThemeChoice::dark).elevation() == desktop::Elevation::borders);
}
