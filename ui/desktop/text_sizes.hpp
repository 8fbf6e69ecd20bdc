// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>

#include "ui/app/status_model.hpp"

namespace evident::desktop {

/// Sizes of text a person can choose, in percent.
inline constexpr std::array<int, 5> kTextSizes = {90, 100, 110, 125, 150};

/// The next larger (1) or smaller (-1) size; the same at either end.
int next_text_size(int percent, int direction);
/// Light, dark, high contrast, light.
app::ThemeChoice next_theme(app::ThemeChoice theme);

}  // namespace evident::desktop
