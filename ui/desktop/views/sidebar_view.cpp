// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/views/sidebar_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "ui/app/display.hpp"
#include "ui/desktop/draw.hpp"
#include "ui/desktop/widgets/buttons.hpp"
#include "ui/desktop/widgets/tooltip.hpp"

namespace evident::desktop {

namespace {

using app::Screen;

constexpr float kRow = 32, kFacetRow = 28, kMargin = 10, kTextMargin = 20;
constexpr float kBarsHeight = 36;

struct ScreenEntry {
  Screen screen;
  const char* id;
  Icon icon;
  const char* label;
};
constexpr std::array<ScreenEntry, 2> kScreens = {{
    {Screen::evidence, "nav/evidence", Icon::library, "All evidence"},
    {Screen::members, "nav/members", Icon::members, "Members"},
}};

std::string count_of(const app::SidebarModel& model, Screen screen) {
  switch (screen) {
    case Screen::evidence: return model.publications ? app::count_text(*model.publications) : std::string();
    case Screen::members: return model.members ? app::count_text(*model.members) : std::string();
    case Screen::about: return {};
  }
  return {};
}

struct NavRow {
  std::string id;
  Icon icon;
  std::string label;
  std::string count;
  bool active = false;
};

bool draw_nav_row(Ui& ui, Box box, float y, const NavRow& row) {
  const Box area = {box.left + ui.px(kMargin), y, box.right - ui.px(kMargin), y + ui.px(kRow)};
  const HitState state = ui.hit(row.id, area);
  if (row.active) {
    fill(area, ui.colour(Colour::nav_active), ui.px(6));
  } else if (state.hovered) {
    fill(area, ui.colour(Colour::hover), ui.px(6));
  }
  const Colour icon = row.active ? Colour::accent_text : Colour::text_secondary;
  draw_icon(ui, row.icon, {area.left + ui.px(10), area.top + ui.px(8)}, 16, ui.colour(icon));
  const FontRole font = row.active ? FontRole::small_semi : FontRole::small;
  const Box text = {area.left + ui.px(36), area.top, area.right - ui.px(10), area.bottom};
  const float count = row.count.empty() ? 0 : text_width(ui, FontRole::tiny, row.count) + ui.px(8);
  draw_text_in(ui, font, text, ui.colour(Colour::text), ellipsised(ui, font, row.label, text.width() - count));
  draw_text_right(ui, FontRole::tiny, text, ui.colour(Colour::text_tertiary), row.count);
  return state.clicked;
}

float draw_section_head(Ui& ui, Box box, float y, std::string_view label) {
  y += ui.px(14);
  draw_text(ui, FontRole::tiny_medium, {box.left + ui.px(kTextMargin), y}, ui.colour(Colour::text_tertiary), label);
  return y + ui.px(23);
}

void draw_brand(Ui& ui, Box box, float y, const std::string& library) {
  const Box mark = Box::at(box.left + ui.px(18), y + ui.px(13), ui.px(28), ui.px(28));
  fill(mark, ui.colour(Colour::accent), ui.px(8));
  draw_icon_centred(ui, Icon::layers, mark, 17, ui.colour(Colour::on_accent));
  const float left = mark.right + ui.px(10);
  draw_text(ui, FontRole::heading, {left, y + ui.px(10)}, ui.colour(Colour::text), "Evident");
  draw_text(ui, FontRole::tiny, {left, y + ui.px(29)}, ui.colour(Colour::text_tertiary),
            ellipsised(ui, FontRole::tiny, library, box.right - left - ui.px(16)));
}

}  // namespace

std::optional<Screen> SidebarView::draw(ViewContext& context, Box box, Screen current) {
  Ui& ui = context.ui;
  ui.enter_pane(Pane::sidebar);
  fill(box, ui.colour(Colour::sidebar));
  const app::SidebarModel& model = context.controller.sidebar();
  std::optional<Screen> wanted;
  {
    const ScrollPane pane(ui, "sidebar", box);
    float y = pane.top();
    draw_brand(ui, box, y, model.library_name);
    y += ui.px(58);
    for (const ScreenEntry& entry : kScreens) {
      const NavRow row{entry.id, entry.icon, entry.label, count_of(model, entry.screen), entry.screen == current};
      if (draw_nav_row(ui, box, y, row)) wanted = entry.screen;
      y += ui.px(kRow);
    }
    if (!model.collections.empty()) y = draw_section_head(ui, box, y, "Collections");
    for (const app::SidebarEntry& entry : model.collections) {
      if (draw_nav_row(ui, box, y, {"collection/" + entry.key, Icon::folder, entry.label, entry.count})) {
        context.controller.open_collection(entry.key);
        wanted = Screen::evidence;
      }
      y += ui.px(kRow);
    }
    if (!model.saved_searches.empty()) y = draw_section_head(ui, box, y, "Saved searches");
    for (const app::SidebarEntry& entry : model.saved_searches) {
      if (draw_nav_row(ui, box, y, {"saved/" + entry.key, Icon::bookmark, entry.label, entry.count})) {
        context.controller.open_saved_search(entry.key);
        wanted = Screen::evidence;
      }
      y += ui.px(kRow);
    }
    const app::EvidenceModel& evidence = context.controller.evidence();
    if (current == Screen::evidence && (!evidence.years.counts.empty() || !evidence.facets.empty())) {
      y += ui.px(14);
      horizontal_line(box.left + ui.px(kTextMargin), box.right - ui.px(kTextMargin), y, ui.colour(Colour::border));
      y += ui.px(2);
      y = draw_years(context, box, y);
      for (const app::Facet& facet : evidence.facets) y = draw_facet(context, box, y, facet);
    }
    pane.end_at(y + ui.px(12));
  }
  vertical_line(box.right - 1, box.top, box.bottom, ui.colour(Colour::border));
  return wanted;
}

std::optional<Screen> SidebarView::draw_rail(ViewContext& context, Box box, Screen current) {
  Ui& ui = context.ui;
  ui.enter_pane(Pane::sidebar);
  fill(box, ui.colour(Colour::sidebar));
  const Box mark = Box::at(box.left + ui.px(14), box.top + ui.px(13), ui.px(28), ui.px(28));
  fill(mark, ui.colour(Colour::accent), ui.px(8));
  draw_icon_centred(ui, Icon::layers, mark, 17, ui.colour(Colour::on_accent));
  std::optional<Screen> wanted;
  float y = box.top + ui.px(60);
  for (const ScreenEntry& entry : kScreens) {
    const IconButton button{entry.id, entry.icon, entry.label, "", 36, entry.screen == current};
    if (draw_icon_button(ui, {box.left + ui.px(10), y}, button)) wanted = entry.screen;
    y += ui.px(40);
  }
  vertical_line(box.right - 1, box.top, box.bottom, ui.colour(Colour::border));
  return wanted;
}

/// Bars by year over a line with two handles; dragging a handle previews the range, letting go asks for it.
float SidebarView::draw_years(ViewContext& context, Box box, float y) {
  Ui& ui = context.ui;
  const app::YearHistogram& years = context.controller.evidence().years;
  if (years.counts.empty()) return y;
  const Years shown = dragged_ == Handle::none ? Years{years.from, years.to} : preview_;
  const float head = y;
  y = draw_section_head(ui, box, y, "Year");
  const float left = box.left + ui.px(kTextMargin);
  const float right = box.right - ui.px(kTextMargin);
  draw_text_right(ui, FontRole::tiny_medium,
                  {left, head + ui.px(14), right, head + ui.px(14) + ui.font(FontRole::tiny_medium).size},
                  ui.colour(Colour::accent_text), app::year_range_text(shown.from, shown.to));

  const auto count = static_cast<float>(years.counts.size());
  const float step = (right - left) / count;
  const auto most =
      static_cast<float>(std::max<std::int64_t>(1, *std::max_element(years.counts.begin(), years.counts.end())));
  const auto left_of = [&](int year) { return left + step * static_cast<float>(year - years.first_year); };
  const float base = y + ui.px(kBarsHeight);
  const float gap = count > 40 ? 0.0F : 1.0F;
  for (std::size_t index = 0; index < years.counts.size(); ++index) {
    if (years.counts[index] == 0) continue;
    const int year = years.first_year + static_cast<int>(index);
    const bool chosen = year >= shown.from && year <= shown.to;
    const float height = std::max(1.0F, std::floor(ui.px(34) * static_cast<float>(years.counts[index]) / most));
    const Box bar = {std::floor(left_of(year)) + gap, base - height,
                     std::max(std::floor(left_of(year + 1)) - gap, std::floor(left_of(year)) + gap + 1), base};
    fill(bar, ui.colour(chosen ? Colour::histogram : Colour::border_strong), ui.px(2), ImDrawFlags_RoundCornersTop);
  }
  const HitState plot = ui.hit("years/plot", {left, y, right, base}, TabStop::no);
  if (plot.hovered) {
    const int year = std::clamp(years.first_year + static_cast<int>((ImGui::GetIO().MousePos.x - left) / step),
                                years.first_year, years.last_year());
    const auto published = years.counts[static_cast<std::size_t>(year - years.first_year)];
    draw_tooltip(ui, plot, std::to_string(year) + ": " + app::counted(published, "publication", "publications"));
    if (plot.clicked) context.controller.set_years(year, year);
  }

  const float line = base + ui.px(4);
  horizontal_line(left, right, line, ui.colour(Colour::border_strong));
  const float from_x = std::floor(left_of(shown.from));
  const float to_x = std::floor(left_of(shown.to + 1) - ui.px(2));
  fill({from_x, line - 1, to_x, line + 2}, ui.colour(Colour::accent));
  const auto handle = [&](Handle which, const char* id, float x) {
    const Box grip = Box{x, line, x, line}.inset(-ui.px(9));
    const HitState state = ui.hit(id, grip, TabStop::no);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircleFilled({x, line + .5F}, ui.px(13) / 2, ui.colour(Colour::accent));
    list->AddCircleFilled({x, line + .5F}, ui.px(9) / 2, ui.colour(Colour::surface));
    if (state.hovered || state.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (state.held) {
      if (dragged_ == Handle::none) preview_ = {years.from, years.to};
      dragged_ = which;
      const float at = (ImGui::GetIO().MousePos.x - left) / step;
      if (which == Handle::from) {
        preview_.from = std::clamp(years.first_year + static_cast<int>(std::lround(at)), years.first_year, preview_.to);
      } else {
        preview_.to =
            std::clamp(years.first_year + static_cast<int>(std::lround(at)) - 1, preview_.from, years.last_year());
      }
    } else if (dragged_ == which) {
      dragged_ = Handle::none;
      context.controller.set_years(preview_.from, preview_.to);
    }
  };
  handle(Handle::from, "years/from", from_x);
  handle(Handle::to, "years/to", to_x);
  return y + ui.px(54);
}

float SidebarView::draw_facet(ViewContext& context, Box box, float y, const app::Facet& facet) {
  Ui& ui = context.ui;
  if (facet.values.empty()) return y;
  y = draw_section_head(ui, box, y, facet.label) - ui.px(2);
  for (const app::FacetValue& value : facet.values) {
    const Box row = {box.left + ui.px(kMargin), y, box.right - ui.px(kMargin), y + ui.px(kFacetRow)};
    const HitState state = ui.hit("facet/" + facet.key + "/" + value.key, row);
    if (state.hovered) fill(row, ui.colour(Colour::hover), ui.px(6));
    draw_tick_box(ui, Box::at(row.left + ui.px(10), row.top + ui.px(6), ui.px(16), ui.px(16)), value.chosen,
                  state.hovered);
    const Box text = {row.left + ui.px(36), row.top, row.right - ui.px(10), row.bottom};
    const std::string count = app::count_text(value.count);
    const float room = text.width() - text_width(ui, FontRole::tiny, count) - ui.px(8);
    const std::string label = ellipsised(ui, FontRole::small, value.label, room);
    draw_text_in(ui, FontRole::small, text, ui.colour(value.chosen ? Colour::text : Colour::text_secondary), label);
    draw_text_right(ui, FontRole::tiny, text, ui.colour(Colour::text_tertiary), count);
    if (label != value.label) draw_tooltip(ui, state, value.label);
    if (state.clicked) context.controller.choose_facet(facet.key, value.key, !value.chosen);
    y += ui.px(kFacetRow);
  }
  if (facet.value_count > facet.values.size()) {
    const std::string label = "Show all " + app::count_text(static_cast<std::int64_t>(facet.value_count));
    const Box link = Box::at(box.left + ui.px(56), y, text_width(ui, FontRole::small_medium, label), ui.px(26));
    if (ui.hit("facet/" + facet.key + "/all", link).clicked) context.controller.show_all_values(facet.key);
    draw_text_in(ui, FontRole::small_medium, link, ui.colour(Colour::accent_text), label);
    y += ui.px(26);
  }
  return y;
}

}  // namespace evident::desktop
