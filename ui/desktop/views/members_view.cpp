// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/views/members_view.hpp"

#include <cmath>
#include <string>

#include "ui/app/display.hpp"
#include "ui/desktop/draw.hpp"
#include "ui/desktop/rich_text.hpp"
#include "ui/desktop/widgets/panes.hpp"
#include "ui/desktop/widgets/pills.hpp"

namespace evident::desktop {

namespace {

using app::LoadState;

constexpr float kRow = 52, kHead = 34, kMargin = 28;

struct Columns {
  Box name, organisation, orcid, consent, publications;
};

Columns columns_of(const Ui& ui, Box row) {
  const auto at = [&](float share) { return std::floor(row.left + row.width() * share); };
  const auto cell = [&](float from, float to) { return Box{at(from), row.top, at(to) - ui.px(12), row.bottom}; };
  return {cell(0, .30F), cell(.30F, .56F), cell(.56F, .74F), cell(.74F, .89F), cell(.89F, 1)};
}

}  // namespace

bool MembersView::draw(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  ui.enter_pane(Pane::results);
  const app::MembersModel& model = context.controller.members();
  fill(box, ui.colour(Colour::surface));
  const float left = box.left + ui.px(kMargin);
  draw_text(ui, FontRole::title, {left, box.top + ui.px(22)}, ui.colour(Colour::text), "Members");
  const Box below = {box.left, box.top + ui.px(56), box.right, box.bottom};
  if (model.state == LoadState::waiting) {
    draw_empty_state(ui, below, {Icon::members, "Reading the roster…", "The members appear here in a moment.", {}});
    return false;
  }
  if (model.state == LoadState::failed) {
    draw_empty_state(
        ui, below,
        {Icon::triangle_alert, "The roster could not be read", model.error.message + " " + model.error.hint, {}});
    return false;
  }
  if (model.lines.empty()) {
    draw_empty_state(ui, below,
                     {Icon::members,
                      "No members yet",
                      "Add them with: evident member add, or evident member import roster.csv",
                      {}});
    return false;
  }
  draw_text(ui, FontRole::small, {left, box.top + ui.px(53)}, ui.colour(Colour::text_secondary),
            app::counted(static_cast<std::int64_t>(model.lines.size()), "person", "people") +
                " on the roster. Without consent a member is never searched for.");
  const Box head = {left, box.top + ui.px(84), box.right - ui.px(kMargin), box.top + ui.px(84 + kHead)};
  const Columns columns = columns_of(ui, head);
  const auto label = [&](Box cell, std::string_view text) {
    draw_text_in(ui, FontRole::tiny_medium, cell, ui.colour(Colour::text_tertiary), text);
  };
  label(columns.name, "Name");
  label(columns.organisation, "Organisation");
  label(columns.orcid, "ORCID iD");
  label(columns.consent, "Consent");
  draw_text_right(ui, FontRole::tiny_medium, columns.publications, ui.colour(Colour::text_tertiary), "Publications");
  horizontal_line(head.left, head.right, head.bottom - 1, ui.colour(Colour::border));

  bool opened = false;
  const VirtualList::View view = list_.begin(
      ui, "members", {left, head.bottom, box.right - ui.px(kMargin - 11), box.bottom}, model.lines.size(), ui.px(kRow));
  float top = view.top;
  for (std::size_t index = view.rows.first; index < view.rows.last; ++index) {
    opened = draw_line(context, model.lines[index], {view.content.left, top, view.content.right, top + ui.px(kRow)}) ||
             opened;
    top += ui.px(kRow);
  }
  list_.end();
  return opened;
}

bool MembersView::draw_line(ViewContext& context, const app::MemberLine& line, Box box) const {
  Ui& ui = context.ui;
  const HitState state = ui.hit("member/" + std::to_string(line.id), box);
  if (state.hovered) fill(box, ui.colour(Colour::hover), ui.px(6));
  horizontal_line(box.left, box.right, box.bottom - 1, ui.colour(Colour::border));
  const Columns columns = columns_of(ui, box);
  draw_avatar(ui, {box.left + ui.px(18), box.top + ui.px(26)}, 15, app::initials_of_displayed(line.name),
              member_hue(line.id));
  const Box name = {columns.name.left + ui.px(44), box.top, columns.name.right, box.bottom};
  const auto cell = [&](FontRole role, Box where, Colour colour, const std::string& text) {
    draw_text_in(ui, role, where, ui.colour(colour), ellipsised(ui, role, text, where.width()));
  };
  cell(FontRole::small_semi, name, Colour::text, line.name);
  cell(FontRole::small, columns.organisation, Colour::text_secondary, line.organisation);
  cell(FontRole::small, columns.orcid, line.orcid.empty() ? Colour::text_tertiary : Colour::text_secondary,
       line.orcid.empty() ? "none on the roster" : line.orcid);
  const Badge consent{line.consented ? Icon::circle_check : Icon::ban, line.consent,
                      line.consented ? Tone::green : Tone::amber};
  draw_badge(ui, {columns.consent.left, box.top + ui.px(15)}, consent);
  if (line.accepted_publications) {
    draw_text_right(ui, FontRole::small, columns.publications, ui.colour(Colour::text_secondary),
                    app::count_text(*line.accepted_publications));
  }
  if (state.clicked) context.controller.open_member(line.id);
  return state.clicked;
}

void draw_about(Ui& ui, Box box) {
  fill(box, ui.colour(Colour::surface));
  const float left = box.left + ui.px(kMargin);
  const float width = std::min(box.width() - ui.px(2 * kMargin), ui.px(640));
  draw_text(ui, FontRole::title, {left, box.top + ui.px(22)}, ui.colour(Colour::text), "About Evident");
  const TextLayout text = TextLayout::make(
      ui,
      {{"Evident " EVIDENT_VERSION, FontRole::read_semi, Colour::text},
       {" shows the evidence base of a digital-health network and the publications of its members. It keeps everything "
        "it has harvested on this computer and works without a connection.\n",
        FontRole::read, Colour::text},
       {"Free software under the GNU General Public License, version 2 or later. It comes with no warranty.\n",
        FontRole::read, Colour::text},
       {"Sources. ", FontRole::read_semi, Colour::text},
       {"Records come from PubMed, courtesy of the U.S. National Library of Medicine, and from Crossref. The library "
        "does not reflect the most current or accurate data available from either; abstracts may be protected by "
        "copyright. Neither endorses this program.",
        FontRole::read, Colour::text}},
      {width, ui.px(25), std::numeric_limits<int>::max(), ui.px(12)});
  text.draw(ui, {left, box.top + ui.px(68)});
}

}  // namespace evident::desktop
