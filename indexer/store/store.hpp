// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "indexer/store/attribution_store.hpp"
#include "indexer/store/database.hpp"
#include "indexer/store/harvest_store.hpp"
#include "indexer/store/member_store.hpp"
#include "indexer/store/publication_store.hpp"
#include "indexer/store/record_store.hpp"

namespace evident::store {

/// The durable half of a library: one SQLite file in its folder. Used by one thread at a time; each reader opens its
/// own. Writing also needs the LibraryLock, which the caller holds.
class Store {
 public:
  /// LIBRARY/evident.sqlite. `write` makes folder and file where missing and migrates an older schema (after a copy to
  /// LIBRARY/backups); `read` fails with Code::not_found where there is no library.
  static Result<std::unique_ptr<Store>> open(const std::filesystem::path& library, Access access);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  RecordStore& records() { return records_; }
  PublicationStore& publications() { return publications_; }
  MemberStore& members() { return members_; }
  AttributionStore& attributions() { return attributions_; }
  HarvestStore& harvests() { return harvests_; }

  Result<Transaction> begin() { return Transaction::begin(database_); }
  /// SQLite's own integrity and foreign-key checks; one sentence per finding.
  Result<std::vector<std::string>> check();

 private:
  explicit Store(Database database);
  Database database_;
  RecordStore records_;
  PublicationStore publications_;
  MemberStore members_;
  AttributionStore attributions_;
  HarvestStore harvests_;
};

/// LIBRARY/evident.sqlite.
std::filesystem::path database_file(const std::filesystem::path& library);

}  // namespace evident::store
