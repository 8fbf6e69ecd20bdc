// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/views/results_list.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ui/app/display.hpp"
#include "ui/desktop/draw.hpp"
#include "ui/desktop/widgets/buttons.hpp"
#include "ui/desktop/widgets/panes.hpp"
#include "ui/desktop/widgets/pills.hpp"
#include "ui/desktop/widgets/tooltip.hpp"

namespace evident::desktop {

namespace {

using app::EvidenceRow;
using app::SortOrder;

constexpr float kCardHeight = 150, kTableRow = 36, kTableHead = 34;
constexpr float kGutter = 52, kTableGutter = 46;
constexpr std::size_t kCardsKept = 400;

/// Widths of the table's fixed columns, in design pixels; the title takes the rest.
constexpr float kAuthorWidth = 158, kVenueWidth = 164, kYearWidth = 62, kCitedWidth = 70;

struct Columns {
  Box title, author, venue, year, cited;
};

Columns columns_of(const Ui& ui, Box row) {
  const float cited = row.right - ui.px(kCitedWidth);
  const float year = cited - ui.px(kYearWidth);
  const float venue = year - ui.px(kVenueWidth);
  const float author = venue - ui.px(kAuthorWidth);
  const auto cell = [&](float left, float right) {
    return Box{left + ui.px(8), row.top, right - ui.px(8), row.bottom};
  };
  return {cell(row.left + ui.px(kTableGutter), author), cell(author, venue), cell(venue, year), cell(year, cited),
          cell(cited, row.right - ui.px(6))};
}

std::vector<StyledRun> meta_runs(const EvidenceRow& row) {
  std::vector<StyledRun> runs;
  for (std::size_t index = 0; index < row.authors.size(); ++index) {
    const app::AuthorName& author = row.authors[index];
    if (index > 0) runs.push_back({", ", FontRole::small, Colour::text_secondary});
    runs.push_back({author.name, author.member ? FontRole::small_medium : FontRole::small,
                    author.member ? Colour::accent_text : Colour::text_secondary});
  }
  if (row.author_count > row.authors.size()) {
    runs.push_back(
        {" +" + std::to_string(row.author_count - row.authors.size()), FontRole::small, Colour::text_tertiary});
  }
  if (!row.venue.empty()) {
    if (!runs.empty()) runs.push_back({"  ·  ", FontRole::small, Colour::text_tertiary});
    runs.push_back({row.venue, FontRole::italic, Colour::text_secondary});
  }
  return runs;
}

std::vector<Badge> badges_of(const EvidenceRow& row) {
  std::vector<Badge> badges;
  if (row.year != 0) badges.push_back({std::nullopt, std::to_string(row.year), Tone::neutral});
  for (const NoticeKind notice : row.notices) badges.push_back(notice_badge(notice));
  if (row.preprint) badges.push_back(preprint_badge());
  if (row.known_open) badges.push_back(open_access_badge());
  if (!row.study_type.empty()) badges.push_back({std::nullopt, row.study_type, Tone::violet});
  return badges;
}

std::string row_id(std::size_t index) { return "row/" + std::to_string(index); }

}  // namespace

const EvidenceRow* ResultsList::selected_row(const app::EvidenceModel& model) const {
  return selected_ ? model.rows.at(*selected_) : nullptr;
}

void ResultsList::select(const app::EvidenceModel& model, std::size_t index) {
  if (model.total == 0) return;
  selected_ = std::min(index, model.total - 1);
  list_.reveal(*selected_);
}

void ResultsList::move(const app::EvidenceModel& model, std::ptrdiff_t rows) {
  const auto from = static_cast<std::ptrdiff_t>(selected_.value_or(0));
  select(model, static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, from + rows)));
}

void ResultsList::follow(ViewContext& context) {
  const app::EvidenceModel& model = context.controller.evidence();
  if (model.answer != answer_) {
    answer_ = model.answer;
    selected_.reset();
    told_ = 0;
    list_.go_to_top();
  }
  if (model.state != app::LoadState::ready || model.total == 0) {
    selected_.reset();
    return;
  }
  if (!selected_) selected_ = 0;
  const EvidenceRow* row = selected_row(model);
  if (row != nullptr && row->id != told_) {
    told_ = row->id;
    context.controller.select(row->id);
  }
}

void ResultsList::draw(ViewContext& context, Box box, ListLayout layout) {
  Ui& ui = context.ui;
  const app::EvidenceModel& model = context.controller.evidence();
  const bool table = layout == ListLayout::table;
  if (table) {
    draw_table_head(context, {box.left, box.top, box.right, box.top + ui.px(kTableHead)});
    box.top += ui.px(kTableHead);
  }
  const float row_height = ui.px(table ? kTableRow : kCardHeight);
  const VirtualList::View view = list_.begin(ui, "results", box, model.total, row_height);
  if (const auto missing = model.rows.missing(view.rows, model.total)) context.controller.load_rows(*missing);
  float top = view.top;
  for (std::size_t index = view.rows.first; index < view.rows.last; ++index) {
    const Box row_box = {view.content.left, top, view.content.right, top + row_height};
    const EvidenceRow* row = model.rows.at(index);
    if (table) {
      if (row != nullptr) draw_table_row(context, index, *row, row_box);
      if (row == nullptr) draw_table_skeleton(ui, row_box);
    } else {
      if (row != nullptr) draw_card(context, index, *row, row_box);
      if (row == nullptr) draw_card_skeleton(ui, row_box);
    }
    top += row_height;
  }
  list_.end();
}

