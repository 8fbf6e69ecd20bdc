// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/virtual_list.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/desktop/draw.hpp"

namespace evident::desktop {

namespace {

constexpr float kBarWidth = 11, kBarPadding = 3, kLeastGrab = 28, kWheelStep = 100;

}  // namespace

VirtualList::View VirtualList::begin(Ui& ui, std::string_view id, Box box, std::size_t count, float row_height) {
  if (row_height_ != row_height && row_height_ > 1) scroll_ = scroll_ / row_height_ * row_height;
  row_height_ = row_height;
  height_ = static_cast<double>(count) * row_height;
  view_height_ = box.height();

  ImGui::SetCursorScreenPos(box.min());
  ImGui::BeginChild(std::string(id).c_str(), box.size(), false,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
  if (ImGui::IsWindowHovered()) scroll_ -= static_cast<double>(ImGui::GetIO().MouseWheel) * ui.px(kWheelStep);
  follow_reveal();
  const float bar = ui.px(kBarWidth);
  draw_scroll_bar(ui, id, {box.right - bar, box.top, box.right, box.bottom});
  clamp();

  View view;
  view.content = {box.left, box.top, box.right - bar, box.bottom};
  view.rows.first = std::min(count, static_cast<std::size_t>(scroll_ / row_height));
  view.rows.last = std::min(count, static_cast<std::size_t>((scroll_ + view_height_) / row_height) + 1);
  view.top = box.top + static_cast<float>(std::floor(static_cast<double>(view.rows.first) * row_height - scroll_));
  return view;
}

void VirtualList::end() const { ImGui::EndChild(); }

void VirtualList::clamp() {
  scroll_ = std::clamp(scroll_, 0.0, std::max(0.0, height_ - static_cast<double>(view_height_)));
}

void VirtualList::draw_scroll_bar(Ui& ui, std::string_view id, Box bar) {
  if (height_ <= view_height_) return;
  const double length = std::max(static_cast<double>(ui.px(kLeastGrab)), bar.height() * view_height_ / height_);
  const double track = bar.height() - length;
  const double most = height_ - static_cast<double>(view_height_);
  const HitState state = ui.hit(std::string(id) + "/scroll", bar, TabStop::no);
  const double mouse = static_cast<double>(ImGui::GetIO().MousePos.y) - bar.top;
  if (ImGui::IsItemActivated()) {
    const double grab = std::clamp(scroll_, 0.0, most) / most * track;
    grabbed_at_ = mouse >= grab && mouse < grab + length ? mouse - grab : length / 2;
  }
  if (state.held && track > 0) scroll_ = (mouse - grabbed_at_) / track * most;
  clamp();
  const float pad = ui.px(kBarPadding);
  const float top = bar.top + static_cast<float>(std::floor(scroll_ / most * track));
  const Box grab = {bar.left + pad, top + pad, bar.right - pad, top + static_cast<float>(std::floor(length)) - pad};
  fill(grab, ui.colour(Colour::text_tertiary, state.held ? .7F : state.hovered ? .5F : .28F), ui.px(6));
}

void VirtualList::follow_reveal() {
  if (!reveal_) return;
  const double top = static_cast<double>(*reveal_) * row_height_;
  reveal_.reset();
  if (top < scroll_) scroll_ = top;
  if (top + row_height_ > scroll_ + view_height_) scroll_ = top + row_height_ - static_cast<double>(view_height_);
}

std::size_t VirtualList::rows_per_page() const {
  return std::max<std::size_t>(1, static_cast<std::size_t>(view_height_ / row_height_));
}

}  // namespace evident::desktop
