// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/harvest/ingest.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include <fmt/format.h>

#include "indexer/match/attribution.hpp"
#include "indexer/match/duplicates.hpp"
#include "indexer/match/merge.hpp"
#include "indexer/store/binary_codec.hpp"

namespace evident::harvest {
namespace {

// Records or publications in one transaction of a long walk: large enough that committing costs little, small enough
// that a reader's snapshot never lags and a kill repeats a second's work.
constexpr int kBatch = 1000;

std::string derived_stamp() { return fmt::format("{}.{}", kDerivedVersion, store::kCodecVersion); }
constexpr std::string_view kDerivedKey = "derived";

}  // namespace

/// A record with what it says and where it belongs so far.
struct Ingest::Piece {
  store::RecordInfo info;
  Publication content;
};

Ingest::Ingest(store::Store& store, RecordParser parser, match::Roster roster, std::vector<store::Decision> decisions)
    : store_(&store), parser_(std::move(parser)), roster_(std::move(roster)), decisions_(std::move(decisions)) {
  for (std::size_t i = 0; i < decisions_.size(); ++i)
    for (const RecordKey& key : decisions_[i].records) decisions_by_record_[key.text()].push_back(i);
}

Result<Ingest> Ingest::open(store::Store& store, RecordParser parser) {
  auto members = store.members().all();
  if (!members) return fail(members.error());
  auto decisions = store.attributions().standing_decisions();
  if (!decisions) return fail(decisions.error());
  auto count = store.publications().count();
  if (!count) return fail(count.error());
  if (*count == 0)
    if (auto done = store.publications().set_meta(kDerivedKey, derived_stamp()); !done) return fail(done.error());
  return Ingest(store, std::move(parser), match::Roster(std::move(*members)), std::move(*decisions));
}

Result<bool> Ingest::needs_rebuild(store::Store& store) {
  const auto stamp = store.publications().meta(kDerivedKey);
  if (!stamp) return fail(stamp.error());
  return stamp->has_value() && **stamp != derived_stamp();
}

Result<Publication> Ingest::content_of(const store::RecordInfo& info) {
  auto raw = store_->records().body(info.id);
  if (!raw) return fail(raw.error());
  auto content = parser_(*raw);
  if (!content) return fail_while(fmt::format("reading {} again", info.key.text()), content.error());
  content->sources = {info.key};
  return content;
}

Result<std::vector<Ingest::Piece>> Ingest::neighbourhood(const store::RecordInfo& record, const Publication* content) {
  std::vector<Piece> pieces;
  std::set<PublicationId> publications;
  std::set<store::RecordId> seen;
  const auto add = [&](const store::RecordInfo& info, const Publication* known) -> Result<void> {
    if (info.withdrawn || !seen.insert(info.id).second) return {};
    if (known != nullptr) {
      pieces.push_back({info, *known});
      return {};
    }
    auto read = content_of(info);
    if (!read) return fail(read.error());
    pieces.push_back({info, std::move(*read)});
    return {};
  };
  if (auto done = add(record, content); !done) return fail(done.error());
  if (record.publication != 0) publications.insert(record.publication);
  if (!pieces.empty()) {
    auto sharing = store_->records().sharing(store::identifiers_of(pieces.front().content));
    if (!sharing) return fail(sharing.error());
    for (const store::RecordInfo& info : *sharing) {
      if (info.publication != 0)
        publications.insert(info.publication);
      else if (auto done = add(info, nullptr); !done)
        return fail(done.error());
    }
  }
  // One step is enough: what else shares an identifier with these is in their publications, or was judged another work,
  // which does not depend on this record.
  for (const PublicationId publication : publications) {
    auto others = store_->records().of_publication(publication);
    if (!others) return fail(others.error());
    for (const store::RecordInfo& info : *others)
      if (auto done = add(info, nullptr); !done) return fail(done.error());
  }
  return pieces;
}

Result<void> Ingest::settle(const store::RecordInfo& record, const Publication* content) {
  auto found = neighbourhood(record, content);
  if (!found) return fail(found.error());
  auto& pieces = *found;
  // In order of record key, so that nothing below depends on the order of arrival.
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.info.key < b.info.key; });
  std::vector<Publication> contents;
  contents.reserve(pieces.size());
  for (const Piece& piece : pieces) contents.push_back(piece.content);
  const auto groups = match::group(contents);

  std::set<PublicationId> before;
  if (record.publication != 0) before.insert(record.publication);
  for (const Piece& piece : pieces)
    if (piece.info.publication != 0) before.insert(piece.info.publication);

  // Each group keeps the lowest number that one of its records had and no earlier group has taken.
  std::set<PublicationId> taken;
  std::map<PublicationId, PublicationId> became;
  for (const auto& group : groups) {
    PublicationId id = 0;
    for (const std::size_t i : group) {
      const PublicationId had = pieces[i].info.publication;
      if (had != 0 && !taken.contains(had) && (id == 0 || had < id)) id = had;
    }
    if (id == 0) {
      const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
      auto fresh = store_->publications().reserve(now);
      if (!fresh) return fail(fresh.error());
      id = *fresh;
    }
    taken.insert(id);
    std::vector<Publication> records;
    for (const std::size_t i : group) {
      records.push_back(std::move(contents[i]));
      if (const PublicationId had = pieces[i].info.publication; had != id) {
        if (had != 0) became.emplace(had, id);
        if (auto done = store_->records().assign(pieces[i].info.id, id); !done) return done;
      }
    }
    Publication publication = match::merged(std::move(records));
    publication.id = id;
    if (auto done = write(publication); !done) return done;
  }
  for (const PublicationId id : before) {
    if (taken.contains(id)) continue;
    const auto into = became.find(id);
    if (auto done = store_->publications().retire(id, into == became.end() ? 0 : into->second); !done) return done;
  }
  return {};
}

