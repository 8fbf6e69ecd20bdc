// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/model/provenance.hpp"
#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"
#include "indexer/store/database.hpp"

namespace evident::store {

using RecordId = std::int64_t;

/// What writing a record did.
enum class RecordOutcome {
  added,      ///< first time seen
  revised,    ///< another body than before
  unchanged,  ///< the same body again
  older,      ///< a lower version than the one held; not taken
};

struct WrittenRecord {
  RecordId id = 0;
  RecordOutcome outcome = RecordOutcome::added;
  PublicationId publication = 0;  ///< what it belongs to so far; 0: none yet
};

/// What is held about a record besides its body.
struct RecordInfo {
  RecordId id = 0;
  RecordKey key;
  int version = 1;
  RecordFormat format = RecordFormat::pubmed_xml;
  std::int64_t received_at = 0;
  std::optional<std::int64_t> asked_at;
  bool withdrawn = false;
  PublicationId publication = 0;
};

enum class IdentifierKind : int { doi = 1, pmid = 2, pmcid = 3 };  // stored: do not renumber
struct IdentifierValue {
  IdentifierKind kind;
  std::string value;
};
/// The identifiers by which a record meets others.
std::vector<IdentifierValue> identifiers_of(const Publication& content);

/// Whether the source itself was asked just now, or a file was read.
enum class Arrival { by_source, by_file };

/// Records as received: the first of the two truths.
class RecordStore {
 public:
  explicit RecordStore(Database& database) : database_(database) {}

  /// Keeps the record (compressed, with its digest) unless a higher version is held. `content` is what was read from
  /// it; its identifiers are kept for matching.
  Result<WrittenRecord> put(const RawRecord& raw, const Publication& content, Arrival arrival);
  /// The source has deleted it; the body stays. True: it was held and not yet withdrawn.
  Result<bool> withdraw(const RecordKey& key);
  Result<std::optional<RecordInfo>> find(const RecordKey& key);
  Result<std::vector<RecordInfo>> of_publication(PublicationId publication);
  /// Records that share one of the identifiers, withdrawn ones left out; each once.
  Result<std::vector<RecordInfo>> sharing(const std::vector<IdentifierValue>& identifiers);
  Result<RawRecord> body(RecordId id);
  Result<void> assign(RecordId id, PublicationId publication);
  Result<void> note_brought(RecordId id, std::string_view kind, std::string_view name);
  /// Calls `visit` for every record in order of id, bodies included, until it fails.
  Result<void> each(const std::function<Result<void>(const RecordInfo&, RawRecord&&)>& visit);
  Result<std::int64_t> count();
  Result<std::optional<PublicationId>> publication_with(const IdentifierValue& identifier);
  /// The source name that belongs to this path: `wanted`, or `wanted~2` where another path has it already.
  Result<std::string> name_for_path(const std::string& wanted, const std::string& path);

 private:
  Result<std::vector<RecordInfo>> infos(Statement& statement);
  Database& database_;
};

}  // namespace evident::store
