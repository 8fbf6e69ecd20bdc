// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "indexer/harvest/harvest.hpp"
#include "indexer/harvest/ingest.hpp"
#include "indexer/index/search_index.hpp"
#include "indexer/store/library_lock.hpp"
#include "indexer/store/store.hpp"

namespace evident::app {

/// What became of one imported file. received = new + revised + unchanged; refused are listed with their place.
struct ImportReport {
  std::string file;
  std::string source;
  std::int64_t received = 0, added = 0, revised = 0, unchanged = 0, deleted = 0;
  std::vector<Refusal> refused;
  std::vector<Refusal> missing;
  std::optional<Error> broke_off;  ///< the file could not be read (to its end); what came before it was kept
  bool complete() const { return !broke_off && missing.empty() && refused.empty(); }
};

/// Progress of a long job: what is being counted, how many are done, and of how many (0: not known).
using JobProgress = std::function<void(std::string_view unit, std::uint64_t done, std::uint64_t total)>;

/// Writes to one library: holds the lock, the store, the index and the ingest, for one job, on one thread. Opening it
/// brings the library up to date first: an older schema, older rules, an index left behind by a killed process.
class LibraryWriter {
 public:
  /// Makes the library where there is none. `job` is what others are told who find it locked.
  static Result<std::unique_ptr<LibraryWriter>> open(const std::filesystem::path& library, const std::string& job,
                                                     std::chrono::seconds wait, const JobProgress& progress = {},
                                                     std::stop_token stop = {});

  /// Reads a file of any format we know, in batches that enter whole or not at all. `source` names the records of
  /// formats that do not name their own; empty: the file's base name. A file that cannot be read is told in the report;
  /// an Error means that the library failed, or that we were stopped (what was read is kept).
  Result<ImportReport> import_file(const std::filesystem::path& file, const std::string& source,
                                   const JobProgress& progress, std::stop_token stop);

  /// Adds or replaces members, and finds out anew whose the publications are.
  Result<void> put_members(const std::vector<Member>& members, const JobProgress& progress, std::stop_token stop);

  Result<harvest::HarvestReport> harvest(const std::vector<Member>& members, std::vector<Source*> sources,
                                         harvest::Harvester::TakeLog take_log, harvest::Harvester::Resume resume,
                                         const std::function<void(const harvest::HarvestProgress&)>& progress,
                                         std::stop_token stop);

  /// Records a person's word on whose a publication is. not_found where there is no such member.
  Result<void> decide(const std::string& member_key, PublicationId publication, AttributionStatus verdict,
                      const std::string& who);
  /// Takes the last decision back; nothing where there is none left.
  Result<std::optional<store::Decision>> undo();

  /// Recreates everything derived: publications from their records, then the index.
  Result<void> rebuild(const JobProgress& progress, std::stop_token stop);

  store::Store& store() { return *store_; }

 private:
  LibraryWriter(store::LibraryLock lock, std::unique_ptr<store::Store> store, index::IndexWriter index);
  Result<void> bring_up_to_date(const JobProgress& progress, std::stop_token stop);
  Result<void> reopen_ingest();
  Result<void> index_changes(const JobProgress& progress, std::stop_token stop);

  store::LibraryLock lock_;
  std::unique_ptr<store::Store> store_;
  index::IndexWriter index_;
  std::optional<harvest::Ingest> ingest_;
};

}  // namespace evident::app
