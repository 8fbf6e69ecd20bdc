// SPDX-License-Identifier: GPL-2.0-or-later
#include <charconv>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "connectors/files/writer.hpp"
#include "tests/connectors/files_support.hpp"
#include "tests/support/paths.hpp"

using namespace evident;
using namespace evident::files;
using namespace evident::test;

namespace {

struct ManifestRow {
  std::string path;
  std::optional<std::size_t> count;
};

std::vector<ManifestRow> manifest_rows(const std::filesystem::path& manifest,
                                       std::initializer_list<std::string_view> folders) {
  std::vector<ManifestRow> rows;
  std::ifstream in(manifest);
  std::string line;
  while (std::getline(in, line)) {
    std::vector<std::string> fields;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) fields.push_back(cell);
    bool wanted = false;
    for (const std::string_view folder : folders) wanted = wanted || line.starts_with(folder);
    if (!wanted || fields.size() < 6) continue;
    ManifestRow row{fields[0], {}};
    std::size_t count = 0;
    if (std::from_chars(fields[5].data(), fields[5].data() + fields[5].size(), count).ec == std::errc() &&
        !fields[5].empty())
      row.count = count;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

TEST_CASE("the labelled sets for duplicates and search are read whole") {
  const std::map<std::string, std::size_t> sets = {{"dedupe/cytology_screening/records.json", 1856},
                                                   {"dedupe/digital_work/records.json", 7159},
                                                   {"dedupe/tafenoquine/records.json", 179},
                                                   {"search/cranfield/corpus.json", 1400},
                                                   {"search/scifact/corpus.json", 5183}};
  if (!real_data("benchmarks")) {
    SUCCEED("skipped: no real recordings at hand");
    return;
  }
  for (const auto& [name, count] : sets) {
    INFO(name);
    const auto path = real_data("benchmarks/" + name);
    REQUIRE(path);
    const ReadFile file = read_path(*path);
    CHECK_FALSE(file.error);
    CHECK(file.records.size() + file.refused.size() == count);
    // Only Cranfield has items that say nothing at all.
    CHECK(file.refused.size() <= (name.find("cranfield") == name.npos ? 0U : 2U));
    std::set<std::string> ids;
    for (const SourceRecord& record : file.records) ids.insert(record.raw.key.id);
    CHECK(ids.size() == file.records.size());
  }
}

TEST_CASE("every real export is read with the count its manifest gives or refused clearly") {
  const auto manifest = real_data("MANIFEST.tsv");
  if (!manifest) {
    SUCCEED("skipped: no real recordings at hand");
    return;
  }
  // Where the manifest counts otherwise: it misses a first TY behind a byte order mark, and takes the lines that Embase
  // puts above its header for rows.
  const std::map<std::string, std::size_t> true_counts = {
      {"_baseline_citavi.ris", 100},   {"_baseline_scopus.ris", 10}, {"_baseline_webofscience.ris", 10},
      {"citesource_issue_24.ris", 17}, {"_baseline_embase.csv", 10}, {"_baseline_excel.csv", 10},
      {"_baseline_abstrackr.csv", 10}};
  std::size_t read = 0;
  for (const ManifestRow& row : manifest_rows(*manifest, {"other/exports/", "other/nbib/"})) {
    INFO(row.path);
    const auto path = real_data(row.path);
    REQUIRE(path);
    const ReadFile file = read_path(*path);
    if (file.error) {
      INFO(file.error->message);
      CHECK(file.error->message.find("looks like") != std::string::npos);
      CHECK_FALSE(row.count);
      continue;
    }
    ++read;
    INFO(file.records.size() << " records, " << file.refused.size()
                             << " refused: " << (file.refused.empty() ? "" : file.refused[0].why));
    const auto known = true_counts.find(path->filename().string());
    const std::size_t expected = known != true_counts.end() ? known->second : row.count.value_or(file.records.size());
    CHECK(file.records.size() == expected);
    // All that is refused: citations made up without a PMID, and a line of words inside Abstrackr's table.
    const bool made_up = row.path.find("JabRef") != row.path.npos;
    CHECK((made_up || file.refused.size() == (row.path.ends_with("_abstrackr.csv") ? 1U : 0U)));
    std::size_t titled = 0;
    for (const SourceRecord& record : file.records)
      if (!record.content.title.empty()) ++titled;
    CHECK((made_up || titled * 100 >= file.records.size() * 95));  // some rows of real tables have no title
  }
  CHECK(read > 50);
}

TEST_CASE("real PubMed and Crossref files go to their own readers") {
  const auto pubmed = real_data("pubmed/assembled/assembled-shared.xml.gz");
  if (!pubmed) {
    SUCCEED("skipped: no real recordings at hand");
    return;
  }
  const ReadFile file = read_path(*pubmed);
  CHECK_FALSE(file.error);
  CHECK(file.records.size() == 1112);
  const RecordParser parse = record_parser();
  for (const SourceRecord& record : file.records) {
    CHECK(record.raw.key.source == "pubmed");
    const auto again = parse(record.raw);
    REQUIRE(again);
    if (as_text(*again) != as_text(record.content))
      FAIL("a stored record reads differently: " << record.raw.key.text());
  }
  // What they say goes out in every format and comes back as many.
  for (const ExportFormatRow& row : export_formats()) {
    INFO(row.name);
    auto writer = make_writer(row.name);
    REQUIRE(writer);
    std::string out;
    (*writer)->begin(out);
    for (const SourceRecord& record : file.records) (*writer)->write(record.content, out);
    (*writer)->end(out);
    const ReadFile back = read_text(std::move(out));
    CHECK_FALSE(back.error);
    CHECK(back.refused.empty());
    REQUIRE(back.records.size() == file.records.size());
    std::size_t titles = 0, dois = 0, authors = 0;
    for (std::size_t i = 0; i < back.records.size(); ++i) {
      const Publication& was = file.records[i].content;
      const Publication& is = back.records[i].content;
      titles += is.title.plain() == was.title.plain() ? 1U : 0U;
      dois += is.doi == was.doi ? 1U : 0U;
      authors += is.contributors.size() == was.contributors.size() ? 1U : 0U;
    }
    CHECK(titles == file.records.size());
    CHECK(dois == file.records.size());
    CHECK(authors == file.records.size());
  }
}
