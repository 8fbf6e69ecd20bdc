// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>
#include <vector>

#include "tests/connectors/source_server_setting.hpp"

using namespace evident;
using namespace evident::test;
using namespace evident::test::source;
using Setting = SourceServerSetting;

TEST_CASE("Crossref works are found by filters and by words") {
  struct Row {
    Pairs parameters;
    Ids found;
  };
  const Ids remote{"10.5555/INV.a(1)"}, notice{"10.5555/notice"}, preprint{"10.5555/preprint"};
  const Row rows[] = {
      {{{"filter", "orcid:0000-0002-1825-0097"}}, remote},
      {{{"filter", "orcid:https://orcid.org/0000-0002-1825-0097"}}, remote},
      {{{"filter", "orcid:0000-0001-5109-2700"}}, {}},
      {{{"filter", "doi:10.5555/INV.A(1),doi:10.5555/notice,doi:10.5555/absent"}},
       {"10.5555/INV.a(1)", "10.5555/notice"}},
      {{{"filter", "type:posted-content"}}, preprint},
      {{{"filter", "type:journal-article,from-index-date:2024-06-02"}}, remote},
      {{{"filter", "from-index-date:2024-06-03"}}, {}},
      {{{"filter", "until-index-date:2022-05"}}, notice},
      {{{"filter", "from-pub-date:2019-03,until-pub-date:2020"}}, {"10.5555/INV.a(1)", "10.5555/line3"}},
      {{{"filter", "from-pub-date:1000"}}, {"10.5555/INV.a(1)", "10.5555/line1", "10.5555/line3", "10.5555/notice"}},
      {{{"filter", "is-update:true"}}, notice},
      {{{"filter", "has-update:true"}}, remote},
      {{{"filter", "updates:10.5555/inv.a(1),update-type:retraction"}}, notice},
      {{{"filter", "has-abstract:true"}}, preprint},
      {{{"filter", "issn:9999-0001"}}, {"10.5555/line3"}},
      {{{"query.author", "smith"}}, {"10.5555/INV.a(1)", "10.5555/line1"}},
      {{{"query.author", "fjord group"}}, preprint},
      {{{"query.affiliation", "fjord"}}, remote},
      {{{"query.bibliographic", "remote nosuchword"}}, {"10.5555/INV.a(1)", "10.5555/notice"}},
      {{{"query.author", "o smith"}}, {"10.5555/line1", "10.5555/INV.a(1)"}},
      {{{"query", "diabetes fjord"}}, {"10.5555/INV.a(1)", "10.5555/preprint", "10.5555/line3"}},
      {{{"query.author", "smith"}, {"query.affiliation", "fjord"}}, remote},
      {{{"query", "nosuchword"}}, {}},
      {{{"query", "smith"}, {"sort", "is-referenced-by-count"}}, {"10.5555/line1", "10.5555/INV.a(1)"}},
      {{{"query", "smith"}, {"sort", "published"}, {"order", "asc"}}, {"10.5555/INV.a(1)", "10.5555/line1"}},
      {{{"query.author", "smith"}, {"rows", "1"}, {"offset", "1"}}, {"10.5555/line1"}},
      {{{"rows", "0"}}, {}},
  };
  Setting s;
  for (const Row& row : rows) {
    CAPTURE(http::query_string(row.parameters));
    CHECK(s.dois(row.parameters) == row.found);
  }
}

TEST_CASE("A Crossref list has its envelope and only the members selected") {
  Setting s;
  const auto response = s.crossref("/works", {{"query", "diabetes"}, {"rows", "1"}, {"select", "DOI, title"}});
  const auto body = nlohmann::json::parse(response.body);
  CHECK(body.at("status") == "ok");
  CHECK(body.at("message-type") == "work-list");
  const auto& message = body.at("message");
  CHECK(message.at("total-results") == 3);
  CHECK(message.at("items-per-page") == 1);
  CHECK(message.at("query").at("search-terms") == "diabetes");
  CHECK_FALSE(message.contains("next-cursor"));
  REQUIRE(message.at("items").size() == 1);
  CHECK(message.at("items")[0].size() == 2);
}

