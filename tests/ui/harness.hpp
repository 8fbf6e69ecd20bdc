// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "tests/ui/fake_controller.hpp"
#include "ui/desktop/imgui_setup.hpp"
#include "ui/desktop/shell.hpp"

namespace evident::test {

/// The fonts of all tests, built once: that is nearly all a window-less test costs.
desktop::FontBook& shared_fonts();
const desktop::IconSet& shared_icons();

/// The whole desktop without a window: frames are drawn into nothing, mouse and keys are pressed by name.
class DesktopHarness {
 public:
  explicit DesktopHarness(FakeController& controller, int width = 1600, int height = 1000);

  void frames(int count = 1);
  /// Presses the left button in the middle of a widget; fails the test where it is not on screen.
  void click(std::string_view id);
  void double_click_at(ImVec2 point);
  void drag(ImVec2 from, ImVec2 to);
  void type(std::string_view text);
  void key(desktop::Key key, desktop::Modifiers modifiers = desktop::kPlain);
  bool shows(std::string_view id) const;
  desktop::Box box_of(std::string_view id) const;
  void wheel(ImVec2 at, float steps);

  std::string clipboard;
  FakeController& controller;

 private:
  desktop::ImGuiSession session_;

 public:
  desktop::Ui ui;
  desktop::Shell shell;
};

}  // namespace evident::test
