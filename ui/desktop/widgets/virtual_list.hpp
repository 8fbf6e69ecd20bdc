// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "ui/app/paged_rows.hpp"
#include "ui/desktop/ui.hpp"

namespace evident::desktop {

/// Scrolling over rows of one height, of which only those on screen are drawn. Scrolls by itself rather than by
/// ImGui, whose positions are floats: a million cards are 150 million pixels, where neighbouring floats lie 16 apart.
class VirtualList {
 public:
  /// What is to be drawn: rows in view, and where the first of them begins.
  struct View {
    app::RowRange rows;
    Box content;    ///< the box without the scroll bar
    float top = 0;  ///< of row `rows.first`
  };
  /// Opens a child window; end() must follow.
  View begin(Ui& ui, std::string_view id, Box box, std::size_t count, float row_height);
  void end() const;

  /// Scrolls as little as needed to show a row in full at the next begin().
  void reveal(std::size_t row) { reveal_ = row; }
  void go_to_top() { scroll_ = 0; }
  /// Whole rows that fit; at least 1.
  std::size_t rows_per_page() const;

 private:
  void draw_scroll_bar(Ui& ui, std::string_view id, Box bar);
  void clamp();
  void follow_reveal();

  double scroll_ = 0;  ///< pixels above the box
  double height_ = 0;  ///< of all rows
  float view_height_ = 0;
  float row_height_ = 1;
  double grabbed_at_ = 0;
  std::optional<std::size_t> reveal_;
};

}  // namespace evident::desktop
