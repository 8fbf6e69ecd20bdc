// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/model/result.hpp"
#include "ui/app/controller.hpp"

namespace evident::desktop {

/// How the window opens.
struct DesktopOptions {
  app::Screen screen = app::Screen::evidence;
  std::string query;  ///< asked at once; empty: everything
  int width = 1600;   ///< screen pixels
  int height = 1000;
};

/// Which frame to draw to a file.
struct ShotOptions {
  std::filesystem::path file;  ///< PNG; an existing file is replaced
  int width = 1600;            ///< pixels
  int height = 1000;
  double scale = 1;  ///< 1.5 is 150 %
  app::ThemeChoice theme = app::ThemeChoice::light;
  app::Screen screen = app::Screen::evidence;
  std::string query;
};

/// "1600x1000"; `invalid_argument` for anything else, and for sides below 320 or above 8192.
Result<std::pair<int, int>> parse_size(std::string_view text);
/// "light", "dark", "high-contrast".
Result<app::ThemeChoice> parse_theme(std::string_view text);
/// "evidence", "members", "about".
Result<app::Screen> parse_screen(std::string_view text);

/// Opens the window and draws until it is closed; returns the exit status, 0 or 1. Where it cannot be opened the
/// reason and what to do are printed to standard error.
int run_desktop(const DesktopOptions& options, app::Controller& controller);

/// Draws one settled frame without a window or display and writes it as PNG. The picture depends on the options and
/// the controller's models only: it is rasterised in software. `unsupported` where EGL cannot; `io` for the file.
Result<void> render_shot(const ShotOptions& options, app::Controller& controller);

}  // namespace evident::desktop
