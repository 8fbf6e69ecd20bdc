// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/commands.hpp"

#include <array>
#include <memory>

#include <CLI/CLI.hpp>

#include "ui/app/platform_paths.hpp"
#include "ui/cli/program.hpp"

namespace evident::cli {
namespace {

constexpr std::array<AddCommand, 15> kCommands = {
    add_desktop,      add_demo,   add_member, add_harvest, add_import, add_search, add_show,    add_export,
    add_attributions, add_decide, add_undo,   add_log,     add_config, add_check,  add_rebuild,
};

constexpr const char* kEverywhere =
    "\n\nWith every command: --library DIR, --json, --quiet, --wait SECONDS; see 'evident --help'.";

}  // namespace

std::span<const AddCommand> all_commands() { return kCommands; }

CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& help, const std::string& examples) {
  CLI::App* command = parent.add_subcommand(name, help);
  std::string footer = "Example:";
  std::string_view rest = examples;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    footer += "\n  " + std::string(rest.substr(0, end));
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  command->footer(footer + kEverywhere);
  return command;
}

std::unique_ptr<CLI::App> make_app(Context& context) {
  auto app = std::make_unique<CLI::App>(
      "Evident: the evidence base and publication output of a digital-health network. Without a command: the desktop.",
      "evident");
  app->set_version_flag("--version", std::string(version_line()), "Say which version this is");
  app->fallthrough();  // --library and its like may stand behind the command as well
  app->require_subcommand(0, 1);
  app->get_formatter()->column_width(34);
  GlobalOptions& options = context.options;
  options.library = app::default_library();
  app->add_option("--library", options.library, "The library's folder (default: " + options.library.string() + ")")
      ->take_last()
      ->type_name("DIR");
  app->add_flag_callback(
      "--json",
      [&context] {
        context.options.form = AnswerForm::json;
        context.output.set_form(AnswerForm::json);
      },
      "Answer in JSON, failures included");
  app->add_flag_callback(
      "--quiet",
      [&context] {
        context.options.quiet = true;
        context.output.set_quiet(true);
      },
      "Leave out progress and remarks");
  app->add_option("--wait", options.wait_seconds, "Seconds to wait while another process writes to the library")
      ->check(unannounced(CLI::Range(0, 86400)))
      ->type_name("SECONDS");
  app->footer(
      "Example:\n  evident demo\n  evident member import roster.csv\n  evident harvest\n"
      "  evident search 'remote monitoring AND year:2020..'\n  evident export --format ris -o evidence.ris\n\n"
      "'evident COMMAND --help' tells more. Exit status: 0 done, 1 failed, 2 wrong usage, 3 done in part,\n"
      "4 nothing found, 130 cancelled.");
  for (const AddCommand add : kCommands) add(*app, context);
  return app;
}

}  // namespace evident::cli
