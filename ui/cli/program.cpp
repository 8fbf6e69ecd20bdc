// SPDX-License-Identifier: GPL-2.0-or-later
// The one place that catches what CLI11 throws.
#include "ui/cli/program.hpp"

#include <algorithm>
#include <csignal>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "ui/cli/commands.hpp"
#include "ui/cli/desktop_entry.hpp"

namespace evident::cli {
namespace {

/// "evident member add", as far as the command line named a command.
std::string command_named(const CLI::App& app) {
  std::string name = app.get_name();
  for (const CLI::App* sub = &app; !sub->get_subcommands().empty();) {
    sub = sub->get_subcommands().front();
    name += " " + sub->get_name();
  }
  return name;
}

/// CLI11 stops at the first fault, which may stand before --json; a script is to get JSON all the same.
bool asks_for_json(int argc, const char* const* argv) {
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i)
    if (std::string_view(argv[i]) == "--json") return true;
  return false;
}

std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

Exit usage_error(const CLI::App& app, const std::string& what, Context& context) {
  const std::string command = command_named(app);
  context.output.error(
      {Code::invalid_argument, what, fmt::format("'{} --help' shows the options and an example", command)});
  return Exit::usage;
}

Exit run_chosen(Context& context) {
  auto done = context.chosen(context);
  if (!done) {
    // Whoever closed the pipe does not want to hear about it.
    if (!context.output.broken()) context.output.error(done.error());
    return exit_for(done.error().code);
  }
  return *done;
}

Exit finish(Exit exit, Context& context) {
  const auto flushed = context.output.finish();
  if (flushed) return exit;
  if (flushed.error().code != Code::cancelled) context.output.warning("evident: " + flushed.error().message);
  return Exit::failed;
}

}  // namespace

std::string_view version_line() { return "evident " EVIDENT_VERSION; }

int run_program(int argc, const char* const* argv) {
  // A reader that goes away is an error of write(), not the end of us in the middle of a job.
  std::signal(SIGPIPE, SIG_IGN);
  Context context;
  const auto app = make_app(context);
  Exit exit = Exit::done;
  try {
    app->parse(argc, argv);
    if (!context.chosen) context.chosen = [](Context& c) { return open_desktop(c, {}); };
    exit = run_chosen(context);
  } catch (const CLI::CallForHelp&) {
    context.output.data(app->help());
  } catch (const CLI::CallForVersion& version) {
    context.output.line(version.what());
  } catch (const CLI::ParseError& error) {
    if (asks_for_json(argc, argv)) context.output.set_form(AnswerForm::json);
    exit = usage_error(*app, one_line(error.what()), context);
  }
  return status(finish(exit, context));
}

}  // namespace evident::cli
