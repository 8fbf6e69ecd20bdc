// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/schema.hpp"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace evident::store {
namespace {

// Ordered migrations: entry N leads from schema N to N + 1. An entry that has been released is never edited; what it
// got wrong is put right by a later one. indexer/README.md tells the schema in prose.
constexpr std::array<std::string_view, 1> kMigrations = {R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES('change', 0);

CREATE TABLE publication(
  id INTEGER PRIMARY KEY AUTOINCREMENT,    -- never used twice
  content BLOB,                            -- zstd of the binary codec; NULL: no longer a publication of its own
  merged_into INTEGER REFERENCES publication(id),
  added_at INTEGER NOT NULL,
  change INTEGER NOT NULL);
CREATE INDEX publication_by_change ON publication(change);

CREATE TABLE record(
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  format INTEGER NOT NULL,
  received_at INTEGER NOT NULL,            -- when this body arrived
  asked_at INTEGER,                        -- when the source itself last confirmed it; NULL: came by file
  digest BLOB NOT NULL,                    -- SHA-256 of the body as received
  body BLOB NOT NULL,                      -- zstd
  withdrawn INTEGER NOT NULL DEFAULT 0,    -- 1: the source has deleted it
  publication_id INTEGER REFERENCES publication(id),
  UNIQUE(source, source_id));
CREATE INDEX record_by_publication ON record(publication_id);

-- What a record is known by; matching and `show doi:X` look here. kind: 1 DOI, 2 PMID, 3 PMCID.
CREATE TABLE record_identifier(
  kind INTEGER NOT NULL, value TEXT NOT NULL, record_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  PRIMARY KEY(kind, value, record_id)) WITHOUT ROWID;
CREATE INDEX record_identifier_by_record ON record_identifier(record_id);

-- Who or what brought a record in: ('member', KEY), ('topic', NAME), ('import', file's path).
CREATE TABLE record_brought(
  record_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE, kind TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY(record_id, kind, name)) WITHOUT ROWID;
CREATE INDEX record_brought_by_name ON record_brought(kind, name);

-- The name of an imported file's source belongs to one path.
CREATE TABLE file_source(name TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE) WITHOUT ROWID;

CREATE TABLE member(
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
  family TEXT NOT NULL, given TEXT NOT NULL, suffix TEXT NOT NULL,
  consent INTEGER NOT NULL, consent_on TEXT);
-- Lists of a member in the textual forms of the roster CSV; kind: alias, orcid, email, organisation, role.
CREATE TABLE member_item(
  member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE, kind TEXT NOT NULL, position INTEGER NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY(member_id, kind, position)) WITHOUT ROWID;

-- Whose it is. Rows by rule are derived; rows by a person follow from `decision`.
CREATE TABLE attribution(
  publication_id INTEGER NOT NULL REFERENCES publication(id) ON DELETE CASCADE,
  member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
  contributor INTEGER,                     -- position on the publication, from 0
  score REAL NOT NULL, status INTEGER NOT NULL, by_person INTEGER NOT NULL, grounds TEXT NOT NULL,
  PRIMARY KEY(publication_id, member_id)) WITHOUT ROWID;
CREATE INDEX attribution_by_member ON attribution(member_id, status);

-- What people decided, for ever; undone ones stay, marked. `records` anchors it to the sources' identifiers, so that
-- it survives a rebuild and a harvest anew.
CREATE TABLE decision(
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
  member_id INTEGER REFERENCES member(id) ON DELETE CASCADE,
  records TEXT NOT NULL, grounds TEXT NOT NULL, undone_at INTEGER);
CREATE INDEX decision_by_member ON decision(member_id);

CREATE TABLE harvest_run(
  id INTEGER PRIMARY KEY AUTOINCREMENT, member_key TEXT, topic TEXT, source TEXT NOT NULL, query TEXT NOT NULL,
  why TEXT NOT NULL, started_at INTEGER NOT NULL, finished_at INTEGER,
  state TEXT NOT NULL,                     -- running, complete, partial, failed, cancelled
  announced INTEGER, received INTEGER NOT NULL DEFAULT 0, new INTEGER NOT NULL DEFAULT 0,
  revised INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
  passed_over INTEGER NOT NULL DEFAULT 0,  -- looked at and left
  not_read INTEGER NOT NULL DEFAULT 0, not_read_why TEXT NOT NULL DEFAULT '',
  token TEXT NOT NULL DEFAULT '',          -- where to go on
  error TEXT NOT NULL DEFAULT '');
CREATE INDEX harvest_run_by_query ON harvest_run(source, query, id);
CREATE TABLE harvest_gap(
  run_id INTEGER NOT NULL REFERENCES harvest_run(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,                      -- refused, missing
  item TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX harvest_gap_by_run ON harvest_gap(run_id);

CREATE TABLE request_log(
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, source TEXT NOT NULL, method TEXT NOT NULL, url TEXT NOT NULL,
  status INTEGER NOT NULL, bytes INTEGER NOT NULL, milliseconds INTEGER NOT NULL, attempt INTEGER NOT NULL,
  outcome TEXT NOT NULL);
)sql"};

Result<std::int64_t> stored_version(Database& database) { return database.query_integer("PRAGMA user_version"); }

Failure newer(std::int64_t found) {
  return fail(Code::newer_version,
              fmt::format("this library was written by a later Evident (schema {}, this program knows {})", found,
                          schema_version()),
              "open it with that version, or restore a backup made before it");
}

}  // namespace

int schema_version() { return static_cast<int>(kMigrations.size()); }

Result<void> migrate(Database& database, const std::filesystem::path& backup_folder) {
  auto found = stored_version(database);
  if (!found) return fail(found.error());
  if (*found > schema_version()) return newer(*found);
  if (*found > 0 && *found < schema_version()) {
    const auto copy = backup_folder / fmt::format("before-schema-{}.sqlite", schema_version());
    std::error_code error;
    std::filesystem::create_directories(backup_folder, error);
    std::filesystem::remove(copy, error);
    auto saving = database.prepare("VACUUM INTO ?1");
    if (!saving) return fail(saving.error());
    saving->bind(1, copy.string());
    if (auto saved = saving->run(); !saved)
      return fail_while("the library was not migrated, since its backup failed", saved.error());
  }
  for (auto version = *found; version < schema_version(); ++version) {
    auto step = Transaction::begin(database);
    if (!step) return fail(step.error());
    if (auto done = database.execute(kMigrations[static_cast<std::size_t>(version)]); !done) return done;
    if (auto done = database.execute(fmt::format("PRAGMA user_version={}", version + 1)); !done) return done;
    if (auto done = step->commit(); !done) return done;
  }
  return {};
}

Result<void> check_schema(Database& database) {
  const auto found = stored_version(database);
  if (!found) return fail(found.error());
  if (*found > schema_version()) return newer(*found);
  if (*found < schema_version())
    return fail(Code::unsupported, "this library is from an earlier Evident and has not been brought up to date yet",
                "run any command that writes, such as 'evident check --repair', once");
  return {};
}

}  // namespace evident::store
