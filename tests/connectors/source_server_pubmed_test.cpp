// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include "tests/connectors/source_server_setting.hpp"

using namespace evident;
using namespace evident::test;
using namespace evident::test::source;
using Setting = SourceServerSetting;

TEST_CASE("PubMed queries find the records they should and no others") {
  struct Row {
    const char* query;
    Ids found;
  };
  const Ids john{"90000001"}, jane{"90000002"}, old{"90000003"}, telegraph{"90000005"}, book{"90000006"};
  const Row rows[] = {
      // authors
      {"smith j[au]", {"90000005", "90000002", "90000001"}},
      {"\"smith j\"[au]", {"90000005", "90000002"}},
      {"smith ja[au]", john},
      {"smith[au]", {"90000005", "90000002", "90000001"}},
      {"smit[au]", {}},
      {"smith k jr[au]", jane},
      {"garcia lopez m[Author]", john},
      {"García-López[au]", john},
      {"van der berg a[au]", john},
      {"wrong w[au]", {}},
      {"smith j[1au]", {"90000005", "90000002", "90000001"}},
      {"smith k[1au]", {}},
      {"smith k[lastau]", jane},
      {"smith j[lastau]", telegraph},
      {"smith, john[fau]", john},
      {"john a smith[fau]", john},
      {"smith jane[fau]", jane},
      {"smith joan[fau]", {}},
      {"anne kari van der berg[fau]", john},
      {"smith john a[au]", john},
      {"fjord study group[cn]", john},
      {"smith ja", john},
      // identifiers
      {"0000-0002-1825-0097[auid]", john},
      {"0000-0001-5109-2700[auid]", jane},
      {"https://orcid.org/0000-0001-5109-2700[auid]", jane},
      {"0000-0002-1825-0098[auid]", {}},
      {"90000001[pmid]", john},
      {"90000001 90000002", {"90000002", "90000001"}},
      {"90000001,90000003[uid]", {"90000003", "90000001"}},
      {"90000002:90000005[UID]", {"90000005", "90000003", "90000002"}},
      {"\"10.5555/inv.a(1)\"[aid]", john},
      {"10.5555/cited[aid]", {}},
      // words
      {"diabetes[ti]", {"90000002", "90000001"}},
      {"DIABÉTES", {"90000002", "90000001"}},
      {"diabet*[ti]", {"90000002", "90000001"}},
      {"diabet[ti]", {}},
      {"fjord diabetes[ti]", john},
      {"\"fjord diabetes\"[ti]", {}},
      {"\"diabetes in fjord\"[ti]", john},
      {"\"towns remote\"[ti:~4]", {}},
      {"\"fjord remote\"[ti:~4]", john},
      {"tele-health[tiab]", john},
      {"\"health tele\"[tiab]", {}},
      {"nurses patients[tiab]", john},
      {"remote of the nursing", john},
      {"nursing university[ad]", john},
      {"\"fjord university\"[ad]", john},
      {"harbour[ad]", telegraph},
      {"telemedicine[mh]", john},
      {"diabetes[mh]", {}},
      {"diabetes mellitus/nursing[mh]", john},
      {"diabetes mellitus[majr]", {}},
      {"telemedicine[majr:noexp]", john},
      {"J Inv Teleh[ta]", john},
      {"j inv teleh*[ta]", john},
      {"review[pt]", jane},
      {"norwegian[la]", jane},
      // dates
      {"2019[dp]", john},
      {"2019/03[dp]", john},
      {"2019/03/02[dp]", {}},
      {"2023:2024[dp]", jane},
      {"2023/12/28[dp]", jane},
      {"\"2019/01/01\"[edat] : \"2019/12/31\"[edat]", john},
      {"\"2019/01/01\":\"2019/12/31\"[edat]", john},
      {"1990/07/09[crdt]", telegraph},
      {"2023/05[mdat]", john},
      {"\"last 10 days\"[edat]", jane},
      {"1999[dp]", old},
      // operators, strictly from the left
      {"diabetes NOT review[pt]", john},
      {"telegraph OR diabetes AND review[pt]", jane},
      {"telegraph OR (diabetes AND review[pt])", {"90000005", "90000002"}},
      {"(telegraph OR diabetes) NOT (smith k[au])", {"90000005", "90000001"}},
      {"diabetes AND smith j[au] AND 2019:2020[dp]", john},
      {"diabetes and fjord", john},
      {"diabetes) OR telegraph", {"90000005", "90000002", "90000001"}},
      // versions, deletions and books
      {"wording", old},
      {"\"second wording\"", old},
      {"\"first wording\"", {}},
      {"deleted", {}},
      {"pubmed books[filter]", book},
      {"all[sb] NOT pubmed books[filter]", {"90000005", "90000003", "90000002", "90000001"}},
      {"hasabstract[filter]", john},
  };
  Setting s;
  for (const Row& row : rows) {
    CAPTURE(row.query);
    CHECK(s.found(row.query) == row.found);
  }
}

