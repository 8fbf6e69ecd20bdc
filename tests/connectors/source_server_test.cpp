// SPDX-License-Identifier: GPL-2.0-or-later
#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "tests/connectors/source_server_setting.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace evident;
using namespace evident::test;
using namespace evident::test::source;
using Setting = SourceServerSetting;

TEST_CASE("The server serves what its folders hold and lists what they hold in vain") {
  Setting s;
  CHECK(s.server.pubmed_records() == 5);
  CHECK(s.server.crossref_works() == 5);
  std::vector<std::string> listed;
  for (const Skipped& skipped : s.server.skipped())
    listed.push_back(skipped.file.filename().string() + ": " + skipped.why);
  REQUIRE(listed.size() == 6);
  CHECK(listed[0] == "c-update.xml.gz: 1 of its records have no PMID");
  CHECK(listed[1].starts_with("d-broken.xml: not well formed: "));
  CHECK(listed[2] == "f-no-records.xml: it holds no PubMed records");
  CHECK(listed[3] == "broken.json: not well formed");
  CHECK(listed[4] == "lines.jsonl.gz: line 2 holds no work");
  CHECK(listed[5] == "references.json: it holds no works");
}

TEST_CASE("The journal holds what was asked in order") {
  Setting s;
  s.found("smith[au]");
  const auto posted = s.client.send({.method = http::Method::post,
                                     .url = s.server.eutils_address() + "epost.fcgi?db=pubmed",
                                     .body = "id=1%2C2&x=a+b"},
                                    {});
  REQUIRE(posted);
  s.crossref("/works/10.5555%2Fabsent");
  const auto journal = s.server.journal();
  REQUIRE(journal.size() == 3);
  CHECK(journal[0].path == "/entrez/eutils/esearch.fcgi");
  CHECK(journal[0].parameters.get("term") == "smith[au]");
  CHECK(journal[0].user_agent == "Evident");
  CHECK(journal[0].at_once == 1);
  CHECK(journal[1].method == "POST");
  CHECK(journal[1].parameters.get("id") == "1,2");
  CHECK(journal[1].parameters.get("x") == "a b");
  CHECK(journal[2].path == "/crossref/works/10.5555/absent");
  CHECK(journal[2].status == 404);
  CHECK(journal[0].at <= journal[1].at);
  s.server.clear_journal();
  CHECK(s.server.journal().empty());
}

TEST_CASE("What goes wrong goes wrong for the requests named and for no others") {
  Setting s;
  s.server.behave({{{.what = Mishap::server_error_html, .where = "esearch", .after = 1, .times = 2}}});
  const auto ask = [&] { return s.eutils("esearch", {{"term", "smith"}}).status; };
  CHECK(ask() == 200);
  CHECK(s.eutils("efetch", {{"id", "90000001"}}).status == 200);
  CHECK(ask() == 502);
  CHECK(ask() == 502);
  CHECK(ask() == 200);
}

TEST_CASE("Each mishap looks as it does at the real services") {
  Setting s;
  const auto asked = [&](Misbehaviour misbehaviour, const std::string& mode = "json") {
    s.server.behave({{std::move(misbehaviour)}});
    return s.client.send({.url = s.server.eutils_address() + "esearch.fcgi?term=smith%5Bau%5D&retmode=" + mode}, {});
  };
  const auto limited = asked({.what = Mishap::rate_limited, .retry_after = std::chrono::seconds(7)});
  CHECK(limited->status == 429);
  CHECK(limited->header("retry-after") == "7");
  CHECK(nlohmann::json::parse(limited->body).at("error") == "API rate limit exceeded");
  const auto disguised = asked({.what = Mishap::rate_limited_as_200});
  CHECK(disguised->status == 200);
  CHECK(disguised->body == limited->body);
  CHECK(asked({.what = Mishap::backend_error})->body.find("\"ERROR\":\"Search Backend failed") != std::string::npos);
  CHECK(asked({.what = Mishap::backend_error}, "xml")->body.find("<ERROR>Search Backend failed") != std::string::npos);
  CHECK(asked({.what = Mishap::empty_body})->body.empty());
  CHECK(asked({.what = Mishap::forbidden})->status == 403);
  const auto cut = asked({.what = Mishap::cut_body});
  CHECK(cut->status == 200);
  CHECK_FALSE(nlohmann::json::accept(cut->body));
  const auto closed = asked({.what = Mishap::cut_connection});
  REQUIRE_FALSE(closed);
  CHECK(closed.error().code == Code::network);
  CHECK(nlohmann::json::parse(asked({.what = Mishap::no_hits})->body).at("esearchresult").at("count") == "0");
}

