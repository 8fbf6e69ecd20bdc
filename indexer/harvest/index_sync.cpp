// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/harvest/index_sync.hpp"

#include <chrono>

namespace evident::harvest {
namespace {

/// Decides which licences are in force as the index sees it.
PartialDate today() {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return *PartialDate::of(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                          static_cast<int>(static_cast<unsigned>(date.day())));
}

}  // namespace

Result<void> catch_up(store::Store& store, index::IndexWriter& index, const Progress& progress, std::stop_token stop) {
  std::uint64_t done_count = 0;
  const PartialDate date = today();
  while (true) {
    if (stop.stop_requested())
      return fail(Code::cancelled, "stopped; the index catches up when the library is next written to");
    auto changes = store.publications().changed_after(index.change(), static_cast<int>(index::kDocumentsPerCommit));
    if (!changes) return fail(changes.error());
    if (changes->empty()) return {};
    for (const store::ChangedPublication& change : *changes) {
      if (change.removed) {
        if (auto done = index.remove(change.id); !done) return done;
        continue;
      }
      auto stored = store.publications().find(change.id);
      if (!stored) return fail(stored.error());
      if (!*stored) continue;
      auto attributions = store.attributions().list(
          {.publication = change.id, .member_key = {}, .status = AttributionStatus::accepted});
      if (!attributions) return fail(attributions.error());
      std::vector<std::string> members;
      for (const Attribution& one : *attributions) members.push_back(one.member_key);
      if (auto done = index.update({(*stored)->publication, std::move(members), (*stored)->added_at, date}); !done)
        return done;
    }
    done_count += changes->size();
    if (auto done = index.commit(changes->back().change); !done) return done;
    progress(done_count, 0);
  }
}

Result<void> rebuild_index(store::Store& store, index::IndexWriter& index, const Progress& progress,
                           std::stop_token stop) {
  if (auto done = index.clear(); !done) return done;
  return catch_up(store, index, progress, stop);
}

}  // namespace evident::harvest
