// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/desktop/ui.hpp"

namespace evident::desktop {

struct MenuItem {
  std::string key;  ///< what draw() returns; never shown
  std::optional<Icon> icon;
  std::string label;
  std::string keys = {};      ///< its shortcut
  bool chosen = false;        ///< ticked
  bool begins_group = false;  ///< a line above
};

/// A list that opens below a button. Mouse, or arrows and Enter; Esc or a click elsewhere closes it.
class Menu {
 public:
  explicit Menu(std::string id) : id_(std::move(id)) {}
  void open() { opening_ = true; }
  bool is_open() const { return open_; }
  /// `anchor` is the button; the menu's right edge is the button's where `align_right`, else the left ones agree.
  /// Returns the key of the item chosen in this frame.
  enum class Align { left, right };
  std::optional<std::string> draw(Ui& ui, Box anchor, Align align, const std::vector<MenuItem>& items);

 private:
  std::optional<std::string> draw_items(Ui& ui, Box box, const std::vector<MenuItem>& items);

  std::string id_;
  bool opening_ = false;
  bool open_ = false;
  int highlighted_ = -1;
};

}  // namespace evident::desktop
