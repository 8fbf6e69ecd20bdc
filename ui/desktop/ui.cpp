// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/ui.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace evident::desktop {

namespace {

ImVec4 as_floats(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

}  // namespace

ImU32 packed(Rgba colour) {
  return (ImU32{colour.alpha} << IM_COL32_A_SHIFT) | (ImU32{colour.blue} << IM_COL32_B_SHIFT) |
         (ImU32{colour.green} << IM_COL32_G_SHIFT) | (ImU32{colour.red} << IM_COL32_R_SHIFT);
}

Ui::Ui(FontBook& fonts, const IconSet& icons) : fonts_(fonts), icons_(icons) {}

bool Ui::set_look(const Look& look) {
  if (look_set_ && look == look_) return false;
  const Theme next(look.theme);
  const bool rebuild = fonts_.generation() == 0 || !look_set_ || look.scale() != look_.scale() ||
                       next.glyph_weight() != theme_.glyph_weight();
  look_ = look;
  theme_ = next;
  look_set_ = true;
  apply_style();
  if (rebuild) fonts_.build(look.scale(), next.glyph_weight());
  return rebuild;
}

bool Ui::settle_fonts() {
  if (!fonts_.rebuild_due()) return false;
  fonts_.rebuild();
  return true;
}

void Ui::apply_style() const {
  ImGuiStyle style;
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = 0;
  style.FrameBorderSize = 0;
  style.WindowRounding = 0;
  style.PopupRounding = px(8);
  style.FrameRounding = px(6);
  style.ItemSpacing = {0, 0};
  style.ScrollbarSize = px(11);
  style.ScrollbarRounding = px(6);
  style.GrabMinSize = px(28);
  style.WindowMinSize = {1, 1};
  style.CircleTessellationMaxError = .15F;
  style.CurveTessellationTol = .6F;
  const ImVec4 nothing(0, 0, 0, 0);
  const auto set = [&style](ImGuiCol_ slot, const ImVec4& colour_value) { style.Colors[slot] = colour_value; };
  set(ImGuiCol_Text, as_floats(colour(Colour::text)));
  set(ImGuiCol_TextDisabled, as_floats(colour(Colour::text_tertiary)));
  set(ImGuiCol_TextSelectedBg, as_floats(colour(Colour::accent, .30F)));
  set(ImGuiCol_WindowBg, nothing);
  set(ImGuiCol_ChildBg, nothing);
  set(ImGuiCol_PopupBg, nothing);
  set(ImGuiCol_FrameBg, nothing);
  set(ImGuiCol_FrameBgHovered, nothing);
  set(ImGuiCol_FrameBgActive, nothing);
  set(ImGuiCol_ScrollbarBg, nothing);
  set(ImGuiCol_ScrollbarGrab, as_floats(colour(Colour::text_tertiary, .28F)));
  set(ImGuiCol_ScrollbarGrabHovered, as_floats(colour(Colour::text_tertiary, .5F)));
  set(ImGuiCol_ScrollbarGrabActive, as_floats(colour(Colour::text_tertiary, .7F)));
  set(ImGuiCol_ModalWindowDimBg, as_floats(colour(Colour::modal_dim)));
  ImGui::GetStyle() = style;
}

ImU32 Ui::colour(Colour role) const { return packed(theme_[role]); }

ImU32 Ui::colour(Colour role, float alpha) const {
  Rgba value = theme_[role];
  value.alpha = static_cast<std::uint8_t>(std::lround(static_cast<float>(value.alpha) * alpha));
  return packed(value);
}

ImU32 Ui::mix(Colour from, Colour to, float share) const { return packed(mixed(theme_[from], theme_[to], share)); }

float Ui::px(float design_pixels) const { return std::floor(design_pixels * look_.scale() + .5F); }

void Ui::begin_frame() {
  drawn_.clear();
  drawn_stops_.clear();
  drawing_pane_ = Pane::results;
  if (ImGui::GetIO().MouseClicked[ImGuiMouseButton_Left]) clear_focus();
}

void Ui::end_frame() {
  shown_.swap(drawn_);
  stops_.swap(drawn_stops_);
}

bool Ui::typing() const { return ImGui::GetIO().WantTextInput; }

bool Ui::pressed(Key key, Modifiers modifiers) const {
  const ImGuiIO& io = ImGui::GetIO();
  if (Modifiers{io.KeyCtrl, io.KeyShift, io.KeyAlt} != modifiers) return false;
  return ImGui::IsKeyPressed(static_cast<int>(key));
}

void Ui::note(std::string_view id, Box box, TabStop tab_stop) {
  drawn_.push_back({std::string(id), box});
  if (tab_stop == TabStop::yes) drawn_stops_.push_back({std::string(id), drawing_pane_});
}

HitState Ui::hit(std::string_view id, Box box, TabStop tab_stop) {
  note(id, box, tab_stop);
  ImGui::SetCursorScreenPos(box.min());
  HitState state;
  const ImVec2 size(std::max(1.0F, box.width()), std::max(1.0F, box.height()));
  state.clicked = ImGui::InvisibleButton(drawn_.back().id.c_str(), size);
  state.hovered = ImGui::IsItemHovered();
  state.held = ImGui::IsItemActive();
  state.double_clicked = state.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  if (tab_stop == TabStop::yes && focused_ == id) {
    draw_focus_ring(box);
    if (!typing() && (pressed(Key::enter) || pressed(Key::keypad_enter) || pressed(Key::space))) state.clicked = true;
  }
  return state;
}

void Ui::draw_focus_ring(Box box) const {
  const Box ring = box.inset(-2);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRect(ring.min(), ring.max(), colour(Colour::accent), px(8), ImDrawFlags_None, 2);
}

std::vector<Ui::Stop> Ui::stops_in(Pane pane) const {
  std::vector<Stop> found;
  for (const Stop& stop : stops_) {
    if (stop.pane == pane) found.push_back(stop);
  }
  return found;
}

void Ui::focus_next(int direction) {
  if (dialog_open_) focus_pane_ = Pane::dialog;
  for (const Stop& stop : stops_) {
    if (stop.id == focused_) focus_pane_ = stop.pane;
  }
  const std::vector<Stop> stops = stops_in(focus_pane_);
  if (stops.empty()) return;
  const int count = static_cast<int>(stops.size());
  int index = direction > 0 ? -1 : count;
  for (int candidate = 0; candidate < count; ++candidate) {
    if (stops[static_cast<std::size_t>(candidate)].id == focused_) index = candidate;
  }
  focused_ = stops[static_cast<std::size_t>((index + direction + count) % count)].id;
}

void Ui::focus_next_pane() {
  if (dialog_open_) return;
  constexpr std::array<Pane, 4> kRound = {Pane::sidebar, Pane::top, Pane::results, Pane::detail};
  std::size_t at = 0;
  for (std::size_t index = 0; index < kRound.size(); ++index) {
    if (kRound[index] == focus_pane_) at = index;
  }
  for (std::size_t step = 1; step <= kRound.size(); ++step) {
    const Pane pane = kRound[(at + step) % kRound.size()];
    const std::vector<Stop> stops = stops_in(pane);
    if (stops.empty()) continue;
    focus_pane_ = pane;
    focused_ = stops.front().id;
    return;
  }
}

}  // namespace evident::desktop
