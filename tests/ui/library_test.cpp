// SPDX-License-Identifier: GPL-2.0-or-later
// The bundled example through the whole pipeline, against the answers we hold to be right (tests/fixtures/example).
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "connectors/files/csv_text.hpp"
#include "connectors/files/open_file.hpp"
#include "connectors/files/roster_csv.hpp"
#include "indexer/store/fingerprint.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/temporary_directory.hpp"
#include "ui/app/library_reader.hpp"
#include "ui/app/library_writer.hpp"

using namespace evident;
using namespace evident::app;

namespace {

std::vector<std::vector<std::string>> rows_of(const std::string& name) {
  files::CsvRows rows(std::move(*files::open_bytes(test::fixture("example/" + name))), ',');
  std::vector<std::vector<std::string>> all;
  while (auto row = *rows.next()) all.push_back(row->fields);
  all.erase(all.begin());  // the header
  return all;
}

std::vector<Member> roster() {
  auto file = files::read_roster_csv(std::move(*files::open_bytes(test::asset("example/roster.csv"))));
  REQUIRE(file);
  REQUIRE(file->refused.empty());
  return file->members;
}

std::vector<std::filesystem::path> example_files() {
  std::vector<std::filesystem::path> all;
  for (const char* folder : {"example/pubmed", "example/crossref"})
    for (const auto& entry : std::filesystem::directory_iterator(test::asset(folder))) all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  return all;
}

/// The example library, built once for all tests of this file that only read it.
const std::filesystem::path& example_library() {
  static const test::TemporaryDirectory folder;
  static const bool built = [] {
    auto writer = LibraryWriter::open(folder.path(), "test", std::chrono::seconds(0));
    REQUIRE(writer);
    REQUIRE((*writer)->put_members(roster(), {}, {}));
    for (const auto& file : example_files()) {
      const auto report = (*writer)->import_file(file, "", {}, {});
      REQUIRE(report);
      INFO(file);
      CHECK(report->complete());
    }
    return true;
  }();
  REQUIRE(built);
  return folder.path();
}

}  // namespace

TEST_CASE("the example library holds every record and no wrong merge") {
  auto reader = *LibraryReader::open(example_library());
  std::map<std::string, std::set<std::string>> cluster_of;
  for (const auto& row : rows_of("same_work.csv")) {
    std::set<std::string> cluster;
    std::istringstream parts(row.front());
    for (std::string one; std::getline(parts, one, ';');) cluster.insert(one);
    for (const auto& one : cluster) cluster_of[one] = cluster;
  }
  std::size_t records = 0, publications = 0;
  REQUIRE(reader->each([&](PublicationView&& view) -> Result<void> {
    const auto& sources = view.stored.publication.sources;
    ++publications;
    records += sources.size();
    for (const RecordKey& key : sources) {
      if (sources.size() == 1) break;
      INFO(key.text());
      const auto& cluster = cluster_of[key.text()];
      for (const RecordKey& other : sources) CHECK(cluster.contains(other.text()));
    }
    return {};
  }));
  CHECK(records == static_cast<std::size_t>(*reader->store().records().count()));
  CHECK(publications > 320);
}

TEST_CASE("what the rules accept is right and nobody without consent appears") {
  auto reader = *LibraryReader::open(example_library());
  std::map<std::pair<std::string, std::string>, bool> gold;
  for (const auto& row : rows_of("attributions.csv")) gold[{row[0], row[1] + ":" + row[2]}] = row[3] == "1";
  const auto attributions = *reader->store().attributions().list({});
  std::size_t accepted = 0;
  for (const Attribution& one : attributions) {
    CHECK(one.member_key != "wetherby-stroud");
    if (one.status != AttributionStatus::accepted) continue;
    ++accepted;
    const auto view = **reader->find(one.publication);
    bool known = false, right = false;
    for (const RecordKey& key : view.stored.publication.sources) {
      const auto found = gold.find({one.member_key, key.text()});
      if (found == gold.end()) continue;
      known = true;
      right = right || found->second;
    }
    INFO(one.member_key << " / " << view.stored.publication.title.plain() << " / "
                        << view.stored.publication.sources.front().text());
    CHECK(known);
    CHECK(right);
  }
  CHECK(accepted > 150);
}

