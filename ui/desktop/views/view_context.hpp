// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ui/app/controller.hpp"
#include "ui/desktop/ui.hpp"
#include "ui/desktop/widgets/toasts.hpp"

namespace evident::desktop {

/// What a view needs to draw a model and to pass on what the person asks for.
struct ViewContext {
  Ui& ui;
  app::Controller& controller;
  Toasts& toasts;
};

/// Hue of a member's avatar: the same on every screen.
inline std::size_t member_hue(MemberId member) { return static_cast<std::size_t>(member); }

}  // namespace evident::desktop
