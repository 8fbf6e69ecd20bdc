// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

namespace evident::desktop {

/// A key's change or a character, as the window system reported it.
struct InputEvent {
  enum class Kind : std::uint8_t { key, character };
  Kind kind = Kind::key;
  int key = -1;  ///< ui/desktop/keys.hpp; negative: unknown to the window system
  int scancode = 0;
  int action = 0;     ///< 0 release, 1 press, 2 repeat
  int modifiers = 0;  ///< 1 shift, 2 control, 4 alt, 8 super
  unsigned character = 0;
};

/// Gives each frame no more than ImGui 1.86 can see. That version keeps keys as states, so a press and its release that
/// arrive in one poll cancel out, and characters typed between two commands lose their order.
class InputQueue {
 public:
  void push(const InputEvent& event) { events_.push_back(event); }
  /// True while a further frame must be drawn to take the rest in.
  bool waiting() const { return !events_.empty(); }
  /// The events for this frame, in order. Where a text field has the keyboard, letters matter as characters and a whole
  /// word fits one frame; elsewhere a letter is a command like any other key.
  enum class Letters : std::uint8_t { are_text, are_commands };
  std::vector<InputEvent> take(Letters letters);

 private:
  std::deque<InputEvent> events_;
};

}  // namespace evident::desktop
