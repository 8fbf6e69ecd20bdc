// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "indexer/model/member.hpp"
#include "indexer/model/name.hpp"
#include "indexer/model/partial_date.hpp"
#include "indexer/model/publication.hpp"
#include "indexer/model/publication_json.hpp"

using namespace evident;

TEST_CASE("a partial date never invents a part") {
  CHECK(PartialDate::parse("2024")->iso() == "2024");
  CHECK(PartialDate::parse("2024/3")->iso() == "2024-03");
  CHECK(PartialDate::parse("2024-02-29")->iso() == "2024-02-29");
  for (const char* wrong : {"", "2023-02-29", "2024-13", "24x", "2024-00-01", "2024-1-1-1"}) {
    INFO(wrong);
    CHECK_FALSE(PartialDate::parse(wrong));
  }
}

TEST_CASE("date phrases of PubMed give a first and a last date") {
  struct Row {
    std::string text, first, last;
  };
  const std::vector<Row> table = {
      {"1998 Dec-1999 Jan", "1998-12", "1999-01"},
      {"2020 Jan-Feb", "2020-01", "2020-02"},
      {"1947-1948", "1947", "1948"},
      {"Winter 1999", "1999", ""},
      {"2000 Spring-Summer", "2000", "2000"},
      {"2015 Nov 27-Dec 3", "2015-11-27", "2015-12-03"},
      {"1976-1977 Winter", "1976", "1977"},
      {"2012 Feb 10-16", "2012-02-10", "2012-02-16"},
  };
  for (const Row& row : table) {
    INFO(row.text);
    const auto span = parse_date_span(row.text);
    REQUIRE(span);
    CHECK(span->first.iso() == row.first);
    CHECK((span->last ? span->last->iso() : "") == row.last);
  }
  CHECK(parse_date_span("Winter 1999")->first.season == Season::winter);
  CHECK_FALSE(parse_date_span("no date"));
}

TEST_CASE("names are compared as sources print them") {
  struct Row {
    std::string a_family, a_given, b_family, b_given;
    NameMatch match;
  };
  const std::vector<Row> table = {
      {"Święcicki", "Łukasz", "Swiecicki", "Lukasz", NameMatch::full},
      {"Smith", "John Robert", "Smith", "J R", NameMatch::initials},
      {"Smith", "John", "Smith", "JR", NameMatch::initials},
      {"Wu", "Xiaogang", "Wu", "X-G", NameMatch::initials},
      {"Smith", "Robert", "Smith", "Richard", NameMatch::conflicting},
      {"Smith", "R", "Smith", "K", NameMatch::conflicting},
      {"Smith", "", "Smith", "Robert", NameMatch::family_only},
      {"García López", "Ana", "García", "Ana", NameMatch::full},
      {"van der Berg", "Anna", "Berg", "Anna", NameMatch::full},
      {"Smith-Jones", "Ann", "SMITHJONES", "Ann", NameMatch::full},
      {"Smith", "Ann", "Smithson", "Ann", NameMatch::different},
      {"Ní Bhriain", "Aoife", "Ni Bhriain", "A", NameMatch::initials},
      {"王", "小明", "王", "小明", NameMatch::full},
      {"王", "小明", "王", "大明", NameMatch::conflicting},
  };
  for (const Row& row : table) {
    INFO(row.a_family << ", " << row.a_given << " / " << row.b_family << ", " << row.b_given);
    PersonName a, b;
    a.family = row.a_family;
    a.given = row.a_given;
    b.family = row.b_family;
    b.given = row.b_given;
    CHECK(compare_names(a, b) == row.match);
    CHECK(compare_names(b, a) == row.match);
  }
}

TEST_CASE("initials are taken from names however they are written") {
  CHECK(initials_of("Mary-Anne J.") == "MAJ");
  CHECK(initials_of("S G") == "SG");
  CHECK(initials_of("SG") == "SG");
  CHECK(initials_of("Łukasz") == "L");
  CHECK(initials_of("小明").empty());
}

