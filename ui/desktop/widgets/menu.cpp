// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/menu.hpp"

#include <algorithm>
#include <cmath>

#include "ui/desktop/draw.hpp"

namespace evident::desktop {

namespace {

constexpr float kWidth = 216, kRow = 32, kPad = 6, kGroupGap = 9;

}  // namespace

std::optional<std::string> Menu::draw(Ui& ui, Box anchor, Align align, const std::vector<MenuItem>& items) {
  if (opening_) {
    ImGui::OpenPopup(id_.c_str());
    opening_ = false;
    highlighted_ = -1;
  }
  const auto groups = static_cast<float>(
      std::count_if(items.begin(), items.end(), [](const MenuItem& item) { return item.begins_group; }));
  float width = ui.px(kWidth);
  for (const MenuItem& item : items) {
    const float keys = item.keys.empty() ? 0 : text_width(ui, FontRole::tiny, item.keys) + ui.px(16);
    width = std::max(width, text_width(ui, FontRole::small_medium, item.label) + keys + ui.px(60));
  }
  width = std::min(width, ui.px(420));
  const float height = ui.px(2 * kPad) + static_cast<float>(items.size()) * ui.px(kRow) + groups * ui.px(kGroupGap);
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  float left = align == Align::right ? anchor.right - width : anchor.left;
  left = std::max(ui.px(4), std::min(left, screen.x - width - ui.px(4)));
  const float top = std::max(ui.px(4), std::min(anchor.bottom + ui.px(4), screen.y - height - ui.px(4)));
  const Box box = Box::at(std::floor(left), std::floor(top), width, height);

  ImGui::SetNextWindowPos(box.min());
  ImGui::SetNextWindowSize(box.size());
  open_ = ImGui::BeginPopup(id_.c_str(), ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
  if (!open_) return std::nullopt;
  draw_raised(ui, box, ui.px(8), ui.theme().elevation() == Elevation::shadows ? kMenuShadowLight : kMenuShadowDark);
  std::optional<std::string> chosen = draw_items(ui, box, items);
  if (chosen || ui.pressed(Key::escape)) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
  return chosen;
}

std::optional<std::string> Menu::draw_items(Ui& ui, Box box, const std::vector<MenuItem>& items) {
  const int count = static_cast<int>(items.size());
  if (ui.pressed(Key::down)) highlighted_ = (highlighted_ + 1) % count;
  if (ui.pressed(Key::up)) highlighted_ = (highlighted_ + count - (highlighted_ < 0 ? 0 : 1)) % count;
  std::optional<std::string> chosen;
  float y = box.top + ui.px(kPad);
  for (int index = 0; index < count; ++index) {
    const MenuItem& item = items[static_cast<std::size_t>(index)];
    if (item.begins_group) {
      horizontal_line(box.left + 1, box.right - 1, y + ui.px(4), ui.colour(Colour::border));
      y += ui.px(kGroupGap);
    }
    const Box row = Box::at(box.left + ui.px(kPad), y, box.width() - ui.px(2 * kPad), ui.px(kRow));
    const HitState state = ui.hit(id_ + "/" + item.key, row, TabStop::no);
    if (state.hovered && (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0)) highlighted_ = index;
    if (state.hovered || highlighted_ == index) fill(row, ui.colour(Colour::hover), ui.px(5));
    if (state.clicked || (highlighted_ == index && ui.pressed(Key::enter))) chosen = item.key;

    const std::optional<Icon> icon = item.chosen ? std::optional(Icon::check) : item.icon;
    if (icon) {
      draw_icon(ui, *icon, {row.left + ui.px(9), row.top + ui.px(9)}, 14,
                ui.colour(item.chosen ? Colour::accent_text : Colour::text_secondary));
    }
    const FontRole font = item.chosen ? FontRole::small_medium : FontRole::small;
    const Box text = {row.left + ui.px(32), row.top, row.right - ui.px(10), row.bottom};
    const float keys = item.keys.empty() ? 0 : text_width(ui, FontRole::tiny, item.keys) + ui.px(8);
    draw_text_in(ui, font, text, ui.colour(Colour::text), ellipsised(ui, font, item.label, text.width() - keys));
    draw_text_right(ui, FontRole::tiny, text, ui.colour(Colour::text_tertiary), item.keys);
    y += ui.px(kRow);
  }
  return chosen;
}

}  // namespace evident::desktop