TEST_CASE("esearch pages and counts and says what it did not find") {
  Setting s;
  const auto page = s.esearch({{"term", "smith[au]"}, {"retstart", "1"}, {"retmax", "1"}});
  CHECK(page.at("count") == "3");
  CHECK(page.at("retmax") == "1");
  CHECK(page.at("retstart") == "1");
  CHECK(page.at("idlist") == Ids{"90000002"});
  CHECK_FALSE(page.contains("webenv"));
  CHECK(s.esearch({{"term", "smith[au]"}, {"rettype", "count"}}) == nlohmann::json{{"count", "3"}});

  const auto none = s.esearch({{"term", "nosuchword[ti] AND diabetes[nosuchtag]"}});
  CHECK(none.at("count") == "0");
  CHECK(none.at("errorlist").at("phrasesnotfound") == Ids{"nosuchword[ti]"});
  CHECK(none.at("errorlist").at("fieldsnotfound") == Ids{"nosuchtag"});
  CHECK(none.at("warninglist").at("outputmessages") == Ids{"No items found."});
  CHECK(s.esearch({{"term", " "}}).at("ERROR") == "Empty term and query_key - nothing todo");

  const auto xml = s.eutils("esearch", {{"db", "pubmed"}, {"term", "a & b"}}).body;
  CHECK(xml.find("<Count>0</Count><RetMax>0</RetMax><RetStart>0</RetStart><IdList/>") != std::string::npos);
  CHECK(xml.find("<QueryTranslation>a &amp; b</QueryTranslation>") != std::string::npos);
  CHECK(xml.find("<OutputMessage>No items found.</OutputMessage>") != std::string::npos);
  CHECK(s.eutils("esearch", {{"db", "fleegle"}, {"term", "x"}}).body.find("Invalid db name specified: fleegle") !=
        std::string::npos);
  CHECK(s.eutils("enothing", {}).status == 404);
}

TEST_CASE("esearch limits by dates given beside the term and sorts as asked") {
  Setting s;
  const auto ids = [&](Pairs more) {
    more.emplace_back("term", "smith[au]");
    return s.esearch(std::move(more)).at("idlist");
  };
  CHECK(ids({{"datetype", "pdat"}, {"mindate", "2019"}, {"maxdate", "2019"}}) == Ids{"90000001"});
  CHECK(ids({{"datetype", "edat"}, {"reldate", "8"}}) == Ids{"90000002"});
  CHECK(ids({{"datetype", "crdt"}, {"mindate", "1990/07/09"}, {"maxdate", "1990/07/09"}}) == Ids{"90000005"});
  CHECK(ids({{"datetype", "pdat"}, {"mindate", "2019"}}).size() == 3);
  CHECK(ids({{"sort", "pub_date"}}) == Ids{"90000002", "90000001", "90000005"});
}