TEST_CASE("A stalled body stays stalled until somebody gives up") {
  Setting s;
  s.server.behave({{{.what = Mishap::stalled_body}}});
  http::CurlClient hasty({.stall_timeout = std::chrono::seconds(1), .proxy = ""});
  const auto response = hasty.send({.url = s.server.crossref_address() + "/works"}, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::network);
}

TEST_CASE("Records are withheld and histories and cursors expire when they are told to") {
  Setting s;
  s.server.behave({{{.what = Mishap::fewer_records, .times = 2}}});
  CHECK(count(s.eutils("efetch", {{"id", "90000001,90000002"}}).body, "<PubmedArticle>") == 1);
  CHECK(s.works({{"rows", "3"}}).at("items").size() == 2);

  const std::string env = s.esearch({{"term", "smith"}, {"usehistory", "y"}}).at("webenv");
  const std::string cursor = s.works({{"cursor", "*"}}).at("next-cursor");
  s.server.behave({{{.what = Mishap::expired, .where = "efetch"}}});
  CHECK(s.eutils("efetch", {{"WebEnv", env}, {"query_key", "1"}}).body.find("Unable to obtain query #1") !=
        std::string::npos);
  CHECK(s.crossref("/works", {{"cursor", cursor}}).status == 404);
}

TEST_CASE("A redirect leads to another server with the query string") {
  Setting s, other;
  s.server.behave(
      {{{.what = Mishap::redirect, .where = "esearch", .target = other.server.eutils_address() + "esearch.fcgi"}}});
  CHECK(s.found("smith ja[au]") == Ids{"90000001"});
  const auto journal = other.server.journal();
  REQUIRE(journal.size() == 1);
  CHECK(journal[0].parameters.get("term") == "smith ja[au]");
}

TEST_CASE("A newer vintage that arrives while the server runs is what it serves from then on") {
  Setting s;
  TemporaryDirectory folder;
  std::ofstream(folder / "new.xml")
      << "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version=\"1\">90000001</PMID>"
         "<Article><ArticleTitle>Revised title</ArticleTitle></Article></MedlineCitation>"
         "</PubmedArticle></PubmedArticleSet>";
  s.server.load_pubmed(folder.path());
  CHECK(s.found("revised[ti]") == Ids{"90000001"});
  CHECK(s.found("fjord[ti]").empty());
}

TEST_CASE("A port that is taken is said to be taken") {
  Setting s;
  const std::string address = s.server.crossref_address();
  const int port = std::stoi(address.substr(address.rfind(':') + 1));
  SourceServer second({.port = port});
  const auto started = second.start();
  REQUIRE_FALSE(started);
  CHECK(started.error().code == Code::io);
}

TEST_CASE("The real recordings are served whole") {
  const auto pubmed = real_data("pubmed");
  const auto crossref = real_data("crossref");
  if (!pubmed || !crossref) {
    SUCCEED("skipped: no real recordings here");
    return;
  }
  Setting s;
  s.server.load_pubmed(*pubmed);
  s.server.load_crossref(*crossref);
  CHECK(s.server.pubmed_records() > 1700);
  CHECK(s.server.crossref_works() > 5000);
  CHECK(s.found("8863847[uid]") == Ids{"8863847"});
  const auto versioned = s.eutils("efetch", {{"id", "31383287"}}).body;
  CHECK(versioned.find("<PMID Version=\"2\">31383287</PMID>") != std::string::npos);
  CHECK(count(s.eutils("efetch", {{"id", "11909345"}}).body, "<Author ") >= 600);
  const auto retracted = s.crossref("/works/" + http::percent_encoded("10.1016/s0140-6736(97)11096-0"));
  CHECK(retracted.status == 200);
  CHECK(retracted.body.find("retraction-watch") != std::string::npos);
}
