// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/views/detail_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ui/app/display.hpp"
#include "ui/desktop/draw.hpp"
#include "ui/desktop/shortcuts.hpp"
#include "ui/desktop/views/detail_parts.hpp"
#include "ui/desktop/widgets/buttons.hpp"
#include "ui/desktop/widgets/pills.hpp"
#include "ui/desktop/widgets/tooltip.hpp"

namespace evident::desktop {

namespace {

using app::LoadState;
using app::PublicationModel;

constexpr float kToolbar = 48, kPadding = 32, kMeasure = 720;
/// A consortium of hundreds would push the abstract off the screen; the rest is one click away.
constexpr std::size_t kContributorsShown = 24;

std::vector<StyledRun> abstract_runs(const Ui& ui, const PublicationModel& model) {
  std::vector<StyledRun> runs;
  for (const app::AbstractPart& part : model.abstract) {
    if (!runs.empty()) runs.push_back({"\n", FontRole::read, Colour::text});
    if (!part.label.empty()) {
      runs.push_back({part.label + " ", FontRole::read_semi, Colour::text});
      runs.back().gap_after = ui.px(4);
    }
    for (StyledRun& run : styled(part.text, {FontRole::read, FontRole::read, Colour::text}))
      runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace

DetailRequest DetailView::draw(ViewContext& context, Box box, std::optional<std::size_t> position) {
  Ui& ui = context.ui;
  fill(box, ui.colour(Colour::surface));
  if (!position) {
    draw_text_centred(ui, FontRole::small, {box.left, box.top + ui.px(286), box.right, box.top + ui.px(306)},
                      ui.colour(Colour::text_tertiary), "Select a result to read it here");
    return DetailRequest::none;
  }
  const Box bar = {box.left, box.top, box.right, box.top + ui.px(kToolbar)};
  const Box body = {box.left, bar.bottom, box.right, box.bottom};
  DetailRequest request = draw_toolbar(context, bar, position);
  const PublicationModel& model = context.controller.publication();
  if (model.state == LoadState::failed) {
    draw_empty_state(
        ui, body,
        {Icon::triangle_alert, "This publication could not be read", model.error.message + " " + model.error.hint, {}});
    return request;
  }
  if (model.state == LoadState::waiting) {
    const float left = body.left + ui.px(kPadding);
    const float width = std::min(body.width() - ui.px(2 * kPadding), ui.px(kMeasure));
    draw_skeleton_bar(ui, {left, body.top + ui.px(28)}, ui.px(110), ui.px(18));
    draw_skeleton_bar(ui, {left, body.top + ui.px(64)}, width * .9F, ui.px(20));
    draw_skeleton_bar(ui, {left, body.top + ui.px(96)}, width * .6F, ui.px(20));
    draw_skeleton_bar(ui, {left, body.top + ui.px(136)}, width * .75F, ui.px(12));
    return request;
  }
  const DetailRequest asked = draw_body(context, body);
  return asked == DetailRequest::none ? request : asked;
}

DetailRequest DetailView::draw_toolbar(ViewContext& context, Box bar, std::optional<std::size_t> position) {
  Ui& ui = context.ui;
  const PublicationModel& model = context.controller.publication();
  const app::EvidenceModel& list = context.controller.evidence();
  DetailRequest request = DetailRequest::none;
  const float top = bar.top + ui.px(9);
  if (draw_icon_button(ui, {bar.left + ui.px(16), top},
                       {"detail/previous", Icon::chevron_up, "Previous result", "↑", 30})) {
    request = DetailRequest::previous;
  }
  if (draw_icon_button(ui, {bar.left + ui.px(46), top}, {"detail/next", Icon::chevron_down, "Next result", "↓", 30})) {
    request = DetailRequest::next;
  }
  const std::string about = list.total_is == app::TotalKind::estimate ? "about " : "";
  const std::string place = app::count_text(static_cast<std::int64_t>(*position + 1)) + " of " + about +
                            app::count_text(static_cast<std::int64_t>(list.total));
  draw_text_in(ui, FontRole::tiny, {bar.left + ui.px(86), bar.top, bar.right, bar.bottom},
               ui.colour(Colour::text_tertiary), place);

  float x = bar.right - ui.px(46);
  const Box more = Box::at(x, top, ui.px(30), ui.px(30));
  if (draw_icon_button(ui, more.min(), {"detail/more", Icon::more, "More actions", "", 30, more_.is_open()}))
    more_.open();
  if (draw_more_menu(context, more) == DetailRequest::export_this) request = DetailRequest::export_this;
  x -= ui.px(32);
  if (!model.doi_link.empty()) {
    if (draw_icon_button(ui, {x, top}, {"detail/link", Icon::link, "Copy DOI link", "Ctrl Shift C", 30})) {
      copy_to_clipboard(context, model.doi_link, "DOI link copied");
    }
    x -= ui.px(32);
  }
  if (context.controller.capabilities().stars) {
    const IconButton star{"detail/star", Icon::star, model.starred ? "Remove star" : "Star", "S", 30, model.starred};
    if (draw_icon_button(ui, {x, top}, star)) context.controller.set_starred(model.id, !model.starred);
  }
  horizontal_line(bar.left, bar.right, bar.bottom - 1, ui.colour(Colour::border));
  return request;
}

DetailRequest DetailView::draw_more_menu(ViewContext& context, Box button) {
  const PublicationModel& model = context.controller.publication();
  std::vector<MenuItem> items = {{"title", Icon::copy, "Copy title"}};
  if (!model.citation.empty()) items.push_back({"citation", Icon::quote, "Copy citation", "Ctrl C"});
  if (!model.doi_link.empty()) items.push_back({"doi", Icon::link, "Copy DOI link", "Ctrl Shift C"});
  if (context.controller.capabilities().export_files)
    items.push_back({"export", Icon::download, "Export", "", false, true});
  const auto chosen = more_.draw(context.ui, button, Menu::Align::right, items);
  if (chosen == "title") copy_to_clipboard(context, app::plain_text(model.title), "Title copied");
  if (chosen == "citation") copy_to_clipboard(context, model.citation, "Citation copied");
  if (chosen == "doi") copy_to_clipboard(context, model.doi_link, "DOI link copied");
  return chosen == "export" ? DetailRequest::export_this : DetailRequest::none;
}

bool DetailView::Words::are_of(const PublicationModel& model) const {
  return id == model.id && title == model.title && abstract == model.abstract && venue == model.venue &&
         issue_line == model.issue_line && notices_checked == model.notices_checked && provenance == model.provenance;
}

void DetailView::lay_out(ViewContext& context, float width) {
  Ui& ui = context.ui;
  const PublicationModel& model = context.controller.publication();
  if (words_.are_of(model) && width == laid_out_width_ && ui.fonts().generation() == laid_out_fonts_) return;
  if (model.id != words_.id) {
    all_contributors_ = false;
    back_to_top_ = true;
    match_.reset();
  }
  words_ = {model.id,         model.title,           model.abstract,  model.venue,
            model.issue_line, model.notices_checked, model.provenance};
  laid_out_width_ = width;
  laid_out_fonts_ = ui.fonts().generation();
  title_ =
      TextLayout::make(ui, styled(model.title, {FontRole::title, FontRole::title, Colour::text}), {width, ui.px(31)});
  std::vector<StyledRun> journal;
  if (!model.venue.empty()) journal.push_back({model.venue, FontRole::italic, Colour::text_secondary});
  if (!model.issue_line.empty()) {
    journal.push_back({(journal.empty() ? "" : "  ·  ") + model.issue_line, FontRole::small, Colour::text_tertiary});
  }
  journal_ = TextLayout::make(ui, std::move(journal), {width, ui.px(20)});
  abstract_.set(
      TextLayout::make(ui, abstract_runs(ui, model), {width, ui.px(25), std::numeric_limits<int>::max(), ui.px(12)}));
  const ParagraphStyle note{width, ui.px(18)};
  provenance_ = TextLayout::make(ui, {{model.provenance, FontRole::tiny, Colour::text_tertiary}}, note);
  checked_ = TextLayout::make(ui, {{model.notices_checked, FontRole::tiny, Colour::text_tertiary}}, note);
}

DetailRequest DetailView::draw_body(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  const Column column{box.left + ui.px(kPadding),
                      std::min(box.width() - ui.px(2 * kPadding) - ui.px(6), ui.px(kMeasure))};
  lay_out(context, column.width);
  const ScrollPane pane(ui, "detail", box);
  if (std::exchange(back_to_top_, false)) ImGui::SetScrollY(0);

  DetailRequest request = DetailRequest::none;
  const PublicationModel& model = context.controller.publication();
  float y = pane.top() + ui.px(24);
  y = draw_notices(context, column, y);
  y = draw_badges(context, column, y);
  title_.draw(ui, {column.left, y});
  y += title_.height() + ui.px(12);
  y = draw_contributors(context, column, y);
  journal_.draw(ui, {column.left, y});
  if (!model.venue.empty() || !model.issue_line.empty()) y += journal_.height() + ui.px(14);
  y = draw_actions(context, column, y, request);
  y = draw_facts(context, column, y);
  y = draw_abstract(context, column, y);
  y = draw_network(context, column, y);
  y = draw_footnotes(ui, column, y);
  pane.end_at(y + ui.px(20));
  return request;
}

float DetailView::draw_contributors(ViewContext& context, Column column, float y) {
  Ui& ui = context.ui;
  const std::vector<app::ContributorLine>& all = context.controller.publication().contributors;
  if (all.empty()) return y;
  const bool folded = !all_contributors_ && all.size() > kContributorsShown + 1;
  const std::size_t shown = folded ? kContributorsShown : all.size();
  float x = column.left;
  const auto make_room = [&](float width) {
    if (x > column.left && x + width > column.left + column.width) {
      x = column.left;
      y += ui.px(30);
    }
  };
  for (std::size_t index = 0; index < shown; ++index) {
    const app::ContributorLine& person = all[index];
    if (person.member) {
      make_room(author_pill_width(ui, person.name));
      const std::string id = "detail/author/" + std::to_string(index);
      if (draw_author_pill(ui, id, {x, y}, person.name, member_hue(*person.member)))
        context.controller.open_member(*person.member);
      x += author_pill_width(ui, person.name) + ui.px(8);
      continue;
    }
    std::string name = person.name + (person.note.empty() ? "" : " (" + person.note + ")");
    name = ellipsised(ui, FontRole::small, name, column.width - ui.px(4));
    const bool last = index + 1 == all.size();
    const float width = text_width(ui, FontRole::small, name) + (last ? 0 : ui.px(4));
    make_room(width);
    draw_text_in(ui, FontRole::small, Box::at(x, y, width, ui.px(26)), ui.colour(Colour::text_secondary),
                 last ? name : name + ",");
    x += width + ui.px(8);
  }
  if (folded) {
    const std::string label = "and " + app::count_text(static_cast<std::int64_t>(all.size() - shown)) + " more";
    const float width = text_width(ui, FontRole::small_medium, label);
    make_room(width);
    const Box box = Box::at(x, y, width, ui.px(26));
    if (ui.hit("detail/all-authors", box).clicked) all_contributors_ = true;
    draw_text_in(ui, FontRole::small_medium, box, ui.colour(Colour::accent_text), label);
  }
  return y + ui.px(34);
}

float DetailView::draw_actions(ViewContext& context, Column column, float y, DetailRequest& request) {
  Ui& ui = context.ui;
  const PublicationModel& model = context.controller.publication();
  const app::Capabilities& can = context.controller.capabilities();
  const float right = column.left + column.width;
  float x = column.left;
  const Button open{"detail/open", Icon::external, "Open article", ButtonKind::primary, 32, !model.link.empty()};
  if (draw_button(ui, {x, y}, open)) context.controller.open_link(model.link);
  x += button_width(ui, open) + ui.px(8);
  const Button cite{"detail/cite", Icon::quote, "Copy citation", ButtonKind::secondary, 32, !model.citation.empty()};
  if (draw_button(ui, {x, y}, cite)) copy_to_clipboard(context, model.citation, "Citation copied");
  x += button_width(ui, cite) + ui.px(8);

  const Button collect{"detail/collect", Icon::folder_plus, "Add to collection"};
  const Button save{"detail/export", Icon::download, "Export"};
  const bool collections = can.collections && !context.controller.sidebar().collections.empty();
  if (collections) {
    const bool roomy = x + button_width(ui, collect) <= right;
    const Box box = Box::at(x, y, roomy ? button_width(ui, collect) : ui.px(32), ui.px(32));
    const bool pressed = roomy ? draw_button(ui, {x, y}, collect)
                               : draw_icon_button(ui, {x, y}, {collect.id, *collect.icon, collect.label});
    if (pressed) collections_.open();
    std::vector<MenuItem> items;
    for (const app::SidebarEntry& entry : context.controller.sidebar().collections) {
      items.push_back({entry.key, Icon::folder, entry.label});
    }
    if (const auto chosen = collections_.draw(ui, box, Menu::Align::left, items)) {
      context.controller.add_to_collection(model.id, *chosen);
    }
    x = box.right + (roomy ? ui.px(8) : ui.px(4));
  }
  // Where there is no room for it at all, the menu of the tool bar has it.
  if (can.export_files && x + ui.px(32) <= right + ui.px(4)) {
    const bool roomy = x + button_width(ui, save) <= right;
    const bool pressed =
        roomy ? draw_button(ui, {x, y}, save) : draw_icon_button(ui, {x, y}, {save.id, *save.icon, save.label});
    if (pressed) request = DetailRequest::export_this;
  }
  return y + ui.px(54);
}

float DetailView::draw_abstract(ViewContext& context, Column column, float y) {
  Ui& ui = context.ui;
  const PublicationModel& model = context.controller.publication();
  draw_text(ui, FontRole::pane, {column.left, y}, ui.colour(Colour::text), "Abstract");
  if (const std::size_t total = model.match_total(); total > 0) {
    std::string counter = app::counted(static_cast<std::int64_t>(total), "match", "matches");
    if (match_) counter = app::count_text(static_cast<std::int64_t>(*match_ + 1)) + " of " + counter;
    draw_text_right(ui, FontRole::tiny, {column.left, y, column.left + column.width, y + ui.px(20)},
                    ui.colour(Colour::text_tertiary), counter);
  }
  y += ui.px(30);
  if (model.abstract.empty()) {
    draw_text(ui, FontRole::small, {column.left, y}, ui.colour(Colour::text_secondary), model.abstract_missing);
    return y + ui.px(48);
  }
  if (std::exchange(reveal_match_, false)) {
    const float line = y + abstract_.layout().line_top(abstract_.range().begin);
    ImGui::SetScrollFromPosY(line - ImGui::GetWindowPos().y, .35F);
  }
  abstract_.draw(ui, "abstract", {column.left, y}, column.width);
  return y + abstract_.layout().height() + ui.px(28);
}

void DetailView::step_match(int direction) {
  const std::vector<TextRange> matches = abstract_.layout().matches();
  if (matches.empty()) return;
  const std::size_t count = matches.size();
  if (!match_ || *match_ >= count) {
    match_ = direction > 0 ? 0 : count - 1;
  } else {
    match_ = (*match_ + (direction > 0 ? 1 : count - 1)) % count;
  }
  abstract_.select(matches[*match_]);
  reveal_match_ = true;
}

float DetailView::draw_footnotes(Ui& ui, Column column, float y) const {
  for (const TextLayout* note : {&checked_, &provenance_}) {
    if (note->text().empty()) continue;
    note->draw(ui, {column.left, y});
    y += note->height() + ui.px(4);
  }
  return y;
}

}  // namespace evident::desktop
