// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "indexer/store/fingerprint.hpp"
#include "ui/app/display.hpp"
#include "ui/cli/commands.hpp"

namespace evident::cli {
namespace {

struct CheckOptions {
  bool fingerprint = false, repair = false;
};

struct Findings {
  std::vector<std::string> store;  ///< in what the sources said and people decided: only a backup mends these
  std::vector<std::string> index;  ///< in what is derived: a rebuild mends these
  std::int64_t records = 0, publications = 0, indexed = 0;
  bool good() const { return store.empty() && index.empty(); }
};

/// Compares the index with the store it is made from.
Result<void> look_at_index(const std::filesystem::path& library, store::Store& store, Findings& findings) {
  const auto last_change = store.publications().last_change();
  if (!last_change) return fail(last_change.error());
  auto index = index::SearchIndex::open(app::index_folder(library));
  if (!index) {
    findings.index.push_back("the index cannot be read: " + index.error().message);
    return {};
  }
  const auto change = index->change();
  if (!change) return fail(change.error());
  const auto indexed = index->document_count();
  if (!indexed) return fail(indexed.error());
  findings.indexed = static_cast<std::int64_t>(*indexed);
  if (*change < *last_change)
    findings.index.push_back(fmt::format("the index is {} changes behind the library", *last_change - *change));
  else if (*change > *last_change)
    findings.index.push_back("the index belongs to a later state of this library than the database beside it");
  else if (findings.indexed != findings.publications)
    findings.index.push_back(fmt::format("the index holds {}, the library {}",
                                         app::counted(findings.indexed, "publication", "publications"),
                                         app::count_text(findings.publications)));
  return {};
}

Result<Findings> look(Context& context) {
  auto store = context.read_store();
  if (!store) return fail(store.error());
  Findings findings;
  auto found = (*store)->check();
  if (!found) return fail(found.error());
  findings.store = std::move(*found);
  const auto records = (*store)->records().count();
  if (!records) return fail(records.error());
  const auto publications = (*store)->publications().count();
  if (!publications) return fail(publications.error());
  findings.records = *records;
  findings.publications = *publications;
  if (auto done = look_at_index(context.options.library, **store, findings); !done) return fail(done.error());
  return findings;
}

Result<void> repair(Context& context) {
  // Opening for writing brings an index up to date that is merely behind, and makes one anew that does not read.
  {
    auto writer = context.write_existing_library("check --repair");
    if (!writer) return fail(writer.error());
  }
  const auto still = look(context);
  if (!still) return fail(still.error());
  if (still->index.empty()) return {};
  auto writer = context.write_existing_library("check --repair");
  if (!writer) return fail(writer.error());
  return (*writer)->rebuild(context.job_progress("Rebuilding"), context.stop());
}

void print_text(Context& context, const Findings& findings, const std::string& fingerprint) {
  Output& output = context.output;
  for (const auto* list : {&findings.store, &findings.index})
    for (const std::string& one : *list) output.warning("Found: " + one);
  if (!findings.store.empty())
    output.warning("  hint: put back a backup; what the sources said can also be harvested and imported again");
  if (!findings.index.empty()) output.warning("  hint: 'evident check --repair' makes the index anew; nothing is lost");
  const auto counts =
      fmt::format("{} from {}, {} indexed.", app::counted(findings.publications, "publication", "publications"),
                  app::counted(findings.records, "record", "records"), app::count_text(findings.indexed));
  if (!fingerprint.empty()) {
    // Alone on standard output, so that two libraries can be compared by comparing outputs.
    output.note(counts);
    output.line(fingerprint);
  } else {
    output.line((findings.good() ? "Nothing amiss: " : "") + counts);
  }
}

Result<Exit> check(Context& context, const CheckOptions& options) {
  if (options.repair)
    if (auto done = repair(context); !done) return fail(done.error());
  const auto findings = look(context);
  if (!findings) return fail(findings.error());
  std::string fingerprint;
  if (options.fingerprint) {
    auto store = context.read_store();
    if (!store) return fail(store.error());
    auto digest = store::fingerprint(**store);
    if (!digest) return fail(digest.error());
    fingerprint = std::move(*digest);
  }
  if (context.output.as_json()) {
    Json all = Json::array();
    for (const auto* list : {&findings->store, &findings->index})
      for (const std::string& one : *list) all.push_back(one);
    context.output.json(Json{{"good", findings->good()},
                             {"findings", std::move(all)},
                             {"records", findings->records},
                             {"publications", findings->publications},
                             {"indexed", findings->indexed},
                             {"fingerprint", fingerprint.empty() ? Json() : Json(fingerprint)}});
  } else {
    print_text(context, *findings, fingerprint);
  }
  return findings->good() ? Exit::done : Exit::failed;
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* command = add_command(app, "check", "Check the library's database and index",
                                  "evident check\nevident check --repair\nevident check --fingerprint");
  command->add_flag("--repair", options->repair, "Make anew what is derived and does not fit");
  command->add_flag("--fingerprint", options->fingerprint,
                    "Also a digest of all publications: equal for libraries of equal content");
  command->callback([&context, options] { context.chosen = [options](Context& c) { return check(c, *options); }; });
}

}  // namespace evident::cli
