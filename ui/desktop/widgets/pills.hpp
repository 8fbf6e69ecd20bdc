// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/model/publication.hpp"
#include "ui/desktop/ui.hpp"

/// Small rounded things that hold a word or two.
namespace evident::desktop {

/// A badge's meaning; its colour is never the only carrier, so each status has an icon and a word besides.
enum class Tone : std::uint8_t { neutral, red, amber, green, violet };

struct Badge {
  std::optional<Icon> icon;
  std::string text;
  Tone tone = Tone::neutral;
};
float badge_width(const Ui& ui, const Badge& badge);
/// Returns the width drawn.
float draw_badge(Ui& ui, ImVec2 at, const Badge& badge);

Badge notice_badge(NoticeKind kind);
Badge preprint_badge();
Badge open_access_badge();

/// A filter that is on; true where it was pressed to take it off.
bool draw_filter_chip(Ui& ui, std::string_view id, ImVec2 at, std::string_view label);
/// The chip that offers more filters.
bool draw_add_chip(Ui& ui, std::string_view id, ImVec2 at, std::string_view label);
float chip_width(const Ui& ui, std::string_view label);

/// Initials on a round ground; the same `hue` always has the same colours.
void draw_avatar(Ui& ui, ImVec2 centre, float design_radius, std::string_view initials, std::size_t hue);

/// A member among authors: avatar and name. Returns whether it was pressed.
float author_pill_width(const Ui& ui, std::string_view name);
bool draw_author_pill(Ui& ui, std::string_view id, ImVec2 at, std::string_view name, std::size_t hue);

/// The picture of a key.
float key_cap_width(const Ui& ui, std::string_view caps);
void draw_key_cap(Ui& ui, ImVec2 at, std::string_view caps, Colour text);

}  // namespace evident::desktop
