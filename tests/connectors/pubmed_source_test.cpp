// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/pubmed_source.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "connectors/http/documented_limits.hpp"
#include "connectors/http/url.hpp"
#include "tests/support/fake_clock.hpp"

using namespace evident;
using evident::http::Request;
using evident::http::Response;
using evident::pubmed::PubmedOptions;
using evident::pubmed::PubmedSource;

namespace {

constexpr std::uint64_t kFirst = 9900000001;

std::string record(std::uint64_t pmid, int version = 1) {
  return fmt::format(
      "<PubmedArticle><MedlineCitation><PMID Version=\"{}\">{}</PMID><Article><ArticleTitle>Title</ArticleTitle>"
      "</Article></MedlineCitation></PubmedArticle>\n",
      version, pmid);
}

std::string book(std::uint64_t pmid) {
  return fmt::format(
      "<PubmedBookArticle><BookDocument><PMID Version=\"1\">{}</PMID><Book><BookTitle>B</BookTitle></Book>"
      "</BookDocument></PubmedBookArticle>\n",
      pmid);
}

std::string set_of(const std::string& records) {
  return "<?xml version=\"1.0\" ?>\n<!DOCTYPE PubmedArticleSet>\n<PubmedArticleSet>\n" + records +
         "</PubmedArticleSet>";
}

/// Speaks esearch and efetch over a set of PMIDs, and can be told to answer something else first.
class FakePubmed final : public http::Client {
 public:
  Result<Response> send(const Request& request, std::stop_token stop) override {
    requests.push_back(request);
    if (stop.stop_requested()) return fail(Code::cancelled, "cancelled");
    if (!instead.empty()) {
      Response response = instead.front();
      if (!instead_forever) instead.pop_front();
      return response;
    }
    const auto question = request.url.find('?');
    const std::string tool = request.url.substr(0, question);
    const std::string form = request.method == http::Method::post ? request.body : request.url.substr(question + 1);
    return Response{.status = 200, .body = tool.ends_with("esearch.fcgi") ? search(form) : fetch(form)};
  }

  std::size_t asked(std::string_view tool) const {
    return static_cast<std::size_t>(std::count_if(
        requests.begin(), requests.end(), [&](const Request& r) { return r.url.find(tool) != std::string::npos; }));
  }
  void hold(std::uint64_t count, std::uint64_t step = 1) {
    for (std::uint64_t i = 0; i < count; ++i) pmids.insert(kFirst + i * step);
  }

  std::set<std::uint64_t> pmids;
  std::set<std::uint64_t> undeliverable;
  std::function<std::string(std::uint64_t)> write = [](std::uint64_t pmid) { return record(pmid); };
  std::size_t cap = 9999;
  enum class Order { mixed, falling, rising } order = Order::mixed;  ///< of the list; PubMed promises none
  std::deque<Response> instead;
  bool instead_forever = false;
  std::vector<Request> requests;

 private:
  static std::string value(const std::string& form, std::string_view name) {
    std::istringstream parts(form);
    for (std::string part; std::getline(parts, part, '&');)
      if (part.starts_with(std::string(name) + "=")) return http::percent_decoded(part.substr(name.size() + 1));
    return {};
  }

  std::string search(const std::string& form) {
    const std::string term = value(form, "term");
    std::uint64_t low = 0, high = UINT64_MAX;
    if (const auto range = term.find(") AND "); range != std::string::npos) {
      const std::string bounds = term.substr(range + 6);
      low = std::stoull(bounds);
      high = std::stoull(bounds.substr(bounds.find(':') + 1));
    }
    std::string list;
    std::size_t count = 0;
    std::vector<std::uint64_t> found;
    for (const std::uint64_t pmid : pmids)
      if (pmid >= low && pmid <= high) found.push_back(pmid);
    if (order == Order::mixed)
      std::sort(found.begin(), found.end(), [](auto a, auto b) { return a * 7919 % 1009 < b * 7919 % 1009; });
    if (order == Order::falling) std::reverse(found.begin(), found.end());
    for (const std::uint64_t pmid : found)
      if (count++ < std::min<std::size_t>(cap, std::stoul(value(form, "retmax"))))
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ",", pmid);
    return fmt::format(
        "{{\"header\":{{\"type\":\"esearch\"}},\"esearchresult\":{{\"count\":\"{}\",\"retmax\":\"{}\",\"retstart\":"
        "\"0\",\"idlist\":[{}],\"warninglist\":{{\"outputmessages\":[\"x\"]}}}}}}",
        found.size(), cap, list);
  }

