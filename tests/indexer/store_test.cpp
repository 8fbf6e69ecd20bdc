// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <fstream>

#include "indexer/store/binary_codec.hpp"
#include "indexer/store/compression.hpp"
#include "indexer/store/fingerprint.hpp"
#include "indexer/store/library_lock.hpp"
#include "indexer/store/schema.hpp"
#include "indexer/store/store.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace evident;
using namespace evident::store;

namespace {

RawRecord raw(const std::string& source, const std::string& id, const std::string& body, int version = 1) {
  return {{source, id}, version, RecordFormat::pubmed_xml, body, 1000};
}

Publication content(const std::string& doi) {
  Publication p;
  p.title = MarkedText::from_plain("A title");
  p.doi = Doi::parse(doi);
  return p;
}

std::unique_ptr<Store> open_store(const std::filesystem::path& folder, Access access = Access::write) {
  auto store = Store::open(folder, access);
  REQUIRE(store);
  return std::move(*store);
}

}  // namespace

TEST_CASE("a record keeps its body to the byte and knows when it changes") {
  const test::TemporaryDirectory folder;
  auto store = open_store(folder.path());
  const std::string body("first \0 body", 12);
  auto written = store->records().put(raw("pubmed", "1", body), content("10.5555/a"), Arrival::by_file);
  REQUIRE(written);
  CHECK(written->outcome == RecordOutcome::added);
  CHECK(store->records().body(written->id)->body == body);
  CHECK(store->records().put(raw("pubmed", "1", body), content("10.5555/a"), Arrival::by_file)->outcome ==
        RecordOutcome::unchanged);
  CHECK(store->records().put(raw("pubmed", "1", "second"), content("10.5555/b"), Arrival::by_file)->outcome ==
        RecordOutcome::revised);
  CHECK(store->records().sharing({{IdentifierKind::doi, "10.5555/a"}})->empty());
  CHECK(store->records().sharing({{IdentifierKind::doi, "10.5555/b"}})->size() == 1);
}

TEST_CASE("a lower version never replaces a higher one") {
  const test::TemporaryDirectory folder;
  auto store = open_store(folder.path());
  REQUIRE(store->records().put(raw("pubmed", "1", "v2", 2), content("10.5555/a"), Arrival::by_file));
  const auto again = store->records().put(raw("pubmed", "1", "v1", 1), content("10.5555/a"), Arrival::by_file);
  CHECK(again->outcome == RecordOutcome::older);
  CHECK(store->records().body(again->id)->body == "v2");
}

TEST_CASE("a file does not count as asking the source") {
  const test::TemporaryDirectory folder;
  auto store = open_store(folder.path());
  const auto id = *store->publications().reserve(1);
  auto written = *store->records().put(raw("pubmed", "1", "x"), content("10.5555/a"), Arrival::by_file);
  REQUIRE(store->records().assign(written.id, id));
  CHECK(store->publications().sources_asked(id)->empty());
  REQUIRE(store->records().put(raw("pubmed", "1", "x"), content("10.5555/a"), Arrival::by_source));
  CHECK(store->publications().sources_asked(id)->at("pubmed") == 1000);
}

TEST_CASE("publications read back as written and changes are numbered") {
  const test::TemporaryDirectory folder;
  auto store = open_store(folder.path());
  Publication p = content("10.5555/a");
  p.sources = {{"pubmed", "1"}};
  p.id = *store->publications().reserve(5);
  CHECK_FALSE(store->publications().find(p.id)->has_value());
  CHECK(*store->publications().write(p));
  CHECK_FALSE(*store->publications().write(p));
  CHECK(*store->publications().last_change() == 1);
  const auto back = *store->publications().find(p.id);
  REQUIRE(back);
  CHECK(back->publication.doi == p.doi);
  CHECK(back->publication.sources == p.sources);
  CHECK(back->added_at == 5);
}

TEST_CASE("the number of a merged publication finds what it became") {
  const test::TemporaryDirectory folder;
  auto store = open_store(folder.path());
  Publication a = content("10.5555/a"), b = content("10.5555/b");
  a.id = *store->publications().reserve(1);
  b.id = *store->publications().reserve(1);
  REQUIRE(store->publications().write(a));
  REQUIRE(store->publications().write(b));
  REQUIRE(store->publications().retire(b.id, a.id));
  CHECK((*store->publications().find(b.id))->publication.id == a.id);
  const auto changes = *store->publications().changed_after(2, 10);
  REQUIRE(changes.size() == 1);
  CHECK(changes.front().removed);
}

TEST_CASE("what does not read back is called corrupt and never an empty publication") {
  CHECK(decode("").error().code == Code::corrupt);
  std::string bytes = encode(content("10.5555/a"));
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) CHECK_FALSE(decode(bytes.substr(0, cut)).has_value());
  CHECK(decode(bytes + "x").error().code == Code::corrupt);
  CHECK(decompressed("not zstd").error().code == Code::corrupt);
}

TEST_CASE("a roster entry keeps every list in order") {
  const test::TemporaryDirectory folder;
  auto store = open_store(folder.path());
  Member member;
  member.key = "lsw";
  member.name.family = "Święcicki";
  member.name.given = "Łukasz";
  member.aliases = {name_from_inverted("Swiecicki, L, Jr"), name_from_inverted("Święcicki-Nowak, Łukasz")};
  member.orcids = {*Orcid::parse("0000-0002-1825-0097")};
  member.emails = {"l@example.org"};
  member.organisations = {parse_organisation("Example Hospital (2015-2021)")};
  member.roles = {"CCIO", "CNIO"};
  member.consent = {true, PartialDate::parse("2025-01-02")};
  member.id = *store->members().put(member);
  CHECK(**store->members().find("lsw") == member);
  member.roles = {"CIO"};
  CHECK(*store->members().put(member) == member.id);
  CHECK((*store->members().find("lsw"))->roles == std::vector<std::string>{"CIO"});
  CHECK_FALSE(store->members().find("nobody")->has_value());
}

