// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace evident::desktop {

/// Keys by the numbers GLFW gives them, which are also the numbers under which ImGui 1.86 keeps a key's state. Named
/// here so that nothing but the window knows GLFW; window.cpp checks that they agree.
enum class Key : int {
  space = 32,
  comma = 44,
  minus = 45,
  slash = 47,
  digit_0 = 48,
  equal = 61,
  a = 65,
  b = 66,
  c = 67,
  e = 69,
  f = 70,
  l = 76,
  n = 78,
  p = 80,
  s = 83,
  t = 84,
  v = 86,
  x = 88,
  y = 89,
  z = 90,
  escape = 256,
  enter = 257,
  tab = 258,
  backspace = 259,
  insert = 260,
  del = 261,
  right = 262,
  left = 263,
  down = 264,
  up = 265,
  page_up = 266,
  page_down = 267,
  home = 268,
  end = 269,
  f1 = 290,
  f6 = 295,
  keypad_0 = 320,
  keypad_subtract = 333,
  keypad_add = 334,
  keypad_enter = 335,
  left_shift = 340,
  last_modifier = 347
};

/// Modifiers held with a key; compared exactly.
struct Modifiers {
  bool control = false, shift = false, alt = false;
  bool operator==(const Modifiers&) const = default;
};

inline constexpr Modifiers kPlain{};
inline constexpr Modifiers kControl{true, false, false};
inline constexpr Modifiers kShift{false, true, false};
inline constexpr Modifiers kControlShift{true, true, false};

}  // namespace evident::desktop