  std::string fetch(const std::string& form) {
    std::istringstream ids(value(form, "id"));
    std::string records;
    for (std::string id; std::getline(ids, id, ',');)
      if (pmids.contains(std::stoull(id)) && !undeliverable.contains(std::stoull(id)))
        records += write(std::stoull(id));
    return set_of(records);
  }
};

struct Setting {
  explicit Setting(PubmedOptions options = {.page_size = 3}) : source(polite, std::move(options)) {}
  test::FakeClock clock;
  FakePubmed pubmed;
  http::RateLimiter limiter{clock, http::ncbi_limits(http::ApiKey::absent)};
  http::PoliteClient polite{pubmed, limiter, clock, 7};
  PubmedSource source;
};

const SourceQuery kQuery{"telehealth", "topic telehealth", QueryBasis::topic};

std::string id_of(const ReadItem& item) {
  if (const auto* kept = std::get_if<SourceRecord>(&item)) return kept->raw.key.id;
  return "refused " + std::get<Refusal>(item).id;
}

struct Harvest {
  std::vector<std::string> ids;
  std::vector<std::string> missing;
  std::uint64_t announced = 0;
  std::size_t pages = 0;
};

/// All pages, the source being made anew before each where `restart` says so.
Harvest harvest(Setting& setting, bool restart = false, const std::function<void(std::size_t)>& between = {}) {
  Harvest result;
  std::string token;
  do {
    PubmedSource anew(setting.polite, {.page_size = 3});
    auto page = (restart ? anew : setting.source).page(kQuery, token, {});
    REQUIRE(page);
    for (const ReadItem& item : page->items) result.ids.push_back(id_of(item));
    for (const Refusal& missing : page->missing) result.missing.push_back(missing.id);
    REQUIRE(page->announced);
    result.announced = *page->announced;
    token = page->next;
    ++result.pages;
    if (between) between(result.pages);
    REQUIRE(result.pages < 100000);
  } while (!token.empty());
  return result;
}

std::vector<std::string> descending(const std::set<std::uint64_t>& pmids) {
  std::vector<std::string> ids;
  for (auto at = pmids.rbegin(); at != pmids.rend(); ++at) ids.push_back(std::to_string(*at));
  return ids;
}

}  // namespace

TEST_CASE("A query is searched once and fetched page by page until all that was announced has come") {
  Setting s;
  s.pubmed.hold(8);
  const Harvest result = harvest(s);
  CHECK(result.ids == descending(s.pubmed.pmids));
  CHECK(result.missing.empty());
  CHECK(result.announced == 8);
  CHECK(result.pages == 3);
  CHECK(s.pubmed.asked("esearch") == 1);
  CHECK(s.pubmed.asked("efetch") == 3);
}

TEST_CASE("A query without hits is an empty answer that says so") {
  Setting s;
  const auto page = s.source.page(kQuery, "", {});
  REQUIRE(page);
  CHECK(page->items.empty());
  CHECK(page->announced == 0U);
  CHECK(page->next.empty());
  CHECK(s.pubmed.asked("efetch") == 0);
}

TEST_CASE("A harvest that goes on in another process misses and repeats nothing") {
  Setting s;
  s.pubmed.hold(8);
  CHECK(harvest(s, true).ids == descending(s.pubmed.pmids));
}