Result<void> Ingest::write(const Publication& publication) {
  const auto written = store_->publications().write(publication);
  if (!written) return fail(written.error());
  const auto changed = store_->attributions().replace(publication.id, attributions_of(publication));
  if (!changed) return fail(changed.error());
  if (*changed && !*written) return store_->publications().touch(publication.id);
  return {};
}

std::vector<Attribution> Ingest::attributions_of(const Publication& publication) const {
  auto all = match::attribute(publication, roster_);
  std::set<std::size_t> standing;  // ascending: the latest word wins
  for (const RecordKey& key : publication.sources)
    if (const auto found = decisions_by_record_.find(key.text()); found != decisions_by_record_.end())
      standing.insert(found->second.begin(), found->second.end());
  for (const std::size_t i : standing) {
    const store::Decision& decision = decisions_[i];
    const auto member = std::find_if(roster_.members().begin(), roster_.members().end(),
                                     [&](const Member& one) { return one.id == decision.member; });
    if (member == roster_.members().end()) continue;  // consent was withdrawn; the decision waits for it
    auto at =
        std::find_if(all.begin(), all.end(), [&](const Attribution& one) { return one.member == decision.member; });
    if (at == all.end()) {
      Attribution one;
      one.publication = publication.id;
      one.member = member->id;
      one.member_key = member->key;
      at = all.insert(all.end(), std::move(one));
    }
    at->status = decision.verdict;
    at->by = DecidedBy::person;
  }
  return all;
}

Result<store::RecordOutcome> Ingest::take(const SourceRecord& record, store::Arrival arrival, const Brought& brought) {
  Publication content = record.content;
  content.sources = {record.raw.key};
  auto written = store_->records().put(record.raw, content, arrival);
  if (!written) return fail(written.error());
  if (auto done = store_->records().note_brought(written->id, brought.kind, brought.name); !done)
    return fail(done.error());
  switch (written->outcome) {
    case store::RecordOutcome::unchanged:
      if (written->publication != 0) return written->outcome;
      break;
    case store::RecordOutcome::older: return written->outcome;
    case store::RecordOutcome::added:
    case store::RecordOutcome::revised: break;
  }
  store::RecordInfo info;
  info.id = written->id;
  info.key = record.raw.key;
  info.publication = written->publication;
  if (auto done = settle(info, &content); !done) return fail(done.error());
  return written->outcome;
}

Result<bool> Ingest::withdraw(const RecordKey& key) {
  auto held = store_->records().withdraw(key);
  if (!held || !*held) return held;
  auto info = store_->records().find(key);
  if (!info) return fail(info.error());
  const PublicationId publication = (*info)->publication;
  if (auto done = settle(**info, nullptr); !done) return fail(done.error());
  if (publication != 0)
    if (auto done = store_->records().assign((*info)->id, 0); !done) return fail(done.error());
  return true;
}

Result<void> Ingest::rebuild(const Progress& progress, std::stop_token stop) {
  const auto total = store_->records().count();
  if (!total) return fail(total.error());
  std::uint64_t done_count = 0;
  auto batch = store_->begin();
  if (!batch) return fail(batch.error());
  std::optional<store::Transaction> open(std::move(*batch));
  const auto walked = store_->records().each([&](const store::RecordInfo& listed, RawRecord&& raw) -> Result<void> {
    if (stop.stop_requested()) return fail(Code::cancelled, "the rebuild was stopped; run it again to finish it");
    if (listed.withdrawn) return {};
    auto content = parser_(raw);
    if (!content) return fail_while(fmt::format("reading {} again", listed.key.text()), content.error());
    content->sources = {listed.key};
    auto now = store_->records().find(listed.key);  // an earlier record's group may have taken it in since
    if (!now) return fail(now.error());
    if (auto done = settle(**now, &*content); !done) return done;
    progress(++done_count, static_cast<std::uint64_t>(*total));
    if (done_count % kBatch != 0) return {};
    if (auto done = open->commit(); !done) return done;
    open.reset();
    auto next = store_->begin();
    if (!next) return fail(next.error());
    open.emplace(std::move(*next));
    return {};
  });
  if (!walked) return walked;
  if (auto done = store_->publications().set_meta(kDerivedKey, derived_stamp()); !done) return done;
  return open->commit();
}

Result<void> Ingest::attribute_one(PublicationId id) {
  auto stored = store_->publications().find(id);
  if (!stored) return fail(stored.error());
  if (!*stored) return {};
  const auto changed =
      store_->attributions().replace((*stored)->publication.id, attributions_of((*stored)->publication));
  if (!changed) return fail(changed.error());
  if (*changed) return store_->publications().touch((*stored)->publication.id);
  return {};
}

Result<void> Ingest::attribute_all(const Progress& progress, std::stop_token stop) {
  const auto total = store_->publications().count();
  if (!total) return fail(total.error());
  std::uint64_t done_count = 0;
  auto batch = store_->begin();
  if (!batch) return fail(batch.error());
  const auto walked = store_->publications().each([&](store::StoredPublication&& stored) -> Result<void> {
    if (stop.stop_requested()) return fail(Code::cancelled, "stopped; attributions are as they were before");
    const auto changed = store_->attributions().replace(stored.publication.id, attributions_of(stored.publication));
    if (!changed) return fail(changed.error());
    if (*changed)
      if (auto done = store_->publications().touch(stored.publication.id); !done) return done;
    progress(++done_count, static_cast<std::uint64_t>(*total));
    return {};
  });
  if (!walked) return walked;
  return batch->commit();
}

}  // namespace evident::harvest
