// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/search_index.hpp"

#include <charconv>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/index/document.hpp"
#include "indexer/index/search_run.hpp"
#include "indexer/index/vocabulary.hpp"
#include "indexer/index/xapian_guard.hpp"

namespace evident::index {
namespace {

/// Names in the index's own metadata. Stored: never rename.
constexpr const char* kSchemaKey = "evident.schema";
constexpr const char* kChangeKey = "evident.change";

std::optional<std::int64_t> number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

IndexState state_of(const Xapian::Database& database) {
  const auto schema = number_of(database.get_metadata(kSchemaKey));
  if (!schema || *schema < kSchemaVersion) return IndexState::needs_rebuild;
  return *schema > kSchemaVersion ? IndexState::newer : IndexState::ready;
}

std::int64_t change_of(const Xapian::Database& database) {
  return number_of(database.get_metadata(kChangeKey)).value_or(0);
}

Failure needs_rebuild() {
  return fail(Code::unsupported, "the search index was made by another version of Evident",
              "run 'evident rebuild': the index is made anew from the library");
}

Failure too_new() {
  return fail(Code::newer_version, "the search index was written by a later Evident",
              "update Evident, or run its 'evident rebuild'");
}

}  // namespace

struct IndexWriter::Writable {
  std::filesystem::path folder;
  Xapian::WritableDatabase database;
  DocumentBuilder builder;
  IndexState state = IndexState::ready;
  std::size_t pending = 0;

  /// Marks an empty index as one of the present schema.
  void begin() {
    database.set_metadata(kSchemaKey, std::to_string(kSchemaVersion));
    database.set_metadata(kChangeKey, "0");
    database.commit();
    state = IndexState::ready;
    pending = 0;
  }

  Result<void> writable_id(PublicationId id) const {
    if (state == IndexState::needs_rebuild) return needs_rebuild();
    if (state == IndexState::newer) return too_new();
    if (id < 1 || id > static_cast<PublicationId>(std::numeric_limits<Xapian::docid>::max()))
      return fail(Code::invalid_argument, fmt::format("publication number {} cannot be indexed", id));
    return {};
  }
};

IndexWriter::IndexWriter(std::unique_ptr<Writable> writable) : writable_(std::move(writable)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() {
  if (!writable_) return;
  // Xapian's destructor would commit what is pending, without our change number; closing within a transaction drops it.
  // Whatever goes wrong here is no loss: nothing uncommitted was promised to anyone.
  try {
    writable_->database.begin_transaction(false);
    writable_->database.cancel_transaction();
    writable_->database.close();
  } catch (const Xapian::Error&) {
    return;
  }
}

Result<IndexWriter> IndexWriter::open(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return fail(Code::io, fmt::format("making the folder {}: {}", folder.string(), error.message()),
                "check that the disk is not full and may be written to");
  return guarded(fmt::format("opening the search index in {} for writing", folder.string()),
                 [&]() -> Result<IndexWriter> {
                   auto writable = std::make_unique<Writable>();
                   writable->folder = folder;
                   writable->database =
                       Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
                   const bool untouched =
                       writable->database.get_metadata(kSchemaKey).empty() && writable->database.get_doccount() == 0;
                   if (untouched) writable->begin();
                   writable->state = state_of(writable->database);
                   return IndexWriter(std::move(writable));
                 });
}

IndexState IndexWriter::state() const { return writable_->state; }

std::int64_t IndexWriter::change() const { return change_of(writable_->database); }

std::size_t IndexWriter::pending() const { return writable_->pending; }

Result<void> IndexWriter::update(const IndexedDocument& document) {
  const PublicationId id = document.publication.id;
  if (auto ok = writable_->writable_id(id); !ok) return ok;
  return guarded(fmt::format("indexing publication {}", id), [&]() -> Result<void> {
    writable_->database.replace_document(static_cast<Xapian::docid>(id), writable_->builder.build(document));
    ++writable_->pending;
    return {};
  });
}

Result<void> IndexWriter::remove(PublicationId id) {
  if (auto ok = writable_->writable_id(id); !ok) return ok;
  return guarded(fmt::format("removing publication {} from the index", id), [&]() -> Result<void> {
    try {
      writable_->database.delete_document(static_cast<Xapian::docid>(id));
      ++writable_->pending;
    } catch (const Xapian::DocNotFoundError&) {
      return {};
    }
    return {};
  });
}

Result<void> IndexWriter::commit(std::int64_t change) {
  if (writable_->state != IndexState::ready) return writable_->state == IndexState::newer ? too_new() : needs_rebuild();
  return guarded("committing the search index", [&]() -> Result<void> {
    writable_->database.set_metadata(kChangeKey, std::to_string(change));
    writable_->database.commit();
    writable_->pending = 0;
    return {};
  });
}

Result<void> IndexWriter::clear() {
  if (writable_->state == IndexState::newer) return too_new();
  return guarded("emptying the search index", [&]() -> Result<void> {
    writable_->database.close();  // gives up the write lock, which the next line takes again
    writable_->database =
        Xapian::WritableDatabase(writable_->folder.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    writable_->begin();
    return {};
  });
}

struct SearchIndex::Readable {
  std::filesystem::path folder;
  Xapian::Database database;
  Vocabulary vocabulary;

  /// What we look at: which database, and its writer's how-manieth commit.
  std::string uuid = {};
  Xapian::rev revision = 0;

  /// Moves to the last commit; true where it is another than before. A new handle, not Database::reopen(): after
  /// clear() there is another database behind the same path.
  bool open() {
    Xapian::Database opened(folder.string());
    const bool moved = uuid != opened.get_uuid() || revision != opened.get_revision();
    database = std::move(opened);
    uuid = database.get_uuid();
    revision = database.get_revision();
    if (moved) vocabulary.forget();
    return moved;
  }

  template <class Work>
  auto ask(std::string_view doing, Work&& work) -> decltype(work()) {
    return guarded_reading(
        doing, [this] { open(); }, std::forward<Work>(work));
  }
};

SearchIndex::SearchIndex(std::unique_ptr<Readable> readable) : readable_(std::move(readable)) {}
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;
SearchIndex::~SearchIndex() = default;

Result<SearchIndex> SearchIndex::open(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error))
    return fail(Code::not_found, fmt::format("there is no search index in {}", folder.string()),
                "run 'evident rebuild': the index is made anew from the library");
  return guarded(fmt::format("opening the search index in {}", folder.string()), [&]() -> Result<SearchIndex> {
    auto readable = std::make_unique<Readable>();
    readable->folder = folder;
    readable->open();
    switch (state_of(readable->database)) {
      case IndexState::ready: break;
      case IndexState::needs_rebuild: return needs_rebuild();
      case IndexState::newer: return too_new();
    }
    return SearchIndex(std::move(readable));
  });
}

Result<bool> SearchIndex::reopen() {
  return readable_->ask("reopening the search index", [&]() -> Result<bool> { return readable_->open(); });
}

Result<std::int64_t> SearchIndex::change() {
  return readable_->ask("reading the search index",
                        [&]() -> Result<std::int64_t> { return change_of(readable_->database); });
}

Result<std::size_t> SearchIndex::document_count() {
  return readable_->ask("reading the search index",
                        [&]() -> Result<std::size_t> { return readable_->database.get_doccount(); });
}

Result<SearchAnswer> SearchIndex::search(const SearchRequest& request) {
  return readable_->ask("searching", [&] { return run_search(request, readable_->database, readable_->vocabulary); });
}

}  // namespace evident::index
