// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "ui/desktop/ui.hpp"
#include "ui/desktop/widgets/edit_guard.hpp"

namespace evident::desktop {

/// One line of text to edit. Holds its own copy: stored text is never bound to ImGui's field, which would damage it
/// (edit_guard.hpp). The frame around it is the owner's.
class TextField {
 public:
  const std::string& text() const { return text_; }
  /// Replaces the content; an edit under way is given up.
  void set_text(std::string_view text);
  /// Takes the keyboard at the next draw, everything selected.
  void take_keyboard() { wants_keyboard_ = true; }

  struct Outcome {
    bool edited = false;  ///< text() changed
    bool active = false;  ///< has the keyboard
  };
  Outcome draw(Ui& ui, std::string_view id, Box box, std::string_view hint, FontRole font);

 private:
  std::string text_;
  std::string field_;  ///< text_ as ImGui holds it
  EditGuard guard_;
  bool wants_keyboard_ = false;
};

/// Takes the keyboard away from whichever field has it; what was typed stays.
void leave_text_field();

}  // namespace evident::desktop
