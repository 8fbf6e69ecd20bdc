// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/text_sizes.hpp"

namespace evident::desktop {

int next_text_size(int percent, int direction) {
  if (direction > 0) {
    for (const int size : kTextSizes) {
      if (size > percent) return size;
    }
    return kTextSizes.back();
  }
  for (auto size = kTextSizes.rbegin(); size != kTextSizes.rend(); ++size) {
    if (*size < percent) return *size;
  }
  return kTextSizes.front();
}

app::ThemeChoice next_theme(app::ThemeChoice theme) {
  switch (theme) {
    case app::ThemeChoice::light: return app::ThemeChoice::dark;
    case app::ThemeChoice::dark: return app::ThemeChoice::high_contrast;
    case app::ThemeChoice::high_contrast: return app::ThemeChoice::light;
  }
  return app::ThemeChoice::light;
}

}  // namespace evident::desktop
