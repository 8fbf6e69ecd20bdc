// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/theme.hpp"

#include <algorithm>
#include <cmath>

namespace evident::desktop {

namespace {

constexpr Rgba hex(std::uint32_t rgb, double alpha = 1.0) {
  return {static_cast<std::uint8_t>((rgb >> 16) & 0xFF), static_cast<std::uint8_t>((rgb >> 8) & 0xFF),
          static_cast<std::uint8_t>(rgb & 0xFF), static_cast<std::uint8_t>(alpha * 255 + 0.5)};
}

struct RoleColours {
  Colour role;
  Rgba light, dark, high_contrast;
};

// The tokens of the design, in the order of the enumeration.
constexpr std::array<RoleColours, kColourCount> kTokens = {{
    {Colour::chrome, hex(0xF7F8FA), hex(0x17181C), hex(0x000000)},
    {Colour::sidebar, hex(0xF5F6F8), hex(0x17181C), hex(0x000000)},
    {Colour::canvas, hex(0xF9FAFB), hex(0x131417), hex(0x000000)},
    {Colour::surface, hex(0xFFFFFF), hex(0x1B1D21), hex(0x000000)},
    {Colour::raised, hex(0xFFFFFF), hex(0x24262B), hex(0x101010)},
    {Colour::inset, hex(0xF9FAFB), hex(0x202226), hex(0x000000)},
    {Colour::input, hex(0xFFFFFF), hex(0x212328), hex(0x000000)},
    {Colour::border, hex(0xE6E8EC), hex(0x2B2E34), hex(0x8A8F98)},
    {Colour::border_strong, hex(0xD3D6DD), hex(0x3C4048), hex(0xFFFFFF)},
    {Colour::hover, hex(0x0F172A, .045), hex(0xFFFFFF, .05), hex(0xFFFFFF, .16)},
    {Colour::pressed, hex(0x0F172A, .08), hex(0xFFFFFF, .09), hex(0xFFFFFF, .28)},
    {Colour::row_hover, hex(0x0F172A, .02), hex(0xFFFFFF, .025), hex(0xFFFFFF, .12)},
    {Colour::nav_active, hex(0x0F172A, .07), hex(0xFFFFFF, .085), hex(0xFFFFFF, .085)},
    {Colour::selected, hex(0xEDF2FE), hex(0x212A40), hex(0x0B2A7A)},
    {Colour::selected_bar, hex(0x3E63DD), hex(0x7C97F5), hex(0xFFD60A)},
    {Colour::text, hex(0x1C2024), hex(0xECEDEF), hex(0xFFFFFF)},
    {Colour::text_secondary, hex(0x565B66), hex(0xAEB2BA), hex(0xF0F0F0)},
    {Colour::text_tertiary, hex(0x656A74), hex(0x959BA5), hex(0xD8D8D8)},
    {Colour::accent, hex(0x3E63DD), hex(0x4A6CE8), hex(0xFFD60A)},
    {Colour::accent_hover, hex(0x3358D4), hex(0x5F7EF0), hex(0xFFE45C)},
    {Colour::on_accent, hex(0xFFFFFF), hex(0xFFFFFF), hex(0x000000)},
    {Colour::accent_soft, hex(0xEDF2FE), hex(0x1E2847), hex(0x000000)},
    {Colour::accent_text, hex(0x3A5BC7), hex(0x9EB1FF), hex(0xFFD60A)},
    {Colour::match, hex(0xFFF0AD), hex(0x4D4112), hex(0xFFD60A)},
    {Colour::match_text, hex(0x2E2200), hex(0xFFEDB3), hex(0x000000)},
    {Colour::red, hex(0xDC3E42), hex(0xE5484D), hex(0xFF8A8A)},
    {Colour::red_soft, hex(0xFEEBEC), hex(0x3B191D), hex(0x000000)},
    {Colour::red_text, hex(0xC62A2F), hex(0xFF9592), hex(0xFF8A8A)},
    {Colour::amber_soft, hex(0xFFF4D5), hex(0x362A0E), hex(0x000000)},
    {Colour::amber_text, hex(0x8F5300), hex(0xF5C56B), hex(0xFFD27A)},
    {Colour::green_soft, hex(0xE6F6EB), hex(0x14301F), hex(0x000000)},
    {Colour::green_text, hex(0x1B6E4A), hex(0x4CD69A), hex(0x6CFFB0)},
    {Colour::violet_soft, hex(0xF4F0FE), hex(0x2B2442), hex(0x000000)},
    {Colour::violet_text, hex(0x6550B9), hex(0xBDB0F5), hex(0xD9CFFF)},
    {Colour::neutral_soft, hex(0x0F172A, .06), hex(0xFFFFFF, .08), hex(0x000000)},
    {Colour::success, hex(0x257D52), hex(0x257F54), hex(0x257F54)},
    {Colour::success_hover, hex(0x1F6D47), hex(0x206E49), hex(0x206E49)},
    {Colour::star, hex(0xE2A336), hex(0xE2A336), hex(0xE2A336)},
    {Colour::float_fill, hex(0x1C2024), hex(0x3A3E46), hex(0x3A3E46)},
    {Colour::float_text, hex(0xFFFFFF), hex(0xFFFFFF), hex(0xFFFFFF)},
    {Colour::float_hint, hex(0xB4B6BA), hex(0xC9CBCF), hex(0xFFFFFF)},
    {Colour::float_green, hex(0x4CD69A), hex(0x4CD69A), hex(0x6CFFB0)},
    {Colour::modal_dim, hex(0x0B0D12, .35), hex(0x0B0D12, .55), hex(0x0B0D12, .55)},
    {Colour::switch_thumb, hex(0xFFFFFF), hex(0x43474F), hex(0x43474F)},
    {Colour::lip, hex(0x0F172A, .06), hex(0x000000, 0), hex(0x000000, 0)},
    {Colour::shadow, hex(0x0B1020), hex(0x0B1020), hex(0x0B1020)},
    {Colour::histogram, hex(0x6C88E4), hex(0x4360C9), hex(0xD9B609)},
}};

constexpr bool in_order() {
  for (std::size_t index = 0; index < kTokens.size(); ++index) {
    if (kTokens[index].role != static_cast<Colour>(index)) return false;
  }
  return true;
}
static_assert(in_order(), "each role has its line, at its own place");

constexpr std::array<AvatarColours, kAvatarHues> kAvatars = {{
    {hex(0xDCE6FF), hex(0x2F4BB0)},
    {hex(0xD8F0E3), hex(0x1B6E4A)},
    {hex(0xFCE5CF), hex(0x96490A)},
    {hex(0xEADFFB), hex(0x5B3FA8)},
    {hex(0xD5EEF6), hex(0x0B6378)},
    {hex(0xFBDDE6), hex(0xA12A55)},
}};

double linear(std::uint8_t channel) {
  const double share = channel / 255.0;
  return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(Rgba colour) {
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

}  // namespace

Theme::Theme(ThemeChoice choice) : choice_(choice), colours_{} {
  for (std::size_t index = 0; index < kTokens.size(); ++index) {
    switch (choice) {
      case ThemeChoice::light: colours_[index] = kTokens[index].light; break;
      case ThemeChoice::dark: colours_[index] = kTokens[index].dark; break;
      case ThemeChoice::high_contrast: colours_[index] = kTokens[index].high_contrast; break;
    }
  }
}

Outlines Theme::outlines() const { return choice_ == ThemeChoice::high_contrast ? Outlines::drawn : Outlines::none; }

Elevation Theme::elevation() const { return choice_ == ThemeChoice::light ? Elevation::shadows : Elevation::borders; }

AvatarColours Theme::avatar(std::size_t hue) const {
  const AvatarColours light = kAvatars[hue % kAvatarHues];
  if (choice_ == ThemeChoice::light) return light;
  return {mixed(light.text, hex(0x1B1D21), .35F), mixed(light.fill, hex(0xFFFFFF), .2F)};
}

float Theme::glyph_weight() const { return choice_ == ThemeChoice::light ? 1.12F : 1.0F; }

Rgba mixed(Rgba from, Rgba to, float share) {
  const auto channel = [share](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(
        std::lround(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share));
  };
  return {channel(from.red, to.red), channel(from.green, to.green), channel(from.blue, to.blue),
          channel(from.alpha, to.alpha)};
}

Rgba blended(Rgba over, Rgba under) {
  const Rgba opaque{over.red, over.green, over.blue, 255};
  return mixed(under, opaque, static_cast<float>(over.alpha) / 255.0F);
}

double contrast_ratio(Rgba a, Rgba b) {
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

}  // namespace evident::desktop
