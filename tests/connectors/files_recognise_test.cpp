// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "connectors/files/recognise.hpp"
#include "tests/connectors/files_support.hpp"
#include "tests/support/paths.hpp"

using namespace evident;
using namespace evident::files;

TEST_CASE("a file is recognised by what it holds") {
  struct Row {
    const char* text;
    FileFormat format;
  };
  const Row rows[] = {
      {"<?xml version=\"1.0\"?>\n<!DOCTYPE PubmedArticleSet PUBLIC \"x\" \"y.dtd\">\n<PubmedArticleSet>",
       FileFormat::pubmed_xml},
      {"<!-- a comment --><PubmedBookArticleSet/>", FileFormat::pubmed_xml},
      {"<PubmedArticle><MedlineCitation>", FileFormat::pubmed_xml},
      {"{\"status\":\"ok\",\"message-type\":\"work\",\"message-version\":\"1.0.0\",\"message\":{\"DOI\":\"10.5555/"
       "1\"}}",
       FileFormat::crossref_json},
      {"{\"indexed\":{},\"DOI\":\"10.5555/1\",\"type\":\"journal-article\",\"title\":[\"x\"]}",
       FileFormat::crossref_json},
      {"[{\"DOI\":\"10.5555/1\",\"title\":[\"x\"]}]", FileFormat::crossref_json},
      {"{\"items\":[{\"DOI\":\"10.5555/1\",\"indexed\":{}}]}", FileFormat::crossref_json},
      {"{\"indexed\":{},\"DOI\":\"10.5555/1\",\"title\":[\"x\"]}\n{\"DOI\":\"10.5555/2\"}", FileFormat::crossref_json},
      {"{\"indexed\":{},\"reference-count\":1,\"DOI\":\"10.5555/"
       "1\",\"type\":\"journal-article\",\"title\":\"x\",\"id\":\"a\"}",
       FileFormat::csl_json},
      {"[{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"x\"}]", FileFormat::csl_json},
      {" {\"title\":\"x\",\"type\":\"book\"}", FileFormat::csl_json},
      {"{\"type\":\"article\",\"title\":\"x\",\"contributors\":[],\"record_status\":null,\"sources\":[]}",
       FileFormat::jsonl},
      {"TY  - JOUR\nER  - ", FileFormat::ris},
      {"\xef\xbb\xbfTY  - JOUR\r\n", FileFormat::ris},
      {"1. \nTY  -  JOUR\n", FileFormat::ris},
      {"@article{a,title={x}}", FileFormat::bibtex},
      {"% comment\n\n  @Book (a,", FileFormat::bibtex},
      {"\nPMID- 123\nOWN - NLM\n", FileFormat::nbib},
      {"PMID-123\nPT  - Book", FileFormat::nbib},
      {"<xml><records><record><rec-number>1</rec-number></record></records></xml>", FileFormat::endnote_xml},
      {"Title,Authors,Year\nx,y,2020", FileFormat::csv},
      {"Title;Author;DOI\n", FileFormat::csv},
      {"record_id\tpubmedID\ttitle\n", FileFormat::csv},
      {"31452104\n31437182", FileFormat::id_list},
      {"10.5555/abc, https://doi.org/10.5555/def\nPMID: 12345", FileFormat::id_list},
      {"pmid\n123\n", FileFormat::id_list},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto format = recognise(row.text);
    REQUIRE(format);
    CHECK(file_format_label(*format) == file_format_label(row.format));
  }
}

TEST_CASE("what is not a file of references is refused with what it looks like") {
  struct Row {
    std::string text;
    const char* says;
  };
  const Row rows[] = {
      {"", "empty"},
      {" \n\t", "blanks"},
      {"%PDF-1.7", "PDF"},
      {std::string("PK\x03\x04\x14\x00", 6), "Word"},
      {"\xd0\xcf\x11\xe0zz", "old Word"},
      {"{\\rtf1", "RTF"},
      {"<!DOCTYPE html><html>", "web page"},
      {"<html><body>", "web page"},
      {"<eSearchResult><Count>0", "eSearchResult"},
      {"<svg xmlns='x'>", "root element svg"},
      {"<DescriptorRecordSet>", "MeSH"},
      {"{\"a\":1}", "JSON of a kind"},
      {"[]", "list is empty"},
      {"Dear colleague, I write to you.", "table without"},
      {"Just words", "plain text"},
      {"FN Clarivate Analytics Web of Science\nVR 1.0", "Web of Science"},
      {"%0 Journal Article\n%A Smith", "Refer"},
      {"Record ID,Title,RetractionDate,RetractionDOI\n", "Retraction Watch"},
      {"key,family,given,consent\n", "roster"},
      {"a,b,c\n1,2,3", "table without"},
      {std::string("ab\0cd", 5), "binary"},
      {"\x1f\x8b\x08", "compressed twice"},
      {"AU  - Smith\nPY  - 2020\n", "no reference in it begins with a TY"},
  };
  for (const Row& row : rows) {
    INFO(row.text << " should say: " << row.says);
    const auto format = recognise(row.text);
    REQUIRE_FALSE(format);
    CHECK(format.error().code == Code::unsupported);
    CHECK(format.error().message.find(row.says) != std::string::npos);
    CHECK_FALSE(format.error().hint.empty());
  }
}

TEST_CASE("a head cut anywhere never crashes the recogniser") {
  for (const char* name : {"mixed.ris", "mixed.bib", "mixed.nbib", "endnote.xml", "zotero.csv", "preamble.csv",
                           "items.json", "roster.csv"}) {
    const std::string text = test::read_file(test::fixture("files") / name);
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const auto format = recognise(std::string_view(text).substr(0, size));
      if (!format && format.error().message.empty()) FAIL("a refusal without a reason");
    }
    CHECK(recognise(text).has_value() == (std::string_view(name) != "roster.csv"));
  }
}

TEST_CASE("a pasted list gives PMIDs, DOIs and the words that are neither") {
  auto file =
      open_file(bytes_in_memory("PMID: 123, 456;10.5555/abc\n\nhttps://doi.org/10.5555/DEF\n0815x\n"), "list", "test");
  REQUIRE_FALSE(file);  // one word too many for a list of identifiers
  file = open_file(bytes_in_memory("PMID: 123, 456;10.5555/abc\n\nhttps://doi.org/10.5555/DEF"), "list", "test");
  REQUIRE(file);
  const auto* list = std::get_if<IdentifierList>(&file->content);
  REQUIRE(list != nullptr);
  REQUIRE(list->pmids.size() == 2);
  CHECK(list->pmids[1].text() == "456");
  REQUIRE(list->dois.size() == 2);
  CHECK(list->dois[1].text() == "10.5555/def");
  CHECK(list->refused.empty());
}

TEST_CASE("a source is named after its file but never after PubMed or Crossref") {
  CHECK(default_source_name("/tmp/My library.ris") == "My library");
  CHECK(default_source_name("export.csv.gz") == "export");
  CHECK(default_source_name("-") == "stdin");
  CHECK(default_source_name("pubmed.xml") == "pubmed-file");
  CHECK(default_source_name("crossref.json") == "crossref-file");
  CHECK(default_source_name(".ris") == ".ris");
}
