// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/pills.hpp"

#include <cmath>

#include "ui/app/display.hpp"
#include "ui/desktop/draw.hpp"
#include "ui/desktop/widgets/tooltip.hpp"

namespace evident::desktop {

namespace {

struct ToneColours {
  Colour ground, text;
};

ToneColours colours_of(Tone tone) {
  switch (tone) {
    case Tone::neutral: return {Colour::neutral_soft, Colour::text_secondary};
    case Tone::red: return {Colour::red_soft, Colour::red_text};
    case Tone::amber: return {Colour::amber_soft, Colour::amber_text};
    case Tone::green: return {Colour::green_soft, Colour::green_text};
    case Tone::violet: return {Colour::violet_soft, Colour::violet_text};
  }
  return {Colour::neutral_soft, Colour::text_secondary};
}

void outline_where_needed(const Ui& ui, Box box, Colour role, float radius) {
  if (ui.theme().outlines() == Outlines::drawn) outline(box, ui.colour(role), radius);
}

}  // namespace

float badge_width(const Ui& ui, const Badge& badge) {
  return text_width(ui, FontRole::tiny_medium, badge.text) + ui.px(14) + (badge.icon ? ui.px(12) + ui.px(4) : 0);
}

float draw_badge(Ui& ui, ImVec2 at, const Badge& badge) {
  const float width = badge_width(ui, badge);
  const Box box = Box::at(at.x, at.y, width, ui.px(22));
  const ToneColours colours = colours_of(badge.tone);
  fill(box, ui.colour(colours.ground), ui.px(5));
  outline_where_needed(ui, box, Colour::border, ui.px(5));
  Box inner = {box.left + ui.px(7), box.top, box.right, box.bottom};
  if (badge.icon) {
    draw_icon(ui, *badge.icon, {inner.left, box.top + ui.px(5)}, 12, ui.colour(colours.text));
    inner.left += ui.px(12) + ui.px(4);
  }
  draw_text_in(ui, FontRole::tiny_medium, inner, ui.colour(colours.text), badge.text);
  return width;
}

Badge notice_badge(NoticeKind kind) {
  const std::string label(notice_label(kind));
  switch (kind) {
    case NoticeKind::retraction: return {Icon::ban, label, Tone::red};
    case NoticeKind::expression_of_concern: return {Icon::triangle_alert, label, Tone::amber};
    case NoticeKind::correction: return {Icon::alert, label, Tone::amber};
  }
  return {Icon::alert, label, Tone::amber};
}

Badge preprint_badge() { return {Icon::flask, "Preprint", Tone::amber}; }
Badge open_access_badge() { return {Icon::lock_open, "Open access", Tone::green}; }

float chip_width(const Ui& ui, std::string_view label) {
  return text_width(ui, FontRole::tiny_medium, label) + ui.px(32);
}

bool draw_filter_chip(Ui& ui, std::string_view id, ImVec2 at, std::string_view label) {
  const Box box = Box::at(at.x, at.y, chip_width(ui, label), ui.px(28));
  const HitState state = ui.hit(id, box);
  fill(box, ui.colour(Colour::neutral_soft), ui.px(13));
  if (state.hovered) fill(box, ui.colour(Colour::hover), ui.px(13));
  outline_where_needed(ui, box, Colour::border, ui.px(13));
  draw_text_in(ui, FontRole::tiny_medium, {box.left + ui.px(11), box.top, box.right, box.bottom},
               ui.colour(Colour::text), label);
  draw_icon(ui, Icon::close, {box.right - ui.px(19), box.top + ui.px(8)}, 12, ui.colour(Colour::text_tertiary));
  draw_tooltip(ui, state, "Remove this filter");
  return state.clicked;
}

bool draw_add_chip(Ui& ui, std::string_view id, ImVec2 at, std::string_view label) {
  const Box box = Box::at(at.x, at.y, chip_width(ui, label), ui.px(28));
  const HitState state = ui.hit(id, box);
  if (state.hovered) fill(box, ui.colour(Colour::hover), ui.px(13));
  outline(box, ui.colour(Colour::border_strong), ui.px(13));
  draw_icon(ui, Icon::plus, {box.left + ui.px(8), box.top + ui.px(8)}, 12, ui.colour(Colour::text_secondary));
  draw_text_in(ui, FontRole::tiny_medium, {box.left + ui.px(23), box.top, box.right, box.bottom},
               ui.colour(Colour::text_secondary), label);
  return state.clicked;
}

void draw_avatar(Ui& ui, ImVec2 centre, float design_radius, std::string_view initials, std::size_t hue) {
  const AvatarColours colours = ui.theme().avatar(hue);
  const float radius = ui.px(design_radius * 2) / 2;
  ImGui::GetWindowDrawList()->AddCircleFilled(centre, radius, packed(colours.fill));
  const FontRole role = design_radius < 14 ? FontRole::tiny_medium : FontRole::small_semi;
  if (design_radius >= 10) {
    const Box box = {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius};
    draw_text_centred(ui, role, box, packed(colours.text), initials);
    return;
  }
  // Two letters in a pill's small circle are set below the scale's smallest size.
  const Font font = ui.font(role);
  const float size = ui.px(12);
  const float width = text_width(ui, role, initials) * size / font.size;
  ui.fonts().want(initials);
  ImGui::GetWindowDrawList()->AddText(font.face, size,
                                      {std::floor(centre.x - width / 2), std::floor(centre.y - size / 2)},
                                      packed(colours.text), initials.data(), initials.data() + initials.size());
}

float author_pill_width(const Ui& ui, std::string_view name) {
  return text_width(ui, FontRole::small_medium, name) + ui.px(34);
}

bool draw_author_pill(Ui& ui, std::string_view id, ImVec2 at, std::string_view name, std::size_t hue) {
  const Box box = Box::at(at.x, at.y, author_pill_width(ui, name), ui.px(26));
  const HitState state = ui.hit(id, box);
  fill(box, state.hovered ? ui.mix(Colour::accent_soft, Colour::accent, .12F) : ui.colour(Colour::accent_soft),
       ui.px(13));
  outline_where_needed(ui, box, Colour::accent, ui.px(13));
  draw_avatar(ui, {box.left + ui.px(13), box.top + ui.px(13)}, 9.5F, app::initials_of_displayed(name), hue);
  draw_text_in(ui, FontRole::small_medium, {box.left + ui.px(26), box.top, box.right, box.bottom},
               ui.colour(Colour::accent_text), name);
  draw_tooltip(ui, state, "Member: show their publications");
  return state.clicked;
}

float key_cap_width(const Ui& ui, std::string_view caps) { return text_width(ui, FontRole::tiny, caps) + ui.px(12); }

void draw_key_cap(Ui& ui, ImVec2 at, std::string_view caps, Colour text) {
  const Box box = Box::at(at.x, at.y, key_cap_width(ui, caps), ui.px(19));
  fill(box, ui.colour(Colour::neutral_soft), ui.px(4));
  draw_text_centred(ui, FontRole::tiny, box, ui.colour(text), caps);
}

}  // namespace evident::desktop
