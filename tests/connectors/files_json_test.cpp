// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "connectors/files/csl_json.hpp"
#include "connectors/files/json_items.hpp"
#include "connectors/files/jsonl.hpp"
#include "tests/connectors/files_support.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/publications.hpp"

using namespace evident;
using namespace evident::files;
using namespace evident::test;

namespace {

std::string written(const char* format, const std::vector<Publication>& publications) {
  auto writer = make_writer(format);
  REQUIRE(writer);
  std::string out;
  (*writer)->begin(out);
  for (const Publication& publication : publications) (*writer)->write(publication, out);
  (*writer)->end(out);
  return out;
}

/// What CSL-JSON's help says that it cannot carry is taken away; all else must come back.
Publication as_csl_carries(Publication p) {
  for (Contributor& contributor : p.contributors) {
    contributor.orcid.reset();
    contributor.orcid_assurance = OrcidAssurance::unstated;
    contributor.affiliations.clear();
  }
  p.contributors_complete = true;
  for (Keyword& keyword : p.keywords) keyword = {keyword.text, "", false};
  p.mesh.clear();
  p.grants.clear();
  p.licences.clear();
  p.cited_by.reset();
  p.reference_count.reset();
  if (!p.pages.last.empty()) p.pages.printed = p.pages.first + "-" + p.pages.last;
  return p;
}

}  // namespace

TEST_CASE("jsonl carries every field of a publication there and back") {
  const auto publications = rich_publications();
  const ReadFile back = read_text(written("jsonl", publications));
  CHECK_FALSE(back.error);
  CHECK(back.refused.empty());
  REQUIRE(back.records.size() == publications.size());
  for (std::size_t i = 0; i < publications.size(); ++i) {
    CHECK(as_text(back.records[i].content) == as_text(publications[i]));
    CHECK(back.records[i].raw.key.id == std::to_string(publications[i].id));
    CHECK(back.records[i].raw.key.source == "test");
    CHECK(back.records[i].content.id == 0);
    CHECK(back.records[i].content.sources.empty());
  }
}

TEST_CASE("CSL-JSON carries what it can there and back") {
  const auto publications = rich_publications();
  const ReadFile back = read_text(written("csl-json", publications));
  CHECK_FALSE(back.error);
  CHECK(back.refused.empty());
  REQUIRE(back.records.size() == publications.size());
  for (std::size_t i = 0; i < publications.size(); ++i) {
    CHECK(as_text(back.records[i].content) == as_text(as_csl_carries(publications[i])));
    CHECK(back.records[i].raw.key.id == std::to_string(publications[i].id));
  }
}

TEST_CASE("an empty export is valid and reads back as a clear refusal") {
  CHECK(written("csl-json", {}) == "[]\n");
  CHECK(written("jsonl", {}).empty());
  const ReadFile back = read_text("[]\n");
  REQUIRE(back.error);
  CHECK(back.error->message.find("empty") != std::string::npos);
}

TEST_CASE("CSL-JSON of every shape is read field by field") {
  const ReadFile file = read_text(read_file(fixture("files/items.json")));
  CHECK_FALSE(file.error);
  std::string text;
  for (const SourceRecord& record : file.records) text += record.raw.key.text() + "\n" + as_text(record.content) + "\n";
  for (const Refusal& refusal : file.refused) text += refusal.id + ": " + refusal.why + "\n";
  check_golden("files/items.txt", text);

  REQUIRE(file.records.size() == 6);
  CHECK(file.records[0].content.title.markup() == "On <i>E. coli</i> &amp; <sc>Dna</sc>");
  CHECK(file.records[0].content.contributors[0].name.family == "van der Berg");
  CHECK(file.records[0].content.pages.last == "297");
  CHECK(file.records[0].content.is_retracted());
  CHECK(file.records[1].content.dates.issued->season == Season::autumn);
  CHECK(file.records[3].content.dates.issued == PartialDate::of(2023));
  // Two different items with one id are two records; neither replaces the other.
  CHECK(file.records[4].raw.key.id == "5");
  CHECK(file.records[5].raw.key.id == "5~2");
  CHECK(file.refused.size() == 2);
}

TEST_CASE("CSL-JSON may be one item or one item a line") {
  CHECK(read_text("{\"id\":\"a\",\"type\":\"book\",\"title\":\"One\"}").records.size() == 1);
  CHECK(read_text(
            "{\"id\":\"a\",\"type\":\"book\",\"title\":\"One\"}\n{\"id\":\"b\",\"type\":\"book\",\"title\":\"Two\"}\n")
            .records.size() == 2);
}

TEST_CASE("a torn line costs that line and not its neighbours") {
  const ReadFile file = read_text(
      "{\"id\":\"a\",\"type\":\"book\",\"title\":\"One\"}\n{\"id\":\"b\",\"title\":\"Tw\n{\"id\":\"c\",\"type\":"
      "\"book\",\"title\":\"Three\"}\n");
  CHECK_FALSE(file.error);
  CHECK(file.records.size() == 2);
  REQUIRE(file.refused.size() == 1);
  CHECK(file.refused[0].id == "line 2");
}

TEST_CASE("a list that breaks off is an error after what was whole") {
  const ReadFile file = read_text("[{\"id\":\"a\",\"type\":\"book\",\"title\":\"One\"},\n{\"id\":\"b\",\"ti");
  CHECK(file.records.size() == 1);
  REQUIRE(file.error);
  CHECK(file.error->code == Code::malformed);
  CHECK(file.error->message.find("line 2") != std::string::npos);
}

TEST_CASE("a stored record parses again to the same publication") {
  const RecordParser parse = record_parser();
  for (const char* name :
       {"items.json", "mixed.ris", "mixed.bib", "mixed.nbib", "endnote.xml", "zotero.csv", "preamble.csv"}) {
    INFO(name);
    const ReadFile file = read_text(read_file(fixture("files") / name));
    CHECK_FALSE(file.records.empty());
    for (const SourceRecord& record : file.records) {
      const auto again = parse(record.raw);
      REQUIRE(again);
      CHECK(as_text(*again) == as_text(record.content));
    }
  }
}

TEST_CASE("a name for no format lists the formats there are") {
  const auto none = make_writer("word");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == Code::invalid_argument);
  CHECK(none.error().hint.find("csl-json") != std::string::npos);
  for (const ExportFormatRow& row : export_formats()) {
    CHECK(make_writer(row.name));
    CHECK_FALSE(row.cannot_carry.empty());
  }
}
