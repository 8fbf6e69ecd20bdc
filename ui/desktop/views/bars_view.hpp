// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>

#include "ui/desktop/views/view_context.hpp"
#include "ui/desktop/widgets/menu.hpp"
#include "ui/desktop/widgets/text_field.hpp"

namespace evident::desktop {

/// What the top bar asks of the window.
enum class TopBarRequest : std::uint8_t { none, show_keys, show_about, show_evidence };

/// Search box on the left; how current the library is, theme and settings on the right.
class TopBar {
 public:
  TopBarRequest draw(ViewContext& context, Box box);
  void take_keyboard() { search_.take_keyboard(); }
  bool searching() const { return active_; }
  const std::string& query() const { return search_.text(); }

 private:
  float draw_right(ViewContext& context, Box box, TopBarRequest& request);
  void draw_settings_menu(ViewContext& context, Box anchor, TopBarRequest& request);
  bool draw_search(ViewContext& context, Box box);

  TextField search_;
  std::string seen_;  ///< the model's query in the frame before
  bool active_ = false;
  Menu currency_{"currency-menu"};
  Menu settings_{"settings-menu"};
};

/// Facts on the left, the keys that matter here on the right.
void draw_status_bar(ViewContext& context, Box box, app::Screen screen);

}  // namespace evident::desktop