TEST_CASE("organisations keep their years") {
  const auto one = parse_organisation("Leeds Teaching Hospitals (2015-2021)");
  CHECK(one.name == "Leeds Teaching Hospitals");
  CHECK(one.from == 2015);
  CHECK(one.to == 2021);
  CHECK(organisation_text(one) == "Leeds Teaching Hospitals (2015-2021)");
  CHECK(parse_organisation("Trust (2015-)").to == 0);
  CHECK(parse_organisation("Hospital (North)").name == "Hospital (North)");
}

TEST_CASE("consent is yes, no or a date and nothing else") {
  CHECK(parse_consent("yes")->given);
  CHECK(parse_consent("2025-03-14")->on->iso() == "2025-03-14");
  CHECK_FALSE(parse_consent("no")->given);
  CHECK_FALSE(parse_consent("")->given);
  CHECK_FALSE(parse_consent("maybe").has_value());
}

namespace {
Publication rich_publication() {
  Publication p;
  p.type = WorkType::article_journal;
  p.title = MarkedText::from_source("CO<sub>2</sub> &amp; care");
  p.abstract = {{"METHODS", "METHODS", MarkedText::from_plain("We did.")}};
  Contributor one;
  one.name.family = "Święcicki";
  one.name.given = "Łukasz";
  one.orcid = Orcid::parse("0000-0002-1825-0097");
  one.orcid_assurance = OrcidAssurance::authenticated;
  one.affiliations = {{"Example Hospital", ""}};
  p.contributors = {one};
  p.dates.issued = PartialDate::of_season(2012, Season::winter);
  p.doi = Doi::parse("10.5555/a");
  p.pmid = Pmid::parse("990000001");
  p.cited_by = 7;
  p.notices = {
      {NoticeKind::retraction, PartialDate::parse("2024-05"), "pubmed", std::nullopt, Pmid::parse("990000002")}};
  p.mesh = {{"Telemedicine", "D017216", true, {{"methods", "Q000379", false}}}};
  p.sources = {{"crossref", "10.5555/a"}, {"pubmed", "990000001"}};
  p.origins = {{"title", {"pubmed", "990000001"}}};
  return p;
}
}  // namespace

TEST_CASE("a publication written as JSON reads back the same") {
  const Publication p = rich_publication();
  const Json json = publication_to_json(p);
  CHECK(json["title"] == "CO2 & care");
  CHECK(json["dates"]["issued"] == "2012");
  CHECK(json["volume"].is_null());
  CHECK(json["origins"]["title"]["source"] == "pubmed");
  CHECK(json["origins"]["doi"]["source"] == "crossref");
  const auto back = publication_from_json(Json::parse(json.dump()));
  REQUIRE(back);
  CHECK(publication_to_json(*back) == json);
  CHECK(back->title == p.title);
  CHECK(back->dates.issued->season == Season::winter);
  CHECK(back->origins == p.origins);
}

TEST_CASE("JSON of the wrong shape is named, not swallowed") {
  for (const char* text : {R"({"title":5})", R"({"contributors":[{"orcid":"123"}]})", R"({"type":"novel"})",
                           R"({"dates":{"issued":"soon"}})"}) {
    INFO(text);
    const auto back = publication_from_json(Json::parse(text));
    REQUIRE_FALSE(back.has_value());
    CHECK(back.error().code == Code::malformed);
  }
}

TEST_CASE("open access is known or unknown and never closed") {
  Publication p;
  const auto today = *PartialDate::parse("2026-01-01");
  CHECK_FALSE(is_known_open(p, today));
  p.licences = {{"https://creativecommons.org/licenses/by/4.0/", PartialDate::parse("2026-06-01"), "vor"}};
  CHECK_FALSE(is_known_open(p, today));
  p.licences.front().start = PartialDate::parse("2025-06-01");
  CHECK(is_known_open(p, today));
  CHECK(creative_commons_name(p.licences.front().url) == "CC BY 4.0");
  p.licences.clear();
  p.pmcid = Pmcid::parse("PMC1");
  CHECK(is_known_open(p, today));
}
