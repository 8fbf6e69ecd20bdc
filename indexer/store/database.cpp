// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/database.hpp"

#include <cassert>

#include <fmt/format.h>
#include <sqlite3.h>

namespace evident::store {
namespace {

// How long a statement waits for another process's short write before it gives up.
constexpr int kBusyMilliseconds = 10'000;

Code code_of(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Code::locked;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Code::corrupt;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM: return Code::io;
    case SQLITE_INTERRUPT: return Code::cancelled;
    default: return Code::internal;
  }
}

std::string_view hint_of(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another program is using the library; wait for it, or use --wait";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return "run 'evident check', and restore a backup if it finds damage";
    case SQLITE_FULL: return "free some space on the disk; nothing already stored is lost";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN: return "check that the folder exists and that you may write to it";
    default: return {};
  }
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Failure Database::failure(std::string_view doing) const {
  const int code = sqlite3_extended_errcode(handle_.get());
  return fail(code_of(code), fmt::format("{}: {}", doing, sqlite3_errmsg(handle_.get())), std::string(hint_of(code)));
}

Result<Database> Database::open(const std::filesystem::path& file, Access access) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE);
  // Readers open read-write as well: in WAL mode SQLite must be able to make the shared-memory file beside the
  // database. query_only below keeps them from writing.
  int status = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  if (status != SQLITE_OK && access == Access::read) {
    sqlite3_close_v2(raw);
    status = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                             nullptr);
  }
  Database database(raw);
  if (status != SQLITE_OK) return database.failure(fmt::format("cannot open {}", file.string()));
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  // Secure delete, so that what 'forget' removes is overwritten; synchronous NORMAL is crash safe in WAL mode (SQLite
  // documentation, "PRAGMA synchronous"): a power cut may lose the last commits, never the file.
  const auto set = database.execute(access == Access::write
                                        ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                                          "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"
                                        : "PRAGMA query_only=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;");
  if (!set) return fail_while(fmt::format("cannot open {}", file.string()), set.error());
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK)
    return failure("cannot read the library's database");
  return Statement(this, raw);
}

Result<void> Database::execute(std::string_view sql) {
  if (sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure("cannot use the library's database");
  return {};
}

Result<std::int64_t> Database::query_integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return fail(statement.error());
  const auto row = statement->step();
  if (!row) return fail(row.error());
  return *row ? statement->integer(0) : 0;
}

std::int64_t Database::last_inserted_id() const { return sqlite3_last_insert_rowid(handle_.get()); }
std::int64_t Database::changes() const { return sqlite3_changes64(handle_.get()); }

Statement& Statement::bind(int position, std::int64_t value) {
  [[maybe_unused]] const int status = sqlite3_bind_int64(statement_.get(), position, value);
  assert(status == SQLITE_OK);
  return *this;
}
Statement& Statement::bind(int position, double value) {
  [[maybe_unused]] const int status = sqlite3_bind_double(statement_.get(), position, value);
  assert(status == SQLITE_OK);
  return *this;
}
Statement& Statement::bind(int position, std::string_view text) {
  [[maybe_unused]] const int status = sqlite3_bind_text64(statement_.get(), position, text.data() ? text.data() : "",
                                                          text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  assert(status == SQLITE_OK);
  return *this;
}
Statement& Statement::bind(int position, std::nullptr_t) {
  [[maybe_unused]] const int status = sqlite3_bind_null(statement_.get(), position);
  assert(status == SQLITE_OK);
  return *this;
}
Statement& Statement::bind_blob(int position, std::string_view bytes) {
  [[maybe_unused]] const int status =
      sqlite3_bind_blob64(statement_.get(), position, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT);
  assert(status == SQLITE_OK);
  return *this;
}

Result<bool> Statement::step() {
  switch (sqlite3_step(statement_.get())) {
    case SQLITE_ROW: return true;
    case SQLITE_DONE: return false;
    default: {
      auto failed = database_->failure("cannot use the library's database");
      sqlite3_reset(statement_.get());
      return failed;
    }
  }
}

Result<void> Statement::run() {
  while (true) {
    const auto row = step();
    if (!row) return fail(row.error());
    if (!*row) break;
  }
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_.get());  // repeats the error of the last step, which step() has already returned
  sqlite3_clear_bindings(statement_.get());
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) return {};
  return std::string(reinterpret_cast<const char*>(bytes),
                     static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::string_view Statement::blob(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Result<Transaction> Transaction::begin(Database& database) {
  if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun) return fail(begun.error());
  return Transaction(database);
}

Transaction::~Transaction() {
  if (database_ != nullptr) static_cast<void>(database_->execute("ROLLBACK"));
}

Result<void> Transaction::commit() {
  assert(database_ != nullptr);
  auto done = database_->execute("COMMIT");
  if (done) database_ = nullptr;
  return done;
}

}  // namespace evident::store
