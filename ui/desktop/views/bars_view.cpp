// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/views/bars_view.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/app/display.hpp"
#include "ui/desktop/draw.hpp"
#include "ui/desktop/shortcuts.hpp"
#include "ui/desktop/text_sizes.hpp"
#include "ui/desktop/widgets/buttons.hpp"
#include "ui/desktop/widgets/pills.hpp"
#include "ui/desktop/widgets/tooltip.hpp"

namespace evident::desktop {

namespace {

using app::Currency;

constexpr float kSearchWidth = 620, kLeastSearchWidth = 240, kSearchHeight = 34;

struct CurrencyLook {
  Icon icon;
  Colour colour;
};

CurrencyLook look_of(Currency currency) {
  switch (currency) {
    case Currency::current: return {Icon::circle_check, Colour::green_text};
    case Currency::attention: return {Icon::triangle_alert, Colour::amber_text};
    case Currency::updating: return {Icon::refresh, Colour::accent_text};
    case Currency::never: return {Icon::info, Colour::text_tertiary};
  }
  return {Icon::info, Colour::text_tertiary};
}

Icon theme_icon(ThemeChoice next) {
  switch (next) {
    case ThemeChoice::light: return Icon::sun;
    case ThemeChoice::dark: return Icon::moon;
    case ThemeChoice::high_contrast: return Icon::contrast;
  }
  return Icon::sun;
}

std::string progress_text(const app::JobStatus& job) {
  if (job.phase == app::JobPhase::stopping) return job.title + ": stopping";
  const app::Progress& progress = job.progress;
  if (progress.unit.empty()) return job.title;
  std::string text = (progress.doing.empty() ? job.title : progress.doing) + ": " + app::count_text(progress.done);
  if (progress.total) text += " of " + app::count_text(*progress.total);
  return text + " " + progress.unit;
}

}  // namespace

TopBarRequest TopBar::draw(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  ui.enter_pane(Pane::top);
  fill(box, ui.colour(Colour::chrome));
  horizontal_line(box.left, box.right, box.bottom - 1, ui.colour(Colour::border));
  TopBarRequest request = TopBarRequest::none;
  const float right = draw_right(context, box, request);
  const float left = box.left + ui.px(16);
  const float width = std::clamp(right - ui.px(16) - left, ui.px(kLeastSearchWidth), ui.px(kSearchWidth));
  const Box search = Box::at(left, box.top + ui.px(11), width, ui.px(kSearchHeight));
  if (draw_search(context, search)) request = TopBarRequest::show_evidence;
  return request;
}

float TopBar::draw_right(ViewContext& context, Box box, TopBarRequest& request) {
  Ui& ui = context.ui;
  const float top = box.top + ui.px(12);
  float x = box.right - ui.px(16) - ui.px(32);
  const Box settings = Box::at(x, top, ui.px(32), ui.px(32));
  if (draw_icon_button(ui, settings.min(), {"top/settings", Icon::settings, "Settings", "", 32, settings_.is_open()}))
    settings_.open();
  draw_settings_menu(context, settings, request);
  x -= ui.px(34);
  const ThemeChoice next = next_theme(ui.look().theme);
  if (draw_icon_button(ui, {x, top},
                       {"top/theme", theme_icon(next), "Next theme", std::string(caps_of(Command::next_theme))})) {
    context.controller.set_theme(next);
  }

  const app::StatusModel& status = context.controller.status();
  const CurrencyLook look = look_of(status.currency);
  const float width = text_width(ui, FontRole::tiny, status.currency_text);
  x -= ui.px(14) + width;
  const Box area = {x - ui.px(26), box.top + ui.px(14), x + width + ui.px(6), box.bottom - ui.px(14)};
  if (context.controller.capabilities().harvest) {
    const HitState state = ui.hit("top/currency", area);
    if (state.hovered) fill(area, ui.colour(Colour::hover), ui.px(6));
    if (state.clicked) currency_.open();
    if (currency_.draw(ui, area, Menu::Align::right, {{"harvest", Icon::refresh, "Harvest now"}}))
      context.controller.harvest();
  }
  draw_text_in(ui, FontRole::tiny, {x, box.top, box.right, box.bottom}, ui.colour(Colour::text_secondary),
               status.currency_text);
  draw_icon(ui, look.icon, {x - ui.px(20), box.top + ui.px(21)}, 14, ui.colour(look.colour));
  return area.left;
}

void TopBar::draw_settings_menu(ViewContext& context, Box anchor, TopBarRequest& request) {
  const Look& look = context.ui.look();
  const auto chosen = settings_.draw(
      context.ui, anchor, Menu::Align::right,
      {{"light", Icon::sun, "Light", "", look.theme == ThemeChoice::light},
       {"dark", Icon::moon, "Dark", "", look.theme == ThemeChoice::dark},
       {"high-contrast", Icon::contrast, "High contrast", "", look.theme == ThemeChoice::high_contrast},
       {"larger", Icon::text_size, "Larger text", std::string(caps_of(Command::larger_text)), false, true},
       {"smaller", Icon::text_size, "Smaller text", std::string(caps_of(Command::smaller_text))},
       {"keys", Icon::keyboard, "Keys", std::string(caps_of(Command::show_keys)), false, true},
       {"about", Icon::info, "About Evident"}});
  if (!chosen) return;
  if (*chosen == "light") context.controller.set_theme(ThemeChoice::light);
  if (*chosen == "dark") context.controller.set_theme(ThemeChoice::dark);
  if (*chosen == "high-contrast") context.controller.set_theme(ThemeChoice::high_contrast);
  if (*chosen == "larger") context.controller.set_text_percent(next_text_size(look.text_percent, 1));
  if (*chosen == "smaller") context.controller.set_text_percent(next_text_size(look.text_percent, -1));
  if (*chosen == "keys") request = TopBarRequest::show_keys;
  if (*chosen == "about") request = TopBarRequest::show_about;
}

/// Returns true where something was asked, so that the results should be seen.
bool TopBar::draw_search(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  app::Controller& controller = context.controller;
  const app::EvidenceModel& model = controller.evidence();
  if (model.query != seen_) {
    // Asked from elsewhere, by a saved search or a cleared one; while the person types, their words stay.
    seen_ = model.query;
    if (!active_) search_.set_text(seen_);
  }
  if (active_) fill(box.inset(-ui.px(3)), ui.colour(Colour::accent, .18F), ui.px(10));
  fill(box, ui.colour(Colour::input), ui.px(8));
  outline(box, ui.colour(active_ ? Colour::accent : Colour::border_strong), ui.px(8), active_ ? 1.5F : 1.0F);
  draw_icon_centred(ui, Icon::search, {box.left, box.top, box.left + ui.px(38), box.bottom}, 16,
                    ui.colour(Colour::text_tertiary));

  bool asked = false;
  float x = box.left + ui.px(36);
  for (const app::FieldChip& chip : model.field_chips) {
    const std::string field = chip.field + ": ";
    const float field_width = text_width(ui, FontRole::tiny, field);
    const float width = field_width + text_width(ui, FontRole::tiny_medium, chip.value) + ui.px(34);
    const Box area = {x, box.top + ui.px(6), x + width, box.bottom - ui.px(6)};
    const HitState state = ui.hit("search/chip/" + chip.key, area);
    fill(area, ui.colour(Colour::accent_soft), ui.px(5));
    if (ui.theme().outlines() == Outlines::drawn) outline(area, ui.colour(Colour::accent), ui.px(5));
    draw_text_in(ui, FontRole::tiny, {area.left + ui.px(8), area.top, area.right, area.bottom},
                 ui.colour(Colour::accent_text), field);
    draw_text_in(ui, FontRole::tiny_medium, {area.left + ui.px(8) + field_width, area.top, area.right, area.bottom},
                 ui.colour(Colour::accent_text), chip.value);
    draw_icon(ui, Icon::close, {area.right - ui.px(19), area.top + ui.px(5)}, 12,
              ui.colour(state.hovered ? Colour::text : Colour::accent_text));
    draw_tooltip(ui, state, "Remove");
    if (state.clicked) {
      controller.remove_field_chip(chip.key);
      asked = true;
    }
    x += width + ui.px(6);
  }
  const Box field = {x + ui.px(4), box.top, box.right - ui.px(92), box.bottom};
  const TextField::Outcome outcome =
      search_.draw(ui, "search", field, "Search titles, abstracts, authors, DOIs…", FontRole::body);
  active_ = outcome.active;
  if (!search_.text().empty() && draw_icon_button(ui, {box.right - ui.px(84), box.top + ui.px(5)},
                                                  {"search/clear", Icon::close, "Clear search", "Esc", 24})) {
    search_.set_text("");
    controller.search("");
    return true;
  }
  const std::string caps(caps_of(Command::focus_search));
  draw_key_cap(ui, {box.right - ui.px(8) - key_cap_width(ui, caps), box.top + ui.px(8)}, caps, Colour::text_tertiary);
  if (outcome.edited) {
    controller.search(search_.text());
    asked = true;
  }
  return asked;
}

void draw_status_bar(ViewContext& context, Box box, app::Screen screen) {
  Ui& ui = context.ui;
  ui.enter_pane(Pane::top);
  fill(box, ui.colour(Colour::chrome));
  horizontal_line(box.left, box.right, box.top, ui.colour(Colour::border));
  float right = box.right - ui.px(16);
  if (screen == app::Screen::evidence) {
    std::vector<const Shortcut*> hints;
    for (const Shortcut& shortcut : shortcuts()) {
      if (shortcut.hint == Hint::overlay_and_status) hints.push_back(&shortcut);
    }
    for (auto hint = hints.rbegin(); hint != hints.rend(); ++hint) {
      const float says = text_width(ui, FontRole::tiny, (*hint)->says);
      const float cap = key_cap_width(ui, (*hint)->caps);
      if (right - says - cap < box.left + box.width() * .45F) break;  // facts come before hints
      right -= says;
      draw_text_in(ui, FontRole::tiny, {right, box.top, box.right, box.bottom}, ui.colour(Colour::text_tertiary),
                   (*hint)->says);
      right -= cap + ui.px(6);
      draw_key_cap(ui, {right, box.top + ui.px(5)}, (*hint)->caps, Colour::text_secondary);
      right -= ui.px(16);
    }
  }

  std::string facts;
  if (screen == app::Screen::evidence) {
    const app::EvidenceModel& model = context.controller.evidence();
    if (model.state == app::LoadState::ready) {
      facts = (model.total_is == app::TotalKind::estimate ? "About " : "") +
              app::counted(static_cast<std::int64_t>(model.total), "result", "results");
    }
    if (!model.ticked.empty()) {
      facts += (facts.empty() ? "" : "  ·  ") + app::count_text(static_cast<std::int64_t>(model.ticked.size())) +
               " selected for export";
    }
  }
  const app::StatusModel& status = context.controller.status();
  for (const app::JobStatus& job : status.jobs) facts += (facts.empty() ? "" : "  ·  ") + progress_text(job);
  const float left = box.left + ui.px(16);
  const std::string shown = ellipsised(ui, FontRole::tiny, facts, std::max(0.0F, right - left - ui.px(90)));
  draw_text_in(ui, FontRole::tiny, {left, box.top, right, box.bottom}, ui.colour(Colour::text_tertiary), shown);
  if (!status.jobs.empty()) {
    const float x = left + text_width(ui, FontRole::tiny, shown) + ui.px(12);
    const Box stop = Box::at(x, box.top, text_width(ui, FontRole::tiny_medium, "Stop"), box.height());
    if (ui.hit("status/stop", stop).clicked) context.controller.cancel(status.jobs.back().id);
    draw_text_in(ui, FontRole::tiny_medium, stop, ui.colour(Colour::accent_text), "Stop");
  }
}

}  // namespace evident::desktop