TEST_CASE("History keeps a search for efetch page by page and for later terms") {
  Setting s;
  const auto search = s.esearch({{"term", "smith[au]"}, {"usehistory", "y"}, {"retmax", "0"}});
  const std::string env = search.at("webenv");
  CHECK(env.starts_with("MCID_"));
  CHECK(search.at("querykey") == "1");
  CHECK(search.at("idlist").empty());
  const auto fetch = [&](const char* start, const char* key = "1") {
    return s.eutils("efetch", {{"db", "pubmed"},
                               {"WebEnv", env},
                               {"query_key", key},
                               {"retstart", start},
                               {"retmax", "2"},
                               {"retmode", "xml"}});
  };
  const auto first = fetch("0").body;
  CHECK(count(first, "<PubmedArticle>") == 2);
  CHECK(first.find("90000005") < first.find("90000002"));
  const auto last = fetch("2").body;
  CHECK(count(last, "<PubmedArticle>") == 1);
  CHECK(last.find("<ArticleTitle>Remote care for <i>Diabetes</i> in fjord towns</ArticleTitle>") != std::string::npos);
  CHECK(last.find("nurses &amp; patients") != std::string::npos);
  CHECK(fetch("4").body.find("<PubmedArticleSet/>") != std::string::npos);

  const auto narrowed = s.esearch({{"term", "#1 AND diabetes"}, {"WebEnv", env}, {"usehistory", "y"}});
  CHECK(narrowed.at("idlist") == Ids{"90000002", "90000001"});
  CHECK(narrowed.at("querykey") == "2");
  CHECK(narrowed.at("webenv") == env);

  const auto posted = s.client.send({.method = http::Method::post,
                                     .url = s.server.eutils_address() + "epost.fcgi",
                                     .body = "db=pubmed&WebEnv=" + env + "&id=90000003,90000006"},
                                    {});
  REQUIRE(posted);
  CHECK(posted->body.find("<QueryKey>3</QueryKey>") != std::string::npos);
  const auto both = fetch("0", "3").body;
  CHECK(count(both, "<PubmedArticle>") == 1);
  CHECK(count(both, "<PubmedBookArticle>") == 1);
  const auto unknown = fetch("0", "9");
  CHECK(unknown.status == 200);
  CHECK(unknown.body.find("<ERROR>Unable to obtain query #9</ERROR>") != std::string::npos);
}

TEST_CASE("efetch takes long lists by POST and leaves out what does not exist without a word") {
  Setting s;
  std::string ids = "90000001";
  for (int i = 0; i < 3000; ++i) ids += ",7" + std::to_string(1000000 + i);
  const auto fetched = s.client.send({.method = http::Method::post,
                                      .url = s.server.eutils_address() + "efetch.fcgi",
                                      .body = "db=pubmed&retmode=xml&id=" + ids},
                                     {});
  REQUIRE(fetched);
  CHECK(fetched->status == 200);
  CHECK(count(fetched->body, "<PubmedArticle>") == 1);
  const auto none = s.eutils("efetch", {{"db", "pubmed"}, {"id", "71000000"}});
  CHECK(none.status == 200);
  CHECK(none.body.find("<PubmedArticleSet/>") != std::string::npos);
  CHECK(s.client.send({.url = s.server.eutils_address() + "efetch.fcgi?id=" + ids}, {})->status == 414);
}

TEST_CASE("A citation without its wrapper is served wrapped") {
  Setting s;
  const auto body = s.eutils("efetch", {{"db", "pubmed"}, {"id", "90000005"}}).body;
  CHECK(body.find("<PubmedArticle><MedlineCitation") != std::string::npos);
  CHECK(body.find("<ArticleId IdType=\"pubmed\">90000005</ArticleId>") != std::string::npos);
}

TEST_CASE("Past its cap PubMed gives nothing and says so in the ways it really does") {
  Setting s({.pubmed_cap = 3});
  const auto clamped = s.esearch({{"term", "all[sb]"}, {"retmax", "100"}, {"usehistory", "y"}});
  CHECK(clamped.at("count") == "5");
  CHECK(clamped.at("retmax") == "3");
  CHECK(clamped.at("idlist").size() == 3);
  CHECK_FALSE(clamped.at("warninglist").at("outputmessages").empty());

  const auto past = s.eutils("esearch", {{"term", "all[sb]"}, {"retmode", "json"}, {"retstart", "3"}});
  CHECK(past.status == 200);
  CHECK_FALSE(nlohmann::json::accept(past.body));
  CHECK(past.body.find("Exception:\n'retstart' cannot be larger than 2") != std::string::npos);

  const std::string env = clamped.at("webenv");
  const auto fetch = [&](const char* start) {
    return s.eutils("efetch", {{"WebEnv", env}, {"query_key", "1"}, {"retstart", start}, {"retmax", "2"}});
  };
  const auto straddling = fetch("2");
  CHECK(straddling.status == 200);
  CHECK(count(straddling.body, "<PMID") == 1);
  CHECK(fetch("3").status == 400);
}

TEST_CASE("A key that is not valid is refused and repeated in the answer") {
  Setting s({.api_keys = {"good"}});
  CHECK(s.eutils("esearch", {{"term", "smith"}, {"api_key", "good"}}).status == 200);
  const auto refused = s.eutils("esearch", {{"term", "smith"}, {"api_key", "b4d"}});
  CHECK(refused.status == 400);
  CHECK(refused.body.find("b4d") != std::string::npos);
}
