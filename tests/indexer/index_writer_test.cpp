// SPDX-License-Identifier: GPL-2.0-or-later
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/index/search_index.hpp"
#include "tests/indexer/index_library.hpp"

using namespace evident;
using namespace evident::index;
using namespace evident::test;

using Ids = std::vector<PublicationId>;

TEST_CASE("a new index is empty and has taken in no change") {
  TemporaryDirectory directory;
  auto writer = IndexWriter::open(directory / "deep" / "index");
  REQUIRE(writer);
  CHECK(writer->state() == IndexState::ready);
  CHECK(writer->change() == 0);
  auto reader = SearchIndex::open(directory / "deep" / "index");
  REQUIRE(reader);
  CHECK(reader->document_count() == 0);
  CHECK(reader->change() == 0);
}

TEST_CASE("updates replace, removals remove, and absent ones are no failure") {
  IndexLibrary library;
  library.add(publication(7, "telehealth"));
  library.add(publication(9, "usability"));
  library.commit(1);
  CHECK(library.ids("telehealth") == Ids{7});
  library.add(publication(7, "interoperability"));
  library.remove(9);
  library.remove(1234);
  library.commit(2);
  CHECK(library.ids("telehealth").empty());
  CHECK(library.ids("usability").empty());
  CHECK(library.ids("interoperability") == Ids{7});
}

TEST_CASE("the change number is committed with the documents and survives closing") {
  IndexLibrary library;
  library.add(publication(1, "telehealth"));
  library.commit(41);
  library.add(publication(2, "usability"));
  library.close();  // without a commit
  auto writer = IndexWriter::open(library.folder());
  REQUIRE(writer);
  CHECK(writer->change() == 41);
  CHECK(writer->pending() == 0);
  auto reader = SearchIndex::open(library.folder());
  REQUIRE(reader);
  CHECK(reader->document_count() == 1);
  CHECK(reader->change() == 41);
}

TEST_CASE("only one writer can be open") {
  IndexLibrary library;
  const auto second = IndexWriter::open(library.folder());
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Code::locked);
  library.close();
  CHECK(IndexWriter::open(library.folder()));
}

TEST_CASE("a reader sees a later commit when it reopens") {
  IndexLibrary library;
  library.add(publication(1, "telehealth"));
  library.commit(1);
  auto reader = SearchIndex::open(library.folder());
  REQUIRE(reader);
  SearchRequest request;
  request.text = "telehealth";
  CHECK(reader->search(request)->total == 1);
  CHECK(reader->reopen() == false);
  library.add(publication(2, "telehealths"));
  library.commit(2);
  CHECK(reader->search(request)->total == 1);
  CHECK(reader->reopen() == true);
  CHECK(reader->search(request)->total == 2);  // and it knows the new word
  CHECK(reader->change() == 2);
}

TEST_CASE("a reader left behind by many commits still answers") {
  IndexLibrary library;
  for (PublicationId id = 1; id <= 200; ++id)
    library.add(publication(id, "telehealth " + std::to_string(id), "remote care"));
  library.commit(1);
  auto reader = SearchIndex::open(library.folder());
  REQUIRE(reader);
  for (int round = 2; round < 12; ++round) {
    for (PublicationId id = 1; id <= 200; ++id)
      library.add(publication(id, "telehealth " + std::to_string(id * round), "remote care at home"));
    library.commit(round);
  }
  SearchRequest request;
  request.text = "telehealth remote";
  request.facets = {"year", "type"};
  const auto answer = reader->search(request);
  if (!answer) FAIL(answer.error().message);
  CHECK(answer->total == 200);
}

TEST_CASE("clear begins an empty index and a reader follows") {
  IndexLibrary library;
  for (PublicationId id = 1; id <= 50; ++id) library.add(publication(id, "telehealth"));
  library.commit(5);
  auto reader = SearchIndex::open(library.folder());
  REQUIRE(reader);
  library.close();
  auto writer = IndexWriter::open(library.folder());
  REQUIRE(writer);
  REQUIRE(writer->clear());
  CHECK(writer->change() == 0);
  const Publication one = publication(3, "usability");
  REQUIRE(writer->update({one, {}, 0, {}}));
  REQUIRE(writer->commit(6));
  CHECK_FALSE(IndexWriter::open(library.folder()));  // the lock is held again
  REQUIRE(reader->reopen());
  CHECK(reader->document_count() == 1);
  CHECK(reader->change() == 6);
  CHECK(library.ids("telehealth").empty());
  CHECK(library.ids("usability") == Ids{3});
}

TEST_CASE("numbers that cannot be documents are refused") {
  TemporaryDirectory directory;
  auto writer = IndexWriter::open(directory / "index");
  REQUIRE(writer);
  for (const PublicationId id : {PublicationId{0}, PublicationId{-1}, PublicationId{1} << 32}) {
    const Publication made = publication(id, "telehealth");
    CHECK(writer->update({made, {}, 0, {}}).error().code == Code::invalid_argument);
    CHECK(writer->remove(id).error().code == Code::invalid_argument);
  }
}

TEST_CASE("a missing index is an error and not an empty answer") {
  TemporaryDirectory directory;
  const auto absent = SearchIndex::open(directory / "index");
  REQUIRE_FALSE(absent);
  CHECK(absent.error().code == Code::not_found);
  CHECK_THAT(absent.error().hint, Catch::Contains("evident rebuild"));
  std::filesystem::create_directory(directory / "index");
  const auto empty = SearchIndex::open(directory / "index");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().code == Code::not_found);
}

TEST_CASE("a damaged index is an error and not an empty answer") {
  IndexLibrary library;
  for (PublicationId id = 1; id <= 300; ++id)
    library.add(publication(id, "telehealth " + std::to_string(id), "remote care"));
  library.commit(1);
  library.close();
  SearchRequest request;
  request.text = "telehealth";
  request.facets = {"type"};

  SECTION("its version file is rubbish") {
    std::ofstream(library.folder() / "iamglass", std::ios::binary | std::ios::trunc) << "rubbish";
    const auto reader = SearchIndex::open(library.folder());
    REQUIRE_FALSE(reader);
    CHECK((reader.error().code == Code::corrupt || reader.error().code == Code::unsupported));
    CHECK_FALSE(reader.error().hint.empty());
  }
  SECTION("its postings are overwritten") {
    const auto file = library.folder() / "postlist.glass";
    const auto size = std::filesystem::file_size(file);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << std::string(size, '\x5A');
    auto reader = SearchIndex::open(library.folder());
    if (reader) {
      const auto answer = reader->search(request);
      REQUIRE_FALSE(answer);
      CHECK(answer.error().code == Code::corrupt);
    } else {
      CHECK(reader.error().code == Code::corrupt);
    }
  }
  SECTION("its postings are cut off") {
    std::filesystem::resize_file(library.folder() / "postlist.glass", 100);
    auto reader = SearchIndex::open(library.folder());
    if (reader) {
      const auto answer = reader->search(request);
      REQUIRE_FALSE(answer);
      CHECK_FALSE(answer.error().message.empty());
    } else {
      CHECK_FALSE(reader.error().message.empty());
    }
  }
}
