// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include <catch2/catch.hpp>

#include "connectors/files/citation_keys.hpp"
#include "connectors/files/latex_text.hpp"
#include "connectors/files/reference_fields.hpp"
#include "connectors/files/writer.hpp"
#include "tests/connectors/files_support.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/publications.hpp"

using namespace evident;
using namespace evident::files;
using namespace evident::test;

namespace {

std::string written(std::string_view format, const std::vector<Publication>& publications,
                    const WriteOptions& options = {}) {
  auto writer = make_writer(format, options);
  REQUIRE(writer);
  std::string out;
  for (const Publication& publication : publications) (*writer)->announce(publication);
  (*writer)->begin(out);
  for (const Publication& publication : publications) (*writer)->write(publication, out);
  (*writer)->end(out);
  return out;
}

std::string listing(const ReadFile& file) {
  std::string text;
  for (const SourceRecord& record : file.records) text += record.raw.key.text() + "\n" + as_text(record.content) + "\n";
  for (const Refusal& refusal : file.refused) text += refusal.id + ": " + refusal.why + "\n";
  if (file.error) text += "error: " + file.error->message + "\n";
  return text;
}

std::vector<std::string> titles(const ReadFile& file) {
  std::vector<std::string> all;
  for (const SourceRecord& record : file.records) all.push_back(record.content.title.plain());
  return all;
}

}  // namespace

TEST_CASE("every data format is written as approved") {
  for (const ExportFormatRow& row : export_formats())
    check_golden("files/rich." + std::string(row.extension), written(row.name, rich_publications()));
  check_golden("files/rich.ascii.bib",
               written("bibtex", rich_publications(), {.bibtex_letters = BibtexLetters::ascii}));
  CHECK(written("csv", {}, {.csv_mark = ByteOrderMark::with}).starts_with("\xef\xbb\xbfid,type,title,"));
}

TEST_CASE("every format carries a retraction with its notice") {
  for (const ExportFormatRow& row : export_formats()) {
    INFO(row.name);
    const std::string text = written(row.name, {retracted_paper()});
    CHECK(text.find("10.5555/jfi.2023.r1") != std::string::npos);
    CHECK(text.find("2023-05-04") != std::string::npos);
    const ReadFile back = read_text(text);
    REQUIRE(back.records.size() == 1);
    CHECK(back.records[0].content.notices == retracted_paper().notices);
    CHECK(back.records[0].content.note == retracted_paper().note);
  }
}

TEST_CASE("what a format carries comes back from it") {
  const auto publications = rich_publications();
  for (const char* format : {"ris", "bibtex", "csv"}) {
    for (const WriteOptions& options : {WriteOptions{}, WriteOptions{BibtexLetters::ascii, ByteOrderMark::with}}) {
      const ReadFile back = read_text(written(format, publications, options));
      INFO(format);
      CHECK_FALSE(back.error);
      CHECK(back.refused.empty());
      REQUIRE(back.records.size() == publications.size());
      for (std::size_t i = 0; i < publications.size(); ++i) {
        const Publication& was = publications[i];
        const Publication& is = back.records[i].content;
        INFO(was.title.plain());
        CHECK(is.type == was.type);
        CHECK(is.title.plain() == was.title.plain());
        if (std::string_view(format) == "bibtex") CHECK(is.title == was.title);
        CHECK(is.doi == was.doi);
        CHECK(is.pmid == was.pmid);
        CHECK(is.pmcid == was.pmcid);
        CHECK(is.volume == was.volume);
        CHECK(is.issue == was.issue);
        CHECK(is.edition == was.edition);
        CHECK(is.pages.first == was.pages.first);
        CHECK(is.pages.last == was.pages.last);
        CHECK(is.article_number == was.article_number);
        CHECK(is.venue.title == was.venue.title);
        CHECK(is.venue.issns == was.venue.issns);
        CHECK(is.venue.publisher == was.venue.publisher);
        CHECK(is.venue.place == was.venue.place);
        CHECK(identifiers_of(is, "isbn") == identifiers_of(was, "isbn"));
        CHECK(is.languages == was.languages);
        CHECK(is.year() == was.year());
        CHECK(is.notices == was.notices);
        CHECK(is.note == was.note);
        CHECK(is.abstract_text() == was.abstract_text());
        if (std::string_view(format) == "ris") CHECK(is.dates.issued == was.dates.issued);
        REQUIRE(is.contributors.size() ==
                with_role(was, ContributorRole::author).size() + with_role(was, ContributorRole::editor).size() +
                    (std::string_view(format) == "ris" ? with_role(was, ContributorRole::translator).size() : 0));
        for (std::size_t person = 0; person < is.contributors.size(); ++person) {
          CHECK(is.contributors[person].role == was.contributors[person].role);
          CHECK(inverted_name(is.contributors[person].name) == inverted_name(was.contributors[person].name));
          CHECK(is.contributors[person].name.is_collective() == was.contributors[person].name.is_collective());
        }
      }
    }
  }
}

