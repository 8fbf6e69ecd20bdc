// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/match/roster.hpp"
#include "indexer/model/result.hpp"
#include "indexer/model/source.hpp"
#include "indexer/store/store.hpp"

namespace evident::harvest {

/// Raised whenever a parser, a merging rule or an attribution rule gives other answers than before: publications made
/// under another number are put together again from their records when the library is next written to.
inline constexpr int kDerivedVersion = 1;

/// Who or what brought a record in.
struct Brought {
  std::string kind;  ///< "member", "topic", "import"
  std::string name;
};

/// Tells how far long work has come. `total` is 0 where it is not known.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Records in; publications put together, attributed and stored. The one writer of derived data. Works inside the
/// caller's transaction, so that a batch of records enters whole or not at all; the index follows from the store's
/// change numbers (index_sync.hpp). Lives for one job, since it keeps the roster and the decisions as they were at its
/// start.
class Ingest {
 public:
  static Result<Ingest> open(store::Store& store, RecordParser parser);

  /// Keeps the record and brings its publication up to date.
  Result<store::RecordOutcome> take(const SourceRecord& record, store::Arrival arrival, const Brought& brought);
  /// The source has deleted the record. True: it was held; a publication that rests on nothing else is gone.
  Result<bool> withdraw(const RecordKey& key);

  /// Puts every publication together again from its records, each batch in its own transaction. Numbers are kept.
  /// Must not be called inside a transaction.
  Result<void> rebuild(const Progress& progress, std::stop_token stop);
  /// Whose every publication is, anew: after a change of roster. Must not be called inside a transaction.
  Result<void> attribute_all(const Progress& progress, std::stop_token stop);
  /// The same for one publication, inside the caller's transaction: after a decision.
  Result<void> attribute_one(PublicationId id);

  /// True where publications were derived under other rules and must be rebuilt before they are trusted.
  static Result<bool> needs_rebuild(store::Store& store);

 private:
  struct Piece;
  Ingest(store::Store& store, RecordParser parser, match::Roster roster, std::vector<store::Decision> decisions);
  Result<Publication> content_of(const store::RecordInfo& info);
  Result<std::vector<Piece>> neighbourhood(const store::RecordInfo& record, const Publication* content);
  Result<void> settle(const store::RecordInfo& record, const Publication* content);
  Result<void> write(const Publication& publication);
  std::vector<Attribution> attributions_of(const Publication& publication) const;

  store::Store* store_;
  RecordParser parser_;
  match::Roster roster_;
  std::vector<store::Decision> decisions_;
  std::unordered_map<std::string, std::vector<std::size_t>> decisions_by_record_;
};

}  // namespace evident::harvest
