// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "ui/desktop/ui.hpp"

namespace evident::desktop {

/// Explains the widget hit last, if the pointer is on it; `keys` is its shortcut, drawn quieter.
void draw_tooltip(Ui& ui, const HitState& state, std::string_view text, std::string_view keys = {});

}  // namespace evident::desktop
