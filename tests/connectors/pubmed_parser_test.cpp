// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/pubmed_parser.hpp"

#include <memory>
#include <string>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "connectors/pubmed/pubmed_reader.hpp"
#include "indexer/model/publication_json.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"

using namespace evident;
using evident::pubmed::parse_article;
using evident::pubmed::read_article;

namespace {

/// An article around `inside`, which stands in its Article element.
std::string article_with(std::string_view inside) {
  return fmt::format(
      "<PubmedArticle><MedlineCitation><PMID Version=\"1\">9900000001</PMID><Article>{}</Article></MedlineCitation>"
      "</PubmedArticle>",
      inside);
}

Publication parsed(const std::string& xml) {
  auto publication = parse_article(xml);
  INFO(xml);
  REQUIRE(publication);
  return std::move(*publication);
}

/// Without what is absent, so that a person can read it.
Json without_absent(const Json& json) {
  if (!json.is_object() && !json.is_array()) return json;
  Json kept = json.is_object() ? Json::object() : Json::array();
  for (const auto& [name, value] : json.items()) {
    if (json.is_array())
      kept.push_back(without_absent(value));
    else if (!value.is_null() && !(value.is_structured() && value.empty())) {
      Json inner = without_absent(value);
      if (!(inner.is_structured() && inner.empty())) kept[name] = std::move(inner);
    }
  }
  return kept;
}

Json item_as_json(const ReadItem& item) {
  Json json = Json::object();
  if (const auto* record = std::get_if<SourceRecord>(&item)) {
    json["record"] = record->raw.key.text();
    json["version"] = record->raw.version;
    json["content"] = without_absent(publication_to_json(record->content));
  } else if (const auto* refusal = std::get_if<Refusal>(&item)) {
    json["refused"] = refusal->id;
    json["why"] = refusal->why;
  } else {
    json["deleted"] = std::get<Deletion>(item).key.text();
  }
  return json;
}

/// Everything read from a fixture, as it is approved.
std::string reading_of(const std::string& text) {
  pubmed::PubmedFileReader reader(std::make_unique<pubmed::TextBytes>(text));
  Json items = Json::array();
  while (true) {
    const auto item = reader.next();
    if (!item) {
      items.push_back(Json{{"error", code_name(item.error().code)}, {"message", item.error().message}});
      break;
    }
    if (!*item) break;
    items.push_back(item_as_json(**item));
  }
  return items.dump(1) + "\n";
}

}  // namespace

TEST_CASE("What is read from each fixture is what a person approved") {
  const std::string name =
      GENERATE(as<std::string>(), "whole_article", "people", "identifiers", "markup", "notices", "dates", "books",
               "medline_2006", "update_file", "truncated", "latin1", "broken_bytes");
  const std::string text = test::read_file(test::fixture("pubmed/" + name + ".xml"));
  test::check_golden("pubmed/" + name + ".json", reading_of(text));
}

TEST_CASE("A publication read from PubMed survives the way through JSON") {
  const std::string text = test::read_file(test::fixture("pubmed/whole_article.xml"));
  pubmed::PubmedFileReader reader(std::make_unique<pubmed::TextBytes>(text));
  const auto item = reader.next();
  REQUIRE(item);
  REQUIRE(*item);
  const Publication content = std::get<SourceRecord>(**item).content;
  const auto back = publication_from_json(publication_to_json(content));
  REQUIRE(back);
  CHECK(publication_to_json(*back) == publication_to_json(content));
}

TEST_CASE("Every way PubMed writes a publication date is read and none is made more exact than it is") {
  struct Row {
    std::string_view xml, issued;
    Season season;
    std::string_view last, words;
  };
  const auto row = GENERATE(values<Row>({
      {"<Year>2020</Year>", "2020", Season::none, "", ""},
      {"<Year>2020</Year><Month>Jul</Month>", "2020-07", Season::none, "", ""},
      {"<Year>2020</Year><Month>07</Month><Day>9</Day>", "2020-07-09", Season::none, "", ""},
      {"<Year>2020</Year><Month>July</Month>", "2020-07", Season::none, "", ""},
      {"<Year>2020</Year><Season>Fall</Season>", "2020", Season::autumn, "", ""},
      {"<Year>2020</Year><Season>Winter-Spring</Season>", "2020", Season::winter, "2020", "2020 Winter-Spring"},
      {"<Year>2020</Year><Season>Jul-Aug</Season>", "2020-07", Season::none, "2020-08", "2020 Jul-Aug"},
      {"<Year>2020</Year><Month>Jan-Feb</Month>", "2020-01", Season::none, "2020-02", "2020 Jan-Feb"},
      {"<Year>2021</Year><Month>Feb</Month><Day>31</Day>", "2021-02", Season::none, "", "2021 Feb 31"},
      {"<Year>2020</Year><Day>5</Day>", "2020", Season::none, "", "2020 5"},
      {"<MedlineDate>2020 Jan-Feb</MedlineDate>", "2020-01", Season::none, "2020-02", "2020 Jan-Feb"},
      {"<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12", Season::none, "1999-01", "1998 Dec-1999 Jan"},
      {"<MedlineDate>1965 Dec-Jan</MedlineDate>", "1965-12", Season::none, "1966-01", "1965 Dec-Jan"},
      {"<MedlineDate>Dec-Jan 1966</MedlineDate>", "1965-12", Season::none, "1966-01", "Dec-Jan 1966"},
      {"<MedlineDate>Winter 1999</MedlineDate>", "1999", Season::winter, "", "Winter 1999"},
      {"<MedlineDate>1947-1948</MedlineDate>", "1947", Season::none, "1948", "1947-1948"},
      {"<MedlineDate>2000 Dec 23-30</MedlineDate>", "2000-12-23", Season::none, "2000-12-30", "2000 Dec 23-30"},
      {"<MedlineDate>sometime</MedlineDate>", "", Season::none, "", "sometime"},
      {"<Year>unknown</Year>", "", Season::none, "", "unknown"},
      {"", "", Season::none, "", ""},
  }));
  INFO(row.xml);
  const Dates dates = parsed(article_with(fmt::format(
                                 "<Journal><JournalIssue><PubDate>{}</PubDate></JournalIssue></Journal>", row.xml)))
                          .dates;
  CHECK((dates.issued ? dates.issued->iso() : "") == row.issued);
  CHECK((dates.issued ? dates.issued->season : Season::none) == row.season);
  CHECK((dates.issued_end ? dates.issued_end->iso() : "") == row.last);
  CHECK(dates.issued_text == row.words);
}

