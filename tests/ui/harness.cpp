// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ui/harness.hpp"

#include <cstdlib>
#include <memory>

#include <catch2/catch.hpp>

#include "tests/support/paths.hpp"

namespace evident::test {

namespace {

/// Frames after an event until its effects are drawn; the window draws as many.
constexpr int kSettling = 5;

}  // namespace

desktop::FontBook& shared_fonts() {
  static const std::unique_ptr<desktop::FontBook> kFonts = [] {
    auto fonts = desktop::FontBook::open();
    if (!fonts) std::abort();
    return std::move(*fonts);
  }();
  return *kFonts;
}

const desktop::IconSet& shared_icons() {
  static const desktop::IconSet kIcons = [] {
    auto icons = desktop::IconSet::load(asset(""));
    if (!icons) std::abort();
    return std::move(*icons);
  }();
  return kIcons;
}

DesktopHarness::DesktopHarness(FakeController& fake, int width, int height)
    : controller(fake), session_(shared_fonts()), ui(shared_fonts(), shared_icons()), shell(ui, fake) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
  io.DeltaTime = 1.0F / 60;
  io.ClipboardUserData = this;
  io.SetClipboardTextFn = [](void* self, const char* text) { static_cast<DesktopHarness*>(self)->clipboard = text; };
  io.GetClipboardTextFn = [](void* self) { return static_cast<DesktopHarness*>(self)->clipboard.c_str(); };
  frames(kSettling);
}

void DesktopHarness::frames(int count) {
  for (int frame = 0; frame < count; ++frame) {
    ui.set_look({controller.preferences().theme, 1, controller.preferences().text_percent});
    ui.settle_fonts();
    ImGui::NewFrame();
    shell.draw();
    ImGui::Render();
  }
}

bool DesktopHarness::shows(std::string_view id) const {
  for (const desktop::HitRecord& hit : ui.hits()) {
    if (hit.id == id) return true;
  }
  return false;
}

desktop::Box DesktopHarness::box_of(std::string_view id) const {
  for (const desktop::HitRecord& hit : ui.hits()) {
    if (hit.id == id) return hit.box;
  }
  FAIL("no widget \"" << id << "\" on screen");
  return {};
}

void DesktopHarness::click(std::string_view id) {
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = box_of(id).centre();
  frames(2);
  io.MouseDown[0] = true;
  frames();
  io.MouseDown[0] = false;
  frames(kSettling);
}

void DesktopHarness::double_click_at(ImVec2 point) {
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = point;
  frames(2);
  for (int press = 0; press < 2; ++press) {
    io.MouseDown[0] = true;
    frames();
    io.MouseDown[0] = false;
    frames();
  }
  frames();
}

void DesktopHarness::drag(ImVec2 from, ImVec2 to) {
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = from;
  frames(2);
  io.MouseDown[0] = true;
  frames();
  io.MousePos = to;
  frames(2);
  io.MouseDown[0] = false;
  frames(kSettling);
}

void DesktopHarness::wheel(ImVec2 at, float steps) {
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = at;
  frames(2);
  io.MouseWheel = steps;
  frames();
  io.MouseWheel = 0;
  frames();
}

void DesktopHarness::type(std::string_view text) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  frames(kSettling);
}

void DesktopHarness::key(desktop::Key key, desktop::Modifiers modifiers) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = modifiers.control;
  io.KeyShift = modifiers.shift;
  io.KeyAlt = modifiers.alt;
  io.KeysDown[static_cast<int>(key)] = true;
  frames();
  io.KeysDown[static_cast<int>(key)] = false;
  io.KeyCtrl = io.KeyShift = io.KeyAlt = false;
  frames(kSettling);
}

}  // namespace evident::test
