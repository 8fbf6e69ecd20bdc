// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "ui/app/display.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/json_shapes.hpp"

namespace evident::cli {
namespace {

struct ImportOptions {
  std::vector<std::string> files;
  std::string source;
};

// A file of another kind can be refused line by line; the whole list is in the JSON answer.
constexpr std::size_t kRefusalsShown = 20;

void print_refusals(Output& output, std::string_view what, const std::vector<Refusal>& refusals) {
  for (std::size_t i = 0; i < refusals.size() && i < kRefusalsShown; ++i)
    output.warning(
        fmt::format("  {}: {}{}{}", what, refusals[i].id, refusals[i].id.empty() ? "" : ": ", refusals[i].why));
  if (refusals.size() > kRefusalsShown)
    output.warning(fmt::format("  {}: {} more; --json lists them all", what, refusals.size() - kRefusalsShown));
}

void print_report(Output& output, const app::ImportReport& report) {
  output.line(fmt::format("{}: {} ({} new, {} revised, {} unchanged, {} deleted) from source {}", report.file,
                          app::counted(report.received, "record", "records"), report.added, report.revised,
                          report.unchanged, report.deleted, report.source));
  print_refusals(output, "refused", report.refused);
  print_refusals(output, "missing", report.missing);
  if (report.broke_off) output.error(*report.broke_off);
}

bool kept_something(const app::ImportReport& report) { return report.received > 0 || report.deleted > 0; }

Exit exit_of(const std::vector<app::ImportReport>& reports) {
  const auto all = [&](auto test) { return std::all_of(reports.begin(), reports.end(), test); };
  if (all([](const app::ImportReport& report) { return report.complete(); })) return Exit::done;
  // A file read to its end that happens to be empty counts as read.
  const bool nothing =
      all([](const app::ImportReport& report) { return !kept_something(report) && !report.complete(); });
  return nothing ? Exit::failed : Exit::partial;
}

Result<Exit> import(Context& context, const ImportOptions& options) {
  auto writer = context.write_library("import");
  if (!writer) return fail(writer.error());
  std::vector<app::ImportReport> reports;
  for (const std::string& file : options.files) {
    auto report = (*writer)->import_file(file, options.source, context.job_progress("Reading " + file), context.stop());
    if (!report) return fail(report.error());
    if (!context.output.as_json()) print_report(context.output, *report);
    reports.push_back(std::move(*report));
  }
  const Exit exit = exit_of(reports);
  if (context.output.as_json()) {
    Json answer = {{"runs", Json::array()}};
    for (const app::ImportReport& report : reports) answer["runs"].push_back(run_json(report));
    // Nothing at all is a failure, and is told as every other is.
    if (exit == Exit::failed && reports.front().broke_off)
      answer["error"] = error_json(*reports.front().broke_off)["error"];
    context.output.json(answer);
  }
  return exit;
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
  const auto options = std::make_shared<ImportOptions>();
  CLI::App* command = add_command(app, "import", "Read files of publications into the library",
                                  "evident import pubmed-export.xml references.ris works.json.gz\n"
                                  "curl -s https://example.org/list.bib | evident import - --source reading-list");
  command
      ->add_option("FILE", options->files,
                   "PubMed XML, Crossref JSON, RIS, BibTeX, CSL-JSON, CSV or Evident's jsonl, plain, gz or zst, known "
                   "by content; '-' is standard input")
      ->required()
      ->type_name("");
  command
      ->add_option("--source", options->source,
                   "Name of the source, where the file does not name its own (default: the file's base name)")
      ->type_name("NAME");
  command->callback([&context, options] { context.chosen = [options](Context& c) { return import(c, *options); }; });
}

}  // namespace evident::cli
