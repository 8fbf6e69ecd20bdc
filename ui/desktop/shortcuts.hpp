// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ui/desktop/ui.hpp"

namespace evident::desktop {

/// What a key asks for.
enum class Command : std::uint8_t {
  focus_search,
  leave,
  next_row,
  previous_row,
  next_page,
  previous_page,
  first_row,
  last_row,
  tick,
  tick_downwards,
  tick_upwards,
  open_article,
  star,
  copy,
  copy_doi_link,
  next_match,
  previous_match,
  switch_layout,
  export_list,
  switch_sidebar,
  next_theme,
  larger_text,
  smaller_text,
  normal_text,
  next_pane,
  next_widget,
  previous_widget,
  show_keys
};

/// Whether a shortcut works on every screen or among the results only.
enum class Reach : std::uint8_t { everywhere, results };
/// Whether it works while a text field has the keyboard.
enum class WhileTyping : std::uint8_t { no, yes };
/// Whether the status bar names it, where there is room.
enum class Hint : std::uint8_t { overlay, overlay_and_status };

/// One line of THE table of keys: dispatch, the overlay of F1, the status bar and tooltips all read it.
struct Shortcut {
  Command command;
  Key key;
  Modifiers modifiers;
  Reach reach;
  WhileTyping while_typing;
  std::string_view caps;  ///< as printed on key caps; empty: another line of the table is printed for it
  std::string_view says;
  Hint hint = Hint::overlay;
};
std::span<const Shortcut> shortcuts();

/// "Ctrl E"; empty for commands without a printed line.
std::string_view caps_of(Command command);

/// The command whose key was pressed in this frame.
std::optional<Command> pressed_command(const Ui& ui, Reach reach);

}  // namespace evident::desktop
