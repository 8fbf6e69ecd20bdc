// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "ui/desktop/views/view_context.hpp"
#include "ui/desktop/widgets/panes.hpp"

namespace evident::desktop {

/// Screens, collections, saved searches and, on the Evidence screen, the facets of the results.
class SidebarView {
 public:
  /// Returns the screen that was asked for.
  std::optional<app::Screen> draw(ViewContext& context, Box box, app::Screen current);
  /// The narrow form: icons only.
  std::optional<app::Screen> draw_rail(ViewContext& context, Box box, app::Screen current);

 private:
  enum class Handle { none, from, to };
  struct Years {
    int from, to;
  };
  float draw_years(ViewContext& context, Box box, float y);
  float draw_facet(ViewContext& context, Box box, float y, const app::Facet& facet);

  Handle dragged_ = Handle::none;
  Years preview_{0, 0};
};

}  // namespace evident::desktop