TEST_CASE("Pages are expanded where the last one is shortened and nowhere else") {
  struct Row {
    std::string_view printed, first, last, article_number;
  };
  const auto row = GENERATE(values<Row>({
      {"123-8", "123", "128", ""},
      {"123-128", "123", "128", ""},
      {"1998-2003", "1998", "2003", ""},
      {"986-8; discussion 988-90", "986", "988", ""},
      {"1825-34, 1839-40", "1825", "1834", ""},
      {"S12-5", "S12", "S15", ""},
      {"S1-29; quiz S30", "S1", "29", ""},
      {"C728-C740", "C728", "C740", ""},
      {"1S-20S", "1S", "20S", ""},
      {"823-8.e1", "823", "828.e1", ""},
      {"823-834.e5", "823", "834.e5", ""},
      {"98-2", "98", "2", ""},
      {"9-3", "9", "3", ""},
      {"III-VI", "III", "VI", ""},
      {"44-44", "44", "", ""},
      {"254", "254", "", ""},
      {"R254", "R254", "", ""},
      {"99ra86", "99ra86", "", ""},
      {"Unit6.10", "Unit6.10", "", ""},
      {"e58214", "", "", "e58214"},
      {"e7", "", "", "e7"},
      {"CD002020", "", "", "CD002020"},
      {"104512", "", "", "104512"},
      {"e123-e130", "e123", "e130", ""},
      {"e123-9", "e123", "e129", ""},
      {"-5", "-5", "", ""},
      {"12-", "12-", "", ""},
  }));
  INFO(row.printed);
  const Publication publication =
      parsed(article_with(fmt::format("<Pagination><MedlinePgn>{}</MedlinePgn></Pagination>", row.printed)));
  CHECK(publication.pages.first == row.first);
  CHECK(publication.pages.last == row.last);
  CHECK(publication.pages.printed == row.printed);
  CHECK(publication.article_number == row.article_number);
}

TEST_CASE("StartPage and EndPage are read where PubMed gives no MedlinePgn") {
  const Publication publication =
      parsed(article_with("<Pagination><StartPage>123</StartPage><EndPage>8</EndPage></Pagination>"));
  CHECK(publication.pages.first == "123");
  CHECK(publication.pages.last == "128");
  CHECK(publication.locator() == "123-128");
}

TEST_CASE("An ORCID iD is read in every form PubMed writes it and a wrong one is dropped") {
  struct Row {
    std::string_view written, read;
  };
  const auto row = GENERATE(values<Row>({
      {"0000-0001-5000-0007", "0000-0001-5000-0007"},
      {"0000000150000007", "0000-0001-5000-0007"},
      {"http://orcid.org/0000-0001-5000-0007", "0000-0001-5000-0007"},
      {"https://orcid.org/0000-0001-5000-0007", "0000-0001-5000-0007"},
      {"https://orcid.org/0000000150000007", "0000-0001-5000-0007"},
      {"  0000-0001-5000-0007 ", "0000-0001-5000-0007"},
      {"0000-0001-5000-004x", "0000-0001-5000-004X"},
      {"0000-0001-5000-0008", ""},
      {"0000-0001-5000-000", ""},
      {"https://example.org/0000-0001-5000-0007", ""},
      {"", ""},
  }));
  INFO(row.written);
  const Publication publication = parsed(article_with(fmt::format(
      "<AuthorList><Author><LastName>A</LastName><Identifier Source=\"ORCID\">{}</Identifier></Author></AuthorList>",
      row.written)));
  REQUIRE(publication.contributors.size() == 1);
  const auto& orcid = publication.contributors.front().orcid;
  CHECK((orcid ? orcid->text() : "") == row.read);
}

