// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/indexer/index_library.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

namespace evident::test {

using namespace evident::index;

IndexLibrary::IndexLibrary() {
  auto opened = IndexWriter::open(folder());
  if (!opened) FAIL(opened.error().message);
  writer_.push_back(std::move(*opened));
}

void IndexLibrary::add(const Publication& publication, std::vector<std::string> members, std::int64_t added_at) {
  const auto done = writer_.at(0).update({publication, std::move(members), added_at, *PartialDate::of(2026, 11, 22)});
  if (!done) FAIL(done.error().message);
}

void IndexLibrary::remove(PublicationId id) {
  const auto done = writer_.at(0).remove(id);
  if (!done) FAIL(done.error().message);
}

void IndexLibrary::commit(std::int64_t change) {
  const auto done = writer_.at(0).commit(change);
  if (!done) FAIL(done.error().message);
}

void IndexLibrary::close() { writer_.clear(); }

SearchAnswer IndexLibrary::ask(const SearchRequest& request) const {
  auto reader = SearchIndex::open(folder());
  if (!reader) FAIL(reader.error().message);
  auto answer = reader->search(request);
  if (!answer) FAIL(request.text << ": " << answer.error().message);
  return std::move(*answer);
}

std::vector<PublicationId> IndexLibrary::ids(std::string_view text, Match match) const {
  SearchRequest request;
  request.text = text;
  request.match = match;
  std::vector<PublicationId> found;
  for (const Hit& hit : ask(request).hits) found.push_back(hit.id);
  return found;
}

std::vector<PublicationId> IndexLibrary::sorted_ids(std::string_view text) const {
  auto found = ids(text);
  std::sort(found.begin(), found.end());
  return found;
}

Publication publication(PublicationId id, std::string_view title, std::string_view abstract) {
  Publication made;
  made.id = id;
  made.type = WorkType::article_journal;
  made.title = MarkedText::from_plain(title);
  if (!abstract.empty()) made.abstract.push_back({"", "", MarkedText::from_plain(abstract)});
  return made;
}

Contributor contributor(std::string_view inverted_name) {
  Contributor made;
  made.name = name_from_inverted(inverted_name);
  return made;
}

}  // namespace evident::test
