// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/index/search_index.hpp"
#include "indexer/model/publication.hpp"
#include "tests/support/temporary_directory.hpp"

namespace evident::test {

/// A small index in a folder of its own, filled by hand.
class IndexLibrary {
 public:
  IndexLibrary();

  std::filesystem::path folder() const { return directory_ / "index"; }
  /// Indexes a publication; the caller commits.
  void add(const Publication& publication, std::vector<std::string> members = {}, std::int64_t added_at = 0);
  void remove(PublicationId id);
  void commit(std::int64_t change);
  /// Gives up the write lock; what was not committed is gone.
  void close();

  /// Opens a reader and asks; fails the test where there is no answer.
  index::SearchAnswer ask(const index::SearchRequest& request) const;
  /// The publications found, in order.
  std::vector<PublicationId> ids(std::string_view text, index::Match match = index::Match::all) const;
  /// The publications found, by number.
  std::vector<PublicationId> sorted_ids(std::string_view text) const;

 private:
  TemporaryDirectory directory_;
  std::vector<index::IndexWriter> writer_;  ///< one, or none when closed
};

/// A publication with a title and an abstract of one section.
Publication publication(PublicationId id, std::string_view title, std::string_view abstract = {});
/// A contributor "Family, Given".
Contributor contributor(std::string_view inverted_name);

}  // namespace evident::test
