// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/input_queue.hpp"

#include <algorithm>

#include "ui/desktop/keys.hpp"

namespace evident::desktop {

namespace {

constexpr int kRelease = 0;
constexpr int kShiftModifier = 1;
constexpr int kFirstPrintable = 32, kLastPrintable = 162;  // GLFW's numbers for keys that type something

bool is_modifier(int key) {
  return key >= static_cast<int>(Key::left_shift) && key <= static_cast<int>(Key::last_modifier);
}

/// A key whose effect arrives as a character of its own. With Ctrl, Alt or Super it is a command instead.
bool types_something(const InputEvent& event) {
  return event.key >= kFirstPrintable && event.key <= kLastPrintable && (event.modifiers & ~kShiftModifier) == 0;
}

}  // namespace

std::vector<InputEvent> InputQueue::take(Letters letters) {
  std::vector<InputEvent> frame;
  bool command_pressed = false;
  bool character_seen = false;
  while (!events_.empty()) {
    const InputEvent& next = events_.front();
    if (next.kind == InputEvent::Kind::character) {
      if (command_pressed) break;
      character_seen = true;
    } else if (next.key >= 0) {
      const bool changed_before = std::any_of(frame.begin(), frame.end(), [&](const InputEvent& taken) {
        return taken.kind == InputEvent::Kind::key && taken.key == next.key;
      });
      const bool command = letters == Letters::are_commands || !types_something(next);
      const bool after_text = character_seen && !is_modifier(next.key);
      if (command && (changed_before || command_pressed || after_text)) break;
      if (command && next.action != kRelease && !is_modifier(next.key)) command_pressed = true;
    }
    frame.push_back(next);
    events_.pop_front();
  }
  return frame;
}

}  // namespace evident::desktop
