// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/library_writer.hpp"

#include <fmt/format.h>

#include "connectors/files/record_files.hpp"
#include "indexer/harvest/index_sync.hpp"
#include "ui/app/library_reader.hpp"

namespace evident::app {
namespace {

// Records in one transaction of an import: a commit costs little at this size, and a kill repeats no more than these.
constexpr int kBatch = 1000;

std::int64_t now() { return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()); }

harvest::Progress counting(const JobProgress& progress, std::string_view unit) {
  return [progress, unit](std::uint64_t done, std::uint64_t total) {
    if (progress) progress(unit, done, total);
  };
}

}  // namespace

LibraryWriter::LibraryWriter(store::LibraryLock lock, std::unique_ptr<store::Store> store, index::IndexWriter index)
    : lock_(std::move(lock)), store_(std::move(store)), index_(std::move(index)) {}

Result<std::unique_ptr<LibraryWriter>> LibraryWriter::open(const std::filesystem::path& library, const std::string& job,
                                                           std::chrono::seconds wait, const JobProgress& progress,
                                                           std::stop_token stop) {
  std::error_code error;
  std::filesystem::create_directories(library, error);
  auto lock = store::LibraryLock::acquire(library, job, wait, stop);
  if (!lock) return fail(lock.error());
  auto store = store::Store::open(library, store::Access::write);
  if (!store) return fail(store.error());
  auto index = index::IndexWriter::open(index_folder(library));
  if (!index && index.error().code == Code::corrupt) {
    // The index is derived: one that does not read is made anew rather than reported to somebody who cannot mend it.
    std::filesystem::remove_all(index_folder(library), error);
    index = index::IndexWriter::open(index_folder(library));
  }
  if (!index) return fail(index.error());
  std::unique_ptr<LibraryWriter> writer(new LibraryWriter(std::move(*lock), std::move(*store), std::move(*index)));
  if (auto done = writer->bring_up_to_date(progress, stop); !done) return fail(done.error());
  return writer;
}

Result<void> LibraryWriter::reopen_ingest() {
  auto ingest = harvest::Ingest::open(*store_, files::record_parser());
  if (!ingest) return fail(ingest.error());
  ingest_.emplace(std::move(*ingest));
  return {};
}

Result<void> LibraryWriter::bring_up_to_date(const JobProgress& progress, std::stop_token stop) {
  if (auto done = reopen_ingest(); !done) return done;
  const auto outdated = harvest::Ingest::needs_rebuild(*store_);
  if (!outdated) return fail(outdated.error());
  if (*outdated)
    if (auto done = ingest_->rebuild(counting(progress, "records"), stop); !done) return done;
  switch (index_.state()) {
    case index::IndexState::ready: break;
    case index::IndexState::needs_rebuild:
      if (auto done = index_.clear(); !done) return done;
      break;
    case index::IndexState::newer:
      return fail(Code::newer_version, "this library's index was written by a later Evident",
                  "open it with that version");
  }
  const auto last = store_->publications().last_change();
  if (!last) return fail(last.error());
  // An index ahead of its store belongs to another one: a backup was put back beside it.
  if (index_.change() > *last)
    if (auto done = index_.clear(); !done) return done;
  return index_changes(progress, stop);
}

Result<void> LibraryWriter::index_changes(const JobProgress& progress, std::stop_token stop) {
  return harvest::catch_up(*store_, index_, counting(progress, "publications indexed"), stop);
}

Result<ImportReport> LibraryWriter::import_file(const std::filesystem::path& file, const std::string& source,
                                                const JobProgress& progress, std::stop_token stop) {
  ImportReport report;
  report.file = file.string();
  std::string name = source;
  if (name.empty()) {
    std::error_code error;
    const auto whole = std::filesystem::weakly_canonical(file, error);
    auto given = store_->records().name_for_path(files::default_source_name(file), file == "-" ? "-" : whole.string());
    if (!given) return fail(given.error());
    name = std::move(*given);
  }
  report.source = name;
  auto reader = files::open_records(file, name);
  if (!reader) {
    report.broke_off = reader.error();
    return report;
  }
  bool at_end = false;
  while (!at_end) {
    auto batch = store_->begin();
    if (!batch) return fail(batch.error());
    for (int i = 0; i < kBatch && !at_end; ++i) {
      auto item = (*reader)->next();
      if (!item) {
        report.broke_off = item.error();
        at_end = true;
        break;
      }
      if (!*item) {
        at_end = true;
        break;
      }
      if (const auto* refusal = std::get_if<Refusal>(&**item)) {
        report.refused.push_back(*refusal);
      } else if (const auto* deletion = std::get_if<Deletion>(&**item)) {
        const auto gone = ingest_->withdraw(deletion->key);
        if (!gone) return fail(gone.error());
        if (*gone) ++report.deleted;
      } else {
        auto& record = std::get<SourceRecord>(**item);
        record.raw.received_at = now();
        const auto taken = ingest_->take(record, store::Arrival::by_file, {"import", report.file});
        if (!taken) return fail(taken.error());
        ++report.received;
        report.source = record.raw.key.source;
        switch (*taken) {
          case store::RecordOutcome::added: ++report.added; break;
          case store::RecordOutcome::revised: ++report.revised; break;
          case store::RecordOutcome::unchanged:
          case store::RecordOutcome::older: ++report.unchanged; break;
        }
      }
      if (progress && report.received % 100 == 0) progress("records", static_cast<std::uint64_t>(report.received), 0);
    }
    if (auto done = batch->commit(); !done) return fail(done.error());
    if (auto done = index_changes({}, stop); !done) return fail(done.error());
    if (stop.stop_requested())
      return fail(Code::cancelled,
                  fmt::format("stopped while reading {}; {} records were kept", report.file, report.received),
                  "import the file again to go on; what is there is recognised");
  }
  return report;
}