TEST_CASE("decisions stand until undone and the last is undone first") {
  const test::TemporaryDirectory folder;
  auto store = open_store(folder.path());
  Member member;
  member.key = "a";
  member.name.family = "A";
  const auto id = *store->members().put(member);
  Decision decision;
  decision.member = id;
  decision.records = {{"crossref", "10.5555/a:b"}, {"pubmed", "1"}};
  decision.grounds_shown = {{"name", "same name", 2.5}};
  REQUIRE(store->attributions().add_decision(decision));
  decision.verdict = AttributionStatus::rejected;
  REQUIRE(store->attributions().add_decision(decision));
  const auto standing = *store->attributions().standing_decisions();
  REQUIRE(standing.size() == 2);
  CHECK(standing.front().records == decision.records);
  CHECK(standing.front().grounds_shown == decision.grounds_shown);
  CHECK((*store->attributions().undo_last(9))->verdict == AttributionStatus::rejected);
  CHECK((*store->attributions().undo_last(9))->verdict == AttributionStatus::accepted);
  CHECK_FALSE(store->attributions().undo_last(9)->has_value());
}

TEST_CASE("a harvest that was left is found again with its place and its gaps") {
  const test::TemporaryDirectory folder;
  auto store = open_store(folder.path());
  HarvestRun run;
  run.member_key = "a";
  run.source = "pubmed";
  run.query = "q";
  run.id = *store->harvests().begin(run);
  run.token = "page 2";
  run.missing = {{"12", "not delivered"}};
  REQUIRE(store->harvests().save(run));
  run.missing.push_back({"13", "not delivered"});
  REQUIRE(store->harvests().save(run));
  const auto left = *store->harvests().unfinished("pubmed", "q");
  REQUIRE(left);
  CHECK(left->token == "page 2");
  REQUIRE(left->missing.size() == 2);
  CHECK(left->missing[1].id == "13");
  run.state = RunState::complete;
  REQUIRE(store->harvests().save(run));
  CHECK_FALSE(store->harvests().unfinished("pubmed", "q")->has_value());
}

TEST_CASE("a library of a later Evident is refused with a sentence") {
  const test::TemporaryDirectory folder;
  open_store(folder.path());
  {
    auto database = *Database::open(database_file(folder.path()), Access::write);
    REQUIRE(database.execute("PRAGMA user_version=9999"));
  }
  for (const Access access : {Access::read, Access::write}) {
    const auto store = Store::open(folder.path(), access);
    REQUIRE_FALSE(store.has_value());
    CHECK(store.error().code == Code::newer_version);
    CHECK_FALSE(store.error().hint.empty());
  }
}

TEST_CASE("a reader does not read a library that awaits a migration") {
  const test::TemporaryDirectory folder;
  {
    // Schema 0 is a database that no migration has touched; a file at version 0 is a new library, so an older one is
    // imitated by a database whose steps all ran and whose number says one less.
    open_store(folder.path());
    auto database = *Database::open(database_file(folder.path()), Access::write);
    REQUIRE(database.execute("PRAGMA user_version=0"));
    const auto reading = Store::open(folder.path(), Access::read);
    REQUIRE_FALSE(reading.has_value());
    CHECK(reading.error().code == Code::unsupported);
  }
}

TEST_CASE("no library is told apart from an empty one") {
  const test::TemporaryDirectory folder;
  const auto none = Store::open(folder / "nowhere", Access::read);
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == Code::not_found);
  open_store(folder / "made");
  CHECK(*open_store(folder / "made", Access::read)->publications().count() == 0);
}

TEST_CASE("a file that is no database is called corrupt") {
  const test::TemporaryDirectory folder;
  std::ofstream(database_file(folder.path())) << std::string(8192, 'x');
  const auto store = Store::open(folder.path(), Access::write);
  REQUIRE_FALSE(store.has_value());
  CHECK(store.error().code == Code::corrupt);
}

TEST_CASE("the second writer is told who holds the library") {
  const test::TemporaryDirectory folder;
  const auto first = LibraryLock::acquire(folder.path(), "harvest", std::chrono::seconds(0));
  REQUIRE(first);
  const auto second = LibraryLock::acquire(folder.path(), "import", std::chrono::seconds(0));
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().code == Code::locked);
  CHECK(second.error().message.find("harvest") != std::string::npos);
}

TEST_CASE("what is not committed is gone") {
  const test::TemporaryDirectory folder;
  auto store = open_store(folder.path());
  {
    auto transaction = *store->begin();
    REQUIRE(store->records().put(raw("pubmed", "1", "x"), content("10.5555/a"), Arrival::by_file));
  }
  CHECK(*store->records().count() == 0);
}

TEST_CASE("the fingerprint sees content and not numbers") {
  const auto made = [](bool other_order, const std::string& title) {
    const test::TemporaryDirectory folder;
    auto store = open_store(folder.path());
    std::vector<std::string> ids = {"1", "2"};
    if (other_order) std::swap(ids[0], ids[1]);
    for (const std::string& id : ids) {
      Publication p = content("10.5555/" + id);
      p.sources = {{"pubmed", id}};
      if (id == "2") p.title = MarkedText::from_plain(title);
      p.id = *store->publications().reserve(other_order ? 77 : 1);
      REQUIRE(store->publications().write(p));
    }
    return *fingerprint(*store);
  };
  CHECK(made(false, "same").size() == 64);
  CHECK(made(false, "same") == made(true, "same"));
  CHECK(made(false, "same") != made(false, "other"));
}
