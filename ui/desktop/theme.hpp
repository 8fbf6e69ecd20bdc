// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "ui/app/status_model.hpp"

namespace evident::desktop {

using app::ThemeChoice;

/// 8 bits a channel, alpha not premultiplied.
struct Rgba {
  std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
  bool operator==(const Rgba&) const = default;
};

/// What a colour is for. Views name roles only; theme.cpp gives each one a value per theme.
enum class Colour : std::uint8_t {
  chrome,  ///< top bar and status bar
  sidebar,
  canvas,   ///< behind cards
  surface,  ///< results, detail, cards
  raised,   ///< menus and dialogs
  inset,    ///< a quiet card within a surface
  input,
  border,
  border_strong,
  hover,
  pressed,
  row_hover,  ///< under a result the pointer is on
  nav_active,
  selected,
  selected_bar,
  text,
  text_secondary,
  text_tertiary,
  accent,
  accent_hover,
  on_accent,
  accent_soft,
  accent_text,
  match,  ///< behind what the query matched
  match_text,
  red,
  red_soft,
  red_text,
  amber_soft,
  amber_text,
  green_soft,
  green_text,
  violet_soft,
  violet_text,
  neutral_soft,
  success,
  success_hover,
  star,
  float_fill,  ///< toasts and tooltips
  float_text,
  float_hint,
  float_green,
  modal_dim,
  switch_thumb,  ///< the chosen half of a two-way switch
  lip,           ///< the pixel below a raised button
  shadow,
  histogram,  ///< bars inside the chosen years
};
inline constexpr std::size_t kColourCount = static_cast<std::size_t>(Colour::histogram) + 1;

/// Background and initials of an avatar.
struct AvatarColours {
  Rgba fill;
  Rgba text;
};
inline constexpr std::size_t kAvatarHues = 6;

/// Whether soft fills vanish, so that badges, chips and pills need a line around them.
enum class Outlines { none, drawn };
/// Dark themes raise things by borders, light ones by shadows.
enum class Elevation { shadows, borders };

/// One of the three looks. A plain value.
class Theme {
 public:
  explicit Theme(ThemeChoice choice);

  ThemeChoice choice() const { return choice_; }
  Rgba operator[](Colour role) const { return colours_[static_cast<std::size_t>(role)]; }
  Outlines outlines() const;
  Elevation elevation() const;
  /// `hue` may be any number; the same one always gives the same colours.
  AvatarColours avatar(std::size_t hue) const;
  /// How much darker than drawn the glyphs of this theme are rasterised: dark text on light looks thinner.
  float glyph_weight() const;

 private:
  ThemeChoice choice_;
  std::array<Rgba, kColourCount> colours_;
};

/// What `over` looks like on an opaque `under`.
Rgba blended(Rgba over, Rgba under);
/// The way from `from` to `to`: 0 is `from`, 1 is `to`.
Rgba mixed(Rgba from, Rgba to, float share);
/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
double contrast_ratio(Rgba a, Rgba b);

}  // namespace evident::desktop
