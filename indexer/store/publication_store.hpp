// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"
#include "indexer/store/database.hpp"

namespace evident::store {

/// A publication with what the store knows about it beyond its fields.
struct StoredPublication {
  Publication publication;
  std::int64_t added_at = 0;  ///< when it first entered the library
  std::int64_t change = 0;    ///< number of the store change that wrote it last
};

/// One entry of the list of changes the index follows.
struct ChangedPublication {
  PublicationId id = 0;
  std::int64_t change = 0;
  bool removed = false;  ///< no longer a publication of its own
};

/// When each source last confirmed a record of a publication; absent: never asked (the record came by file).
using SourcesAsked = std::map<std::string, std::int64_t>;

/// Publications: derived from records, kept for reading. Every write raises the library's change number, by which the
/// index catches up.
class PublicationStore {
 public:
  explicit PublicationStore(Database& database) : database_(database) {}

  /// A number for a publication to come; it is not visible until written.
  Result<PublicationId> reserve(std::int64_t now);
  /// Replaces the content. Unchanged content does not raise the change number: answers false.
  Result<bool> write(const Publication& publication);
  /// Its records now belong to `into` (0: it has none left). The old number keeps finding `into`.
  Result<void> retire(PublicationId id, PublicationId into);
  /// Raises the change number without other content, when what the index takes from elsewhere has changed
  /// (attributions).
  Result<void> touch(PublicationId id);

  /// Follows merges: the old number of a merged publication finds what it became.
  Result<std::optional<StoredPublication>> find(PublicationId id);
  Result<std::int64_t> count();
  Result<std::int64_t> last_change();
  /// Publications changed after `change`, in order, at most `limit`.
  Result<std::vector<ChangedPublication>> changed_after(std::int64_t change, int limit);
  /// All publications in order of id until `visit` fails.
  Result<void> each(const std::function<Result<void>(StoredPublication&&)>& visit);
  Result<SourcesAsked> sources_asked(PublicationId id);

  Result<std::optional<std::string>> meta(std::string_view key);
  Result<void> set_meta(std::string_view key, std::string_view value);

 private:
  Result<std::int64_t> next_change();
  Database& database_;
};

}  // namespace evident::store
