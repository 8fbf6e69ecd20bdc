// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/desktop/rich_text.hpp"

namespace evident::desktop {

/// A text that the mouse can select: drag for a stretch, double click for a word. Copying is the owner's: selected().
class SelectableText {
 public:
  void set(TextLayout layout);
  const TextLayout& layout() const { return layout_; }
  /// Draws at `at` and follows the mouse. `width` is the layout's.
  void draw(Ui& ui, std::string_view id, ImVec2 at, float width);
  /// The exact text selected, paragraphs kept; empty: nothing is.
  std::string selected() const;
  const TextRange& range() const { return range_; }
  void select(TextRange range) { range_ = range; }

 private:
  TextLayout layout_;
  TextRange range_;
  std::optional<std::size_t> anchor_;
};

}  // namespace evident::desktop