TEST_CASE("A single work is found by its encoded DOI in any case and a missing one is 404 in plain words") {
  Setting s;
  const auto response = s.crossref("/works/" + http::percent_encoded("10.5555/inv.A(1)"));
  CHECK(response.status == 200);
  const auto body = nlohmann::json::parse(response.body);
  CHECK(body.at("message-type") == "work");
  CHECK(body.at("message").at("title")[0] == "Remote care for <i>Diabetes</i> in fjord towns");
  CHECK(body.at("message").contains("updated-by"));
  const auto missing = s.crossref("/works/10.5555%2Fabsent");
  CHECK(missing.status == 404);
  CHECK(missing.body == "Resource not found.");
  CHECK(s.crossref("/nothing").status == 404);
  CHECK(nlohmann::json::parse(s.crossref("/works/10.5555%2Fnotice/agency").body).at("message").at("agency").at("id") ==
        "crossref");
}

TEST_CASE("A cursor walks through all results and comes once more than needed and can be used again") {
  Setting s;
  std::string cursor = "*";
  std::vector<std::string> walked;
  std::vector<std::size_t> pages;
  std::string second;
  for (int i = 0; i < 4; ++i) {
    const auto message = s.works({{"rows", "2"}, {"cursor", cursor}});
    CHECK(message.at("total-results") == 5);
    for (const auto& item : message.at("items")) walked.push_back(item.at("DOI"));
    pages.push_back(message.at("items").size());
    cursor = message.at("next-cursor");
    CHECK(cursor.size() > 1400);
    CHECK(http::percent_encoded(cursor) != cursor);
    if (i == 0) second = cursor;
  }
  CHECK(pages == std::vector<std::size_t>{2, 2, 1, 0});
  CHECK(walked.size() == 5);
  CHECK(s.works({{"rows", "2"}, {"cursor", second}}).at("items")[0].at("DOI") == walked[2]);
  const auto bad = s.crossref("/works", {{"cursor", "nonsense"}});
  CHECK(bad.status == 404);
  CHECK(nlohmann::json::parse(bad.body).at("message")[0].at("type") == "cursor-invalid");
}

TEST_CASE("Crossref refuses parameters it does not know with a list of reasons") {
  Setting s;
  for (const auto& [name, value] : Pairs{{"rows", "1001"},
                                         {"rows", "-1"},
                                         {"offset", "10001"},
                                         {"filter", "bogus:1"},
                                         {"filter", "type"},
                                         {"unknown", "1"}}) {
    const auto response = s.crossref("/works", {{name, value}});
    CAPTURE(name, value);
    CHECK(response.status == 400);
    const auto body = nlohmann::json::parse(response.body);
    CHECK(body.at("message-type") == "validation-failure");
    CHECK(body.at("message").is_array());
  }
}

TEST_CASE("Crossref names the pool and its limits by mailto") {
  Setting s;
  const auto anonymous = s.crossref("/works", {{"rows", "0"}});
  CHECK(anonymous.header("x-api-pool") == "public-array");
  CHECK(anonymous.header("x-rate-limit-limit") == "1");
  CHECK(anonymous.header("x-rate-limit-interval") == "1s");
  CHECK(anonymous.header("x-concurrency-limit") == "1");
  const auto known = s.crossref("/works", {{"rows", "0"}, {"mailto", "a@b.example"}});
  CHECK(known.header("x-api-pool") == "polite-array");
  CHECK(known.header("x-rate-limit-limit") == "3");
  http::CurlClient polite({.user_agent = "Evident (mailto:a@b.example)", .proxy = ""});
  const auto single = polite.send({.url = s.server.crossref_address() + "/works/10.5555%2Fnotice"}, {});
  REQUIRE(single);
  CHECK(single->header("x-api-pool") == "polite-single");
  CHECK(single->header("x-rate-limit-limit") == "10");
}
