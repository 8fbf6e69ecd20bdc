// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/desktop/ui.hpp"
#include "ui/desktop/widgets/buttons.hpp"

namespace evident::desktop {

/// A scrolling part of the window, open while this lives. Content is placed by screen coordinates; end_at() says how
/// far down it goes.
class ScrollPane {
 public:
  ScrollPane(Ui& ui, const char* id, Box box);
  ~ScrollPane();
  ScrollPane(const ScrollPane&) = delete;
  ScrollPane& operator=(const ScrollPane&) = delete;

  /// Upper edge of the content: above the box once scrolled.
  float top() const { return top_; }
  void end_at(float bottom) const;

 private:
  Box box_;
  float top_;
};

/// The line between two panes, to be dragged. `value` is design pixels, kept within [least, most].
void draw_splitter(Ui& ui, std::string_view id, float x, float top, float bottom, float& value, float least,
                   float most);

/// What a list shows when it has nothing to show: why, and what to do about it.
struct EmptyState {
  Icon icon = Icon::search;
  std::string headline;
  std::string text;
  std::vector<Button> actions;
};
/// Id of the action pressed.
std::optional<std::string> draw_empty_state(Ui& ui, Box box, const EmptyState& state);

/// A bar in place of text that is still being read.
void draw_skeleton_bar(Ui& ui, ImVec2 at, float width, float height);

}  // namespace evident::desktop
