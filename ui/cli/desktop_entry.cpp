// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/desktop_entry.hpp"

#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

#include "ui/app/library_controller.hpp"
#include "ui/app/platform_paths.hpp"
#include "ui/desktop/options.hpp"

namespace evident::cli {
namespace {

/// The range in which text stays readable and the window whole.
constexpr double kLeastScale = 0.5, kMostScale = 3;

Result<double> parse_scale(std::string_view text) {
  double scale = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), scale);
  if (error != std::errc() || end != text.data() + text.size() || scale < kLeastScale || scale > kMostScale)
    return fail(Code::invalid_argument, fmt::format("'{}' is no scale", text), "write 1 for 100 %, 1.5 for 150 %");
  return scale;
}

}  // namespace

bool display_there() {
  for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY"})
    if (const char* value = std::getenv(variable); value != nullptr && *value != '\0') return true;
  return false;
}

Result<Exit> open_desktop(Context& context, const DesktopRequest& request) {
  auto settings = context.settings();
  if (!settings) return fail(settings.error());
  desktop::DesktopOptions window;
  desktop::ShotOptions shot;
  if (!request.size.empty()) {
    const auto size = desktop::parse_size(request.size);
    if (!size) return fail(size.error());
    window.width = shot.width = size->first;
    window.height = shot.height = size->second;
  }
  if (!request.screen.empty()) {
    const auto screen = desktop::parse_screen(request.screen);
    if (!screen) return fail(screen.error());
    window.screen = shot.screen = *screen;
  }
  if (!request.theme.empty()) settings->theme = request.theme;
  const auto theme = desktop::parse_theme(settings->theme);
  if (!theme) return fail(theme.error());
  shot.theme = *theme;
  if (!request.scale.empty()) {
    const auto scale = parse_scale(request.scale);
    if (!scale) return fail(scale.error());
    shot.scale = *scale;
    settings->scale = fmt::format("{:.0f}", *scale * 100);
  }
  window.query = shot.query = request.query;
  if (!request.library_name.empty()) settings->library_name = request.library_name;
  app::LibraryController controller(context.options.library, *settings, app::settings_file());
  if (request.shot) {
    shot.file = *request.shot;
    if (auto drawn = desktop::render_shot(shot, controller); !drawn) return fail(drawn.error());
    context.output.note(fmt::format("Drawn to {}.", shot.file.string()));
    return Exit::done;
  }
  return desktop::run_desktop(window, controller) == 0 ? Exit::done : Exit::failed;
}

}  // namespace evident::cli