TEST_CASE("Records that PubMed adds or withdraws between two pages neither shift nor double the others") {
  Setting s;
  s.pubmed.hold(9, 10);
  const auto before = descending(s.pubmed.pmids);
  const std::uint64_t top = *s.pubmed.pmids.rbegin(), bottom = *s.pubmed.pmids.begin();
  const Harvest result = harvest(s, true, [&](std::size_t pages) {
    if (pages != 1) return;
    s.pubmed.pmids.insert(top + 5);
    s.pubmed.pmids.erase(bottom);
  });
  CHECK(result.ids == std::vector<std::string>(before.begin(), before.end() - 1));
  CHECK(result.announced == result.ids.size());
}

TEST_CASE("What is announced and not delivered is asked for again and then named as missing") {
  Setting s;
  s.pubmed.hold(5);
  s.pubmed.undeliverable = {kFirst + 4, kFirst};
  const Harvest result = harvest(s);
  CHECK(result.ids.size() == 3);
  CHECK(result.missing == std::vector<std::string>{std::to_string(kFirst + 4), std::to_string(kFirst)});
  CHECK(result.announced == 5);
  CHECK(s.pubmed.asked("efetch") == 4);
}

TEST_CASE("A record left out of one answer and given in the next is not missing") {
  Setting s;
  s.pubmed.hold(2);
  int left_out = 0;
  s.pubmed.write = [&](std::uint64_t pmid) { return pmid == kFirst && left_out++ == 0 ? "" : record(pmid); };
  const Harvest result = harvest(s);
  CHECK(result.ids.size() == 2);
  CHECK(result.missing.empty());
}

TEST_CASE("Books count and doubles do not and the highest version stays and what was not asked for is left out") {
  Setting s;
  s.pubmed.hold(3);
  s.pubmed.write = [](std::uint64_t pmid) {
    if (pmid == kFirst) return book(pmid);
    if (pmid == kFirst + 1) return record(pmid, 2) + record(pmid, 1) + record(pmid, 3);
    return record(pmid) + record(12345) + "<PubmedArticle><MedlineCitation/></PubmedArticle>";
  };
  const auto page = s.source.page(kQuery, "", {});
  REQUIRE(page);
  REQUIRE(page->items.size() == 3);
  CHECK(std::get<SourceRecord>(page->items[1]).raw.version == 3);
  CHECK(std::get<SourceRecord>(page->items[2]).content.type == WorkType::book);
  CHECK(page->missing.empty());
  CHECK(page->announced == 3U);
}

TEST_CASE("A record that does not parse is refused under its PMID and counted once") {
  Setting s;
  s.pubmed.hold(2);
  s.pubmed.write = [](std::uint64_t pmid) {
    return pmid == kFirst ? fmt::format("<PubmedArticle><MedlineCitation><PMID>{}</PMID></Wrong></PubmedArticle>", pmid)
                          : record(pmid);
  };
  const Harvest result = harvest(s);
  CHECK(result.ids == std::vector<std::string>{std::to_string(kFirst + 1), "refused " + std::to_string(kFirst)});
  CHECK(result.missing.empty());
}

TEST_CASE("More records than one search lists are cut by PMID range and arrive whole") {
  Setting s({.page_size = 200, .search_cap = 999});
  s.pubmed.order = GENERATE(FakePubmed::Order::mixed, FakePubmed::Order::falling, FakePubmed::Order::rising);
  s.pubmed.cap = 999;
  s.pubmed.hold(2400, 7);
  for (std::uint64_t i = 0; i < 100; ++i) s.pubmed.pmids.insert(12345 + i);  // long ago, far below the rest
  const Harvest result = harvest(s);
  CHECK(result.ids == descending(s.pubmed.pmids));
  CHECK(result.announced == 2500);
  CHECK(s.pubmed.asked("efetch") <= 17);
  CHECK(s.pubmed.asked("esearch") <= 6);
}

