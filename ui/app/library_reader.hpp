// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/search_index.hpp"
#include "indexer/index/snippet.hpp"
#include "indexer/model/attribution.hpp"
#include "indexer/model/member.hpp"
#include "indexer/store/store.hpp"

namespace evident::app {

/// LIBRARY/index.
std::filesystem::path index_folder(const std::filesystem::path& library);

/// A publication with everything a front end says about it.
struct PublicationView {
  store::StoredPublication stored;
  std::vector<Attribution> attributions;
  store::SourcesAsked asked;  ///< when each source last confirmed it; absent: never
};

/// One line of an answer.
struct FoundPublication {
  PublicationView view;
  double score = 0;
  std::vector<index::SnippetPart> snippet;
};

struct Found {
  index::SearchAnswer answer;
  std::vector<FoundPublication> publications;  ///< in the order of answer.hits
};

/// Characters of a snippet, as a command line and a card show it.
inline constexpr std::size_t kSnippetCharacters = 240;

/// Reads one library: store and index together. For one thread; each thread opens its own, and none ever waits for a
/// writer. Both front ends answer from here, so they answer alike.
class LibraryReader {
 public:
  static Result<std::unique_ptr<LibraryReader>> open(const std::filesystem::path& library);

  /// Adds a warning where the index has not taken in all of the store yet.
  Result<Found> search(const index::SearchRequest& request);
  /// `key` is our number, pmid:N, doi:X or pmcid:X. Nothing where the library has none; invalid_argument where the key
  /// is none of these.
  Result<std::optional<PublicationView>> find(std::string_view key);
  Result<std::optional<PublicationView>> find(PublicationId id);
  /// Every publication in order of number.
  Result<void> each(const std::function<Result<void>(PublicationView&&)>& visit);

  store::Store& store() { return *store_; }
  index::SearchIndex& index() { return index_; }
  /// Moves to the index's newest commit. True where there was one.
  Result<bool> refresh() { return index_.reopen(); }

 private:
  LibraryReader(std::unique_ptr<store::Store> store, index::SearchIndex index);
  Result<PublicationView> view_of(store::StoredPublication stored);
  std::unique_ptr<store::Store> store_;
  index::SearchIndex index_;
};

}  // namespace evident::app
