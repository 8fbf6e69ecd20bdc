// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/export.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ui/app/output_file.hpp"

namespace evident::app {
namespace {

/// Bytes that are gathered before they are handed on.
constexpr std::size_t kChunk = 64 * 1024;

using Visit = std::function<Result<void>(const Publication&)>;

Result<void> each(store::Store& store, const ExportSelection& selection, const Visit& visit) {
  if (!selection.ids)
    return store.publications().each([&](store::StoredPublication&& stored) { return visit(stored.publication); });
  for (const PublicationId id : *selection.ids) {
    auto stored = store.publications().find(id);
    if (!stored) return fail(stored.error());
    if (!*stored) continue;  // it left the library after the question was answered
    if (auto done = visit((*stored)->publication); !done) return done;
  }
  return {};
}

/// The row of the formats' table for one of the desktop's formats; both list the same ones in the same order.
const files::ExportFormatRow& format_row(ExportFormat format) {
  static_assert(static_cast<int>(ExportFormat::jsonl) == static_cast<int>(files::ExportFormat::jsonl));
  return files::export_formats()[static_cast<std::size_t>(format)];
}

}  // namespace

Result<ExportSelection> select_by_search(LibraryReader& reader, index::SearchRequest request) {
  request.limit = 0;
  const auto overview = reader.search(request);  // says what may be missing from the answer
  if (!overview) return fail(overview.error());
  const auto all = reader.index().document_count();
  if (!all) return fail(all.error());
  request.offset = 0;
  request.limit = *all;
  auto answer = reader.index().search(request);
  if (!answer) return fail(answer.error());
  ExportSelection selection;
  selection.warnings = overview->answer.warnings;
  selection.ids.emplace();
  for (const index::Hit& hit : answer->hits) selection.ids->push_back(hit.id);
  return selection;
}

Result<ExportSelection> select_by_member(store::Store& store, const std::string& key) {
  const auto member = store.members().find(key);
  if (!member) return fail(member.error());
  if (!*member)
    return fail(Code::not_found, fmt::format("there is no member '{}'", key), "'evident member list' shows the roster");
  const auto attributions =
      store.attributions().list({.publication = {}, .member_key = key, .status = AttributionStatus::accepted});
  if (!attributions) return fail(attributions.error());
  ExportSelection selection;
  selection.ids.emplace();
  for (const Attribution& one : *attributions) selection.ids->push_back(one.publication);
  std::sort(selection.ids->begin(), selection.ids->end());
  return selection;
}

Result<ExportOutcome> write_publications(store::Store& store, const ExportSelection& selection,
                                         files::PublicationWriter& writer, RetractedWork retracted,
                                         const ExportSink& sink, const JobProgress& progress, std::stop_token stop) {
  const auto stopped = [] { return fail(Code::cancelled, "stopped; nothing was written to the file"); };
  const auto left_out = [&](const Publication& publication) {
    return retracted == RetractedWork::omitted && publication.is_retracted();
  };
  if (writer.wants_announcements()) {
    auto announced = each(store, selection, [&](const Publication& publication) -> Result<void> {
      if (stop.stop_requested()) return stopped();
      if (!left_out(publication)) writer.announce(publication);
      return {};
    });
    if (!announced) return fail(announced.error());
  }
  ExportOutcome outcome;
  std::string buffer;
  auto walked = each(store, selection, [&](const Publication& publication) -> Result<void> {
    if (stop.stop_requested()) return stopped();
    if (left_out(publication)) {
      outcome.omitted.push_back({publication.id, publication.title.plain()});
      return {};
    }
    if (outcome.exported == 0) writer.begin(buffer);
    writer.write(publication, buffer);
    ++outcome.exported;
    if (progress)
      progress("publications", static_cast<std::uint64_t>(outcome.exported), selection.ids ? selection.ids->size() : 0);
    if (buffer.size() < kChunk) return {};
    auto written = sink(buffer);
    buffer.clear();
    return written;
  });
  if (!walked) return fail(walked.error());
  if (outcome.exported == 0) return outcome;
  writer.end(buffer);
  if (auto done = sink(buffer); !done) return fail(done.error());
  return outcome;
}

Result<std::size_t> export_to_file(LibraryReader& reader, const ExportRequest& request,
                                   const index::SearchRequest& results, const JobProgress& progress,
                                   std::stop_token stop) {
  std::error_code error;
  if (!request.overwrite && std::filesystem::exists(request.path, error))
    return fail(Code::invalid_argument, fmt::format("{} is there already", request.path.string()),
                "choose another name, or replace it");
  auto writer = files::make_writer(format_row(request.format).name);
  if (!writer) return fail(writer.error());
  ExportSelection selection;
  if (!request.publications.empty()) {
    selection.ids = request.publications;
  } else {
    auto found = select_by_search(reader, results);
    if (!found) return fail(found.error());
    selection = std::move(*found);
  }
  auto file = OutputFile::create(request.path);
  if (!file) return fail(file.error());
  auto outcome = write_publications(
      reader.store(), selection, **writer, RetractedWork::included,
      [&](std::string_view bytes) { return file->write(bytes); }, progress, stop);
  if (!outcome) return fail(outcome.error());
  if (outcome->exported == 0)
    return fail(Code::not_found, "there is nothing to export", "choose other publications or another query");
  if (auto done = file->commit(); !done) return fail(done.error());
  return static_cast<std::size_t>(outcome->exported);
}

std::string_view export_extension(ExportFormat format) { return format_row(format).extension; }

}  // namespace evident::app
