// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "indexer/model/publication_json.hpp"
#include "ui/app/platform_paths.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/input_lines.hpp"
#include "ui/cli/json_shapes.hpp"

namespace evident::cli {
namespace {

/// What may be printed of a setting: never a key itself.
std::string printable_value(const app::SettingRow& row, const app::Settings& settings) {
  const std::string& value = settings.*row.value;
  if (row.secret) return value.empty() ? "not set" : "set";
  return value;
}

Json json_value(const app::SettingRow& row, const app::Settings& settings) {
  const std::string& value = settings.*row.value;
  if (row.secret) return value.empty() ? Json() : Json("set");
  return text_or_null(value);
}

Result<Exit> get(Context& context, const std::string& key) {
  const auto settings = context.settings();
  if (!settings) return fail(settings.error());
  Json json = Json::object();
  bool found = false;
  for (const app::SettingRow& row : app::setting_rows()) {
    if (!key.empty() && row.key != key) continue;
    found = true;
    if (context.output.as_json()) {
      json[std::string(row.key)] = json_value(row, *settings);
    } else if (!key.empty()) {
      context.output.line(printable_value(row, *settings));
    } else {
      context.output.line(Text()
                              .bold(fmt::format("{:<15}", row.key))
                              .add(" " + printable_value(row, *settings))
                              .faint(fmt::format("  {}", row.help)),
                          16);
    }
  }
  if (!found)
    return fail(Code::invalid_argument, fmt::format("there is no setting '{}'", key),
                "'evident config get' lists them all");
  if (context.output.as_json())
    context.output.json(json);
  else if (key.empty())
    context.output.note("Kept in " + app::settings_file().string());
  return Exit::done;
}

Result<Exit> set(Context& context, const std::string& key, std::string value) {
  if (value == "-") {
    auto lines = InputLines::open("-");
    if (!lines) return fail(lines.error());
    auto line = lines->next();
    if (!line) return fail(line.error());
    value = *line ? std::string(trimmed((*line)->text)) : std::string();
  }
  if (auto saved = app::save_setting(app::settings_file(), key, value); !saved) return fail(saved.error());
  if (context.output.as_json())
    context.output.json(Json{{"key", key}, {"set", !value.empty()}});
  else
    context.output.note(fmt::format("{} {}.", key, value.empty() ? "cleared" : "set"));
  return Exit::done;
}

}  // namespace

void add_config(CLI::App& app, Context& context) {
  struct ConfigOptions {
    std::string key, value;
  };
  CLI::App* config = add_command(app, "config", "Show and change settings",
                                 "evident config get\nevident config set contact library@example.org");
  config->require_subcommand(1);
  const auto options = std::make_shared<ConfigOptions>();
  CLI::App* getting = add_command(*config, "get", "Show one setting or all; keys and tokens only as 'set' or 'not set'",
                                  "evident config get\nevident config get pubmed_url");
  getting->add_option("KEY", options->key, "Name of the setting")->type_name("");
  getting->callback([&context, options] { context.chosen = [options](Context& c) { return get(c, options->key); }; });
  CLI::App* setting = add_command(*config, "set", "Change a setting",
                                  "evident config set contact library@example.org\n"
                                  "evident config set ncbi_api_key - < key.txt      (kept out of the shell's history)");
  setting->add_option("KEY", options->key, "Name of the setting")->required()->type_name("");
  setting->add_option("VALUE", options->value, "Its value; '' clears it, '-' reads it from standard input")
      ->required()
      ->type_name("");
  setting->callback(
      [&context, options] { context.chosen = [options](Context& c) { return set(c, options->key, options->value); }; });
}

}  // namespace evident::cli