TEST_CASE("A cut query goes on in another process without missing or repeating a record") {
  Setting s;
  s.pubmed.order = GENERATE(FakePubmed::Order::mixed, FakePubmed::Order::falling, FakePubmed::Order::rising);
  s.pubmed.cap = 20;
  s.pubmed.hold(90, 13);
  std::vector<std::string> ids;
  std::string token;
  do {
    PubmedSource anew(s.polite, {.page_size = 6, .search_cap = 20});
    const auto page = anew.page(kQuery, token, {});
    REQUIRE(page);
    for (const ReadItem& item : page->items) ids.push_back(id_of(item));
    token = page->next;
    REQUIRE(ids.size() <= 90);
  } while (!token.empty());
  CHECK(ids == descending(s.pubmed.pmids));
}

TEST_CASE("A query that grows past the cap while it is harvested still gives all that it first announced") {
  Setting s;
  s.pubmed.cap = 20;
  s.pubmed.hold(18, 10);
  const auto before = descending(s.pubmed.pmids);
  std::vector<std::string> ids;
  std::string token;
  do {
    PubmedSource anew(s.polite, {.page_size = 6, .search_cap = 20});
    const auto page = anew.page(kQuery, token, {});
    REQUIRE(page);
    for (const ReadItem& item : page->items) ids.push_back(id_of(item));
    token = page->next;
    for (std::uint64_t i = 0; i < 30; ++i) s.pubmed.pmids.insert(kFirst + 1000 + i);
    REQUIRE(ids.size() <= 18);
  } while (!token.empty());
  CHECK(ids == before);
}

TEST_CASE("Answers that only look like success are asked for again and the page is whole") {
  struct Row {
    const char* what;
    int status;
    std::string body;
  };
  const auto row = GENERATE(values<Row>({
      {"empty body", 200, ""},
      {"back-end out of order, raw line break", 200,
       "{\"header\":{},\"esearchresult\":{\"ERROR\":\"Search Backend failed: Exception:\n'x'\"}}"},
      {"back-end out of order, XML", 200,
       "<eFetchResult>\n<ERROR>Search Backend failed: Unable to open connection to #PMQuerySrv</ERROR></eFetchResult>"},
      {"history gone", 200, "<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>"},
      {"rate limit with 200", 200, "{\"error\":\"API rate limit exceeded\",\"count\":\"4\",\"limit\":\"3\"}"},
      {"rate limit with 429", 429, "{\"error\":\"API rate limit exceeded\",\"count\":\"4\",\"limit\":\"3\"}"},
      {"gateway", 200, "Unable to route request!"},
      {"web page", 502, "<html><body>502 Bad Gateway</body></html>"},
      {"web page with 200", 200, "<!DOCTYPE html><html><body>Maintenance</body></html>"},
      {"truncated JSON", 200, "{\"header\":{},\"esearchresult\":{\"count\":\"3\",\"idlist\":[\"990"},
      {"truncated XML", 200, "<?xml version=\"1.0\" ?><PubmedArticleSet><PubmedArticle><Medl"},
  }));
  INFO(row.what);
  for (const std::size_t good_answers_before : {0U, 1U}) {
    Setting s;
    s.pubmed.hold(2);
    for (std::size_t i = 0; i < good_answers_before; ++i)
      s.pubmed.instead.push_back(
          {.status = 200,
           .body = fmt::format("{{\"esearchresult\":{{\"count\":\"2\",\"idlist\":[\"{}\",\"{}\"]}}}}", kFirst,
                               kFirst + 1)});
    s.pubmed.instead.push_back({.status = row.status, .body = row.body});
    const auto page = s.source.page(kQuery, "", {});
    REQUIRE(page);
    CHECK(page->items.size() == 2);
    CHECK(page->missing.empty());
    CHECK(s.pubmed.requests.size() == 3);
  }
}

