// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/model/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace evident::store {

class Database;

/// One prepared statement. Bind by position (from 1), step, read columns (from 0). Not shared between threads.
/// Binding cannot fail in a way a caller could mend: a wrong position is a programming mistake and asserted.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;

  Statement& bind(int position, std::int64_t value);
  Statement& bind(int position, double value);
  Statement& bind(int position, std::string_view text);  ///< the text is copied
  Statement& bind(int position, std::nullptr_t);
  Statement& bind_blob(int position, std::string_view bytes);
  template <class T>
  Statement& bind(int position, const std::optional<T>& value) {
    return value ? bind(position, *value) : bind(position, nullptr);
  }

  /// True: a row is there to be read. False: done.
  Result<bool> step();
  /// Runs to the end, ignoring rows, and makes the statement ready for new values.
  Result<void> run();
  /// Ready for new values.
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  /// Valid until the next step or reset.
  std::string_view blob(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(Database* database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class Access { read, write };

/// One SQLite connection: WAL, foreign keys, secure delete. Used by one thread at a time; each reader opens its own.
class Database {
 public:
  /// `write` creates the file where it is missing. Errors: io, corrupt (not a database), locked.
  static Result<Database> open(const std::filesystem::path& file, Access access);
  Database(Database&&) noexcept = default;
  Database& operator=(Database&&) noexcept = default;

  Result<Statement> prepare(std::string_view sql);
  /// One or more statements without values.
  Result<void> execute(std::string_view sql);
  Result<std::int64_t> query_integer(std::string_view sql);
  std::int64_t last_inserted_id() const;
  /// Rows changed by the last statement.
  std::int64_t changes() const;
  /// The failure that SQLite reports now, as ours.
  Failure failure(std::string_view doing) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  explicit Database(sqlite3* handle) : handle_(handle) {}
  std::unique_ptr<sqlite3, Close> handle_;
  friend class Statement;
};

/// All or nothing. Ends in commit(), whose answer matters; without it the destructor rolls back.
class Transaction {
 public:
  /// Takes the write lock at once, so that a later statement cannot fail for want of it.
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace evident::store
