// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/panes.hpp"

#include <algorithm>
#include <cmath>

#include "ui/desktop/draw.hpp"
#include "ui/desktop/rich_text.hpp"

namespace evident::desktop {

ScrollPane::ScrollPane(Ui&, const char* id, Box box) : box_(box) {
  ImGui::SetCursorScreenPos(box.min());
  ImGui::BeginChild(id, box.size(), false, ImGuiWindowFlags_NoNav);
  top_ = box.top - ImGui::GetScrollY();
}

ScrollPane::~ScrollPane() { ImGui::EndChild(); }

void ScrollPane::end_at(float bottom) const {
  ImGui::SetCursorScreenPos({box_.left, bottom - 1});
  ImGui::Dummy({1, 1});
}

void draw_splitter(Ui& ui, std::string_view id, float x, float top, float bottom, float& value, float least,
                   float most) {
  const float reach = ui.px(3);
  const Box grip = {x - reach, top, x + reach + 1, bottom};
  // A window of its own: the panes on either side are windows too and would take the mouse.
  ImGui::SetCursorScreenPos(grip.min());
  ImGui::BeginChild(std::string(id).c_str(), grip.size(), false,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const HitState state = ui.hit(id, grip, TabStop::no);
  if (state.hovered || state.held) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    fill({x - 1, top, x + 1, bottom}, ui.colour(Colour::accent));
  } else {
    vertical_line(x - 1, top, bottom, ui.colour(Colour::border));
  }
  ImGui::EndChild();
  if (state.held) value = std::clamp(value + ImGui::GetIO().MouseDelta.x / ui.look().scale(), least, most);
}

std::optional<std::string> draw_empty_state(Ui& ui, Box box, const EmptyState& state) {
  const float x = std::floor((box.left + box.right) / 2);
  const float y = box.top + std::min(ui.px(170), box.height() * .3F);
  ImGui::GetWindowDrawList()->AddCircleFilled({x, y}, ui.px(34), ui.colour(Colour::neutral_soft));
  draw_icon_centred(ui, state.icon, {x - ui.px(14), y - ui.px(14), x + ui.px(14), y + ui.px(14)}, 28,
                    ui.colour(Colour::text_tertiary));
  const float width = std::min(box.width() - ui.px(48), ui.px(440));
  const std::string headline = ellipsised(ui, FontRole::pane, state.headline, width);
  draw_text_centred(ui, FontRole::pane, {box.left, y + ui.px(54), box.right, y + ui.px(72)}, ui.colour(Colour::text),
                    headline);

  const TextLayout text =
      TextLayout::make(ui, {{state.text, FontRole::small, Colour::text_secondary}}, {width, ui.px(20)});
  const float text_left = text.lines() > 1 ? x - width / 2 : x - text_width(ui, FontRole::small, state.text) / 2;
  text.draw(ui, {text_left, y + ui.px(80)});

  float total = state.actions.empty() ? 0 : ui.px(8) * static_cast<float>(state.actions.size() - 1);
  for (const Button& action : state.actions) total += button_width(ui, action);
  float left = std::floor(x - total / 2);
  std::optional<std::string> pressed;
  for (const Button& action : state.actions) {
    if (draw_button(ui, {left, y + ui.px(96) + text.height()}, action)) pressed = action.id;
    left += button_width(ui, action) + ui.px(8);
  }
  return pressed;
}

void draw_skeleton_bar(Ui& ui, ImVec2 at, float width, float height) {
  const Box box = Box::at(std::floor(at.x), std::floor(at.y), std::floor(width), std::floor(height));
  fill(box, ui.colour(Colour::hover), ui.px(4));
  if (ui.theme().outlines() == Outlines::drawn) outline(box, ui.colour(Colour::border), ui.px(4));
}

}  // namespace evident::desktop