TEST_CASE("A failure that stays is an error that names it and never an empty page and holds no key") {
  struct Row {
    int status;
    std::string body;
    Code code;
    std::string says;
  };
  const auto row = GENERATE(values<Row>({
      {200, "", Code::network, "an empty answer"},
      {200, "{\"esearchresult\":{\"ERROR\":\"Search Backend failed: x\"}}", Code::network, "out of order"},
      {200, "{\"esearchresult\":{\"ERROR\":\"Empty term and query_key - nothing todo\"}}", Code::unreadable_query,
       "empty query"},
      {200, "{\"esearchresult\":{\"ERROR\":\"'retstart' cannot be larger than 9998.\"}}", Code::internal,
       "past the end"},
      {200, "{\"error\":\"API rate limit exceeded\"}", Code::rate_limited, "too often"},
      {400, "{\"error\":\"API key invalid\",\"api-key\":\"s3cretkey\",\"type\":\"ip\"}", Code::refused,
       "does not know the API key"},
      {400, "s3cretkey", Code::refused, "status 400"},
      {414, "Request-URI Too Long s3cretkey", Code::refused, "status 414"},
      {200,
       "{\"esearchresult\":{\"count\":\"0\",\"idlist\":[],\"errorlist\":{\"phrasesnotfound\":[],\"fieldsnotfound\":["
       "\"nope\"]}}}",
       Code::unreadable_query, "field tag"},
      {200, "{\"esearchresult\":{\"count\":\"5\",\"idlist\":[\"1\"]}}", Code::network,
       "announced 5 records and listed 1"},
      {200, "{\"esearchresult\":{\"idlist\":[]}}", Code::malformed, "lacks its count"},
      {200, "{\"esearchresult\":{\"count\":\"1\",\"idlist\":[\"abc\"]}}", Code::malformed, "no PMID"},
  }));
  INFO(row.body);
  Setting s({.api_key = "s3cretkey", .contact = "someone@example.org", .page_size = 3});
  s.pubmed.instead = {{.status = row.status, .body = row.body}};
  s.pubmed.instead_forever = true;
  const auto page = s.source.page(kQuery, "", {});
  REQUIRE_FALSE(page);
  CHECK(page.error().code == row.code);
  CHECK(page.error().message.find(row.says) != std::string::npos);
  CHECK((page.error().message + page.error().hint).find("s3cretkey") == std::string::npos);
  CHECK((page.error().message + page.error().hint).find("example.org") == std::string::npos);
}

TEST_CASE("A search whose phrase is not found is no hits and no failure") {
  Setting s;
  s.pubmed.instead = {
      {.status = 200,
       .body = "{\"esearchresult\":{\"count\":\"0\",\"idlist\":[],\"errorlist\":{\"phrasesnotfound\":[\"zzz\"],"
               "\"fieldsnotfound\":[]},\"warninglist\":{\"outputmessages\":[\"No items found.\"]}}}"}};
  const auto page = s.source.page(kQuery, "", {});
  REQUIRE(page);
  CHECK(page->announced == 0U);
}

TEST_CASE("An efetch answer without any of the records asked for names them all as missing") {
  Setting s;
  const std::vector<std::string> ids = {"9900000001", "9900000002"};
  const auto page = s.source.by_id(ids, {});
  REQUIRE(page);
  CHECK(page->items.empty());
  REQUIRE(page->missing.size() == 2);
  CHECK(page->missing[0].id == "9900000001");
  CHECK_FALSE(page->missing[0].why.empty());
  CHECK(page->announced == 2U);
}

TEST_CASE("Records are fetched by PMID and doubles once and what is no PMID is named") {
  Setting s;
  s.pubmed.hold(2);
  const std::vector<std::string> ids = {"9900000002", "9900000002", "10.5555/x"};
  const auto page = s.source.by_id(ids, {});
  REQUIRE(page);
  REQUIRE(page->items.size() == 1);
  CHECK(id_of(page->items[0]) == "9900000002");
  REQUIRE(page->missing.size() == 1);
  CHECK(page->missing[0].id == "10.5555/x");
  CHECK(page->announced == 2U);
}

