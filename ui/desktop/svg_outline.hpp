// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "indexer/model/result.hpp"

namespace evident::desktop {

struct Point {
  float x = 0, y = 0;
};

/// A stroke: points joined in order, and back to the first where closed.
struct Stroke {
  std::vector<Point> points;
  bool closed = false;
};

/// A full stop of a drawing: drawn filled.
struct Dot {
  Point centre;
  float radius = 0;
};

/// A line drawing on the 24-unit grid of our icons, curves flattened.
struct Outline {
  std::vector<Stroke> strokes;
  std::vector<Dot> dots;
};

/// Reads the part of SVG our icons are drawn in: line, polyline, polygon, rect (rx), circle, and path with M L H V C Q
/// A Z in both cases. A circle of radius 1 or less is a dot. `malformed` names what is not understood: an icon with a
/// missing stroke would go unnoticed.
Result<Outline> parse_outline(std::string_view svg);
Result<Outline> read_outline(const std::filesystem::path& file);

}  // namespace evident::desktop
