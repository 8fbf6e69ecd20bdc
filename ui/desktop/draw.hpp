// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "ui/desktop/ui.hpp"

/// Drawing into the current window. Text and edges land on whole pixels, whatever is asked for.
namespace evident::desktop {

float text_width(const Ui& ui, FontRole role, std::string_view text);
/// `text` cut to `width` with an ellipsis; whole where it fits.
std::string ellipsised(const Ui& ui, FontRole role, std::string_view text, float width);

void draw_text(Ui& ui, FontRole role, ImVec2 at, ImU32 colour, std::string_view text);
/// Beginning at the box's left, in the middle of its height.
void draw_text_in(Ui& ui, FontRole role, Box box, ImU32 colour, std::string_view text);
/// Ending at the box's right.
void draw_text_right(Ui& ui, FontRole role, Box box, ImU32 colour, std::string_view text);
void draw_text_centred(Ui& ui, FontRole role, Box box, ImU32 colour, std::string_view text);

void draw_icon(Ui& ui, Icon icon, ImVec2 at, float design_size, ImU32 colour);
void draw_icon_centred(Ui& ui, Icon icon, Box box, float design_size, ImU32 colour);

void fill(Box box, ImU32 colour, float radius = 0, ImDrawFlags corners = ImDrawFlags_None);
void outline(Box box, ImU32 colour, float radius = 0, float thickness = 1);
void horizontal_line(float left, float right, float y, ImU32 colour);
void vertical_line(float x, float top, float bottom, ImU32 colour);

/// A soft shadow, drawn as rings around the box: filled shapes would paint the same pixels dozens of times, which is
/// what a frame costs on a machine without a graphics card.
struct Shadow {
  float blur, strength, drop;  ///< design pixels, alpha of the innermost ring, design pixels
};
inline constexpr Shadow kMenuShadowLight{16, .035F, 5};
inline constexpr Shadow kMenuShadowDark{16, .10F, 5};
inline constexpr Shadow kToastShadow{14, .25F, 4};
inline constexpr Shadow kTooltipShadow{12, .06F, 3};
inline constexpr Shadow kDialogShadow{30, .05F, 10};
void draw_shadow(const Ui& ui, ImDrawList& list, Box box, float radius, Shadow shadow);

/// A menu's or dialog's own background.
void draw_raised(const Ui& ui, Box box, float radius, Shadow shadow);

}  // namespace evident::desktop