TEST_CASE("More PMIDs than a page are refused and none at all ask nothing") {
  Setting s;
  const std::vector<std::string> ids = {"1", "2", "3", "4"};
  const auto page = s.source.by_id(ids, {});
  REQUIRE_FALSE(page);
  CHECK(page.error().code == Code::invalid_argument);
  CHECK(s.source.by_id({}, {}).has_value());
  CHECK(s.pubmed.requests.empty());
}

TEST_CASE("Long lists of PMIDs and long queries are sent by POST and short ones by GET") {
  Setting s({.page_size = 300});
  s.pubmed.hold(250);
  const auto page = s.source.page(kQuery, "", {});
  REQUIRE(page);
  CHECK(page->items.size() == 250);
  REQUIRE(s.pubmed.requests.size() == 2);
  CHECK(s.pubmed.requests[0].method == http::Method::get);
  CHECK(s.pubmed.requests[1].method == http::Method::post);
  CHECK(s.pubmed.requests[1].url == "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi");
  CHECK(s.source.page({std::string(1500, 'x'), "long"}, "", {}).has_value());
  CHECK(s.pubmed.requests[2].method == http::Method::post);
}

TEST_CASE("Every request says who we are and the key and contact only where they are set") {
  Setting plain,
      full({.base_url = "http://127.0.0.1:1/eutils", .api_key = "k&y", .contact = "a@b.org", .page_size = 3});
  REQUIRE(plain.source.page(kQuery, "", {}));
  REQUIRE(full.source.page(kQuery, "", {}));
  const std::string& bare = plain.pubmed.requests.front().url;
  CHECK(bare.find("tool=evident") != std::string::npos);
  CHECK(bare.find("db=pubmed") != std::string::npos);
  CHECK(bare.find("api_key") == std::string::npos);
  CHECK(bare.find("email") == std::string::npos);
  const std::string& with_key = full.pubmed.requests.front().url;
  CHECK(with_key.starts_with("http://127.0.0.1:1/eutils/esearch.fcgi?"));
  CHECK(with_key.find("api_key=k%26y") != std::string::npos);
  CHECK(with_key.find("email=a%40b.org") != std::string::npos);
}

TEST_CASE("A token that is no token or belongs to another query is refused") {
  Setting s;
  s.pubmed.hold(8);
  const auto first = s.source.page(kQuery, "", {});
  REQUIRE(first);
  REQUIRE_FALSE(first->next.empty());
  const SourceQuery other{"something else", ""};
  for (const auto& [query, token] : {std::pair{other, first->next},
                                     {kQuery, std::string("x")},
                                     {kQuery, std::string("[]")},
                                     {kQuery, std::string("{\"query\":\"telehealth\",\"below\":-1}")}}) {
    const auto page = s.source.page(query, token, {});
    REQUIRE_FALSE(page);
    CHECK(page.error().code == Code::invalid_argument);
  }
}

TEST_CASE("A page that failed can be asked for again with the same token") {
  Setting s;
  s.pubmed.hold(5);
  const auto first = s.source.page(kQuery, "", {});
  REQUIRE(first);
  s.pubmed.instead = {{.status = 400, .body = "no"}};
  REQUIRE_FALSE(s.source.page(kQuery, first->next, {}));
  const auto second = s.source.page(kQuery, first->next, {});
  REQUIRE(second);
  CHECK(second->items.size() == 2);
  CHECK(second->next.empty());
}

TEST_CASE("A harvest that is stopped says cancelled") {
  Setting s;
  std::stop_source stop;
  stop.request_stop();
  const auto page = s.source.page(kQuery, "", stop.get_token());
  REQUIRE_FALSE(page);
  CHECK(page.error().code == Code::cancelled);
}
