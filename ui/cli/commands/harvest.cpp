// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "ui/app/connections.hpp"
#include "ui/app/display.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/json_shapes.hpp"

namespace evident::cli {
namespace {

struct HarvestOptions {
  std::vector<std::string> members;
  std::string source;
  bool full = false;
};

struct Chosen {
  std::vector<Member> members;
  std::vector<std::string> without_consent;
};

/// The members to ask about. An error where there is none, because an empty answer would look like "nothing new".
Result<Chosen> choose(store::Store& store, const std::vector<std::string>& keys) {
  std::vector<Member> all;
  if (keys.empty()) {
    auto roster = store.members().all();
    if (!roster) return fail(roster.error());
    all = std::move(*roster);
  }
  for (const std::string& key : keys) {
    auto member = store.members().find(key);
    if (!member) return fail(member.error());
    if (!*member)
      return fail(Code::not_found, fmt::format("there is no member '{}'", key),
                  "'evident member list' shows the roster");
    all.push_back(std::move(**member));
  }
  if (all.empty())
    return fail(Code::not_found, "the roster is empty, so there is nobody to search for",
                "fill it with 'evident member add' or 'evident member import FILE.csv'");
  Chosen chosen;
  for (Member& member : all) {
    if (member.consent.given)
      chosen.members.push_back(std::move(member));
    else
      chosen.without_consent.push_back(member.key);
  }
  if (chosen.members.empty())
    return fail(Code::refused,
                fmt::format("nobody is searched for without consent: {}", fmt::join(chosen.without_consent, ", ")),
                "record consent with 'evident member add KEY ... --consent yes', or the date it was given");
  return chosen;
}

bool whole(const store::HarvestRun& run) {
  return run.state == store::RunState::complete && run.refused.empty() && run.missing.empty();
}

bool unanswered(const store::HarvestRun& run) { return run.state == store::RunState::failed; }

Exit exit_of(const std::vector<store::HarvestRun>& runs) {
  if (std::all_of(runs.begin(), runs.end(), whole)) return Exit::done;
  const bool nothing = std::all_of(runs.begin(), runs.end(), [](const store::HarvestRun& run) {
    return unanswered(run) && run.received == 0 && !run.announced;
  });
  return nothing ? Exit::failed : Exit::partial;
}

/// Why no question could be put at all.
Error nothing_asked(const store::HarvestRun& run) {
  return {Code::network, fmt::format("{} could not be asked: {}", run.source, run.error),
          "check the network and 'evident config get', then harvest again"};
}

std::string shown(const std::optional<std::int64_t>& count) { return count ? app::count_text(*count) : "?"; }

struct Totals {
  std::int64_t received = 0, added = 0, revised = 0, missing = 0, unanswered = 0;
};

Totals print_table(Output& output, const std::vector<store::HarvestRun>& runs) {
  using enum Table::Align;
  Table table({{"Member"},
               {"Source"},
               {"Answer"},
               {"Announced", right},
               {"Received", right},
               {"New", right},
               {"Revised", right},
               {"Unchanged", right},
               {"Left", right},
               {"Not read", right},
               {"Missing", right},
               {"Asked by"}});
  Totals totals;
  for (const store::HarvestRun& run : runs) {
    const auto missing = static_cast<std::int64_t>(run.missing.size() + run.refused.size());
    table.row({run.member_key, run.source, std::string(store::run_state_name(run.state)), shown(run.announced),
               app::count_text(run.received), app::count_text(run.added), app::count_text(run.revised),
               app::count_text(run.unchanged), app::count_text(run.passed_over), app::count_text(run.not_read),
               app::count_text(missing), run.why});
    totals.received += run.received;
    totals.added += run.added;
    totals.revised += run.revised;
    totals.missing += missing;
    if (unanswered(run)) ++totals.unanswered;
  }
  table.print(output);
  return totals;
}

void print_runs(Output& output, const std::vector<store::HarvestRun>& runs) {
  const Totals totals = print_table(output, runs);
  output.blank();
  output.line(fmt::format("{} received: {} new, {} revised; {} missing.",
                          app::counted(totals.received, "record", "records"), app::count_text(totals.added),
                          app::count_text(totals.revised), app::count_text(totals.missing)));
  // Never let a question that was not answered pass for one that found nothing.
  if (totals.unanswered > 0)
    output.line(
        Text().alarm(fmt::format("{} of {} not answered.", app::count_text(totals.unanswered),
                                 app::counted(static_cast<std::int64_t>(runs.size()), "question", "questions"))));
  for (const store::HarvestRun& run : runs) {
    const std::string whose = fmt::format("{}, {}", run.member_key, run.why);
    if (!run.error.empty()) output.warning(fmt::format("Not answered: {} ({}): {}", run.source, whose, run.error));
    if (run.not_read > 0) output.warning(fmt::format("Not read: {} ({}): {}", run.source, whose, run.not_read_why));
    if (run.not_read > 0)
      output.note(fmt::format("{} for {}: {} {}", run.source, run.member_key,
                              app::counted(run.not_read, "record", "records"), run.not_read_why));
    for (const Refusal& refusal : run.refused)
      output.warning(fmt::format("Not kept: {} {}: {}", run.source, refusal.id, refusal.why));
    for (const Refusal& refusal : run.missing)
      output.warning(fmt::format("Missing: {} {}: {}", run.source, refusal.id, refusal.why));
  }
}

Result<Exit> harvest(Context& context, const HarvestOptions& options) {
  auto settings = context.settings();
  if (!settings) return fail(settings.error());
  auto writer = context.write_library("harvest");
  if (!writer) return fail(writer.error());
  auto chosen = choose((*writer)->store(), options.members);
  if (!chosen) return fail(chosen.error());
  app::Connections connections(*settings);
  auto sources = connections.sources(options.source.empty() ? std::vector<std::string>() : std::vector{options.source});
  if (!sources) return fail(sources.error());

  const auto resume = options.full ? harvest::Harvester::Resume::from_start : harvest::Harvester::Resume::where_stopped;
  const auto progress = [&](const harvest::HarvestProgress& now) {
    const auto total = now.announced == 0 ? std::string() : fmt::format(" of {}", now.announced);
    context.output.progress(
        fmt::format("Harvesting {}{} records for {} from {}", now.records, total, now.member_key, now.source));
  };
  auto report = (*writer)->harvest(
      chosen->members, std::move(*sources), [&connections] { return connections.take_log(); }, resume, progress,
      context.stop());
  if (!report) return fail(report.error());
  const Exit exit = exit_of(report->runs);
  if (context.output.as_json()) {
    Json answer = {{"runs", Json::array()}, {"left_out", chosen->without_consent}};
    for (const store::HarvestRun& run : report->runs) answer["runs"].push_back(run_json(run));
    if (exit == Exit::failed) answer["error"] = error_json(nothing_asked(report->runs.front()))["error"];
    context.output.json(answer);
    return exit;
  }
  print_runs(context.output, report->runs);
  if (!chosen->without_consent.empty())
    context.output.warning(fmt::format("Left out for want of consent: {}.", fmt::join(chosen->without_consent, ", ")));
  if (exit == Exit::failed) context.output.error(nothing_asked(report->runs.front()));
  return exit;
}

}  // namespace

void add_harvest(CLI::App& app, Context& context) {
  const auto options = std::make_shared<HarvestOptions>();
  CLI::App* command = add_command(app, "harvest", "Ask PubMed and Crossref what the members have published",
                                  "evident harvest\nevident harvest --member lsmith --source pubmed --full");
  add_repeated(*command, "--member", options->members, "Only this member; repeatable")->type_name("KEY");
  command->add_option("--source", options->source, "Only this source: pubmed or crossref")
      ->check(unannounced(CLI::IsMember({"pubmed", "crossref"})))
      ->type_name("NAME");
  command->add_flag("--full", options->full, "From the start, even where an earlier harvest stopped half-way");
  command->callback([&context, options] { context.chosen = [options](Context& c) { return harvest(c, *options); }; });
}

}  // namespace evident::cli
