// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/views/evidence_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "ui/app/display.hpp"
#include "ui/desktop/draw.hpp"
#include "ui/desktop/widgets/buttons.hpp"
#include "ui/desktop/widgets/panes.hpp"
#include "ui/desktop/widgets/pills.hpp"
#include "ui/desktop/widgets/tooltip.hpp"

namespace evident::desktop {

namespace {

using app::EvidenceModel;
using app::LoadState;
using app::SortOrder;

constexpr float kHeader = 92, kRemark = 36;
constexpr float kLeastList = 420, kMostList = 800, kTableList = 860;
/// The list gives way before the reading pane gets narrower than this.
constexpr float kLeastDetail = 380;
/// Width of the window, in design pixels, below which the detail lies over the list.
constexpr float kSmallWindow = 1100;

struct SortChoice {
  SortOrder order;
  const char* key;
  const char* label;
};
constexpr std::array<SortChoice, 4> kSorts = {{
    {SortOrder::relevance, "relevance", "Relevance"},
    {SortOrder::newest, "newest", "Newest first"},
    {SortOrder::most_cited, "cited", "Most cited"},
    {SortOrder::recently_added, "added", "Recently added"},
}};

const SortChoice& choice_of(SortOrder order) { return kSorts[static_cast<std::size_t>(order)]; }

std::string headline(const EvidenceModel& model) {
  if (model.state == LoadState::waiting) return "Searching…";
  if (model.state == LoadState::failed) return "No answer";
  const std::string count = app::counted(static_cast<std::int64_t>(model.total), "result", "results");
  return model.total_is == app::TotalKind::estimate ? "About " + count : count;
}

}  // namespace

void EvidenceView::draw(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  list_.follow(context);
  const float window = ImGui::GetIO().DisplaySize.x / ui.look().scale();
  detail_over_list_ = window < kSmallWindow;
  if (detail_over_list_) {
    overlay_open_ = overlay_open_ && list_.selected().has_value();
    ui.enter_pane(overlay_open_ ? Pane::detail : Pane::results);
    if (overlay_open_) {
      draw_detail(context, box);
    } else {
      draw_results(context, box);
    }
    return;
  }
  const float wanted = layout_ == ListLayout::table ? std::max(list_width_, kTableList) : list_width_;
  const float most = box.width() - ui.px(kLeastDetail);
  const float split = std::floor(box.left + std::min(ui.px(wanted), most));
  ui.enter_pane(Pane::results);
  draw_results(context, {box.left, box.top, split, box.bottom});
  ui.enter_pane(Pane::detail);
  draw_detail(context, {split, box.top, box.right, box.bottom});
  draw_splitter(ui, "split/detail", split, box.top, box.bottom, list_width_, kLeastList, kMostList);
}

void EvidenceView::draw_detail(ViewContext& context, Box box) {
  const EvidenceModel& model = context.controller.evidence();
  switch (detail_.draw(context, box, list_.selected())) {
    case DetailRequest::none: break;
    case DetailRequest::previous: list_.move(model, -1); break;
    case DetailRequest::next: list_.move(model, 1); break;
    case DetailRequest::export_this: export_request_ = {context.controller.publication().id}; break;
  }
}

void EvidenceView::draw_results(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  fill(box, ui.colour(Colour::surface));
  const Box header = {box.left, box.top, box.right, box.top + ui.px(kHeader)};
  draw_header(context, header);
  horizontal_line(box.left, box.right, header.bottom - 1, ui.colour(Colour::border));
  Box body = {box.left, header.bottom, box.right, box.bottom};
  body.top = draw_remarks(context, body);
  draw_list(context, body);
}

void EvidenceView::draw_header(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  const EvidenceModel& model = context.controller.evidence();
  const float top = box.top + ui.px(9);
  float x = draw_layout_switch(context, box.right - ui.px(16), top) - ui.px(8);
  x = draw_sort(context, x, top) - ui.px(4);
  if (context.controller.capabilities().export_files && model.total > 0) {
    const std::string label =
        model.ticked.empty() ? "Export" : "Export " + app::count_text(static_cast<std::int64_t>(model.ticked.size()));
    const Button button{"export", Icon::download, label, ButtonKind::ghost, 30};
    x -= button_width(ui, button);
    if (draw_button(ui, {x, top}, button)) ask_for_export(model);
  }
  const float left = box.left + ui.px(20);
  draw_text(ui, FontRole::pane, {left, box.top + ui.px(14)}, ui.colour(Colour::text),
            ellipsised(ui, FontRole::pane, headline(model), x - left));
  draw_chips(context, {left, box.top + ui.px(52), box.right - ui.px(16), box.top + ui.px(80)});
}

/// Two halves of one switch; returns its left edge.
float EvidenceView::draw_layout_switch(ViewContext& context, float right, float top) {
  Ui& ui = context.ui;
  const Box track = {right - ui.px(64), top, right, top + ui.px(30)};
  fill(track, ui.colour(Colour::neutral_soft), ui.px(7));
  const auto half = [&](ListLayout layout, float left, const char* id, Icon icon, const char* tip) {
    const Box box = {left, track.top + ui.px(2), left + ui.px(30), track.bottom - ui.px(2)};
    const HitState state = ui.hit(id, box);
    if (state.clicked) layout_ = layout;
    if (layout_ == layout) {
      fill(box.moved(0, 1), ui.colour(Colour::lip), ui.px(5));
      fill(box, ui.colour(Colour::switch_thumb), ui.px(5));
    }
    draw_icon_centred(ui, icon, box, 16, ui.colour(layout_ == layout ? Colour::text : Colour::text_tertiary));
    draw_tooltip(ui, state, tip, caps_of(Command::switch_layout));
  };
  half(ListLayout::cards, track.left + ui.px(2), "view/cards", Icon::cards, "Cards");
  half(ListLayout::table, track.left + ui.px(32), "view/table", Icon::table, "Table");
  return track.left;
}

float EvidenceView::draw_sort(ViewContext& context, float right, float top) {
  Ui& ui = context.ui;
  const SortOrder order = context.controller.evidence().sort;
  const std::string label = choice_of(order).label;
  const Box box = {std::floor(right - text_width(ui, FontRole::small_medium, label) - ui.px(58)), top, right,
                   top + ui.px(30)};
  const HitState state = ui.hit("sort", box);
  if (state.clicked) sort_menu_.open();
  if (state.hovered || sort_menu_.is_open()) fill(box, ui.colour(Colour::hover), ui.px(6));
  draw_icon(ui, Icon::sort, {box.left + ui.px(10), box.top + ui.px(8)}, 14, ui.colour(Colour::text_secondary));
  draw_text_in(ui, FontRole::small_medium, {box.left + ui.px(30), box.top, box.right, box.bottom},
               ui.colour(Colour::text_secondary), label);
  draw_icon(ui, Icon::chevron_down, {box.right - ui.px(22), box.top + ui.px(8)}, 14, ui.colour(Colour::text_tertiary));
  std::vector<MenuItem> items;
  for (const SortChoice& choice : kSorts)
    items.push_back({choice.key, std::nullopt, choice.label, "", choice.order == order});
  const auto chosen = sort_menu_.draw(ui, box, Menu::Align::right, items);
  for (const SortChoice& choice : kSorts) {
    if (chosen == choice.key) context.controller.set_sort(choice.order);
  }
  return box.left;
}

/// The filters that are on, each with its way off. Those that do not fit are named by a chip that lists them.
void EvidenceView::draw_chips(ViewContext& context, Box row) {
  Ui& ui = context.ui;
  const EvidenceModel& model = context.controller.evidence();
  const float gap = ui.px(6);
  const std::string add = "Add filter";
  const float reserved = model.available_filters.empty() ? 0 : chip_width(ui, add) + gap;
  float x = row.left;
  std::vector<MenuItem> folded;
  for (std::size_t index = 0; index < model.filters.size(); ++index) {
    const app::Filter& filter = model.filters[index];
    const bool last = index + 1 == model.filters.size();
    const float more = last ? 0 : chip_width(ui, "99 more") + gap;
    if (!folded.empty() || x + chip_width(ui, filter.label) + reserved + more > row.right) {
      folded.push_back({filter.key, Icon::close, filter.label});
      continue;
    }
    if (draw_filter_chip(ui, "filter/" + filter.key, {x, row.top}, filter.label))
      context.controller.remove_filter(filter.key);
    x += chip_width(ui, filter.label) + gap;
  }
  if (!folded.empty()) {
    const std::string label = app::count_text(static_cast<std::int64_t>(folded.size())) + " more";
    const Box box = Box::at(x, row.top, chip_width(ui, label), row.height());
    if (draw_add_chip(ui, "filter/more", {x, row.top}, label)) more_filters_.open();
    if (const auto key = more_filters_.draw(ui, box, Menu::Align::left, folded)) context.controller.remove_filter(*key);
    x = box.right + gap;
  }
  if (model.available_filters.empty()) return;
  const Box box = Box::at(x, row.top, chip_width(ui, add), row.height());
  if (draw_add_chip(ui, "filter/add", {x, row.top}, add)) filter_menu_.open();
  std::vector<MenuItem> items;
  for (const app::Filter& filter : model.available_filters) items.push_back({filter.key, Icon::plus, filter.label});
  if (const auto key = filter_menu_.draw(ui, box, Menu::Align::left, items)) context.controller.add_filter(*key);
}

/// What is missing from view, with the way back; returns where the list begins.
float EvidenceView::draw_remarks(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  float top = box.top;
  for (const app::Remark& remark : context.controller.evidence().remarks) {
    const Box row = {box.left, top, box.right, top + ui.px(kRemark)};
    fill(row, ui.colour(Colour::amber_soft));
    draw_icon(ui, Icon::triangle_alert, {row.left + ui.px(20), row.top + ui.px(10)}, 16, ui.colour(Colour::amber_text));
    Box text = {row.left + ui.px(52), row.top, row.right - ui.px(20), row.bottom};
    if (!remark.action.empty()) {
      const float width = text_width(ui, FontRole::small_medium, remark.action);
      const Box link = {text.right - width, row.top, text.right, row.bottom};
      if (ui.hit("remark/" + remark.key, link).clicked) context.controller.follow_remark(remark.key);
      draw_text_in(ui, FontRole::small_medium, link, ui.colour(Colour::accent_text), remark.action);
      text.right = link.left - ui.px(12);
    }
    draw_text_in(ui, FontRole::small, text, ui.colour(Colour::amber_text),
                 ellipsised(ui, FontRole::small, remark.text, text.width()));
    horizontal_line(row.left, row.right, row.bottom - 1, ui.colour(Colour::border));
    top = row.bottom;
  }
  return top;
}

void EvidenceView::draw_list(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  const EvidenceModel& model = context.controller.evidence();
  if (model.state == LoadState::ready && model.total > 0) {
    list_.draw(context, box, layout_);
    return;
  }
  EmptyState state;
  if (model.state == LoadState::waiting) {
    state = {Icon::search, "Searching…", "The answer appears here as soon as it is known.", {}};
  } else if (model.state == LoadState::failed) {
    state = {Icon::triangle_alert,
             "The search could not be answered",
             model.error.message + " " + model.error.hint,
             {{"empty/retry", Icon::refresh, "Try again"}}};
  } else if (model.library_empty) {
    state = {Icon::library,
             "Your library is empty",
             "Harvest your members' publications, or drop a file of references here.",
             {}};
    if (context.controller.capabilities().harvest) {
      state.actions.push_back({"empty/harvest", Icon::refresh, "Harvest now", ButtonKind::primary});
    }
  } else {
    state = {Icon::search,
             model.query.empty() ? "Nothing matches these filters" : "Nothing matches “" + model.query + "”",
             "Check the spelling, remove a filter, or search all years.",
             {}};
    if (!model.filters.empty()) state.actions.push_back({"empty/clear-filters", std::nullopt, "Clear filters"});
    if (!model.query.empty()) {
      state.actions.push_back({"empty/clear-search", std::nullopt, "Clear search",
                               model.filters.empty() ? ButtonKind::secondary : ButtonKind::ghost});
    }
  }
  const auto pressed = draw_empty_state(ui, box, state);
  if (pressed == "empty/retry") context.controller.search(model.query);
  if (pressed == "empty/harvest") context.controller.harvest();
  if (pressed == "empty/clear-filters") context.controller.clear_filters();
  if (pressed == "empty/clear-search") context.controller.search("");
}

void EvidenceView::ask_for_export(const EvidenceModel& model) {
  if (model.total == 0) return;
  export_request_ = std::vector<PublicationId>(model.ticked.begin(), model.ticked.end());
}

bool EvidenceView::leave() {
  const bool was_open = detail_over_list_ && overlay_open_;
  overlay_open_ = false;
  return was_open;
}

void EvidenceView::tick_and_move(ViewContext& context, std::ptrdiff_t rows) {
  const EvidenceModel& model = context.controller.evidence();
  const auto tick_selected = [&] {
    if (const app::EvidenceRow* row = list_.selected_row(model)) context.controller.tick(row->id, true);
  };
  tick_selected();
  list_.move(model, rows);
  tick_selected();
}

void EvidenceView::copy(ViewContext& context) {
  const std::string selected = detail_.selected_text();
  const std::string& text = selected.empty() ? context.controller.publication().citation : selected;
  if (text.empty() || !list_.selected()) return;
  ImGui::SetClipboardText(text.c_str());
  context.toasts.say(selected.empty() ? "Citation copied" : "Copied");
}

void EvidenceView::follow(ViewContext& context, Command command) {
  const EvidenceModel& model = context.controller.evidence();
  const app::EvidenceRow* row = list_.selected_row(model);
  const auto page = static_cast<std::ptrdiff_t>(list_.rows_per_page());
  switch (command) {
    case Command::next_row: list_.move(model, 1); return;
    case Command::previous_row: list_.move(model, -1); return;
    case Command::next_page: list_.move(model, page); return;
    case Command::previous_page: list_.move(model, -page); return;
    case Command::first_row: list_.select(model, 0); return;
    case Command::last_row: list_.select(model, model.total); return;
    case Command::tick:
      if (row != nullptr) context.controller.tick(row->id, !model.ticked.contains(row->id));
      return;
    case Command::tick_downwards: tick_and_move(context, 1); return;
    case Command::tick_upwards: tick_and_move(context, -1); return;
    case Command::open_article:
      if (detail_over_list_ && !overlay_open_) {
        overlay_open_ = true;
      } else if (row != nullptr && !row->link.empty()) {
        context.controller.open_link(row->link);
      }
      return;
    case Command::star:
      if (row != nullptr && context.controller.capabilities().stars)
        context.controller.set_starred(row->id, !row->starred);
      return;
    case Command::copy: copy(context); return;
    case Command::copy_doi_link:
      if (!context.controller.publication().doi_link.empty() && list_.selected()) {
        ImGui::SetClipboardText(context.controller.publication().doi_link.c_str());
        context.toasts.say("DOI link copied");
      }
      return;
    case Command::next_match: detail_.step_match(1); return;
    case Command::previous_match: detail_.step_match(-1); return;
    case Command::switch_layout: layout_ = layout_ == ListLayout::cards ? ListLayout::table : ListLayout::cards; return;
    case Command::export_list:
      if (context.controller.capabilities().export_files) ask_for_export(model);
      return;
    case Command::focus_search:
    case Command::leave:
    case Command::switch_sidebar:
    case Command::next_theme:
    case Command::larger_text:
    case Command::smaller_text:
    case Command::normal_text:
    case Command::next_pane:
    case Command::next_widget:
    case Command::previous_widget:
    case Command::show_keys: return;  // the shell's
  }
}

}  // namespace evident::desktop
