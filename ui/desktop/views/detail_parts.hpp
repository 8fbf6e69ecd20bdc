// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "ui/desktop/views/view_context.hpp"

/// The parts of the detail pane that keep nothing from frame to frame. Each draws from `y` down and returns where the
/// next one begins; a part that has nothing to say returns `y`.
namespace evident::desktop {

/// Where the text of the pane runs, in screen pixels.
struct Column {
  float left, width;
};

/// Retractions, expressions of concern and corrections, each in a banner.
float draw_notices(ViewContext& context, Column column, float y);
float draw_badges(ViewContext& context, Column column, float y);
/// The grid of identifiers and other facts, between two lines.
float draw_facts(ViewContext& context, Column column, float y);
/// The members this publication is, or may be, attributed to, and on what grounds.
float draw_network(ViewContext& context, Column column, float y);

/// Copies and says so; does nothing with empty text.
void copy_to_clipboard(ViewContext& context, const std::string& text, std::string said);

}  // namespace evident::desktop
