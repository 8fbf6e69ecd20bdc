// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "indexer/harvest/index_sync.hpp"
#include "indexer/harvest/ingest.hpp"
#include "indexer/store/fingerprint.hpp"
#include "tests/indexer/fake_records.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace evident;
using namespace evident::test;

namespace {

const harvest::Progress kQuiet = [](std::uint64_t, std::uint64_t) {};

struct Library {
  TemporaryDirectory folder;
  std::unique_ptr<store::Store> store = std::move(*store::Store::open(folder.path(), store::Access::write));

  harvest::Ingest ingest() { return std::move(*harvest::Ingest::open(*store, parse_fake)); }
  void take(const SourceRecord& record) {
    auto in = ingest();
    auto transaction = *store->begin();
    REQUIRE(in.take(record, store::Arrival::by_file, {"import", "test"}));
    REQUIRE(transaction.commit());
  }
  PublicationId of(const std::string& source, const std::string& id) {
    return (*store->records().find({source, id}))->publication;
  }
  std::string fingerprint() { return *store::fingerprint(*store); }
};

/// A small world with every way of meeting: two registers, a shared supplement DOI, a file.
std::vector<SourceRecord> world() {
  return {
      fake_record("pubmed", "1",
                  by(titled("Virtual wards in winter", "10.5555/a", "1"), "Smith", "Jane", "Northmere Hospital")),
      fake_record("crossref", "10.5555/a", by(titled("Virtual wards in winter: a cohort", "10.5555/a"), "Smith", "J")),
      fake_record("pubmed", "2", titled("First abstract of the congress", "10.5555/s", "2")),
      fake_record("pubmed", "3", titled("Another abstract entirely", "10.5555/s", "3")),
      fake_record("crossref", "10.5555/s", titled("Abstracts of the congress supplement", "10.5555/s")),
      fake_record("file", "x", titled("Virtual wards in winter", "10.5555/a")),
      fake_record("pubmed", "4", titled("Alone", "", "4")),
  };
}

}  // namespace

TEST_CASE("two registers' records of one work are one publication") {
  Library library;
  for (const auto& record : world()) library.take(record);
  CHECK(library.of("pubmed", "1") == library.of("crossref", "10.5555/a"));
  CHECK(library.of("pubmed", "1") == library.of("file", "x"));
  CHECK(library.of("pubmed", "2") != library.of("pubmed", "3"));
  CHECK(library.of("pubmed", "2") != library.of("crossref", "10.5555/s"));
  CHECK(*library.store->publications().count() == 5);
}

TEST_CASE("the order of arrival does not show in the fingerprint") {
  auto records = world();
  std::string first;
  std::mt19937 random(7);
  for (int round = 0; round < 12; ++round) {
    Library library;
    REQUIRE(library.store->members().put(consenting("jane", "Smith", "Jane")));
    for (const auto& record : records) library.take(record);
    if (first.empty()) first = library.fingerprint();
    CHECK(library.fingerprint() == first);
    std::shuffle(records.begin(), records.end(), random);
  }
}

TEST_CASE("a rebuild changes neither numbers nor content") {
  Library library;
  for (const auto& record : world()) library.take(record);
  const auto before = library.fingerprint();
  const auto number = library.of("pubmed", "1");
  const auto change = *library.store->publications().last_change();
  REQUIRE(library.ingest().rebuild(kQuiet, {}));
  CHECK(library.fingerprint() == before);
  CHECK(library.of("pubmed", "1") == number);
  CHECK(*library.store->publications().last_change() == change);
}

TEST_CASE("a revised record that loses its DOI leaves the publication") {
  Library library;
  library.take(fake_record("pubmed", "1", titled("Same", "10.5555/a", "1")));
  library.take(fake_record("crossref", "10.5555/a", titled("Same", "10.5555/a")));
  const auto number = library.of("pubmed", "1");
  library.take(fake_record("pubmed", "1", titled("Same", "10.5555/z", "1")));
  CHECK(library.of("pubmed", "1") != library.of("crossref", "10.5555/a"));
  CHECK((library.of("pubmed", "1") == number || library.of("crossref", "10.5555/a") == number));
}

