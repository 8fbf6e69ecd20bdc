// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <zlib.h>
#include <catch2/catch.hpp>

#include "connectors/crossref/crossref_parser.hpp"
#include "connectors/crossref/crossref_reader.hpp"
#include "indexer/model/publication_json.hpp"
#include "tests/support/paths.hpp"

using namespace evident;
using namespace evident::crossref;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::istringstream in(line);
  for (std::string column; std::getline(in, column, '\t');) columns.push_back(column);
  return columns;
}

std::string inflated(const fs::path& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  REQUIRE(file != nullptr);
  std::string text;
  std::vector<char> buffer(1 << 20);
  for (int count; (count = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;)
    text.append(buffer.data(), static_cast<std::size_t>(count));
  gzclose(file);
  return text;
}

struct Outcome {
  std::vector<SourceRecord> records;
  std::vector<Refusal> refusals;
  std::string error;
};

Outcome read_all(std::string text) {
  Outcome outcome;
  CrossrefFileReader reader{WorkStream(std::move(text))};
  while (true) {
    auto item = reader.next();
    if (!item) {
      outcome.error = item.error().message;
      break;
    }
    if (!*item) break;
    if (auto* record = std::get_if<SourceRecord>(&**item))
      outcome.records.push_back(std::move(*record));
    else if (auto* refusal = std::get_if<Refusal>(&**item))
      outcome.refusals.push_back(std::move(*refusal));
  }
  return outcome;
}

/// The recording whose folder and DOI are these.
Publication recorded(const fs::path& root, const std::string& doi) {
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".json") continue;
    for (SourceRecord& record : read_all(test::read_file(entry.path())).records)
      if (record.raw.key.id == doi) return std::move(record.content);
  }
  FAIL("no recording of " << doi);
  return {};
}

}  // namespace

TEST_CASE("Every stored Crossref file imports whole or is refused in a sentence") {
  const auto manifest = test::real_data("MANIFEST.tsv");
  if (!manifest) {
    SUCCEED("skipped: no real recordings here");
    return;
  }
  // What cannot be counted as the manifest does, and why.
  const std::map<std::string, std::pair<std::size_t, std::size_t>> records_and_refusals = {
      // Two documents one after another: not one JSON text, but both are whole.
      {"crossref/files/kermitt2__biblio-glutton/entry1.beautified.json", {2, 0}},
      {"crossref/files/front-matter__commonmeta-py/crossref-list_missing_doi.json", {19, 1}},
  };
  std::ifstream in(*manifest);
  std::size_t files = 0;
  for (std::string line; std::getline(in, line);) {
    const auto columns = columns_of(line);
    if (!columns[0].starts_with("crossref/files/") && !columns[0].starts_with("crossref/quoted/wakefield")) continue;
    ++files;
    INFO(columns[0]);
    const auto path = manifest->parent_path() / columns[0];
    const Outcome outcome = read_all(path.extension() == ".gz" ? inflated(path) : test::read_file(path));
    CHECK(outcome.error.empty());
    if (const auto known = records_and_refusals.find(columns[0]); known != records_and_refusals.end()) {
      CHECK(outcome.records.size() == known->second.first);
      CHECK(outcome.refusals.size() == known->second.second);
      continue;
    }
    CHECK(outcome.records.size() == static_cast<std::size_t>(std::stoul(columns[5])));
    CHECK(outcome.refusals.empty() == (columns[5] != "0"));
    for (const SourceRecord& record : outcome.records) {
      const auto again = parse_work(record.raw.body);
      REQUIRE(again);
      CHECK(publication_to_json(*again) == publication_to_json(record.content));
    }
  }
  CHECK(files == 55);
}

TEST_CASE("Every recorded answer gives the works it is said to hold and nothing else") {
  const auto index = test::real_data("crossref/responses/index.tsv");
  if (!index) {
    SUCCEED("skipped: no real recordings here");
    return;
  }
  std::ifstream in(*index);
  std::string line;
  std::getline(in, line);
  std::set<std::string> seen;
  while (std::getline(in, line)) {
    const auto columns = columns_of(line);
    if (!columns[0].ends_with(".json") || !seen.insert(columns[0]).second) continue;
    INFO(columns[0] << " " << columns[2]);
    const auto path = index->parent_path().parent_path().parent_path() / columns[0];
    CrossrefFileReader reader{WorkStream(test::read_file(path))};
    std::size_t records = 0, refusals = 0;
    while (true) {
      const auto item = reader.next();
      REQUIRE(item);
      if (!*item) break;
      records += std::holds_alternative<SourceRecord>(**item);
      refusals += std::holds_alternative<Refusal>(**item);
      if (const auto* refusal = std::get_if<Refusal>(&**item)) CHECK(refusal->why.size() > 20);
    }
    const std::size_t works = columns[6].empty() ? 0 : static_cast<std::size_t>(std::stoul(columns[6]));
    CHECK(records == works);
    const bool about_works = columns[5] == "work" || columns[5] == "work-list";
    CHECK(refusals == (about_works || (columns[5].empty() && works > 0) ? 0 : 1));
    if (columns[5] == "work-list" && !columns[7].empty())
      CHECK(reader.envelope().total_results == static_cast<std::uint64_t>(std::stoull(columns[7])));
    if (columns[5] == "work-list") CHECK(reader.envelope().next_cursor.empty() == columns[8].empty());
  }
  CHECK(seen.size() > 300);
}

TEST_CASE("A retraction that only Retraction Watch knows of is a notice from Retraction Watch") {
  const auto folder = test::real_data("crossref/quoted");
  if (!folder) {
    SUCCEED("skipped: no real recordings here");
    return;
  }
  const Publication paper = recorded(*folder, "10.1016/s0140-6736(97)11096-0");
  CHECK(paper.is_retracted());
  REQUIRE(paper.notices.size() == 2);
  CHECK(paper.notices[0].kind == NoticeKind::correction);
  CHECK(paper.notices[1].kind == NoticeKind::retraction);
  CHECK(paper.notices[1].source == "retraction-watch");
  CHECK(paper.notices[1].date == PartialDate::of(2010, 2, 6));
  CHECK(paper.notices[1].doi == Doi::parse("10.1016/s0140-6736(10)60175-4"));
  const Publication notice = recorded(*folder, "10.1016/s0140-6736(10)60175-4");
  CHECK_FALSE(notice.is_retracted());
  REQUIRE(notice.relations.size() == 1);
  CHECK(notice.relations[0].kind == RelationKind::retraction_of);
  CHECK(notice.relations[0].doi == paper.doi);
}

TEST_CASE("A thousand authors are all read") {
  const auto folder = test::real_data("crossref/files/internetarchive__fatcat");
  if (!folder) {
    SUCCEED("skipped: no real recordings here");
    return;
  }
  const Outcome outcome = read_all(inflated(*folder / "huge_crossref_doi.json.gz"));
  REQUIRE(outcome.records.size() == 1);
  const Publication& paper = outcome.records[0].content;
  CHECK(paper.doi == Doi::parse("10.1534/g3.114.015966"));
  CHECK(paper.contributors.size() > 1000);
}

TEST_CASE("A blank first title gives way to the next") {
  const auto folder = test::real_data("crossref/responses");
  if (!folder) {
    SUCCEED("skipped: no real recordings here");
    return;
  }
  const Publication paper = recorded(*folder, "10.5012/bkcs.2011.32.2.620");
  CHECK(paper.title.plain() ==
        "Dynamic Research of a Potential Carrier for Hydrophobic Compound Model Pyrene Using Amphiphilic Peptide EYK");
  CHECK(paper.note.empty());
}
