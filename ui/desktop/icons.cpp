// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/icons.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace evident::desktop {

namespace {

constexpr float kGrid = 24;
constexpr float kStroke = 1.75F;
/// Thinner lines lose their colour to anti-aliasing.
constexpr float kLeastPixels = 1.25F;

constexpr std::array<std::string_view, kIconCount> kNames = {
    "alert", "ban",      "bookmark",  "cards",          "check",    "chevron-down", "chevron-up", "circle-check",
    "close", "contrast", "copy",      "download",       "external", "flask",        "folder",     "folder-plus",
    "info",  "keyboard", "layers",    "library",        "link",     "lock-open",    "members",    "moon",
    "more",  "plus",     "quote",     "refresh",        "search",   "settings",     "sort",       "star",
    "sun",   "table",    "text-size", "triangle-alert",
};
static_assert(!kNames.back().empty(), "each icon has its file");

}  // namespace

std::string_view icon_name(Icon icon) { return kNames[static_cast<std::size_t>(icon)]; }

Result<IconSet> IconSet::load(const std::filesystem::path& assets) {
  IconSet set;
  for (const std::string_view name : kNames) {
    auto outline = read_outline(assets / "icons" / (std::string(name) + ".svg"));
    if (!outline) return fail(outline.error());
    set.outlines_.push_back(std::move(*outline));
  }
  return set;
}

void IconSet::draw(ImDrawList& list, Icon icon, ImVec2 at, float size, ImU32 colour) const {
  const float scale = size / kGrid;
  const float thickness = std::max(kLeastPixels, kStroke * scale);
  const Outline& outline = outlines_[static_cast<std::size_t>(icon)];
  const auto place = [&](Point point) { return ImVec2(at.x + point.x * scale, at.y + point.y * scale); };
  for (const Stroke& stroke : outline.strokes) {
    list.PathClear();
    for (const Point point : stroke.points) list.PathLineTo(place(point));
    list.PathStroke(colour, stroke.closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness);
    // ImGui cuts lines off square; a round end is only seen where strokes are thick.
    if (stroke.closed || thickness < 1.5F) continue;
    list.AddCircleFilled(place(stroke.points.front()), thickness / 2, colour);
    list.AddCircleFilled(place(stroke.points.back()), thickness / 2, colour);
  }
  for (const Dot& dot : outline.dots) {
    list.AddCircleFilled(place(dot.centre), dot.radius * scale + thickness / 2, colour);
  }
}

}  // namespace evident::desktop
