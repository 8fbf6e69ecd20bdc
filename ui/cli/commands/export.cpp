// SPDX-License-Identifier: GPL-2.0-or-later
#include <optional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "ui/app/display.hpp"
#include "ui/app/export.hpp"
#include "ui/app/output_file.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/json_shapes.hpp"

namespace evident::cli {
namespace {

struct ExportOptions {
  std::string format, query, member, file, retracted = "include";
  bool has_query = false;
  bool to_file() const { return !file.empty() && file != "-"; }
};

Result<app::ExportSelection> select(Context& context, const ExportOptions& options, store::Store& store) {
  if (!options.member.empty()) return app::select_by_member(store, options.member);
  if (!options.has_query) return app::ExportSelection{};
  auto reader = context.read_library();
  if (!reader) return fail(reader.error());
  index::SearchRequest request;
  request.text = options.query;
  return app::select_by_search(**reader, std::move(request));
}

/// The file appears with the first bytes, so that nothing found leaves what was there.
Result<app::ExportOutcome> write(Context& context, const ExportOptions& options, store::Store& store,
                                 const app::ExportSelection& selection, files::PublicationWriter& writer) {
  std::optional<app::OutputFile> file;
  const auto sink = [&](std::string_view bytes) -> Result<void> {
    if (!options.to_file()) {
      context.output.data(bytes);
      return context.output.broken() ? context.output.finish() : Result<void>();
    }
    if (!file) {
      auto created = app::OutputFile::create(options.file);
      if (!created) return fail(created.error());
      file.emplace(std::move(*created));
    }
    return file->write(bytes);
  };
  const auto retracted = options.retracted == "omit" ? app::RetractedWork::omitted : app::RetractedWork::included;
  const auto progress = options.to_file() ? context.job_progress("Exporting") : app::JobProgress();
  auto outcome = app::write_publications(store, selection, writer, retracted, sink, progress, context.stop());
  if (!outcome) return fail(outcome.error());
  if (file)
    if (auto done = file->commit(); !done) return fail(done.error());
  return outcome;
}

void report(Output& output, const ExportOptions& options, const app::ExportOutcome& outcome) {
  if (output.as_json() && options.to_file()) {
    Json omitted = Json::array();
    for (const auto& one : outcome.omitted)
      omitted.push_back(Json{{"id", one.id}, {"title", text_or_null(one.title)}, {"why", "retracted"}});
    output.json(Json{{"file", outcome.exported == 0 ? Json() : Json(options.file)},
                     {"exported", outcome.exported},
                     {"omitted", std::move(omitted)}});
    return;
  }
  if (!outcome.omitted.empty()) {
    output.warning(
        fmt::format("Left out because retracted: {}.",
                    app::counted(static_cast<std::int64_t>(outcome.omitted.size()), "publication", "publications")));
    for (const auto& one : outcome.omitted) output.warning(fmt::format("  {}  {}", one.id, one.title));
  }
  if (outcome.exported == 0)
    output.warning("Nothing matched, so nothing was written.");
  else
    output.note(fmt::format("Exported {}{}.", app::counted(outcome.exported, "publication", "publications"),
                            options.to_file() ? " to " + options.file : ""));
}

Result<Exit> run(Context& context, const ExportOptions& options) {
  if (options.has_query && !options.member.empty())
    return fail(Code::invalid_argument, "--query and --member were both given",
                "give one of them; a query may say member:KEY");
  std::error_code error;
  if (std::filesystem::is_directory(options.file, error))
    return fail(Code::invalid_argument, fmt::format("{} is a folder", options.file), "name a file in it");
  auto writer = files::make_writer(options.format);
  if (!writer) return fail(writer.error());
  auto store = context.read_store();
  if (!store) return fail(store.error());
  const auto selection = select(context, options, **store);
  if (!selection && selection.error().code == Code::unreadable_query) {
    context.output.error(selection.error(), options.query);
    return Exit::usage;
  }
  if (!selection) return fail(selection.error());
  for (const std::string& warning : selection->warnings) context.output.warning("Note: " + warning);
  const auto outcome = write(context, options, **store, *selection, **writer);
  if (!outcome) return fail(outcome.error());
  report(context.output, options, *outcome);
  return outcome->exported == 0 ? Exit::nothing_found : Exit::done;
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
  const auto options = std::make_shared<ExportOptions>();
  std::vector<std::string> names;
  std::string formats = "\n\nFormats, and what each cannot carry:";
  for (const files::ExportFormatRow& row : files::export_formats()) {
    names.emplace_back(row.name);
    formats += fmt::format("\n  {:<9} {}\n            not: {}", row.name, row.help, row.cannot_carry);
  }
  CLI::App* command = add_command(app, "export", "Write publications to a file, or to standard output",
                                  "evident export --format ris --query 'telehealth AND year:2020..' -o telehealth.ris\n"
                                  "evident export --format csv --member lsmith > smith.csv\n"
                                  "evident export --format jsonl --retracted omit -o evidence.jsonl");
  command->footer(command->get_footer() + formats);
  command->add_option("--format", options->format, "The format")
      ->required()
      ->check(unannounced(CLI::IsMember(names)))
      ->type_name(fmt::format("{}", fmt::join(names, "|")));
  CLI::Option* query =
      command->add_option("--query", options->query, "Only what this search finds, in its order")->type_name("Q");
  command->add_option("--member", options->member, "Only this member's accepted publications")->type_name("KEY");
  command
      ->add_option("-o,--output", options->file, "The file; it appears whole or not at all (default: standard output)")
      ->type_name("FILE");
  command
      ->add_option(
          "--retracted", options->retracted,
          "include or mark: retracted work carries its notice; omit: it is left out and named (default: include)")
      ->check(unannounced(CLI::IsMember({"include", "mark", "omit"})))
      ->type_name("include|mark|omit");
  command->callback([&context, options, query] {
    options->has_query = query->count() > 0;
    context.chosen = [options](Context& c) { return run(c, *options); };
  });
}

}  // namespace evident::cli
