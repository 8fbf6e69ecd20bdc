// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "ui/cli/context.hpp"

namespace evident::cli {

/// Adds one command, or a family of them, to the program: name, options, help, example, and what it does.
using AddCommand = void (*)(CLI::App& app, Context& context);

/// Every command there is, in the order of --help. The man page, the shell completions and the tests read it too.
std::span<const AddCommand> all_commands();

/// The whole program's command line. `context` must outlive the App.
std::unique_ptr<CLI::App> make_app(Context& context);

/// A command with its help and at least one example, each a line of its own.
CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& help, const std::string& examples);

/// A check that keeps out of the help: the option's type name says in words what is allowed.
template <class Check>
CLI::Validator unannounced(const Check& check) {
  return check.description("");
}

/// A list option that takes one value each time it is given, so that it cannot swallow what stands behind it.
template <class T>
CLI::Option* add_repeated(CLI::App& command, const std::string& name, std::vector<T>& values, const std::string& help) {
  return command.add_option(name, values, help)->allow_extra_args(false);
}

void add_desktop(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);
void add_member(CLI::App& app, Context& context);
void add_harvest(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_search(CLI::App& app, Context& context);
void add_show(CLI::App& app, Context& context);
void add_attributions(CLI::App& app, Context& context);
void add_decide(CLI::App& app, Context& context);
void add_undo(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_log(CLI::App& app, Context& context);
void add_config(CLI::App& app, Context& context);
void add_check(CLI::App& app, Context& context);
void add_rebuild(CLI::App& app, Context& context);

}  // namespace evident::cli
