// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/desktop/ui.hpp"

namespace evident::desktop {

/// One primary button a screen; danger and success for decisions that reject and accept.
enum class ButtonKind : std::uint8_t { primary, secondary, ghost, danger, success };

struct Button {
  std::string id;
  std::optional<Icon> icon;
  std::string label;
  ButtonKind kind = ButtonKind::secondary;
  float height = 32;  ///< design pixels
  bool enabled = true;
};
float button_width(const Ui& ui, const Button& button);
/// True where it was pressed.
bool draw_button(Ui& ui, ImVec2 at, const Button& button);

struct IconButton {
  std::string id;
  Icon icon = Icon::more;
  std::string tip;
  std::string keys = {};  ///< its shortcut, for the tooltip
  float size = 32;        ///< design pixels
  bool on = false;
};
bool draw_icon_button(Ui& ui, ImVec2 at, const IconButton& button);

/// A box to tick; true where it was toggled.
bool draw_checkbox(Ui& ui, std::string_view id, ImVec2 at, bool ticked, TabStop tab_stop = TabStop::no);
/// The picture of a box to tick, for rows that are hit as a whole.
void draw_tick_box(Ui& ui, Box box, bool ticked, bool hovered);

}  // namespace evident::desktop
