// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/shell.hpp"

#include <cmath>
#include <utility>

#include "ui/desktop/draw.hpp"
#include "ui/desktop/shortcuts.hpp"
#include "ui/desktop/text_sizes.hpp"

namespace evident::desktop {

namespace {

constexpr float kTopBar = 56, kStatusBar = 28, kRail = 56;
constexpr float kLeastSidebar = 210, kMostSidebar = 340;
/// Width of the window, in design pixels, below which the sidebar is a rail whatever the person chose.
constexpr float kSmallWindow = 1100;

constexpr ImGuiWindowFlags kRootFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                        ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground |
                                        ImGuiWindowFlags_NoNav;

bool menu_open() { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup); }

}  // namespace

Shell::Shell(Ui& ui, app::Controller& controller) : ui_(ui), controller_(controller) {}

void Shell::show(app::Screen screen) {
  if (screen == screen_) return;
  screen_ = screen;
  controller_.show(screen);
}

void Shell::draw() {
  controller_.update();
  ui_.begin_frame();
  ui_.hold_focus(dialog_open());
  ViewContext context{ui_, controller_, toasts_};
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const Box window = {0, 0, size.x, size.y};

  ImGui::PushFont(ui_.font(FontRole::body).face);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::Begin("evident", nullptr, kRootFlags);
  follow_keys(context);
  draw_panes(context, window);
  if (auto publications = evidence_.take_export_request()) export_.open(context, std::move(*publications));
  export_.draw(context, window);
  keys_.draw(context, window);
  ImGui::End();

  for (const app::MessageId message : toasts_.draw(ui_, window, controller_.status().messages))
    controller_.dismiss(message);
  ImGui::PopFont();
  ui_.end_frame();
  controller_.carry_out();
}

void Shell::draw_panes(ViewContext& context, Box window) {
  const bool small = window.width() / ui_.look().scale() < kSmallWindow;
  const bool rail = small || sidebar_narrow_;
  const float split = ui_.px(rail ? kRail : sidebar_width_);
  const Box sidebar = {0, 0, split, window.bottom};
  if (const auto wanted =
          rail ? sidebar_.draw_rail(context, sidebar, screen_) : sidebar_.draw(context, sidebar, screen_)) {
    show(*wanted);
  }
  switch (top_bar_.draw(context, {split, 0, window.right, ui_.px(kTopBar)})) {
    case TopBarRequest::none: break;
    case TopBarRequest::show_keys: keys_.open(); break;
    case TopBarRequest::show_about: show(app::Screen::about); break;
    case TopBarRequest::show_evidence: show(app::Screen::evidence); break;
  }
  const Box main = {split, ui_.px(kTopBar), window.right, window.bottom - ui_.px(kStatusBar)};
  switch (screen_) {
    case app::Screen::evidence: evidence_.draw(context, main); break;
    case app::Screen::members:
      if (members_.draw(context, main)) show(app::Screen::evidence);
      break;
    case app::Screen::about: draw_about(ui_, main); break;
  }
  draw_status_bar(context, {split, main.bottom, window.right, window.bottom}, screen_);
  if (!rail) draw_splitter(ui_, "split/sidebar", split, 0, window.bottom, sidebar_width_, kLeastSidebar, kMostSidebar);
}

void Shell::follow_keys(ViewContext& context) {
  if (menu_open() && !dialog_open()) return;  // the menu takes them
  if (dialog_open()) {
    const auto command = pressed_command(ui_, Reach::everywhere);
    if (command == Command::next_widget) ui_.focus_next(1);
    if (command == Command::previous_widget) ui_.focus_next(-1);
    return;
  }
  if (const auto command = pressed_command(ui_, Reach::everywhere)) {
    follow(context, *command);
    return;
  }
  if (screen_ != app::Screen::evidence) return;
  const auto command = pressed_command(ui_, Reach::results);
  if (!command) return;
  // Space and Enter belong to the widget that has the keyboard, if one has.
  const bool presses = *command == Command::tick || *command == Command::open_article;
  if (presses && !ui_.focused().empty()) return;
  evidence_.follow(context, *command);
}

void Shell::follow(ViewContext& context, Command command) {
  const int percent = ui_.look().text_percent;
  switch (command) {
    case Command::focus_search: top_bar_.take_keyboard(); return;
    case Command::leave: leave(context); return;
    case Command::switch_sidebar: sidebar_narrow_ = !sidebar_narrow_; return;
    case Command::next_theme: controller_.set_theme(next_theme(ui_.look().theme)); return;
    case Command::larger_text: controller_.set_text_percent(next_text_size(percent, 1)); return;
    case Command::smaller_text: controller_.set_text_percent(next_text_size(percent, -1)); return;
    case Command::normal_text: controller_.set_text_percent(100); return;
    case Command::next_pane:
      leave_text_field();
      ui_.focus_next_pane();
      return;
    case Command::next_widget:
    case Command::previous_widget:
      leave_text_field();
      ui_.focus_next(command == Command::next_widget ? 1 : -1);
      return;
    case Command::show_keys: keys_.open(); return;
    case Command::next_row:
    case Command::previous_row:
    case Command::next_page:
    case Command::previous_page:
    case Command::first_row:
    case Command::last_row:
    case Command::tick:
    case Command::tick_downwards:
    case Command::tick_upwards:
    case Command::open_article:
    case Command::star:
    case Command::copy:
    case Command::copy_doi_link:
    case Command::next_match:
    case Command::previous_match:
    case Command::switch_layout:
    case Command::export_list: return;  // the results'
  }
}

/// Esc undoes one thing at a time, the nearest first.
void Shell::leave(ViewContext& context) {
  if (ui_.typing()) {
    leave_text_field();
  } else if (!ui_.focused().empty()) {
    ui_.clear_focus();
  } else if (evidence_.leave()) {
    return;
  } else if (screen_ == app::Screen::about) {
    show(app::Screen::evidence);
  } else if (!context.controller.evidence().query.empty()) {
    context.controller.search("");
  }
}

}  // namespace evident::desktop