TEST_CASE("citation keys are ASCII and unique and do not move when a publication is added") {
  Publication a = partial_date(), b = randomised_trial(), c = season();
  CHECK(plain_citation_key(b) == "garcialopez2024remote");
  CHECK(plain_citation_key(a) == plain_citation_key(b));
  CHECK(plain_citation_key(many_scripts()) == "anon2020interoperability");
  CHECK(plain_citation_key(group_guideline()) == "digital2022guideline");
  CHECK(plain_citation_key(Publication{}) == "anon");
  CitationKeys keys;
  for (const Publication* p : {&a, &b, &c}) keys.announce(*p);
  // Written in another order than numbered: the lowest number keeps the plain key.
  CHECK(keys.key_for(c) == "garcialopez2024remoteb");
  CHECK(keys.key_for(a) == "garcialopez2024remotea");
  CHECK(keys.key_for(b) == "garcialopez2024remote");
  CitationKeys unannounced;
  std::vector<std::string> given;
  for (int i = 0; i < 60; ++i) given.push_back(unannounced.key_for(b));
  CHECK(given[1] == "garcialopez2024remotea");
  CHECK(given[27] == "garcialopez2024remoteaa");
  std::sort(given.begin(), given.end());
  CHECK(std::adjacent_find(given.begin(), given.end()) == given.end());
}

TEST_CASE("LaTeX is escaped and read back") {
  for (const char* text :
       {"50% & $5 #1 a_b {c} ~d ^e \\f <g>", "Łukasiewicz Żółć é ç ñ ü ß ø Å", "Παπαδόπουλος 王 Nguyễn", "α ≥ β",
        "one { alone", "healthy controls--a ''comparison''", "“quoted” – dash — …"})
    for (const BibtexLetters letters : {BibtexLetters::utf8, BibtexLetters::ascii}) {
      INFO(latex_text(text, letters));
      CHECK(text_of_latex(latex_text(text, letters)).plain() == text);
    }
  CHECK(latex_text("é ł ñ ï", BibtexLetters::ascii) == "{\\'{e}} {\\l} {\\~{n}} {\\\"{\\i}}");
  CHECK(latex_title(MarkedText::from_source("COVID-19 and <i>E. coli</i> in mHealth: The NHS, today"),
                    BibtexLetters::utf8) == "{COVID-19} and \\textit{E. coli} in {mHealth}: The {NHS}, today");
  struct Row {
    const char* latex;
    const char* markup;
  };
  const Row rows[] = {{"{\\'e}\\'{e}\\'e\\v{c}\\c c{\\\"\\i}",
                       "ééečç"
                       "ï"},
                      {"\\emph{a \\textbf{b}} c", "<i>a <b>b</b></i> c"},
                      {"{\\it x} y", "<i>x</i> y"},
                      {"$\\alpha$-blocker--test", "α-blocker–test"},
                      {"\\unknown{kept} \\& \\%", "kept &amp; %"},
                      {"}{unbalanced", "unbalanced"},
                      {"``a'' --- b", "“a” — b"},
                      {"\\", ""},
                      {"\\'", ""}};
  for (const Row& row : rows) {
    INFO(row.latex);
    if (std::string_view(row.latex).starts_with("{\\'e}"))
      CHECK(text_of_latex(row.latex).plain() == "éééčçï");
    else
      CHECK(text_of_latex(row.latex).markup() == row.markup);
  }
  CHECK(text_of_latex(std::string(100000, '{')).empty());
}

