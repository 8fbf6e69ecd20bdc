// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "indexer/index/search.hpp"
#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"

namespace evident::index {

/// Version of what the index holds and under which names; see README.md beside this file. An index of another version
/// is rebuilt, never read.
inline constexpr int kSchemaVersion = 1;

/// Documents after which a writer does best to commit: Xapian's in-memory inverter slows as it grows, and measured
/// builds are fastest between 500 and 1,000.
inline constexpr std::size_t kDocumentsPerCommit = 1000;

/// A publication with what the library adds to it.
struct IndexedDocument {
  const Publication& publication;         ///< its id is the document's number: 1 to 4,294,967,295
  std::vector<std::string> members = {};  ///< keys of the members it is attributed to
  std::int64_t added_at = 0;              ///< seconds since 1970-01-01 UTC
  PartialDate today = {};                 ///< decides whether a licence is in force
};

enum class IndexState {
  ready,
  needs_rebuild,  ///< written under an older schema: clear() and give it every publication again
  newer,          ///< written by a later Evident; it must not be touched
};

/// The one writer of an index. For one thread; a second writer of the same folder fails to open with Code::locked.
/// What was not committed when it goes, or when the process dies, is as if it had never been written.
class IndexWriter {
 public:
  /// Opens the index in `folder`, or makes an empty one, whose change() is 0. Fails with locked, corrupt or io.
  static Result<IndexWriter> open(const std::filesystem::path& folder);
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();

  IndexState state() const;
  /// Number of the last store change that a commit took in; 0 for a new index.
  std::int64_t change() const;
  /// Adds the publication, or replaces what was there under its id. Fails where state() is not ready.
  Result<void> update(const IndexedDocument& document);
  /// Takes a publication out; one that is not there is no failure.
  Result<void> remove(PublicationId id);
  /// Documents updated or removed since the last commit.
  std::size_t pending() const;
  /// Makes everything since the last commit durable and visible, together with `change`: both or neither.
  Result<void> commit(std::int64_t change);
  /// Begins a rebuild: an empty index of the present schema, change() 0, committed. Refused where state() is newer.
  Result<void> clear();

 private:
  struct Writable;
  explicit IndexWriter(std::unique_ptr<Writable> writable);
  std::unique_ptr<Writable> writable_;
};

/// A reader. For one thread; each thread opens its own. It sees the last commit it opened or reopened at, until a
/// writer has moved on too far: then it reopens by itself and asks once more.
class SearchIndex {
 public:
  /// Fails with not_found where there is no index, corrupt where it does not read, unsupported where it needs a
  /// rebuild, newer_version where a later Evident wrote it.
  static Result<SearchIndex> open(const std::filesystem::path& folder);
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;
  ~SearchIndex();

  /// Moves to the writer's last commit. True where there was a newer one.
  Result<bool> reopen();
  /// Number of the last store change that what we see has taken in.
  Result<std::int64_t> change();
  Result<std::size_t> document_count();

  /// Fails with unreadable_query (with the place in the text), cancelled, or what open() fails with.
  Result<SearchAnswer> search(const SearchRequest& request);

 private:
  struct Readable;
  explicit SearchIndex(std::unique_ptr<Readable> readable);
  std::unique_ptr<Readable> readable_;
};

}  // namespace evident::index