/// The part every row shares: the click that selects, the selection's tint and bar, the line below.
void ResultsList::draw_row_ground(ViewContext& context, std::size_t index, Box row, float rule_left, Colour hover) {
  Ui& ui = context.ui;
  const HitState state = ui.hit(row_id(index), row, TabStop::no);
  ImGui::SetItemAllowOverlap();  // boxes to tick and stars lie on the row
  row_hovered_ = state.hovered;
  if (state.clicked) select(context.controller.evidence(), index);
  if (selected_ == index) {
    fill(row, ui.colour(Colour::selected));
    fill({row.left, row.top, row.left + ui.px(3), row.bottom}, ui.colour(Colour::selected_bar));
  } else if (state.hovered) {
    fill(row, ui.colour(hover));
  }
  if (selected_ != index && selected_ != index + 1) {
    horizontal_line(rule_left, row.right, row.bottom - 1, ui.colour(Colour::border));
  }
}

const ResultsList::CardLayout& ResultsList::card_layout(ViewContext& context, std::size_t index, const EvidenceRow& row,
                                                        float width) {
  Ui& ui = context.ui;
  const app::EvidenceModel& model = context.controller.evidence();
  const CacheKey key{width, ui.fonts().generation(), model.answer, model.revision};
  if (key != cache_key_ || cards_.size() > kCardsKept) {
    cards_.clear();
    cache_key_ = key;
  }
  const auto known = cards_.find(index);
  if (known != cards_.end()) return known->second;

  const float line = ui.px(21);
  CardLayout layout;
  layout.title = TextLayout::make(ui, styled(row.title, {FontRole::heading, FontRole::heading, Colour::text}),
                                  {width, ui.px(22), 2});
  layout.meta = TextLayout::make(ui, meta_runs(row), {width, line, 1});
  // Title and snippet together are always three lines, so that every card has one height.
  layout.snippet =
      TextLayout::make(ui, styled(row.snippet, {FontRole::small, FontRole::small_medium, Colour::text_secondary}),
                       {width, line, layout.title.lines() > 1 ? 1 : 2});
  return cards_.emplace(index, std::move(layout)).first->second;
}

void ResultsList::draw_card(ViewContext& context, std::size_t index, const EvidenceRow& row, Box box) {
  Ui& ui = context.ui;
  draw_row_ground(context, index, box, box.left + ui.px(kGutter), Colour::row_hover);
  draw_card_gutter(context, index, row, box, row_hovered_);

  const float left = box.left + ui.px(kGutter);
  const CardLayout& layout = card_layout(context, index, row, box.width() - ui.px(kGutter) - ui.px(13));
  float y = box.top + ui.px(13);
  layout.title.draw(ui, {left, y}, {}, row.retracted() ? std::optional(Colour::text_secondary) : std::nullopt);
  y += std::max(layout.title.height(), ui.px(22)) + ui.px(2);
  layout.meta.draw(ui, {left, y});
  y += ui.px(24);
  layout.snippet.draw(ui, {left, y});

  float x = left;
  const float badges_top = box.bottom - ui.px(13) - ui.px(22);
  for (const Badge& badge : badges_of(row)) {
    if (x + badge_width(ui, badge) > box.right - ui.px(13)) break;
    x += draw_badge(ui, {x, badges_top}, badge) + ui.px(6);
  }
  if (row.cited_by) {
    const std::string cited = app::counted(*row.cited_by, "citation", "citations");
    if (x + text_width(ui, FontRole::tiny, cited) < box.right - ui.px(13)) {
      draw_text_in(ui, FontRole::tiny, {x + ui.px(4), badges_top, box.right, badges_top + ui.px(22)},
                   ui.colour(Colour::text_tertiary), cited);
    }
  }
}

void ResultsList::draw_card_gutter(ViewContext& context, std::size_t index, const EvidenceRow& row, Box box,
                                   bool hovered) {
  Ui& ui = context.ui;
  const bool ticked = context.controller.evidence().ticked.contains(row.id);
  const ImVec2 tick_at(box.left + ui.px(20), box.top + ui.px(16));
  if (draw_checkbox(ui, row_id(index) + "/tick", tick_at, ticked)) context.controller.tick(row.id, !ticked);
  if (!context.controller.capabilities().stars || !(row.starred || hovered)) return;
  const Box star = Box::at(box.left + ui.px(18), box.top + ui.px(40), ui.px(20), ui.px(20));
  const HitState state = ui.hit(row_id(index) + "/star", star, TabStop::no);
  draw_icon_centred(ui, Icon::star, star, 16, ui.colour(row.starred ? Colour::star : Colour::text_tertiary));
  draw_tooltip(ui, state, row.starred ? "Remove star" : "Star", "S");
  if (state.clicked) context.controller.set_starred(row.id, !row.starred);
}

