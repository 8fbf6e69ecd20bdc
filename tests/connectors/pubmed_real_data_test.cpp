// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include <zlib.h>
#include <catch2/catch.hpp>

#include "connectors/pubmed/pubmed_reader.hpp"
#include "tests/support/paths.hpp"

using namespace evident;

namespace {

struct CloseGzip {
  void operator()(gzFile file) const { gzclose(file); }
};

/// A file, plain or gzip.
std::string unpacked(const std::filesystem::path& path) {
  const std::unique_ptr<std::remove_pointer_t<gzFile>, CloseGzip> file(gzopen(path.c_str(), "rb"));
  REQUIRE(file);
  std::string text;
  std::array<char, 1 << 16> buffer{};
  int got = 0;
  while ((got = gzread(file.get(), buffer.data(), buffer.size())) > 0)
    text.append(buffer.data(), static_cast<std::size_t>(got));
  REQUIRE(got == 0);
  return text;
}

struct Counts {
  std::size_t records = 0, refused = 0, deleted = 0;
  std::string error;
};

Counts read_counts(const std::string& text) {
  pubmed::PubmedFileReader reader(std::make_unique<pubmed::TextBytes>(text));
  Counts counts;
  while (true) {
    auto item = reader.next();
    if (!item) {
      counts.error = item.error().message;
      return counts;
    }
    if (!*item) return counts;
    if (std::holds_alternative<SourceRecord>(**item))
      ++counts.records;
    else if (std::holds_alternative<Refusal>(**item))
      ++counts.refused;
    else
      ++counts.deleted;
  }
}

std::vector<std::string> fields_of_line(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream rest(line);
  for (std::string field; std::getline(rest, field, '\t');) fields.push_back(field);
  return fields;
}

}  // namespace

TEST_CASE("Every recorded PubMed file gives as many records as it has and a malformed one a sentence") {
  const auto manifest = test::real_data("MANIFEST.tsv");
  if (!manifest) {
    SUCCEED("skipped: no real recordings here");
    return;
  }
  // Well-formed files with elements that are no PubMed records, and how many.
  const std::map<std::string, std::size_t> refused = {
      {"pubmed/JabRef__jabref/MedlineImporterTestMinimalEntry.xml", 1},        // an empty PubmedArticle
      {"pubmed/internetarchive__fatcat/pubmedsample_no_pmid_2019.xml.gz", 1},  // no PMID
      {"pubmed/pikatech__Scicopia/pubmed.xml", 2},                             // no PMID, an empty PMID
      {"pubmed/sheydasa__XML_Parser/pubmed_articles.xml.gz", 4999},            // reshaped, no PMIDs
  };
  std::istringstream lines(test::read_file(*manifest));
  std::size_t files = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto fields = fields_of_line(line);
    if (fields.size() < 7 || fields[3] != "pubmed-xml") continue;
    INFO(fields[0] << ": " << fields[4]);
    const auto path = test::real_data(fields[0]);
    REQUIRE(path);
    const Counts counts = read_counts(unpacked(*path));
    ++files;
    if (fields[6].starts_with("MALFORMED")) {
      CHECK(counts.records == 0);
      CHECK((!counts.error.empty() || counts.refused == 1));
      continue;
    }
    CHECK(counts.error.empty());
    // The manifest counts the elements of a set of books that stand without their wrapper as none.
    if (fields[0].ends_with("/BookDocumentSet.xml")) {
      CHECK(counts.records == 1);
      continue;
    }
    CHECK(std::to_string(counts.records + counts.refused) == fields[5]);
    CHECK(counts.refused == (refused.contains(fields[0]) ? refused.at(fields[0]) : 0));
  }
  CHECK(files > 200);
}
