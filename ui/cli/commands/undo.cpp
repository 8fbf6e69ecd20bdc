// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "ui/app/display.hpp"
#include "ui/app/presentation.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/json_shapes.hpp"
#include "ui/cli/times.hpp"

namespace evident::cli {
namespace {

Result<std::string> key_of(store::Store& store, MemberId member) {
  auto members = store.members().all();
  if (!members) return fail(members.error());
  for (const Member& one : *members)
    if (one.id == member) return one.key;
  return std::string("a member who has left the roster");
}

Result<Exit> undo(Context& context) {
  auto writer = context.write_existing_library("undo");
  if (!writer) return fail(writer.error());
  auto undone = (*writer)->undo();
  if (!undone) return fail(undone.error());
  if (!*undone) {
    if (context.output.as_json())
      context.output.json(Json{{"undone", nullptr}});
    else
      context.output.line("There is no decision to take back.");
    return Exit::done;
  }
  const store::Decision& decision = **undone;
  const auto member = key_of((*writer)->store(), decision.member);
  if (!member) return fail(member.error());
  if (context.output.as_json()) {
    context.output.json(Json{{"undone", Json{{"member", *member},
                                             {"status", status_name(decision.verdict)},
                                             {"sources", sources_json(decision.records)},
                                             {"at", iso_moment(decision.at)},
                                             {"who", text_or_null(decision.who)}}}});
    return Exit::done;
  }
  context.output.line(fmt::format("Taken back: {} for {}, decided {}.", status_name(decision.verdict), *member,
                                  app::date_text(app::local_day(decision.at))));
  for (const RecordKey& key : decision.records) context.output.line("  " + key.text());
  return Exit::done;
}

}  // namespace

void add_undo(CLI::App& app, Context& context) {
  CLI::App* command = add_command(app, "undo", "Take the last decision back; repeat for earlier ones", "evident undo");
  command->callback([&context] { context.chosen = undo; });
}

}  // namespace evident::cli