void ResultsList::draw_table_head(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  const SortOrder sort = context.controller.evidence().sort;
  const Columns columns = columns_of(ui, {box.left, box.top, box.right - ui.px(11), box.bottom});
  const auto plain = [&](Box cell, std::string_view label) {
    draw_text_in(ui, FontRole::tiny_medium, cell, ui.colour(Colour::text_tertiary), label);
  };
  const auto sortable = [&](Box cell, std::string_view id, std::string_view label, SortOrder order) {
    const HitState state = ui.hit(id, cell);
    draw_text_in(ui, FontRole::tiny_medium, cell, ui.colour(state.hovered ? Colour::text : Colour::text_tertiary),
                 label);
    const float after = cell.left + text_width(ui, FontRole::tiny_medium, label) + ui.px(5);
    if (sort == order)
      draw_icon(ui, Icon::chevron_down, {after, cell.top + ui.px(11)}, 12, ui.colour(Colour::accent_text));
    if (state.clicked) context.controller.set_sort(order);
  };
  plain(columns.title, "Title");
  plain(columns.author, "First author");
  plain(columns.venue, "Journal");
  sortable(columns.year, "head/year", "Year", SortOrder::newest);
  sortable(columns.cited, "head/cited", "Cited", SortOrder::most_cited);
  horizontal_line(box.left, box.right, box.bottom - 1, ui.colour(Colour::border));
}

void ResultsList::draw_table_row(ViewContext& context, std::size_t index, const EvidenceRow& row, Box box) {
  Ui& ui = context.ui;
  draw_row_ground(context, index, box, box.left + ui.px(kTableGutter), Colour::hover);
  const bool ticked = context.controller.evidence().ticked.contains(row.id);
  const ImVec2 tick_at(box.left + ui.px(18), box.top + ui.px(10));
  if (draw_checkbox(ui, row_id(index) + "/tick", tick_at, ticked)) context.controller.tick(row.id, !ticked);

  const Columns columns = columns_of(ui, box);
  std::optional<Badge> badge;
  if (!row.notices.empty()) badge = notice_badge(row.notices.front());
  const float room = columns.title.width() - (badge ? badge_width(ui, *badge) + ui.px(8) : 0);
  const std::string plain_title = app::plain_text(row.title);
  const std::string title = ellipsised(ui, FontRole::small_medium, plain_title, room);
  const Colour title_colour = row.retracted() ? Colour::text_secondary : Colour::text;
  draw_text_in(ui, FontRole::small_medium, columns.title, ui.colour(title_colour), title);
  if (badge) {
    draw_badge(ui, {columns.title.left + text_width(ui, FontRole::small_medium, title) + ui.px(8), box.top + ui.px(7)},
               *badge);
  }
  const auto cell = [&](FontRole role, Box where, Colour colour, const std::string& text) {
    draw_text_in(ui, role, where, ui.colour(colour), ellipsised(ui, role, text, where.width()));
  };
  if (!row.authors.empty()) {
    const bool member = row.authors.front().member;
    cell(member ? FontRole::small_medium : FontRole::small, columns.author,
         member ? Colour::accent_text : Colour::text_secondary, row.authors.front().name);
  }
  cell(FontRole::small, columns.venue, Colour::text_secondary, row.venue);
  if (row.year != 0) cell(FontRole::small, columns.year, Colour::text_secondary, std::to_string(row.year));
  if (row.cited_by) {
    draw_text_right(ui, FontRole::small, columns.cited, ui.colour(Colour::text_secondary),
                    app::count_text(*row.cited_by));
  }
  const HitState over_title{.hovered = title != plain_title && row_hovered_ &&
                                       columns.title.contains(ImGui::GetIO().MousePos)};
  draw_tooltip(ui, over_title, ellipsised(ui, FontRole::tiny_medium, plain_title, ImGui::GetIO().DisplaySize.x * .8F));
}

void ResultsList::draw_card_skeleton(Ui& ui, Box box) {
  const float left = box.left + ui.px(kGutter);
  const float width = box.width() - ui.px(kGutter) - ui.px(13);
  draw_skeleton_bar(ui, {left, box.top + ui.px(18)}, width * .8F, ui.px(12));
  draw_skeleton_bar(ui, {left, box.top + ui.px(46)}, width * .5F, ui.px(10));
  draw_skeleton_bar(ui, {left, box.top + ui.px(72)}, width * .9F, ui.px(10));
  draw_skeleton_bar(ui, {left, box.bottom - ui.px(33)}, ui.px(120), ui.px(18));
  horizontal_line(left, box.right, box.bottom - 1, ui.colour(Colour::border));
}

void ResultsList::draw_table_skeleton(Ui& ui, Box box) {
  const float left = box.left + ui.px(kTableGutter) + ui.px(8);
  draw_skeleton_bar(ui, {left, box.top + ui.px(13)}, box.width() * .4F, ui.px(10));
  horizontal_line(box.left + ui.px(kTableGutter), box.right, box.bottom - 1, ui.colour(Colour::border));
}

}  // namespace evident::desktop
