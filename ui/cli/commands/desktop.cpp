// SPDX-License-Identifier: GPL-2.0-or-later
#include <CLI/CLI.hpp>

#include "ui/cli/commands.hpp"
#include "ui/cli/desktop_entry.hpp"

namespace evident::cli {

void add_desktop(CLI::App& app, Context& context) {
  const auto request = std::make_shared<DesktopRequest>();
  const auto shot = std::make_shared<std::string>();
  CLI::App* command =
      add_command(app, "desktop", "Open the desktop; 'evident' alone does so, too",
                  "evident desktop --query telehealth\n"
                  "evident desktop --shot evidence.png --size 1600x1000 --theme dark --query telehealth");
  command->add_option("--query", request->query, "Asked at once")->type_name("Q");
  command->add_option("--screen", request->screen, "Where to begin: evidence, members or about")->type_name("NAME");
  command->add_option("--size", request->size, "Width and height in pixels, such as 1600x1000")->type_name("WxH");
  command->add_option("--scale", request->scale, "Size of text and controls: 1.5 is 150 %")->type_name("S");
  command->add_option("--theme", request->theme, "light, dark or high-contrast")->type_name("T");
  command->add_option("--shot", *shot, "Draw one frame to this PNG file and open no window")->type_name("FILE");
  command->callback([&context, request, shot] {
    if (!shot->empty()) request->shot = *shot;
    context.chosen = [request](Context& c) { return open_desktop(c, *request); };
  });
}

}  // namespace evident::cli