TEST_CASE("What a CommentsCorrections says of the paper itself becomes a notice and what it says of others does not") {
  struct Row {
    std::string_view word;
    std::optional<NoticeKind> notice;
  };
  const auto row = GENERATE(values<Row>({
      {"RetractionIn", NoticeKind::retraction},
      {"PartialRetractionIn", NoticeKind::retraction},
      {"RetractedandRepublishedIn", NoticeKind::retraction},
      {"ExpressionOfConcernIn", NoticeKind::expression_of_concern},
      {"ErratumIn", NoticeKind::correction},
      {"CorrectedandRepublishedIn", NoticeKind::correction},
      {"RetractionOf", std::nullopt},
      {"RetractedandRepublishedFrom", std::nullopt},
      {"ExpressionOfConcernFor", std::nullopt},
      {"ErratumFor", std::nullopt},
      {"CorrectedandRepublishedFrom", std::nullopt},
      {"UpdateIn", std::nullopt},
      {"CommentIn", std::nullopt},
      {"Cites", std::nullopt},
      {"NeverHeardOf", std::nullopt},
  }));
  INFO(row.word);
  const Publication publication = parsed(
      fmt::format("<PubmedArticle><MedlineCitation><PMID>9900000001</"
                  "PMID><CommentsCorrectionsList><CommentsCorrections RefType=\"{}\">"
                  "<RefSource>J Imag Inform. 2010 Feb 6;1:1</RefSource><PMID>9900000002</PMID></CommentsCorrections>"
                  "</CommentsCorrectionsList></MedlineCitation></PubmedArticle>",
                  row.word));
  REQUIRE(publication.relations.size() == 1);
  CHECK(publication.relations.front().label == row.word);
  CHECK((publication.relations.front().kind == RelationKind::other) == (row.word == "NeverHeardOf"));
  REQUIRE(publication.notices.size() == (row.notice ? 1U : 0U));
  if (row.notice) {
    const Notice& notice = publication.notices.front();
    CHECK(notice.kind == *row.notice);
    CHECK(notice.source == "pubmed");
    CHECK(notice.pmid == Pmid::parse("9900000002"));
    CHECK(notice.date == PartialDate::of(2010, 2, 6));
  }
}

TEST_CASE("The DOI of a cited paper is never taken for the article's own") {
  const auto publication = parse_article(
      "<PubmedArticle><MedlineCitation><PMID>9900000001</PMID><Article/></MedlineCitation><PubmedData><ReferenceList>"
      "<Reference><ArticleIdList><ArticleId IdType=\"doi\">10.5555/cited</ArticleId></ArticleIdList></Reference>"
      "</ReferenceList></PubmedData></PubmedArticle>");
  REQUIRE(publication);
  CHECK_FALSE(publication->doi);
  CHECK(publication->reference_count == 1);
}

TEST_CASE("A blank between two marked words stays") {
  const Publication publication = parsed(article_with("<ArticleTitle><i>a</i> <b>b</b></ArticleTitle>"));
  CHECK(publication.title.plain() == "a b");
}

TEST_CASE("An element that cannot be used is refused in one sentence that names what is wrong") {
  struct Row {
    std::string_view xml, message;
  };
  const auto row = GENERATE(values<Row>({
      {"", "the PubMed record is not well-formed XML: no document element found at byte 0"},
      {"<PubmedArticle><MedlineCitation>",
       "the PubMed record is not well-formed XML: start-end tags mismatch at byte 31"},
      {"<Book/>", "this is not a PubMed record: it is an element called 'Book'"},
      {"<PubmedArticle/>", "the PubMed record has no MedlineCitation element"},
      {"<PubmedBookArticle></PubmedBookArticle>", "the PubMed record has no BookDocument element"},
      {"<PubmedArticle><MedlineCitation/></PubmedArticle>", "the PubMed record has no PMID"},
      {"<MedlineCitation><PMID> </PMID></MedlineCitation>", "the PubMed record has an empty PMID"},
      {"<MedlineCitation><PMID>x1</PMID></MedlineCitation>", "the PubMed record has 'x1' for a PMID"},
  }));
  const auto article = read_article(row.xml);
  REQUIRE_FALSE(article);
  CHECK(article.error().code == Code::malformed);
  CHECK(article.error().message == row.message);
}

TEST_CASE("An article nested as deep as it is long is read without harm") {
  constexpr int depth = 100000;
  std::string title;
  for (int i = 0; i < depth; ++i) title += "<i>";
  title += "deep";
  for (int i = 0; i < depth; ++i) title += "</i>";
  CHECK(parsed(article_with("<ArticleTitle>" + title + "</ArticleTitle>")).title.plain() == "deep");
}

TEST_CASE("An entity declared in a document type is not expanded") {
  const Publication publication =
      parsed("<!DOCTYPE PubmedArticle [<!ENTITY lol \"lol\"><!ENTITY bomb \"&lol;&lol;&lol;\">]>" +
             article_with("<ArticleTitle>a &bomb; b</ArticleTitle>"));
  CHECK(publication.title.plain() == "a &bomb; b");
}
