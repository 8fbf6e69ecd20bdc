// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "ui/desktop/rich_text.hpp"
#include "ui/desktop/views/view_context.hpp"
#include "ui/desktop/widgets/virtual_list.hpp"

namespace evident::desktop {

enum class ListLayout : std::uint8_t { cards, table };

/// The results, as cards or as a table, and which of them is selected.
class ResultsList {
 public:
  void draw(ViewContext& context, Box box, ListLayout layout);

  /// Position of the selected result; nothing while there are none.
  std::optional<std::size_t> selected() const { return selected_; }
  /// Clamped to the list; scrolls there.
  void select(const app::EvidenceModel& model, std::size_t index);
  void move(const app::EvidenceModel& model, std::ptrdiff_t rows);
  std::size_t rows_per_page() const { return list_.rows_per_page(); }
  /// The row selected, where it is in memory.
  const app::EvidenceRow* selected_row(const app::EvidenceModel& model) const;

  /// Starts anew when the model holds another list, and tells the controller which publication is read.
  void follow(ViewContext& context);

 private:
  struct CardLayout {
    TextLayout title, meta, snippet;
  };
  struct CacheKey {
    float width = 0;
    std::uint64_t fonts = 0, answer = 0, revision = 0;
    bool operator==(const CacheKey&) const = default;
  };
  const CardLayout& card_layout(ViewContext& context, std::size_t index, const app::EvidenceRow& row, float width);
  void draw_row_ground(ViewContext& context, std::size_t index, Box row, float rule_left, Colour hover);
  void draw_card(ViewContext& context, std::size_t index, const app::EvidenceRow& row, Box box);
  void draw_card_gutter(ViewContext& context, std::size_t index, const app::EvidenceRow& row, Box box, bool hovered);
  void draw_table_head(ViewContext& context, Box box);
  void draw_table_row(ViewContext& context, std::size_t index, const app::EvidenceRow& row, Box box);
  static void draw_card_skeleton(Ui& ui, Box box);
  static void draw_table_skeleton(Ui& ui, Box box);

  VirtualList list_;
  std::optional<std::size_t> selected_;
  PublicationId told_ = 0;  ///< what the controller was last told to show
  std::uint64_t answer_ = ~std::uint64_t{0};
  bool row_hovered_ = false;
  CacheKey cache_key_;
  std::unordered_map<std::size_t, CardLayout> cards_;
};

}  // namespace evident::desktop
