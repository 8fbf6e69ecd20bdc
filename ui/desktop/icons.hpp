// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "indexer/model/result.hpp"
#include "ui/desktop/svg_outline.hpp"

namespace evident::desktop {

/// Our line drawings, one SVG file each in assets/icons, named as here with '-' for '_'.
enum class Icon : std::uint8_t {
  alert,
  ban,
  bookmark,
  cards,
  check,
  chevron_down,
  chevron_up,
  circle_check,
  close,
  contrast,
  copy,
  download,
  external,
  flask,
  folder,
  folder_plus,
  info,
  keyboard,
  layers,
  library,
  link,
  lock_open,
  members,
  moon,
  more,
  plus,
  quote,
  refresh,
  search,
  settings,
  sort,
  star,
  sun,
  table,
  text_size,
  triangle_alert
};
inline constexpr std::size_t kIconCount = static_cast<std::size_t>(Icon::triangle_alert) + 1;

/// The file's name without extension: "circle-check".
std::string_view icon_name(Icon icon);

/// All icons, read once.
class IconSet {
 public:
  /// Reads assets/icons; the first that is missing or malformed is the error.
  static Result<IconSet> load(const std::filesystem::path& assets);
  /// Strokes an icon into the square of `size` pixels at `at`; sharp at any size.
  void draw(ImDrawList& list, Icon icon, ImVec2 at, float size, ImU32 colour) const;

 private:
  std::vector<Outline> outlines_;
};

}  // namespace evident::desktop
