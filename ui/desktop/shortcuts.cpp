// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/shortcuts.hpp"

namespace evident::desktop {

namespace {

constexpr Reach kEverywhere = Reach::everywhere;
constexpr Reach kResults = Reach::results;
constexpr WhileTyping kYes = WhileTyping::yes;
constexpr WhileTyping kNo = WhileTyping::no;

constexpr Shortcut kShortcuts[] = {
    {Command::focus_search, Key::f, kControl, kEverywhere, kYes, "Ctrl F", "Search"},
    {Command::focus_search, Key::slash, kPlain, kEverywhere, kNo, "/", "Search"},
    {Command::leave, Key::escape, kPlain, kEverywhere, kYes, "Esc", "Close, clear or leave the field"},
    {Command::next_row, Key::down, kPlain, kResults, kYes, "↑ ↓", "Browse", Hint::overlay_and_status},
    {Command::previous_row, Key::up, kPlain, kResults, kYes, "", ""},
    {Command::next_page, Key::page_down, kPlain, kResults, kYes, "PgUp PgDn", "A page up or down"},
    {Command::previous_page, Key::page_up, kPlain, kResults, kYes, "", ""},
    {Command::first_row, Key::home, kPlain, kResults, kNo, "Home End", "First or last result"},
    {Command::last_row, Key::end, kPlain, kResults, kNo, "", ""},
    {Command::tick, Key::space, kPlain, kResults, kNo, "Space", "Select", Hint::overlay_and_status},
    {Command::tick_downwards, Key::down, kShift, kResults, kNo, "Shift ↑ ↓", "Select several"},
    {Command::tick_upwards, Key::up, kShift, kResults, kNo, "", ""},
    {Command::export_list, Key::e, kControl, kResults, kYes, "Ctrl E", "Export", Hint::overlay_and_status},
    {Command::open_article, Key::enter, kPlain, kResults, kNo, "Enter", "Open article", Hint::overlay_and_status},
    {Command::open_article, Key::keypad_enter, kPlain, kResults, kNo, "", ""},
    {Command::star, Key::s, kPlain, kResults, kNo, "S", "Star"},
    {Command::copy, Key::c, kControl, kResults, kNo, "Ctrl C", "Copy selected text, else the citation"},
    {Command::copy_doi_link, Key::c, kControlShift, kResults, kNo, "Ctrl Shift C", "Copy DOI link"},
    {Command::next_match, Key::n, kPlain, kResults, kNo, "N", "Next match in the abstract"},
    {Command::previous_match, Key::p, kPlain, kResults, kNo, "P", "Previous match"},
    {Command::switch_layout, Key::t, kPlain, kResults, kNo, "T", "Table or cards"},
    {Command::switch_sidebar, Key::b, kControl, kEverywhere, kYes, "Ctrl B", "Sidebar wide or narrow"},
    {Command::next_theme, Key::l, kControlShift, kEverywhere, kYes, "Ctrl Shift L", "Next theme"},
    {Command::larger_text, Key::equal, kControl, kEverywhere, kYes, "Ctrl +", "Larger text"},
    {Command::larger_text, Key::equal, kControlShift, kEverywhere, kYes, "", ""},
    {Command::larger_text, Key::keypad_add, kControl, kEverywhere, kYes, "", ""},
    {Command::smaller_text, Key::minus, kControl, kEverywhere, kYes, "Ctrl −", "Smaller text"},
    {Command::smaller_text, Key::keypad_subtract, kControl, kEverywhere, kYes, "", ""},
    {Command::normal_text, Key::digit_0, kControl, kEverywhere, kYes, "Ctrl 0", "Normal text size"},
    {Command::normal_text, Key::keypad_0, kControl, kEverywhere, kYes, "", ""},
    {Command::next_pane, Key::f6, kPlain, kEverywhere, kYes, "F6", "Next pane"},
    {Command::next_widget, Key::tab, kPlain, kEverywhere, kYes, "Tab", "Next control in the pane"},
    {Command::previous_widget, Key::tab, kShift, kEverywhere, kYes, "", ""},
    {Command::show_keys, Key::f1, kPlain, kEverywhere, kYes, "F1", "These keys"},
};

}  // namespace

std::span<const Shortcut> shortcuts() { return kShortcuts; }

std::string_view caps_of(Command command) {
  for (const Shortcut& shortcut : kShortcuts) {
    if (shortcut.command == command && !shortcut.caps.empty()) return shortcut.caps;
  }
  return {};
}

std::optional<Command> pressed_command(const Ui& ui, Reach reach) {
  for (const Shortcut& shortcut : kShortcuts) {
    if (shortcut.reach != reach) continue;
    if (shortcut.while_typing == WhileTyping::no && ui.typing()) continue;
    if (ui.pressed(shortcut.key, shortcut.modifiers)) return shortcut.command;
  }
  return std::nullopt;
}

}  // namespace evident::desktop
