// SPDX-License-Identifier: GPL-2.0-or-later
#include <limits>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "connectors/files/csv_text.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/json_shapes.hpp"
#include "ui/cli/times.hpp"

namespace evident::cli {
namespace {

struct LogOptions {
  bool csv = false;
  int limit = 100;
};

int most(const LogOptions& options) { return options.limit == 0 ? std::numeric_limits<int>::max() : options.limit; }

using Rows = std::vector<std::vector<std::string>>;

void print_csv(Output& output, const std::vector<std::string>& heading, const Rows& rows) {
  std::string text;
  files::append_csv_row(text, heading, files::CsvCells::as_is);
  for (const auto& row : rows) files::append_csv_row(text, row, files::CsvCells::formula_safe);
  output.data(text);
}

void print_table(Output& output, const std::vector<std::string>& heading, const Rows& rows) {
  if (rows.empty()) return output.line("The log is empty.");
  std::vector<Table::Column> columns;
  for (const std::string& name : heading) columns.push_back({name});
  Table table(std::move(columns));
  for (const auto& row : rows) table.row(row);
  table.print(output);
}

void print_rows(Output& output, const LogOptions& options, const std::vector<std::string>& heading, const Rows& rows) {
  if (options.csv)
    print_csv(output, heading, rows);
  else
    print_table(output, heading, rows);
}

Result<Exit> requests(Context& context, const LogOptions& options) {
  auto store = context.read_store();
  if (!store) return fail(store.error());
  const auto log = (*store)->harvests().requests(most(options));
  if (!log) return fail(log.error());
  if (context.output.as_json() && !options.csv) {
    Json answer = {{"requests", Json::array()}};
    for (const store::LoggedRequest& request : *log) answer["requests"].push_back(request_json(request));
    context.output.json(answer);
    return Exit::done;
  }
  Rows rows;
  for (const store::LoggedRequest& one : *log)
    rows.push_back({iso_moment(one.at), one.source, one.method, one.status == 0 ? "" : std::to_string(one.status),
                    std::to_string(one.bytes), std::to_string(one.milliseconds), std::to_string(one.attempt),
                    one.outcome, one.url});
  print_rows(context.output, options,
             {"at", "source", "method", "status", "bytes", "milliseconds", "attempt", "outcome", "url"}, rows);
  return Exit::done;
}

Result<Exit> harvests(Context& context, const LogOptions& options) {
  auto store = context.read_store();
  if (!store) return fail(store.error());
  const auto log = (*store)->harvests().list(most(options));
  if (!log) return fail(log.error());
  if (context.output.as_json() && !options.csv) {
    Json answer = {{"runs", Json::array()}};
    for (const store::HarvestRun& run : *log) answer["runs"].push_back(run_json(run));
    context.output.json(answer);
    return Exit::done;
  }
  Rows rows;
  for (const store::HarvestRun& run : *log)
    rows.push_back({iso_moment(run.started_at), run.finished_at ? iso_moment(*run.finished_at) : "", run.member_key,
                    run.topic, run.source, std::string(store::run_state_name(run.state)),
                    run.announced ? std::to_string(*run.announced) : "", std::to_string(run.received),
                    std::to_string(run.added), std::to_string(run.revised), std::to_string(run.unchanged),
                    std::to_string(run.passed_over), std::to_string(run.refused.size()),
                    std::to_string(run.missing.size()), run.error, run.query});
  print_rows(context.output, options,
             {"started", "finished", "member", "topic", "source", "state", "announced", "received", "new", "revised",
              "unchanged", "left", "refused", "missing", "error", "query"},
             rows);
  return Exit::done;
}

void add_log_of(CLI::App& log, Context& context, const std::string& name, const std::string& help,
                Result<Exit> (*print)(Context&, const LogOptions&)) {
  const auto options = std::make_shared<LogOptions>();
  CLI::App* command =
      add_command(log, name, help, fmt::format("evident log {0}\nevident log {0} --csv > {0}.csv", name));
  command->add_flag("--csv", options->csv, "As CSV");
  command->add_option("--limit", options->limit, "At most this many, the newest first; 0 is all (default: 100)")
      ->check(unannounced(CLI::Range(0, std::numeric_limits<int>::max())))
      ->type_name("N");
  command->callback(
      [&context, options, print] { context.chosen = [options, print](Context& c) { return print(c, *options); }; });
}

}  // namespace

void add_log(CLI::App& app, Context& context) {
  CLI::App* log = add_command(app, "log", "Show what was asked of the sources, and what came of it",
                              "evident log harvests\nevident log requests --csv");
  log->require_subcommand(1);
  add_log_of(*log, context, "requests", "Every request sent, without keys and addresses", requests);
  add_log_of(*log, context, "harvests", "Every question put to a source, and its account", harvests);
}

}  // namespace evident::cli
