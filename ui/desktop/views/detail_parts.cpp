// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/views/detail_parts.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "ui/app/display.hpp"
#include "ui/desktop/draw.hpp"
#include "ui/desktop/rich_text.hpp"
#include "ui/desktop/widgets/buttons.hpp"
#include "ui/desktop/widgets/pills.hpp"
#include "ui/desktop/widgets/tooltip.hpp"

namespace evident::desktop {

namespace {

using app::PublicationModel;

/// Narrower columns show the facts one below the other.
constexpr float kNarrowFacts = 460;

std::string_view status_word(app::NetworkStatus status) {
  switch (status) {
    case app::NetworkStatus::accepted: return "Accepted";
    case app::NetworkStatus::suggested: return "Suggested";
    case app::NetworkStatus::undecided: return "Undecided";
  }
  return "";
}

}  // namespace

void copy_to_clipboard(ViewContext& context, const std::string& text, std::string said) {
  if (text.empty()) return;
  ImGui::SetClipboardText(text.c_str());
  context.toasts.say(std::move(said));
}

float draw_notices(ViewContext& context, Column column, float y) {
  Ui& ui = context.ui;
  app::Controller& controller = context.controller;
  std::size_t index = 0;
  for (const app::NoticeBanner& notice : controller.publication().notices) {
    const bool retraction = notice.kind == NoticeKind::retraction;
    const Colour soft = retraction ? Colour::red_soft : Colour::amber_soft;
    const Colour strong = retraction ? Colour::red_text : Colour::amber_text;
    const TextLayout text = TextLayout::make(ui, {{notice.text, FontRole::small, Colour::text_secondary}},
                                             {column.width - ui.px(64), ui.px(19)});
    const Box box = Box::at(column.left, y, column.width, ui.px(46) + text.height());
    fill(box, ui.colour(soft), ui.px(8));
    outline(box, ui.colour(strong, .35F), ui.px(8));
    draw_icon(ui, *notice_badge(notice.kind).icon, {box.left + ui.px(16), box.top + ui.px(14)}, 20, ui.colour(strong));
    draw_text(ui, FontRole::small_semi, {box.left + ui.px(48), box.top + ui.px(14)}, ui.colour(strong),
              notice.headline);
    text.draw(ui, {box.left + ui.px(48), box.top + ui.px(32)});
    if (!notice.link.empty()) {
      const HitState state = ui.hit("detail/notice/" + std::to_string(index), box);
      draw_tooltip(ui, state, "Open the notice");
      if (state.clicked) controller.open_link(notice.link);
    }
    y = box.bottom + ui.px(16);
    ++index;
  }
  return y;
}

float draw_badges(ViewContext& context, Column column, float y) {
  Ui& ui = context.ui;
  const PublicationModel& model = context.controller.publication();
  std::vector<Badge> badges;
  for (const app::NoticeBanner& notice : model.notices) badges.push_back(notice_badge(notice.kind));
  if (model.preprint) badges.push_back(preprint_badge());
  if (model.known_open) badges.push_back(open_access_badge());
  if (!model.study_type.empty()) badges.push_back({std::nullopt, model.study_type, Tone::violet});
  if (badges.empty()) return y;
  float x = column.left;
  for (const Badge& badge : badges) x += draw_badge(ui, {x, y}, badge) + ui.px(6);
  return y + ui.px(34);
}

float draw_facts(ViewContext& context, Column column, float y) {
  Ui& ui = context.ui;
  const std::vector<app::Fact>& facts = context.controller.publication().facts;
  if (facts.empty()) return y;
  horizontal_line(column.left, column.left + column.width, y, ui.colour(Colour::border));
  y += ui.px(14);
  const std::size_t columns = column.width < ui.px(kNarrowFacts) ? 1 : 2;
  const float cell = std::floor(column.width / static_cast<float>(columns));
  for (std::size_t index = 0; index < facts.size(); ++index) {
    const app::Fact& fact = facts[index];
    const float left = column.left + static_cast<float>(index % columns) * cell;
    const float top = y + static_cast<float>(index / columns) * ui.px(28);
    draw_text(ui, FontRole::small, {left, top}, ui.colour(Colour::text_tertiary), fact.label);
    const float value_left = left + ui.px(98);
    const float room = cell - ui.px(106) - (fact.copyable ? ui.px(26) : 0);
    const std::string value = ellipsised(ui, FontRole::small_medium, fact.value, room);
    const float width = text_width(ui, FontRole::small_medium, value);
    const std::string id = "detail/fact/" + std::to_string(index);
    const bool linked = !fact.link.empty();
    if (linked) {
      const HitState state = ui.hit(id, Box::at(value_left, top - ui.px(2), width, ui.px(20)));
      if (state.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
      if (state.clicked) context.controller.open_link(fact.link);
      if (value != fact.value) draw_tooltip(ui, state, fact.value);
    }
    draw_text(ui, FontRole::small_medium, {value_left, top}, ui.colour(linked ? Colour::accent_text : Colour::text),
              value);
    if (fact.copyable && draw_icon_button(ui, {value_left + width + ui.px(4), top - ui.px(4)},
                                          {id + "/copy", Icon::copy, "Copy", "", 22})) {
      copy_to_clipboard(context, fact.value, fact.label + " copied");
    }
  }
  y += ui.px(28) * static_cast<float>((facts.size() + columns - 1) / columns) + ui.px(4);
  horizontal_line(column.left, column.left + column.width, y, ui.colour(Colour::border));
  return y + ui.px(22);
}

float draw_network(ViewContext& context, Column column, float y) {
  Ui& ui = context.ui;
  const std::vector<app::NetworkLine>& lines = context.controller.publication().network;
  if (lines.empty()) return y;
  draw_text(ui, FontRole::pane, {column.left, y}, ui.colour(Colour::text), "Your network");
  y += ui.px(30);
  const Box card = Box::at(column.left, y, column.width, ui.px(46) * static_cast<float>(lines.size()) + ui.px(12));
  fill(card, ui.colour(Colour::inset), ui.px(8));
  outline(card, ui.colour(Colour::border), ui.px(8));
  float top = card.top + ui.px(8);
  for (const app::NetworkLine& line : lines) {
    draw_avatar(ui, {card.left + ui.px(28), top + ui.px(22)}, 15, app::initials_of_displayed(line.name),
                member_hue(line.member));
    const bool accepted = line.status == app::NetworkStatus::accepted;
    const Badge badge{std::nullopt, std::string(status_word(line.status)), Tone::amber};
    const float right = card.right - ui.px(18) - (accepted ? ui.px(16) : badge_width(ui, badge));
    const float left = card.left + ui.px(54);
    const float room = right - left - ui.px(8);
    draw_text(ui, FontRole::small_semi, {left, top + ui.px(5)}, ui.colour(Colour::text),
              ellipsised(ui, FontRole::small_semi, line.name, room));
    draw_text(ui, FontRole::tiny, {left, top + ui.px(25)}, ui.colour(Colour::text_tertiary),
              ellipsised(ui, FontRole::tiny, line.grounds, room));
    if (accepted) {
      draw_icon(ui, Icon::circle_check, {right, top + ui.px(14)}, 16, ui.colour(Colour::green_text));
    } else {
      draw_badge(ui, {right, top + ui.px(11)}, badge);
    }
    top += ui.px(46);
  }
  return card.bottom + ui.px(20);
}

}  // namespace evident::desktop
