// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <imgui.h>

#include "ui/desktop/fonts.hpp"

namespace evident::desktop {

/// An ImGui context over the book's atlas, set up as our widgets expect; made current, destroyed with this.
class ImGuiSession {
 public:
  explicit ImGuiSession(FontBook& fonts);
  ~ImGuiSession();
  ImGuiSession(const ImGuiSession&) = delete;
  ImGuiSession& operator=(const ImGuiSession&) = delete;

 private:
  ImGuiContext* context_;
};

/// Tells ImGui our key numbers. Tab and Esc are left out: ImGui would jump between its text fields on the one, and
/// throw away what was typed on the other. Call again after a backend that sets its own.
void bind_keys(ImGuiIO& io);

}  // namespace evident::desktop
