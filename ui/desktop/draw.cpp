// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/draw.hpp"

#include <cfloat>
#include <cmath>

#include "indexer/model/text.hpp"
#include "ui/desktop/display_form.hpp"

namespace evident::desktop {

namespace {

float form_width(const Ui& ui, FontRole role, std::string_view form) {
  const Font font = ui.font(role);
  return font.face->CalcTextSizeA(font.size, FLT_MAX, 0, form.data(), form.data() + form.size()).x;
}

void draw_form(Ui& ui, FontRole role, ImVec2 at, ImU32 colour, std::string_view form) {
  if (form.empty()) return;
  ui.fonts().want(form);
  const Font font = ui.font(role);
  ImGui::GetWindowDrawList()->AddText(font.face, font.size, {std::floor(at.x), std::floor(at.y)}, colour, form.data(),
                                      form.data() + form.size());
}

float middle(const Ui& ui, FontRole role, Box box) {
  return box.top + std::floor((box.height() - ui.font(role).size) / 2);
}

}  // namespace

float text_width(const Ui& ui, FontRole role, std::string_view text) {
  return form_width(ui, role, display_form(text));
}

std::string ellipsised(const Ui& ui, FontRole role, std::string_view text, float width) {
  if (text_width(ui, role, text) <= width) return std::string(text);
  static constexpr std::string_view kEllipsis = "…";
  const float room = width - form_width(ui, role, kEllipsis);
  std::size_t kept = 0;
  float used = 0;
  while (kept < text.size()) {
    const std::size_t bytes = decode_utf8(text.substr(kept)).bytes;
    used += form_width(ui, role, display_form(text.substr(kept, bytes)));
    if (used > room) break;
    kept += bytes;
  }
  return std::string(trimmed(text.substr(0, kept))) + std::string(kEllipsis);
}

void draw_text(Ui& ui, FontRole role, ImVec2 at, ImU32 colour, std::string_view text) {
  draw_form(ui, role, at, colour, display_form(text));
}

void draw_text_in(Ui& ui, FontRole role, Box box, ImU32 colour, std::string_view text) {
  draw_text(ui, role, {box.left, middle(ui, role, box)}, colour, text);
}

void draw_text_right(Ui& ui, FontRole role, Box box, ImU32 colour, std::string_view text) {
  const std::string form = display_form(text);
  draw_form(ui, role, {box.right - form_width(ui, role, form), middle(ui, role, box)}, colour, form);
}

void draw_text_centred(Ui& ui, FontRole role, Box box, ImU32 colour, std::string_view text) {
  const std::string form = display_form(text);
  draw_form(ui, role, {box.left + (box.width() - form_width(ui, role, form)) / 2, middle(ui, role, box)}, colour, form);
}

void draw_icon(Ui& ui, Icon icon, ImVec2 at, float design_size, ImU32 colour) {
  ui.icons().draw(*ImGui::GetWindowDrawList(), icon, {std::floor(at.x), std::floor(at.y)}, ui.px(design_size), colour);
}

void draw_icon_centred(Ui& ui, Icon icon, Box box, float design_size, ImU32 colour) {
  const float size = ui.px(design_size);
  draw_icon(ui, icon, box.centred(size, size).min(), design_size, colour);
}

void fill(Box box, ImU32 colour, float radius, ImDrawFlags corners) {
  ImGui::GetWindowDrawList()->AddRectFilled(box.min(), box.max(), colour, radius, corners);
}

void outline(Box box, ImU32 colour, float radius, float thickness) {
  ImGui::GetWindowDrawList()->AddRect(box.min(), box.max(), colour, radius, ImDrawFlags_None, thickness);
}

void horizontal_line(float left, float right, float y, ImU32 colour) { fill({left, y, right, y + 1}, colour); }

void vertical_line(float x, float top, float bottom, ImU32 colour) { fill({x, top, x + 1, bottom}, colour); }

void draw_shadow(const Ui& ui, ImDrawList& list, Box box, float radius, Shadow shadow) {
  const int rings = static_cast<int>(std::max(4.0F, ui.px(shadow.blur)));
  const float drop = ui.px(shadow.drop);
  for (int ring = -static_cast<int>(drop) - 1; ring < rings; ++ring) {
    const float nearness = std::min(1.0F, 1.0F - static_cast<float>(ring + 1) / static_cast<float>(rings + 1));
    const float out = static_cast<float>(ring) + .5F;
    const Box edge = box.inset(-out).moved(0, drop);
    list.AddRect(edge.min(), edge.max(), ui.colour(Colour::shadow, shadow.strength * nearness * nearness),
                 radius + std::max(0.0F, out), ImDrawFlags_None, 1.4F);
  }
}

void draw_raised(const Ui& ui, Box box, float radius, Shadow shadow) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  draw_shadow(ui, *list, box, radius, shadow);
  list->PopClipRect();
  fill(box, ui.colour(Colour::raised), radius);
  outline(box, ui.colour(Colour::border_strong), radius);
}

}  // namespace evident::desktop
