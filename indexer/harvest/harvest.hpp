// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "indexer/harvest/ingest.hpp"
#include "indexer/model/source.hpp"
#include "indexer/store/store.hpp"

namespace evident::harvest {

/// A name query that announces more than this is too common to be asked alone; it is asked again with the member's
/// organisations, if any are known. Of 200 investigators few have more papers than this in a lifetime.
inline constexpr std::uint64_t kCommonName = 400;

/// What one call of harvest() did: one run for each question put to a source.
struct HarvestReport {
  std::vector<store::HarvestRun> runs;
  /// Every run came to its end and nothing is missing.
  bool complete() const;
};

/// How far a harvest has come.
struct HarvestProgress {
  std::string member_key;
  std::string source;
  std::uint64_t records = 0;    ///< of this question, so far
  std::uint64_t announced = 0;  ///< 0: not known yet
};

/// Ties sources to the store: asks each source each of a member's questions, page by page, and accounts for every
/// record. A page and the place to go on from are committed together, so a harvest that was killed goes on where it
/// stopped.
class Harvester {
 public:
  /// `log_requests` takes what was asked since the last call (it may be filled from the sources' own threads).
  using TakeLog = std::function<std::vector<store::LoggedRequest>()>;
  Harvester(store::Store& store, Ingest& ingest, std::vector<Source*> sources, TakeLog take_log = {});

  /// Members without consent are passed over in silence: they are never searched for. `fresh` forgets where earlier,
  /// unfinished runs stopped. A failing source does not keep the others from being asked; its run says what happened.
  /// Errors: only where the store itself fails, or `stop` was requested (Code::cancelled, all progress kept).
  enum class Resume { where_stopped, from_start };
  Result<HarvestReport> run(const std::vector<Member>& members, Resume resume,
                            const std::function<void(const HarvestProgress&)>& progress, std::stop_token stop);

 private:
  Result<void> ask_member(const Member& member, Source& source, HarvestReport& report);
  /// Answers with the run as it ended. `too_common` is set where a name question announced too much and was left.
  Result<store::HarvestRun> ask(const Member& member, Source& source, const SourceQuery& query, bool may_leave,
                                bool& too_common);
  Result<void> keep_page(const SourcePage& page, const Member& member, Source& source, store::HarvestRun& run);
  Result<void> save(store::HarvestRun& run);

  store::Store& store_;
  Ingest& ingest_;
  std::vector<Source*> sources_;
  TakeLog take_log_;
  Resume resume_ = Resume::where_stopped;
  std::function<void(const HarvestProgress&)> progress_;
  std::stop_token stop_;
};

}  // namespace evident::harvest
