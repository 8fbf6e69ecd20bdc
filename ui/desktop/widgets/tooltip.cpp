// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/tooltip.hpp"

#include <algorithm>
#include <cmath>

#include "ui/desktop/draw.hpp"

namespace evident::desktop {

void draw_tooltip(Ui& ui, const HitState& state, std::string_view text, std::string_view keys) {
  if (!state.hovered || text.empty()) return;
  const float gap = keys.empty() ? 0 : ui.px(8);
  const float text_px = text_width(ui, FontRole::tiny_medium, text);
  const float keys_px = text_width(ui, FontRole::tiny, keys);
  const float width = text_px + gap + keys_px + ui.px(20);
  const float height = ui.px(30);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float left = std::max(ui.px(4), std::min(mouse.x + ui.px(10), screen.x - width - ui.px(6)));
  const float below = mouse.y + ui.px(18);
  const float top = below + height > screen.y ? mouse.y - height - ui.px(8) : below;
  const Box box = Box::at(std::floor(left), std::floor(top), width, height);

  ImGui::SetNextWindowPos(box.min());
  ImGui::SetNextWindowSize(box.size());
  ImGui::BeginTooltip();
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  draw_shadow(ui, *list, box, ui.px(6), kTooltipShadow);
  fill(box, ui.colour(Colour::float_fill), ui.px(6));
  const Box inner = {box.left + ui.px(10), box.top, box.right - ui.px(10), box.bottom};
  draw_text_in(ui, FontRole::tiny_medium, inner, ui.colour(Colour::float_text), text);
  draw_text_right(ui, FontRole::tiny, inner, ui.colour(Colour::float_hint), keys);
  list->PopClipRect();
  ImGui::EndTooltip();
}

}  // namespace evident::desktop
