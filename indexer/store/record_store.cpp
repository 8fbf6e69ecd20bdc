// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/record_store.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/store/compression.hpp"
#include "indexer/store/digest.hpp"

namespace evident::store {
namespace {

constexpr std::string_view kInfoColumns =
    "record.id, source, source_id, version, format, received_at, asked_at, withdrawn, publication_id";

RecordInfo info_from(const Statement& row) {
  RecordInfo info;
  info.id = row.integer(0);
  info.key = {row.text(1), row.text(2)};
  info.version = static_cast<int>(row.integer(3));
  info.format = static_cast<RecordFormat>(row.integer(4));
  info.received_at = row.integer(5);
  if (!row.is_null(6)) info.asked_at = row.integer(6);
  info.withdrawn = row.integer(7) != 0;
  info.publication = row.integer(8);
  return info;
}

}  // namespace

std::vector<IdentifierValue> identifiers_of(const Publication& content) {
  std::vector<IdentifierValue> all;
  if (content.doi) all.push_back({IdentifierKind::doi, content.doi->text()});
  if (content.pmid) all.push_back({IdentifierKind::pmid, content.pmid->text()});
  if (content.pmcid) all.push_back({IdentifierKind::pmcid, content.pmcid->text()});
  return all;
}

Result<WrittenRecord> RecordStore::put(const RawRecord& raw, const Publication& content, Arrival arrival) {
  auto look = database_.prepare(
      "SELECT id, version, digest, publication_id, withdrawn FROM record WHERE source=?1 AND source_id=?2");
  if (!look) return fail(look.error());
  look->bind(1, raw.key.source).bind(2, raw.key.id);
  const auto held = look->step();
  if (!held) return fail(held.error());
  const std::string digest = digest_of(raw.body);
  const std::optional<std::int64_t> asked =
      arrival == Arrival::by_source ? std::optional<std::int64_t>(raw.received_at) : std::nullopt;

  WrittenRecord written;
  if (*held) {
    written.id = look->integer(0);
    written.publication = look->integer(3);
    if (look->integer(1) > raw.version) {
      written.outcome = RecordOutcome::older;
      return written;
    }
    if (look->blob(2) == digest && look->integer(4) == 0) {
      written.outcome = RecordOutcome::unchanged;
      if (!asked) return written;
      auto touch = database_.prepare("UPDATE record SET asked_at=max(coalesce(asked_at,0),?2) WHERE id=?1");
      if (!touch) return fail(touch.error());
      touch->bind(1, written.id).bind(2, *asked);
      if (auto done = touch->run(); !done) return fail(done.error());
      return written;
    }
    written.outcome = RecordOutcome::revised;
  }

  auto write = database_.prepare(
      *held ? "UPDATE record SET version=?3, format=?4, received_at=?5, "
              "asked_at=max(coalesce(asked_at,0),coalesce(?6,asked_at)),"
              " digest=?7, body=?8, withdrawn=0 WHERE source=?1 AND source_id=?2"
            : "INSERT INTO record(source, source_id, version, format, received_at, asked_at, digest, body)"
              " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)");
  if (!write) return fail(write.error());
  write->bind(1, raw.key.source).bind(2, raw.key.id).bind(3, static_cast<std::int64_t>(raw.version));
  write->bind(4, static_cast<std::int64_t>(raw.format)).bind(5, raw.received_at).bind(6, asked);
  write->bind_blob(7, digest).bind_blob(8, compressed(raw.body));
  if (auto done = write->run(); !done) return fail(done.error());
  if (!*held) written.id = database_.last_inserted_id();

  auto clear = database_.prepare("DELETE FROM record_identifier WHERE record_id=?1");
  if (!clear) return fail(clear.error());
  clear->bind(1, written.id);
  if (auto done = clear->run(); !done) return fail(done.error());
  auto add = database_.prepare("INSERT OR IGNORE INTO record_identifier VALUES(?1,?2,?3)");
  if (!add) return fail(add.error());
  for (const auto& [kind, value] : identifiers_of(content)) {
    add->bind(1, static_cast<std::int64_t>(kind)).bind(2, value).bind(3, written.id);
    if (auto done = add->run(); !done) return fail(done.error());
  }
  return written;
}

Result<bool> RecordStore::withdraw(const RecordKey& key) {
  auto mark = database_.prepare("UPDATE record SET withdrawn=1 WHERE source=?1 AND source_id=?2 AND withdrawn=0");
  if (!mark) return fail(mark.error());
  mark->bind(1, key.source).bind(2, key.id);
  if (auto done = mark->run(); !done) return fail(done.error());
  return database_.changes() > 0;
}

Result<std::vector<RecordInfo>> RecordStore::infos(Statement& statement) {
  std::vector<RecordInfo> all;
  while (true) {
    const auto row = statement.step();
    if (!row) return fail(row.error());
    if (!*row) return all;
    all.push_back(info_from(statement));
  }
}

Result<std::optional<RecordInfo>> RecordStore::find(const RecordKey& key) {
  auto look = database_.prepare(fmt::format("SELECT {} FROM record WHERE source=?1 AND source_id=?2", kInfoColumns));
  if (!look) return fail(look.error());
  look->bind(1, key.source).bind(2, key.id);
  auto found = infos(*look);
  if (!found) return fail(found.error());
  if (found->empty()) return std::optional<RecordInfo>();
  return std::optional<RecordInfo>(std::move(found->front()));
}

Result<std::vector<RecordInfo>> RecordStore::of_publication(PublicationId publication) {
  auto look = database_.prepare(
      fmt::format("SELECT {} FROM record WHERE publication_id=?1 ORDER BY source, source_id", kInfoColumns));
  if (!look) return fail(look.error());
  look->bind(1, publication);
  return infos(*look);
}

Result<std::vector<RecordInfo>> RecordStore::sharing(const std::vector<IdentifierValue>& identifiers) {
  std::vector<RecordInfo> all;
  auto look =
      database_.prepare(fmt::format("SELECT {} FROM record_identifier i JOIN record ON record.id=i.record_id WHERE "
                                    "i.kind=?1 AND i.value=?2 AND withdrawn=0",
                                    kInfoColumns));
  if (!look) return fail(look.error());
  for (const auto& [kind, value] : identifiers) {
    look->bind(1, static_cast<std::int64_t>(kind)).bind(2, value);
    auto found = infos(*look);
    if (!found) return fail(found.error());
    for (RecordInfo& info : *found) {
      const bool seen =
          std::any_of(all.begin(), all.end(), [&](const RecordInfo& other) { return other.id == info.id; });
      if (!seen) all.push_back(std::move(info));
    }
    look->reset();
  }
  return all;
}

Result<RawRecord> RecordStore::body(RecordId id) {
  auto look = database_.prepare("SELECT source, source_id, version, format, body, received_at FROM record WHERE id=?1");
  if (!look) return fail(look.error());
  look->bind(1, id);
  const auto row = look->step();
  if (!row) return fail(row.error());
  if (!*row)
    return fail(Code::corrupt, fmt::format("record {} is referred to but not there", id), "run 'evident check'");
  RawRecord raw;
  raw.key = {look->text(0), look->text(1)};
  raw.version = static_cast<int>(look->integer(2));
  raw.format = static_cast<RecordFormat>(look->integer(3));
  raw.received_at = look->integer(5);
  auto body = decompressed(look->blob(4));
  if (!body) return fail_while(raw.key.text(), body.error());
  raw.body = std::move(*body);
  return raw;
}

Result<void> RecordStore::assign(RecordId id, PublicationId publication) {
  auto write = database_.prepare("UPDATE record SET publication_id=?2 WHERE id=?1");
  if (!write) return fail(write.error());
  write->bind(1, id);
  if (publication == 0)
    write->bind(2, nullptr);
  else
    write->bind(2, publication);
  return write->run();
}

Result<void> RecordStore::note_brought(RecordId id, std::string_view kind, std::string_view name) {
  auto write = database_.prepare("INSERT OR IGNORE INTO record_brought VALUES(?1,?2,?3)");
  if (!write) return fail(write.error());
  write->bind(1, id).bind(2, kind).bind(3, name);
  return write->run();
}

Result<void> RecordStore::each(const std::function<Result<void>(const RecordInfo&, RawRecord&&)>& visit) {
  // Pages by id, so that `visit` may write to the same tables.
  RecordId last = 0;
  while (true) {
    auto page = database_.prepare(
        fmt::format("SELECT {}, body FROM record WHERE record.id>?1 ORDER BY record.id LIMIT 500", kInfoColumns));
    if (!page) return fail(page.error());
    page->bind(1, last);
    std::vector<std::pair<RecordInfo, std::string>> rows;
    while (true) {
      const auto row = page->step();
      if (!row) return fail(row.error());
      if (!*row) break;
      rows.emplace_back(info_from(*page), std::string(page->blob(9)));
    }
    if (rows.empty()) return {};
    for (auto& [info, frame] : rows) {
      auto body = decompressed(frame);
      if (!body) return fail_while(info.key.text(), body.error());
      if (auto done = visit(info, RawRecord{info.key, info.version, info.format, std::move(*body), info.received_at});
          !done)
        return done;
    }
    last = rows.back().first.id;
  }
}

Result<std::int64_t> RecordStore::count() {
  return database_.query_integer("SELECT count(*) FROM record WHERE withdrawn=0");
}

Result<std::optional<PublicationId>> RecordStore::publication_with(const IdentifierValue& identifier) {
  auto look = database_.prepare(
      "SELECT min(publication_id) FROM record_identifier i JOIN record ON record.id=i.record_id"
      " WHERE i.kind=?1 AND i.value=?2 AND withdrawn=0 AND publication_id IS NOT NULL");
  if (!look) return fail(look.error());
  look->bind(1, static_cast<std::int64_t>(identifier.kind)).bind(2, identifier.value);
  const auto row = look->step();
  if (!row) return fail(row.error());
  if (!*row || look->is_null(0)) return std::optional<PublicationId>();
  return std::optional<PublicationId>(look->integer(0));
}

Result<std::string> RecordStore::name_for_path(const std::string& wanted, const std::string& path) {
  auto known = database_.prepare("SELECT name FROM file_source WHERE path=?1");
  if (!known) return fail(known.error());
  known->bind(1, path);
  const auto row = known->step();
  if (!row) return fail(row.error());
  if (*row) return known->text(0);
  auto add = database_.prepare("INSERT OR IGNORE INTO file_source VALUES(?1,?2)");
  if (!add) return fail(add.error());
  for (int n = 1;; ++n) {
    const std::string name = n == 1 ? wanted : fmt::format("{}~{}", wanted, n);
    add->bind(1, name).bind(2, path);
    if (auto done = add->run(); !done) return fail(done.error());
    if (database_.changes() > 0) return name;
  }
}

}  // namespace evident::store
