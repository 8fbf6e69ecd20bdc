// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/writer.hpp"
#include "ui/app/controller.hpp"
#include "ui/app/library_reader.hpp"
#include "ui/app/library_writer.hpp"

namespace evident::app {

/// What is to be exported, ready to be walked through as often as a format needs.
struct ExportSelection {
  std::optional<std::vector<PublicationId>> ids;  ///< in this order; absent: every publication, by number
  std::vector<std::string> warnings;              ///< what may be missing from it; sentences
};

/// All that a search finds, in its order; `request`'s offset and limit do not matter.
Result<ExportSelection> select_by_search(LibraryReader& reader, index::SearchRequest request);
/// A member's accepted publications. not_found where there is no such member.
Result<ExportSelection> select_by_member(store::Store& store, const std::string& key);

enum class RetractedWork {
  included,  ///< written, with its notice
  omitted,   ///< left out and named in the outcome
};

struct ExportOutcome {
  struct Omitted {
    PublicationId id = 0;
    std::string title;  ///< plain
  };
  std::int64_t exported = 0;
  std::vector<Omitted> omitted;
};

/// Takes the next bytes of an export. Called first when there is something to write, so that nothing found leaves no
/// file.
using ExportSink = std::function<Result<void>(std::string_view bytes)>;

/// Writes the selection through `writer`. Memory does not grow with it. Code::cancelled when `stop` is requested.
Result<ExportOutcome> write_publications(store::Store& store, const ExportSelection& selection,
                                         files::PublicationWriter& writer, RetractedWork retracted,
                                         const ExportSink& sink, const JobProgress& progress, std::stop_token stop);

/// The desktop's export: the publications named, or, where none are, all that `results` finds. The file appears whole
/// or not at all. Answers how many were written; invalid_argument where the file is there and is not to be replaced.
Result<std::size_t> export_to_file(LibraryReader& reader, const ExportRequest& request,
                                   const index::SearchRequest& results, const JobProgress& progress,
                                   std::stop_token stop);
/// "ris", "bib", "json", "csv", "jsonl".
std::string_view export_extension(ExportFormat format);

}  // namespace evident::app
