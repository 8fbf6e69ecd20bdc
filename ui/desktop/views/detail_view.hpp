// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/desktop/selectable_text.hpp"
#include "ui/desktop/views/detail_parts.hpp"
#include "ui/desktop/views/view_context.hpp"
#include "ui/desktop/widgets/menu.hpp"
#include "ui/desktop/widgets/panes.hpp"

namespace evident::desktop {

/// What the detail pane asks of the screen around it.
enum class DetailRequest : std::uint8_t { none, previous, next, export_this };

/// The reading pane: one publication, its abstract and who of the network it belongs to.
class DetailView {
 public:
  /// `position` is where the publication stands among the results.
  DetailRequest draw(ViewContext& context, Box box, std::optional<std::size_t> position);

  /// Text selected in the abstract; empty: none.
  std::string selected_text() const { return abstract_.selected(); }
  const SelectableText& abstract() const { return abstract_; }
  /// Selects the next (1) or previous (-1) match in the abstract and scrolls to it.
  void step_match(int direction);

 private:
  /// The words the layouts were made from. Compared rather than numbered: a publication is read again with other
  /// matches marked, and a number can be forgotten.
  struct Words {
    PublicationId id = 0;
    app::HighlightedText title;
    std::vector<app::AbstractPart> abstract;
    std::string venue, issue_line, notices_checked, provenance;
    bool are_of(const app::PublicationModel& model) const;
  };
  DetailRequest draw_toolbar(ViewContext& context, Box bar, std::optional<std::size_t> position);
  DetailRequest draw_more_menu(ViewContext& context, Box button);
  DetailRequest draw_body(ViewContext& context, Box box);
  void lay_out(ViewContext& context, float width);
  float draw_contributors(ViewContext& context, Column column, float y);
  float draw_actions(ViewContext& context, Column column, float y, DetailRequest& request);
  float draw_abstract(ViewContext& context, Column column, float y);
  float draw_footnotes(Ui& ui, Column column, float y) const;

  Words words_;
  float laid_out_width_ = 0;
  std::uint64_t laid_out_fonts_ = 0;
  TextLayout title_, journal_, provenance_, checked_;
  SelectableText abstract_;
  std::optional<std::size_t> match_;  ///< the one N and P are on
  bool reveal_match_ = false;
  bool all_contributors_ = false;
  bool back_to_top_ = false;
  Menu more_{"detail/more-menu"};
  Menu collections_{"detail/collections-menu"};
};

}  // namespace evident::desktop
