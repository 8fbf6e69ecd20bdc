// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/buttons.hpp"

#include <cmath>

#include "ui/desktop/draw.hpp"
#include "ui/desktop/widgets/tooltip.hpp"

namespace evident::desktop {

namespace {

struct ButtonColours {
  ImU32 ground = 0, text = 0, icon = 0, edge = 0;
};

ButtonColours colours_of(const Ui& ui, ButtonKind kind, const HitState& state) {
  const auto plain = [&ui](Colour role) { return ui.colour(role); };
  switch (kind) {
    case ButtonKind::primary:
      return {plain(state.hovered ? Colour::accent_hover : Colour::accent), plain(Colour::on_accent),
              plain(Colour::on_accent), 0};
    case ButtonKind::success:
      return {plain(state.hovered ? Colour::success_hover : Colour::success), plain(Colour::float_text),
              plain(Colour::float_text), 0};
    case ButtonKind::danger:
      return {state.hovered ? plain(Colour::red_soft) : plain(Colour::surface), plain(Colour::red_text),
              plain(Colour::red_text), ui.mix(Colour::border, Colour::red, .35F)};
    case ButtonKind::ghost:
      return {state.held      ? plain(Colour::pressed)
              : state.hovered ? plain(Colour::hover)
                              : 0,
              plain(Colour::text_secondary), plain(Colour::text_secondary), 0};
    case ButtonKind::secondary:
      return {state.hovered ? ui.mix(Colour::surface, Colour::text, .03F) : plain(Colour::surface), plain(Colour::text),
              plain(Colour::text_secondary), plain(Colour::border_strong)};
  }
  return {};
}

bool has_lip(ButtonKind kind) {
  return kind == ButtonKind::primary || kind == ButtonKind::secondary || kind == ButtonKind::success;
}

}  // namespace

float button_width(const Ui& ui, const Button& button) {
  float width = ui.px(24) + text_width(ui, FontRole::small_medium, button.label);
  if (button.icon) width += ui.px(14) + (button.label.empty() ? 0 : ui.px(7));
  return width;
}

bool draw_button(Ui& ui, ImVec2 at, const Button& button) {
  const Box box = Box::at(at.x, at.y, button_width(ui, button), ui.px(button.height));
  HitState state = ui.hit(button.id, box, button.enabled ? TabStop::yes : TabStop::no);
  if (!button.enabled) state = {};
  ButtonColours colours = colours_of(ui, button.kind, state);
  const float radius = ui.px(6);
  if (!button.enabled) {
    colours.text = colours.icon = ui.colour(Colour::text_tertiary);
    colours.ground = button.kind == ButtonKind::ghost ? 0 : ui.colour(Colour::neutral_soft);
  } else if (has_lip(button.kind)) {
    fill(box.moved(0, 1), ui.colour(Colour::lip), radius);
  }
  if (colours.ground != 0) fill(box, colours.ground, radius);
  if (colours.edge != 0) outline(box, colours.edge, radius);
  Box inner = {box.left + ui.px(12), box.top, box.right, box.bottom};
  if (button.icon) {
    const float size = ui.px(14);
    draw_icon(ui, *button.icon, {inner.left, box.top + std::floor((box.height() - size) / 2)}, 14, colours.icon);
    inner.left += size + ui.px(7);
  }
  draw_text_in(ui, FontRole::small_medium, inner, colours.text, button.label);
  return state.clicked;
}

bool draw_icon_button(Ui& ui, ImVec2 at, const IconButton& button) {
  const Box box = Box::at(at.x, at.y, ui.px(button.size), ui.px(button.size));
  const HitState state = ui.hit(button.id, box);
  const float radius = ui.px(6);
  if (button.on) {
    fill(box, ui.colour(Colour::accent_soft), radius);
  } else if (state.hovered) {
    fill(box, ui.colour(state.held ? Colour::pressed : Colour::hover), radius);
  }
  const Colour role = button.on ? Colour::accent_text : state.hovered ? Colour::text : Colour::text_secondary;
  draw_icon_centred(ui, button.icon, box, 16, ui.colour(role));
  draw_tooltip(ui, state, button.tip, button.keys);
  return state.clicked;
}

void draw_tick_box(Ui& ui, Box box, bool ticked, bool hovered) {
  const float radius = ui.px(4);
  if (ticked) {
    fill(box, ui.colour(Colour::accent), radius);
    draw_icon_centred(ui, Icon::check, box, 12, ui.colour(Colour::on_accent));
    return;
  }
  fill(box, ui.colour(Colour::surface), radius);
  outline(box, ui.colour(hovered ? Colour::accent : Colour::border_strong), radius);
}

bool draw_checkbox(Ui& ui, std::string_view id, ImVec2 at, bool ticked, TabStop tab_stop) {
  const Box box = Box::at(at.x, at.y, ui.px(16), ui.px(16));
  const HitState state = ui.hit(id, box, tab_stop);
  draw_tick_box(ui, box, ticked, state.hovered);
  return state.clicked;
}

}  // namespace evident::desktop