TEST_CASE("a withdrawn record takes its publication along only if nothing else holds it") {
  Library library;
  library.take(fake_record("pubmed", "1", titled("Same", "10.5555/a", "1")));
  library.take(fake_record("crossref", "10.5555/a", titled("Same", "10.5555/a")));
  library.take(fake_record("pubmed", "4", titled("Alone", "", "4")));
  const auto shared = library.of("crossref", "10.5555/a");
  const auto alone = library.of("pubmed", "4");
  auto in = library.ingest();
  CHECK(*in.withdraw({"pubmed", "1"}));
  CHECK_FALSE(*in.withdraw({"pubmed", "1"}));
  CHECK(*in.withdraw({"pubmed", "4"}));
  const auto left = *library.store->publications().find(shared);
  REQUIRE(left);
  CHECK(left->publication.sources == std::vector<RecordKey>{{"crossref", "10.5555/a"}});
  CHECK_FALSE(library.store->publications().find(alone)->has_value());
}

TEST_CASE("a later bridge joins two publications and the lower number stays") {
  Library library;
  library.take(fake_record("pubmed", "1", titled("Same work", "", "1")));
  library.take(fake_record("crossref", "10.5555/a", titled("Same work", "10.5555/a")));
  const auto low = library.of("pubmed", "1"), high = library.of("crossref", "10.5555/a");
  REQUIRE(low < high);
  library.take(fake_record("file", "bridge", titled("Same work", "10.5555/a", "1")));
  CHECK(library.of("crossref", "10.5555/a") == low);
  CHECK((*library.store->publications().find(high))->publication.id == low);
}

TEST_CASE("a person's decision outlives rebuild and goes with undo") {
  Library library;
  const auto jane = *library.store->members().put(consenting("jane", "Smith", "Jane"));
  library.take(fake_record("pubmed", "1", by(titled("A", "", "1"), "Smith", "J")));
  const auto number = library.of("pubmed", "1");
  const auto status = [&] {
    return library.store->attributions().list({.publication = number, .member_key = {}, .status = {}})->front().status;
  };
  CHECK(status() == AttributionStatus::noted);
  store::Decision decision;
  decision.member = jane;
  decision.verdict = AttributionStatus::accepted;
  decision.records = {{"pubmed", "1"}};
  REQUIRE(library.store->attributions().add_decision(decision));
  REQUIRE(library.ingest().rebuild(kQuiet, {}));
  CHECK(status() == AttributionStatus::accepted);
  REQUIRE(library.store->attributions().undo_last(5));
  REQUIRE(library.ingest().attribute_all(kQuiet, {}));
  CHECK(status() == AttributionStatus::noted);
}

TEST_CASE("the index follows the store and takes up where it was left") {
  Library library;
  for (const auto& record : world()) library.take(record);
  const auto folder = library.folder / "index";
  {
    auto writer = *index::IndexWriter::open(folder);
    REQUIRE(harvest::catch_up(*library.store, writer, kQuiet, {}));
    CHECK(writer.change() == *library.store->publications().last_change());
  }
  auto reader = *index::SearchIndex::open(folder);
  index::SearchRequest request;
  request.text = "virtual wards";
  CHECK(reader.search(request)->total == 1);
  library.take(fake_record("pubmed", "9", titled("Virtual wards again", "", "9")));
  {
    auto in = library.ingest();
    REQUIRE(in.withdraw({"pubmed", "4"}));
    auto writer = *index::IndexWriter::open(folder);
    REQUIRE(harvest::catch_up(*library.store, writer, kQuiet, {}));
  }
  REQUIRE(reader.reopen());
  CHECK(reader.search(request)->total == 2);
  request.text = "alone";
  CHECK(reader.search(request)->total == 0);
}
