// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "ui/desktop/shortcuts.hpp"
#include "ui/desktop/views/detail_view.hpp"
#include "ui/desktop/views/results_list.hpp"
#include "ui/desktop/views/view_context.hpp"
#include "ui/desktop/widgets/menu.hpp"

namespace evident::desktop {

/// The Evidence screen: results on the left, the selected publication on the right.
class EvidenceView {
 public:
  void draw(ViewContext& context, Box box);
  /// Keys of Reach::results.
  void follow(ViewContext& context, Command command);
  /// Closes the reading pane where it lies over the list; true where it did.
  bool leave();

  /// The publications an export was asked for, and forgets it; an empty list means all results.
  std::optional<std::vector<PublicationId>> take_export_request() {
    return std::exchange(export_request_, std::nullopt);
  }

  ListLayout layout() const { return layout_; }
  void set_layout(ListLayout layout) { layout_ = layout; }
  ResultsList& list() { return list_; }
  DetailView& detail() { return detail_; }

 private:
  void draw_results(ViewContext& context, Box box);
  void draw_header(ViewContext& context, Box box);
  float draw_layout_switch(ViewContext& context, float right, float top);
  float draw_sort(ViewContext& context, float right, float top);
  void draw_chips(ViewContext& context, Box row);
  float draw_remarks(ViewContext& context, Box box);
  void draw_list(ViewContext& context, Box box);
  void draw_detail(ViewContext& context, Box box);
  void tick_and_move(ViewContext& context, std::ptrdiff_t rows);
  void ask_for_export(const app::EvidenceModel& model);
  void copy(ViewContext& context);

  ResultsList list_;
  DetailView detail_;
  ListLayout layout_ = ListLayout::cards;
  float list_width_ = 620;  ///< design pixels, as the person dragged it
  bool detail_over_list_ = false;
  bool overlay_open_ = false;
  std::optional<std::vector<PublicationId>> export_request_;
  Menu sort_menu_{"sort-menu"};
  Menu filter_menu_{"filter-menu"};
  Menu more_filters_{"more-filters-menu"};
};

}  // namespace evident::desktop