Result<void> LibraryWriter::put_members(const std::vector<Member>& members, const JobProgress& progress,
                                        std::stop_token stop) {
  auto batch = store_->begin();
  if (!batch) return fail(batch.error());
  for (const Member& member : members)
    if (auto put = store_->members().put(member); !put) return fail(put.error());
  if (auto done = batch->commit(); !done) return done;
  if (auto done = reopen_ingest(); !done) return done;
  if (auto done = ingest_->attribute_all(counting(progress, "publications attributed"), stop); !done) return done;
  return index_changes(progress, stop);
}

Result<harvest::HarvestReport> LibraryWriter::harvest(
    const std::vector<Member>& members, std::vector<Source*> sources, harvest::Harvester::TakeLog take_log,
    harvest::Harvester::Resume resume, const std::function<void(const harvest::HarvestProgress&)>& progress,
    std::stop_token stop) {
  harvest::Harvester harvester(*store_, *ingest_, std::move(sources), std::move(take_log));
  auto report = harvester.run(members, resume, progress, stop);
  // Even a harvest that failed or was stopped has stored whole pages, and those are to be found.
  if (auto done = index_changes({}, {}); !done) return fail(done.error());
  return report;
}

Result<void> LibraryWriter::decide(const std::string& member_key, PublicationId publication, AttributionStatus verdict,
                                   const std::string& who) {
  auto member = store_->members().find(member_key);
  if (!member) return fail(member.error());
  if (!*member)
    return fail(Code::not_found, fmt::format("there is no member '{}'", member_key),
                "'evident member list' shows the roster");
  auto stored = store_->publications().find(publication);
  if (!stored) return fail(stored.error());
  if (!*stored)
    return fail(Code::not_found, fmt::format("there is no publication {}", publication),
                "'evident search' finds its number");
  const PublicationId id = (*stored)->publication.id;
  auto held = store_->attributions().list({.publication = id, .member_key = member_key, .status = {}});
  if (!held) return fail(held.error());
  store::Decision decision;
  decision.at = now();
  decision.who = who;
  decision.verdict = verdict;
  decision.member = (*member)->id;
  decision.records = (*stored)->publication.sources;
  if (!held->empty()) decision.grounds_shown = held->front().grounds;
  auto batch = store_->begin();
  if (!batch) return fail(batch.error());
  if (auto added = store_->attributions().add_decision(decision); !added) return fail(added.error());
  if (auto done = reopen_ingest(); !done) return done;
  if (auto done = ingest_->attribute_one(id); !done) return done;
  if (auto done = batch->commit(); !done) return done;
  return index_changes({}, {});
}

Result<std::optional<store::Decision>> LibraryWriter::undo() {
  auto batch = store_->begin();
  if (!batch) return fail(batch.error());
  auto undone = store_->attributions().undo_last(now());
  if (!undone) return fail(undone.error());
  if (!*undone) return std::optional<store::Decision>();
  if (auto done = reopen_ingest(); !done) return fail(done.error());
  for (const RecordKey& key : (*undone)->records) {
    auto info = store_->records().find(key);
    if (!info) return fail(info.error());
    if (*info && (*info)->publication != 0)
      if (auto done = ingest_->attribute_one((*info)->publication); !done) return fail(done.error());
  }
  if (auto done = batch->commit(); !done) return fail(done.error());
  if (auto done = index_changes({}, {}); !done) return fail(done.error());
  return std::move(*undone);
}

Result<void> LibraryWriter::rebuild(const JobProgress& progress, std::stop_token stop) {
  if (auto done = ingest_->rebuild(counting(progress, "records"), stop); !done) return done;
  return harvest::rebuild_index(*store_, index_, counting(progress, "publications indexed"), stop);
}

}  // namespace evident::app