TEST_CASE("every notice in the example is known and none is invented") {
  auto reader = *LibraryReader::open(example_library());
  std::map<PublicationId, std::set<std::string>> wanted;
  for (const auto& row : rows_of("notices.csv")) {
    const auto info = *reader->store().records().find({row[0], row[1]});
    REQUIRE(info);
    wanted[info->publication].insert(row[2]);
  }
  REQUIRE(reader->each([&](PublicationView&& view) -> Result<void> {
    std::set<std::string> found;
    for (const Notice& notice : view.stored.publication.notices) found.insert(std::string(notice_name(notice.kind)));
    INFO(view.stored.publication.title.plain() << " " << view.stored.publication.sources.front().text());
    CHECK(found == wanted[view.stored.publication.id]);
    return {};
  }));
}

TEST_CASE("files in any order give the same library") {
  auto files = example_files();
  std::reverse(files.begin(), files.end());
  const test::TemporaryDirectory folder;
  {
    auto writer = *LibraryWriter::open(folder.path(), "test", std::chrono::seconds(0));
    for (const auto& file : files) REQUIRE(writer->import_file(file, "", {}, {}));
    REQUIRE(writer->put_members(roster(), {}, {}));  // members last, too
  }
  auto one = *store::Store::open(folder.path(), store::Access::read);
  auto other = *store::Store::open(example_library(), store::Access::read);
  CHECK(*store::fingerprint(*one) == *store::fingerprint(*other));
}

TEST_CASE("a rebuild gives the same library and a lost index is made anew") {
  const test::TemporaryDirectory folder;
  const auto file = test::asset("example/crossref/preprints.json");
  std::string before;
  {
    auto writer = *LibraryWriter::open(folder.path(), "test", std::chrono::seconds(0));
    REQUIRE(writer->import_file(file, "", {}, {}));
    before = *store::fingerprint(writer->store());
    REQUIRE(writer->rebuild({}, {}));
    CHECK(*store::fingerprint(writer->store()) == before);
  }
  std::filesystem::remove_all(index_folder(folder.path()));
  const auto missing = LibraryReader::open(folder.path());
  REQUIRE_FALSE(missing.has_value());
  CHECK_FALSE(missing.error().hint.empty());
  REQUIRE(LibraryWriter::open(folder.path(), "test", std::chrono::seconds(0)));
  auto reader = *LibraryReader::open(folder.path());
  index::SearchRequest everything;
  CHECK(reader->search(everything)->answer.total == static_cast<std::size_t>(*reader->store().publications().count()));
}

TEST_CASE("a publication is found by each of its keys") {
  auto reader = *LibraryReader::open(example_library());
  const auto by_pmid = *reader->find("pmid:990000333");
  REQUIRE(by_pmid);
  const auto& publication = by_pmid->stored.publication;
  CHECK((*reader->find("doi:10.5555/arc.2015.0582"))->stored.publication.id == publication.id);
  CHECK((*reader->find(std::to_string(publication.id)))->stored.publication.id == publication.id);
  CHECK_FALSE(reader->find("pmid:1")->has_value());
  CHECK(reader->find("what?").error().code == Code::invalid_argument);
  CHECK(publication.is_retracted());
  CHECK(publication.sources.size() == 2);
}

TEST_CASE("an import that breaks off keeps what was whole and says so") {
  const test::TemporaryDirectory folder;
  const std::string whole = test::read_file(test::asset("example/pubmed/books.xml"));
  std::ofstream(folder / "cut.xml") << whole.substr(0, whole.rfind("</PubmedBookArticle>") - 10);
  auto writer = *LibraryWriter::open(folder / "library", "test", std::chrono::seconds(0));
  const auto report = writer->import_file(folder / "cut.xml", "", {}, {});
  REQUIRE(report);
  CHECK_FALSE(report->complete());
  REQUIRE(report->broke_off);
  CHECK(report->received >= 1);
  CHECK(*writer->store().publications().count() == report->received);
  const auto none = writer->import_file(folder / "nowhere.xml", "", {}, {});
  REQUIRE(none);
  CHECK(none->broke_off->code == Code::not_found);
}
