// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "ui/app/display.hpp"
#include "ui/cli/commands.hpp"

namespace evident::cli {
namespace {

Result<Exit> rebuild(Context& context) {
  auto writer = context.write_existing_library("rebuild");
  if (!writer) return fail(writer.error());
  if (auto done = (*writer)->rebuild(context.job_progress("Rebuilding"), context.stop()); !done)
    return fail(done.error());
  const auto records = (*writer)->store().records().count();
  if (!records) return fail(records.error());
  const auto publications = (*writer)->store().publications().count();
  if (!publications) return fail(publications.error());
  if (context.output.as_json())
    context.output.json(Json{{"records", *records}, {"publications", *publications}});
  else
    context.output.line(fmt::format("Made {} anew from {}.", app::counted(*publications, "publication", "publications"),
                                    app::counted(*records, "record", "records")));
  return Exit::done;
}

}  // namespace

void add_rebuild(CLI::App& app, Context& context) {
  CLI::App* command = add_command(
      app, "rebuild", "Make publications, attributions and index anew from what the sources said and people decided",
      "evident rebuild");
  command->callback([&context] { context.chosen = rebuild; });
}

}  // namespace evident::cli