TEST_CASE("pages are read in every spelling") {
  struct Row {
    const char* text;
    const char* first;
    const char* last;
  };
  for (const Row& row : {Row{"288-297", "288", "297"}, Row{"376 -- 383", "376", "383"}, Row{"123-8", "123", "128"},
                         Row{"S12–S18", "S12", "S18"}, Row{"7", "7", ""}, Row{"12-18, 22", "12", "18"},
                         Row{"xii-xv", "xii", "xv"}, Row{"1995-6", "1995", "1996"}, Row{"-", "", ""}}) {
    INFO(row.text);
    CHECK(pages_from_text(row.text).first == row.first);
    CHECK(pages_from_text(row.text).last == row.last);
  }
  Publication p;
  take_pages(p, "e58214");
  CHECK(p.article_number == "e58214");
  take_pages(p, "103640");
  CHECK(p.article_number == "103640");
  CHECK(p.pages.first.empty());
}

TEST_CASE("notices survive as a line of a note and other people's words stay words") {
  for (const Publication& p : {retracted_paper(), group_guideline()})
    for (const Notice& notice : p.notices) CHECK(notice_from_line(notice_line(notice)) == notice);
  CHECK(notice_from_line("RETRACTED") == Notice{});
  CHECK_FALSE(notice_from_line("RETRACTED: see the journal's page"));
  CHECK_FALSE(notice_from_line("Retracted articles are discussed"));
}

TEST_CASE("RIS of several hands is read field by field") {
  const ReadFile file = read_text(read_file(fixture("files/mixed.ris")));
  CHECK(titles(file) == std::vector<std::string>{"Remote monitoring after discharge", "A chapter without an end line",
                                                 "Another reference of the same name"});
  CHECK(file.records[2].raw.key.id == "FIC-2~2");
  CHECK(file.records[2].content.is_retracted());
  check_golden("files/mixed.ris.txt", listing(file));
}

TEST_CASE("BibTeX of several hands is read field by field and a torn entry costs only itself") {
  const ReadFile file = read_text(read_file(fixture("files/mixed.bib")));
  CHECK(titles(file) == std::vector<std::string>{"Remote monitoring of E. coli and CO2: 50% less",
                                                 "Parentheses outside", "After a torn entry"});
  REQUIRE(file.refused.size() == 1);
  CHECK(file.refused[0].why.find("never closed") != std::string::npos);
  check_golden("files/mixed.bib.txt", listing(file));
}

TEST_CASE("NBIB is read field by field as PubMed's own records") {
  const ReadFile file = read_text(read_file(fixture("files/mixed.nbib")));
  REQUIRE(file.records.size() == 2);
  CHECK(file.records[0].raw.key == RecordKey{"pubmed", "4000000012"});
  CHECK(file.records[0].content.is_retracted());
  REQUIRE(file.refused.size() == 1);
  CHECK(file.refused[0].why.find("no PMID") != std::string::npos);
  check_golden("files/mixed.nbib.txt", listing(file));
}

TEST_CASE("EndNote XML is read field by field and a broken record costs only itself") {
  const ReadFile file = read_text(read_file(fixture("files/endnote.xml")));
  REQUIRE(file.records.size() == 2);
  CHECK(file.records[0].content.title.markup() == "<i>E. coli</i> &amp; CO<sub>2</sub>");
  CHECK(file.refused.size() == 1);
  check_golden("files/endnote.xml.txt", listing(file));
}

TEST_CASE("CSV of several hands is read field by field") {
  check_golden("files/zotero.csv.txt", listing(read_text(read_file(fixture("files/zotero.csv")))));
  const ReadFile preamble = read_text(read_file(fixture("files/preamble.csv")));
  REQUIRE(preamble.records.size() == 3);
  CHECK(preamble.records[0].content.contributors.size() == 3);
  CHECK(preamble.records[1].content.contributors[1].name.family == "Rogers");
  CHECK(preamble.records[2].content.contributors[0].name.collective == "World Fictional Organisation");
  check_golden("files/preamble.csv.txt", listing(preamble));
}

TEST_CASE("a file torn at any byte gives an error or fewer records and never a crash") {
  for (const char* name :
       {"mixed.ris", "mixed.bib", "mixed.nbib", "endnote.xml", "zotero.csv", "preamble.csv", "items.json"}) {
    const std::string text = read_file(fixture("files") / name);
    const ReadFile whole = read_text(text);
    const std::size_t all = whole.records.size() + whole.refused.size();
    CHECK(all > 0);
    for (std::size_t size = 0; size < text.size(); ++size) {
      const ReadFile torn = read_text(text.substr(0, size));
      if (torn.records.size() + torn.refused.size() > all)
        FAIL(name << " torn at " << size << " gave more than the whole");
    }
  }
}
