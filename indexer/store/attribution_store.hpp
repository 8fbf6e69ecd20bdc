// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/model/attribution.hpp"
#include "indexer/model/provenance.hpp"
#include "indexer/model/result.hpp"
#include "indexer/store/database.hpp"

namespace evident::store {

/// Which attributions to list; absent parts do not narrow.
struct AttributionFilter {
  std::optional<PublicationId> publication;
  std::optional<std::string> member_key;
  std::optional<AttributionStatus> status;
};

/// A person's word on one attribution, kept for ever. Anchored to the sources' identifiers of the publication, so that
/// it holds after a rebuild.
struct Decision {
  std::int64_t id = 0;
  std::int64_t at = 0;                                      ///< seconds since 1970-01-01 UTC
  std::string who;                                          ///< a name from settings; may be empty
  AttributionStatus verdict = AttributionStatus::accepted;  ///< accepted, rejected or undecided
  MemberId member = 0;
  std::vector<RecordKey> records;
  std::vector<Ground> grounds_shown;
};

/// Whose publications are. Rows by rule are derived, decisions are truth.
class AttributionStore {
 public:
  explicit AttributionStore(Database& database) : database_(database) {}

  /// Makes these the attributions of the publication. Answers whether that changed anything.
  Result<bool> replace(PublicationId publication, const std::vector<Attribution>& attributions);
  Result<std::vector<Attribution>> list(const AttributionFilter& filter);
  Result<std::int64_t> count(AttributionStatus status);

  Result<std::int64_t> add_decision(const Decision& decision);
  /// All decisions that stand (are not undone), oldest first.
  Result<std::vector<Decision>> standing_decisions();
  /// Marks the last standing decision undone; nothing where there is none.
  Result<std::optional<Decision>> undo_last(std::int64_t now);

 private:
  Database& database_;
};

}  // namespace evident::store
