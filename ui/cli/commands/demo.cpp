// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "connectors/files/open_file.hpp"
#include "connectors/files/roster_csv.hpp"
#include "connectors/files/writer.hpp"
#include "ui/app/display.hpp"
#include "ui/app/platform_paths.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/desktop_entry.hpp"
#include "ui/cli/json_shapes.hpp"
#include "ui/cli/publication_text.hpp"

namespace evident::cli {
namespace {

namespace fs = std::filesystem;

struct DemoOptions {
  bool text = false, keep = false;
};

enum class Afterwards { remove, keep };

/// A new folder for a library, gone with everything in it when this goes, unless it is to be kept.
class ThrowAwayFolder {
 public:
  static Result<ThrowAwayFolder> make(Afterwards afterwards) {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "evident-demo-XXXXXX").string();
    if (error || mkdtemp(name.data()) == nullptr)
      return fail(Code::io,
                  fmt::format("cannot make a temporary folder: {}", error ? error.message() : std::strerror(errno)),
                  "check TMPDIR and the space on its disk");
    return ThrowAwayFolder(name, afterwards);
  }
  ThrowAwayFolder(ThrowAwayFolder&& other) noexcept : path_(std::move(other.path_)), afterwards_(other.afterwards_) {
    other.path_.clear();
  }
  ThrowAwayFolder& operator=(ThrowAwayFolder&&) = delete;
  ~ThrowAwayFolder() {
    std::error_code error;
    if (!path_.empty() && afterwards_ == Afterwards::remove) fs::remove_all(path_, error);
  }
  const fs::path& path() const { return path_; }

