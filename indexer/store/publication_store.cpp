// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/publication_store.hpp"

#include <fmt/format.h>

#include "indexer/store/binary_codec.hpp"
#include "indexer/store/compression.hpp"

namespace evident::store {
namespace {

// A chain of merges is short; a longer one can only be a loop, which damage alone could make.
constexpr int kLongestMergeChain = 64;

Result<Publication> content_from(const Statement& row, int column, PublicationId id) {
  auto bytes = decompressed(row.blob(column));
  if (!bytes) return fail_while(fmt::format("publication {}", id), bytes.error());
  auto publication = decode(*bytes);
  if (!publication) return fail_while(fmt::format("publication {}", id), publication.error());
  publication->id = id;
  return publication;
}

}  // namespace

Result<std::int64_t> PublicationStore::next_change() {
  if (auto raised = database_.execute("UPDATE meta SET value=value+1 WHERE key='change'"); !raised)
    return fail(raised.error());
  return last_change();
}

Result<std::int64_t> PublicationStore::last_change() {
  return database_.query_integer("SELECT value FROM meta WHERE key='change'");
}

Result<PublicationId> PublicationStore::reserve(std::int64_t now) {
  auto add = database_.prepare("INSERT INTO publication(content, added_at, change) VALUES(NULL, ?1, 0)");
  if (!add) return fail(add.error());
  add->bind(1, now);
  if (auto done = add->run(); !done) return fail(done.error());
  return database_.last_inserted_id();
}

Result<bool> PublicationStore::write(const Publication& publication) {
  const std::string content = compressed(encode(publication));
  auto look = database_.prepare("SELECT content FROM publication WHERE id=?1");
  if (!look) return fail(look.error());
  look->bind(1, publication.id);
  const auto row = look->step();
  if (!row) return fail(row.error());
  if (!*row)
    return fail(Code::corrupt, fmt::format("publication {} is referred to but not there", publication.id),
                "run 'evident rebuild'");
  if (!look->is_null(0) && look->blob(0) == content) return false;
  look->reset();
  const auto change = next_change();
  if (!change) return fail(change.error());
  auto write = database_.prepare("UPDATE publication SET content=?2, change=?3, merged_into=NULL WHERE id=?1");
  if (!write) return fail(write.error());
  write->bind(1, publication.id).bind_blob(2, content).bind(3, *change);
  if (auto done = write->run(); !done) return fail(done.error());
  return true;
}

Result<void> PublicationStore::retire(PublicationId id, PublicationId into) {
  const auto change = next_change();
  if (!change) return fail(change.error());
  auto write = database_.prepare("UPDATE publication SET content=NULL, merged_into=?2, change=?3 WHERE id=?1");
  if (!write) return fail(write.error());
  write->bind(1, id).bind(3, *change);
  if (into == 0)
    write->bind(2, nullptr);
  else
    write->bind(2, into);
  if (auto done = write->run(); !done) return done;
  auto drop = database_.prepare("DELETE FROM attribution WHERE publication_id=?1");
  if (!drop) return fail(drop.error());
  drop->bind(1, id);
  return drop->run();
}

Result<void> PublicationStore::touch(PublicationId id) {
  const auto change = next_change();
  if (!change) return fail(change.error());
  auto write = database_.prepare("UPDATE publication SET change=?2 WHERE id=?1");
  if (!write) return fail(write.error());
  write->bind(1, id).bind(2, *change);
  return write->run();
}

Result<std::optional<StoredPublication>> PublicationStore::find(PublicationId id) {
  auto look = database_.prepare("SELECT content, added_at, change, merged_into FROM publication WHERE id=?1");
  if (!look) return fail(look.error());
  for (int hop = 0; hop < kLongestMergeChain; ++hop) {
    look->bind(1, id);
    const auto row = look->step();
    if (!row) return fail(row.error());
    if (!*row) return std::optional<StoredPublication>();
    if (!look->is_null(0)) {
      auto content = content_from(*look, 0, id);
      if (!content) return fail(content.error());
      return std::optional<StoredPublication>(
          StoredPublication{std::move(*content), look->integer(1), look->integer(2)});
    }
    if (look->is_null(3)) return std::optional<StoredPublication>();
    id = look->integer(3);
    look->reset();
  }
  return fail(Code::corrupt, fmt::format("publication {} is merged in a circle", id), "run 'evident rebuild'");
}

Result<std::int64_t> PublicationStore::count() {
  return database_.query_integer("SELECT count(*) FROM publication WHERE content IS NOT NULL");
}

Result<std::vector<ChangedPublication>> PublicationStore::changed_after(std::int64_t change, int limit) {
  auto look =
      database_.prepare("SELECT id, change, content IS NULL FROM publication WHERE change>?1 ORDER BY change LIMIT ?2");
  if (!look) return fail(look.error());
  look->bind(1, change).bind(2, static_cast<std::int64_t>(limit));
  std::vector<ChangedPublication> all;
  while (true) {
    const auto row = look->step();
    if (!row) return fail(row.error());
    if (!*row) return all;
    all.push_back({look->integer(0), look->integer(1), look->integer(2) != 0});
  }
}

Result<void> PublicationStore::each(const std::function<Result<void>(StoredPublication&&)>& visit) {
  // Pages by id, so that a long walk holds no read transaction open against a writer's checkpoint.
  PublicationId last = 0;
  while (true) {
    auto page = database_.prepare(
        "SELECT id, content, added_at, change FROM publication WHERE id>?1 AND content IS NOT NULL ORDER BY id LIMIT "
        "500");
    if (!page) return fail(page.error());
    page->bind(1, last);
    std::vector<StoredPublication> rows;
    while (true) {
      const auto row = page->step();
      if (!row) return fail(row.error());
      if (!*row) break;
      auto content = content_from(*page, 1, page->integer(0));
      if (!content) return fail(content.error());
      rows.push_back({std::move(*content), page->integer(2), page->integer(3)});
    }
    if (rows.empty()) return {};
    last = rows.back().publication.id;
    for (StoredPublication& row : rows)
      if (auto done = visit(std::move(row)); !done) return done;
  }
}

Result<SourcesAsked> PublicationStore::sources_asked(PublicationId id) {
  auto look = database_.prepare(
      "SELECT source, max(asked_at) FROM record WHERE publication_id=?1 AND asked_at IS NOT NULL GROUP BY source");
  if (!look) return fail(look.error());
  look->bind(1, id);
  SourcesAsked all;
  while (true) {
    const auto row = look->step();
    if (!row) return fail(row.error());
    if (!*row) return all;
    all[look->text(0)] = look->integer(1);
  }
}

Result<std::optional<std::string>> PublicationStore::meta(std::string_view key) {
  auto look = database_.prepare("SELECT value FROM meta WHERE key=?1");
  if (!look) return fail(look.error());
  look->bind(1, key);
  const auto row = look->step();
  if (!row) return fail(row.error());
  if (!*row) return std::optional<std::string>();
  return std::optional<std::string>(look->text(0));
}

Result<void> PublicationStore::set_meta(std::string_view key, std::string_view value) {
  auto write = database_.prepare("INSERT INTO meta VALUES(?1,?2) ON CONFLICT(key) DO UPDATE SET value=excluded.value");
  if (!write) return fail(write.error());
  write->bind(1, key).bind(2, value);
  return write->run();
}

}  // namespace evident::store
