// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "ui/desktop/fonts.hpp"
#include "ui/desktop/geometry.hpp"
#include "ui/desktop/icons.hpp"
#include "ui/desktop/keys.hpp"
#include "ui/desktop/theme.hpp"

namespace evident::desktop {

/// How the design's pixels become the screen's.
struct Look {
  ThemeChoice theme = ThemeChoice::light;
  float content_scale = 1;  ///< the monitor's
  int text_percent = 100;   ///< the person's: 90, 100, 110, 125 or 150
  float scale() const { return content_scale * static_cast<float>(text_percent) / 100.0F; }
  bool operator==(const Look&) const = default;
};

/// What happened to a widget in this frame.
struct HitState {
  bool clicked = false;  ///< by mouse or, focused, by Enter or Space
  bool hovered = false;
  bool held = false;
  bool double_clicked = false;
};

/// A widget as it was drawn: tests find it by id and click its middle.
struct HitRecord {
  std::string id;
  Box box;
};

/// Whether Tab stops at a widget.
enum class TabStop { yes, no };

/// Parts of the window between which F6 goes round; Tab goes round within one.
enum class Pane : std::uint8_t { sidebar, top, results, detail, dialog };

/// What everything drawn needs: look, fonts, icons, the registry of widgets, keyboard focus. One per window; no global.
class Ui {
 public:
  Ui(FontBook& fonts, const IconSet& icons);

  // Between frames.
  /// Applies theme and scale, rebuilding fonts where they change; true where they did, and the renderer's font texture
  /// must be made anew.
  bool set_look(const Look& look);
  /// Rebuilds fonts if characters were asked for that they lack; true where the texture must be made anew.
  bool settle_fonts();

  // Around a frame, inside ImGui::NewFrame() and Render().
  void begin_frame();
  void end_frame();

  const Look& look() const { return look_; }
  const Theme& theme() const { return theme_; }
  ImU32 colour(Colour role) const;
  ImU32 colour(Colour role, float alpha) const;
  ImU32 mix(Colour from, Colour to, float share) const;
  /// Design pixels to whole screen pixels.
  float px(float design_pixels) const;
  Font font(FontRole role) const { return fonts_[role]; }
  FontBook& fonts() { return fonts_; }
  const FontBook& fonts() const { return fonts_; }
  const IconSet& icons() const { return icons_; }

  /// An invisible button. Ids are stable, unique on screen, and never shown: "row/17", "export/save".
  HitState hit(std::string_view id, Box box, TabStop tab_stop = TabStop::yes);
  /// Notes a widget that ImGui handles itself, such as a text field.
  void note(std::string_view id, Box box, TabStop tab_stop);
  /// Widgets of the frame before.
  const std::vector<HitRecord>& hits() const { return shown_; }

  /// The pane that widgets drawn from now on belong to.
  void enter_pane(Pane pane) { drawing_pane_ = pane; }
  /// While a dialog is open, keyboard focus stays in it.
  void hold_focus(bool in_dialog) { dialog_open_ = in_dialog; }
  /// Id of the widget with keyboard focus; empty: none, and keys belong to the list.
  const std::string& focused() const { return focused_; }
  void focus(std::string_view id) { focused_ = id; }
  void clear_focus() { focused_.clear(); }
  void focus_next(int direction);
  void focus_next_pane();

  /// Pressed in this frame, with exactly these modifiers; repeats while held down.
  bool pressed(Key key, Modifiers modifiers = kPlain) const;
  /// A text field has the keyboard.
  bool typing() const;

 private:
  struct Stop {
    std::string id;
    Pane pane;
  };
  void apply_style() const;
  void draw_focus_ring(Box box) const;
  std::vector<Stop> stops_in(Pane pane) const;

  FontBook& fonts_;
  const IconSet& icons_;
  Look look_;
  Theme theme_{ThemeChoice::light};
  bool look_set_ = false;
  std::vector<HitRecord> drawn_, shown_;
  std::vector<Stop> drawn_stops_, stops_;
  Pane drawing_pane_ = Pane::results;
  Pane focus_pane_ = Pane::results;
  bool dialog_open_ = false;
  std::string focused_;
};

ImU32 packed(Rgba colour);

}  // namespace evident::desktop
