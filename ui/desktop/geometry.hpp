// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cmath>

#include <imgui.h>

namespace evident::desktop {

/// A rectangle in screen pixels, right and bottom excluded.
struct Box {
  float left = 0, top = 0, right = 0, bottom = 0;

  static Box at(float x, float y, float width, float height) { return {x, y, x + width, y + height}; }
  float width() const { return right - left; }
  float height() const { return bottom - top; }
  ImVec2 min() const { return {left, top}; }
  ImVec2 max() const { return {right, bottom}; }
  ImVec2 size() const { return {width(), height()}; }
  ImVec2 centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
  bool contains(ImVec2 point) const { return point.x >= left && point.x < right && point.y >= top && point.y < bottom; }
  /// Smaller by `by` on every side; larger where `by` is negative.
  Box inset(float by) const { return {left + by, top + by, right - by, bottom - by}; }
  Box moved(float x, float y) const { return {left + x, top + y, right + x, bottom + y}; }
  /// A box of this size with the same centre, on whole pixels.
  Box centred(float width_px, float height_px) const {
    return at(std::floor((left + right - width_px) / 2), std::floor((top + bottom - height_px) / 2), width_px,
              height_px);
  }
};

}  // namespace evident::desktop
