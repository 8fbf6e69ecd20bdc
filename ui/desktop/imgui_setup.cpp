// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/imgui_setup.hpp"

#include <algorithm>
#include <cfloat>
#include <iterator>
#include <utility>

#include "ui/desktop/keys.hpp"

namespace evident::desktop {

ImGuiSession::ImGuiSession(FontBook& fonts) : context_(ImGui::CreateContext(&fonts.atlas())) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  // A blinking caret is two frames a second for nothing: a tenth of a processor where drawing is done in software.
  io.ConfigInputTextCursorBlink = false;
  io.MousePos = {-FLT_MAX, -FLT_MAX};
  bind_keys(io);
}

ImGuiSession::~ImGuiSession() { ImGui::DestroyContext(context_); }

void bind_keys(ImGuiIO& io) {
  std::fill(std::begin(io.KeyMap), std::end(io.KeyMap), -1);
  constexpr std::pair<ImGuiKey_, Key> kBindings[] = {
      {ImGuiKey_LeftArrow, Key::left},
      {ImGuiKey_RightArrow, Key::right},
      {ImGuiKey_UpArrow, Key::up},
      {ImGuiKey_DownArrow, Key::down},
      {ImGuiKey_Home, Key::home},
      {ImGuiKey_End, Key::end},
      {ImGuiKey_Insert, Key::insert},
      {ImGuiKey_Delete, Key::del},
      {ImGuiKey_Backspace, Key::backspace},
      {ImGuiKey_Enter, Key::enter},
      {ImGuiKey_KeyPadEnter, Key::keypad_enter},
      {ImGuiKey_A, Key::a},
      {ImGuiKey_C, Key::c},
      {ImGuiKey_V, Key::v},
      {ImGuiKey_X, Key::x},
      {ImGuiKey_Y, Key::y},
      {ImGuiKey_Z, Key::z},
  };
  for (const auto& [slot, key] : kBindings) io.KeyMap[slot] = static_cast<int>(key);
}

}  // namespace evident::desktop
