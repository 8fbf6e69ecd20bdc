// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "ui/app/controller.hpp"
#include "ui/desktop/deferred_controller.hpp"
#include "ui/desktop/ui.hpp"
#include "ui/desktop/views/bars_view.hpp"
#include "ui/desktop/views/dialogs.hpp"
#include "ui/desktop/views/evidence_view.hpp"
#include "ui/desktop/views/members_view.hpp"
#include "ui/desktop/views/sidebar_view.hpp"
#include "ui/desktop/widgets/toasts.hpp"

namespace evident::desktop {

/// The whole window's content: sidebar, bars, the current screen, dialogs and messages. Knows no window system.
class Shell {
 public:
  Shell(Ui& ui, app::Controller& controller);

  /// One frame, between ImGui::NewFrame() and Render().
  void draw();
  void show(app::Screen screen);

  /// Seconds until something changes by itself and must be drawn; nothing: only events change it.
  std::optional<double> next_change() const { return toasts_.next_change(); }

  app::Screen screen() const { return screen_; }
  EvidenceView& evidence() { return evidence_; }
  const ExportDialog& export_dialog() const { return export_; }
  const KeysOverlay& keys() const { return keys_; }

 private:
  void follow_keys(ViewContext& context);
  void follow(ViewContext& context, Command command);
  void leave(ViewContext& context);
  bool dialog_open() const { return export_.is_open() || keys_.is_open(); }
  void draw_panes(ViewContext& context, Box window);

  Ui& ui_;
  DeferredController controller_;
  app::Screen screen_ = app::Screen::evidence;
  SidebarView sidebar_;
  TopBar top_bar_;
  EvidenceView evidence_;
  MembersView members_;
  ExportDialog export_;
  KeysOverlay keys_;
  Toasts toasts_;
  float sidebar_width_ = 264;  ///< design pixels
  bool sidebar_narrow_ = false;
};

}  // namespace evident::desktop
