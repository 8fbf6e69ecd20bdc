// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/library_reader.hpp"

#include <charconv>

#include <fmt/format.h>

namespace evident::app {

std::filesystem::path index_folder(const std::filesystem::path& library) { return library / "index"; }

LibraryReader::LibraryReader(std::unique_ptr<store::Store> store, index::SearchIndex index)
    : store_(std::move(store)), index_(std::move(index)) {}

Result<std::unique_ptr<LibraryReader>> LibraryReader::open(const std::filesystem::path& library) {
  auto store = store::Store::open(library, store::Access::read);
  if (!store) return fail(store.error());
  auto index = index::SearchIndex::open(index_folder(library));
  if (!index) {
    Error error = index.error();
    if (error.hint.empty()) error.hint = "run 'evident rebuild' to make the index anew; nothing is lost";
    return fail(std::move(error));
  }
  return std::unique_ptr<LibraryReader>(new LibraryReader(std::move(*store), std::move(*index)));
}

Result<PublicationView> LibraryReader::view_of(store::StoredPublication stored) {
  PublicationView view;
  const PublicationId id = stored.publication.id;
  view.stored = std::move(stored);
  auto attributions = store_->attributions().list({.publication = id, .member_key = {}, .status = {}});
  if (!attributions) return fail(attributions.error());
  view.attributions = std::move(*attributions);
  auto asked = store_->publications().sources_asked(id);
  if (!asked) return fail(asked.error());
  view.asked = std::move(*asked);
  return view;
}

Result<Found> LibraryReader::search(const index::SearchRequest& request) {
  Found found;
  auto answer = index_.search(request);
  if (!answer) return fail(answer.error());
  found.answer = std::move(*answer);
  const auto stored_change = store_->publications().last_change();
  if (!stored_change) return fail(stored_change.error());
  const auto indexed_change = index_.change();
  if (!indexed_change) return fail(indexed_change.error());
  if (*indexed_change < *stored_change)
    found.answer.warnings.push_back(
        fmt::format("the index is {} changes behind the library, so new or changed publications may be missing from "
                    "this answer; they are "
                    "taken in when the running job ends, or by 'evident check --repair'",
                    *stored_change - *indexed_change));
  for (const index::Hit& hit : found.answer.hits) {
    auto view = find(hit.id);
    if (!view) return fail(view.error());
    if (!*view) {
      found.answer.warnings.push_back(
          fmt::format("publication {} left the library after it was indexed, and is not shown", hit.id));
      continue;
    }
    FoundPublication row;
    row.snippet = index::snippet((*view)->stored.publication, found.answer.highlights, kSnippetCharacters);
    row.view = std::move(**view);
    row.score = hit.score;
    found.publications.push_back(std::move(row));
  }
  return found;
}

Result<std::optional<PublicationView>> LibraryReader::find(PublicationId id) {
  auto stored = store_->publications().find(id);
  if (!stored) return fail(stored.error());
  if (!*stored) return std::optional<PublicationView>();
  auto view = view_of(std::move(**stored));
  if (!view) return fail(view.error());
  return std::optional<PublicationView>(std::move(*view));
}

Result<std::optional<PublicationView>> LibraryReader::find(std::string_view key) {
  const std::string_view given = trimmed(key);
  const std::string lower = ascii_lower(given);
  std::optional<store::IdentifierValue> identifier;
  if (lower.starts_with("pmid:")) {
    if (const auto pmid = Pmid::parse(given)) identifier = {store::IdentifierKind::pmid, pmid->text()};
  } else if (lower.starts_with("pmc")) {
    if (const auto pmcid = Pmcid::parse(given)) identifier = {store::IdentifierKind::pmcid, pmcid->text()};
  } else if (const auto doi = Doi::parse(given)) {
    identifier = {store::IdentifierKind::doi, doi->text()};
  } else {
    PublicationId id = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), id);
    if (error == std::errc() && end == given.data() + given.size() && id > 0) return find(id);
  }
  if (!identifier)
    return fail(Code::invalid_argument, fmt::format("'{}' is no publication key", given),
                "give our number, pmid:N, doi:X or pmcid:X");
  auto id = store_->records().publication_with(*identifier);
  if (!id) return fail(id.error());
  if (!*id) return std::optional<PublicationView>();
  return find(**id);
}

Result<void> LibraryReader::each(const std::function<Result<void>(PublicationView&&)>& visit) {
  return store_->publications().each([&](store::StoredPublication&& stored) -> Result<void> {
    auto view = view_of(std::move(stored));
    if (!view) return fail(view.error());
    return visit(std::move(*view));
  });
}

}  // namespace evident::app