 private:
  ThrowAwayFolder(fs::path path, Afterwards afterwards) : path_(std::move(path)), afterwards_(afterwards) {}
  fs::path path_;
  Afterwards afterwards_;
};

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

struct Built {
  std::size_t members = 0, files = 0;
};

/// The roster first, so that what is imported finds whose it is.
Result<Built> build(Context& context, const fs::path& example) {
  auto bytes = files::open_bytes(example / "roster.csv");
  if (!bytes) return fail(bytes.error());
  auto roster = files::read_roster_csv(std::move(*bytes));
  if (!roster) return fail(roster.error());
  auto writer = context.write_library("demo");
  if (!writer) return fail(writer.error());
  if (auto put = (*writer)->put_members(roster->members, {}, context.stop()); !put) return fail(put.error());
  Built built{roster->members.size(), 0};
  for (const char* source : {"pubmed", "crossref"}) {
    for (const fs::path& file : files_in(example / source)) {
      auto report =
          (*writer)->import_file(file, {}, context.job_progress("Reading " + file.filename().string()), context.stop());
      if (!report) return fail(report.error());
      if (!report->complete())
        return fail(Code::corrupt, fmt::format("the bundled example does not read whole: {}", file.string()),
                    "install Evident again");
      ++built.files;
    }
  }
  return built;
}

struct Counts {
  std::int64_t records = 0, publications = 0, accepted = 0, suggested = 0;
};

Result<Counts> count(store::Store& store) {
  Counts counts;
  const auto records = store.records().count();
  if (!records) return fail(records.error());
  const auto publications = store.publications().count();
  if (!publications) return fail(publications.error());
  const auto accepted = store.attributions().count(AttributionStatus::accepted);
  if (!accepted) return fail(accepted.error());
  const auto suggested = store.attributions().count(AttributionStatus::suggested);
  if (!suggested) return fail(suggested.error());
  return Counts{*records, *publications, *accepted, *suggested};
}

/// What somebody would type next, as a heading of what comes of it.
void print_prompt(Output& output, std::string_view command) {
  output.blank();
  output.line(Text().bold("$ ").bold(command));
}

Result<std::optional<Publication>> print_search(Output& output, app::LibraryReader& reader, const MemberNames& names,
                                                const std::string& query, std::size_t limit) {
  index::SearchRequest request;
  request.text = query;
  request.limit = limit;
  const auto found = reader.search(request);
  if (!found) return fail(found.error());
  output.line(Text().bold(app::counted(static_cast<std::int64_t>(found->answer.total), "result", "results")));
  std::size_t number = 0;
  for (const app::FoundPublication& one : found->publications) {
    output.blank();
    print_hit(output, ++number, one, names);
  }
  if (found->publications.empty()) return std::optional<Publication>();
  return std::optional<Publication>(found->publications.front().view.stored.publication);
}

Result<void> print_export(Output& output, const Publication& publication) {
  constexpr int kLinesShown = 12;
  auto writer = files::make_writer("ris");
  if (!writer) return fail(writer.error());
  std::string text;
  (*writer)->begin(text);
  (*writer)->write(publication, text);
  (*writer)->end(text);
  std::string_view rest = text;
  for (int i = 0; i < kLinesShown && !rest.empty(); ++i) {
    const auto end = rest.find('\n');
    output.line(trimmed(rest.substr(0, end)));
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  if (!trimmed(rest).empty()) output.line("...");
  return {};
}

Result<void> print_tour(Output& output, app::LibraryReader& reader, const Built& built, const Counts& counts) {
  const auto names = member_names(reader.store());
  if (!names) return fail(names.error());
  output.line(Text()
                  .bold("The Harbour Digital Health Network")
                  .add(", which does not exist: every person, paper and figure below is invented."));
  output.line(
      fmt::format("{} and {} from {} of PubMed and Crossref became {}; {} accepted as a member's by rule, {} for a "
                  "person to look at.",
                  app::counted(static_cast<std::int64_t>(built.members), "member", "members"),
                  app::counted(counts.records, "record", "records"),
                  app::counted(static_cast<std::int64_t>(built.files), "file", "files"),
                  app::counted(counts.publications, "publication", "publications"),
                  app::counted(counts.accepted, "pair", "pairs"), app::count_text(counts.suggested)));
  print_prompt(output, "evident search 'remote monitoring' --limit 3");
  const auto first = print_search(output, reader, *names, "remote monitoring", 3);
  if (!first) return fail(first.error());
  print_prompt(output, "evident search 'is:retracted AND is:member'");
  if (const auto retracted = print_search(output, reader, *names, "is:retracted AND is:member", 1); !retracted)
    return fail(retracted.error());
  print_prompt(output, "evident attributions --status suggested");
  const auto suggested =
      reader.store().attributions().list({.publication = {}, .member_key = {}, .status = AttributionStatus::suggested});
  if (!suggested) return fail(suggested.error());
  constexpr std::size_t kShown = 3;
  for (std::size_t i = 0; i < suggested->size() && i < kShown; ++i) {
    const Attribution& one = (*suggested)[i];
    const auto view = reader.find(one.publication);
    if (!view) return fail(view.error());
    if (!*view) continue;
    output.line(Text(fmt::format("{}  {:.2f}  ", one.member_key, one.score))
                    .bold(title_or_stand_in((*view)->stored.publication)),
                4);
    for (const Ground& ground : one.grounds) output.line(fmt::format("    {:+.1f} {}", ground.weight, ground.says), 9);
  }
  if (!*first) return {};
  print_prompt(output, fmt::format("evident export --format ris --query 'remote monitoring' | head"));
  return print_export(output, **first);
}

Result<Exit> demo(Context& context, const DemoOptions& options) {
  const fs::path example = app::example_folder();
  if (example.empty())
    return fail(Code::not_found, "the bundled example library is not where Evident is installed",
                "set EVIDENT_ASSETS to the folder that holds 'example'");
  auto folder = ThrowAwayFolder::make(options.keep ? Afterwards::keep : Afterwards::remove);
  if (!folder) return fail(folder.error());
  context.options.library = folder->path() / "library";
  const auto built = build(context, example);
  if (!built) return fail(built.error());
  if (!options.text && !context.output.as_json() && display_there()) {
    DesktopRequest request;
    request.library_name = "Example (invented)";
    return open_desktop(context, request);
  }
  auto reader = context.read_library();
  if (!reader) return fail(reader.error());
  const auto counts = count((*reader)->store());
  if (!counts) return fail(counts.error());
  if (context.output.as_json()) {
    context.output.json(Json{{"library", options.keep ? Json(context.options.library.string()) : Json()},
                             {"members", built->members},
                             {"files", built->files},
                             {"records", counts->records},
                             {"publications", counts->publications},
                             {"accepted", counts->accepted},
                             {"suggested", counts->suggested}});
    return Exit::done;
  }
  if (auto done = print_tour(context.output, **reader, *built, *counts); !done) return fail(done.error());
  if (options.keep) context.output.note(fmt::format("Kept: --library {}", context.options.library.string()));
  return Exit::done;
}

}  // namespace

void add_demo(CLI::App& app, Context& context) {
  const auto options = std::make_shared<DemoOptions>();
  CLI::App* command = add_command(app, "demo", "Try Evident on a throw-away library of an invented network",
                                  "evident demo\nevident demo --text --keep");
  command->add_flag("--text", options->text, "A short tour in the terminal, even where there is a display");
  command->add_flag("--keep", options->keep, "Leave the library where it is made, and say where that is");
  command->callback([&context, options] { context.chosen = [options](Context& c) { return demo(c, *options); }; });
}

}  // namespace evident::cli
