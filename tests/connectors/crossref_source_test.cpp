// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "connectors/crossref/crossref_source.hpp"
#include "connectors/http/documented_limits.hpp"
#include "connectors/http/polite_client.hpp"
#include "connectors/http/url.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/paths.hpp"

using namespace evident;
using namespace evident::crossref;

namespace {

/// Answers from a list, in order, and keeps the questions.
class ScriptedClient final : public http::Client {
 public:
  Result<http::Response> send(const http::Request& request, std::stop_token) override {
    requests.push_back(request);
    INFO("asked for " << request.url);
    REQUIRE_FALSE(answers.empty());
    auto answer = std::move(answers.front());
    answers.pop_front();
    return answer;
  }

  std::deque<Result<http::Response>> answers;
  std::vector<http::Request> requests;
};

struct Setting {
  explicit Setting(CrossrefOptions options = {.base_url = "https://crossref.example/", .rows = 2})
      : source(polite, options) {}

  void answers(int status, std::string body) {
    client.answers.push_back(http::Response{.status = status, .body = std::move(body)});
  }

  test::FakeClock clock;
  ScriptedClient client;
  http::RateLimiter limiter{clock, http::crossref_limits(http::CrossrefPool::public_pool)};
  http::PoliteClient polite{client, limiter, clock, 7};
  CrossrefSource source;
};

std::string work(const std::string& doi, const std::string& family = "Quill", const std::string& given = "Ada") {
  return fmt::format(R"({{"DOI":"10.5555/{}","title":["Of {}"],"author":[{{"family":"{}","given":"{}"}}]}})", doi, doi,
                     family, given);
}

std::string list(std::uint64_t total, const std::vector<std::string>& works,
                 const std::string& cursor = "next+cursor==") {
  return fmt::format(
      R"({{"status":"ok","message-type":"work-list","message":{{"next-cursor":"{}","total-results":{},"items":[{}]}}}})",
      cursor, total, fmt::join(works, ","));
}

std::string single(const std::string& work) {
  return fmt::format(R"({{"status":"ok","message-type":"work","message":{}}})", work);
}

const std::string kCursorInvalid =
    R"({"status":"failed","message-type":"resource-failure","message":[{"type":"cursor-invalid","value":"x","message":"Cursor invalid"}]})";

std::vector<std::string> ids(const SourcePage& page) {
  std::vector<std::string> out;
  for (const ReadItem& item : page.items)
    if (const auto* record = std::get_if<SourceRecord>(&item)) out.push_back(record->raw.key.id);
  return out;
}

/// What the accounting rests on: every announced work is somewhere.
struct Account {
  std::uint64_t announced = 0, accounted_for = 0, not_read = 0, pages = 0;
  std::string why;
};
Account walk(CrossrefSource& source, const SourceQuery& query) {
  Account account;
  std::string token;
  do {
    const auto page = source.page(query, token, {});
    REQUIRE(page);
    REQUIRE(page->announced);
    if (page->restarted) account.accounted_for = account.not_read = 0;
    account.announced = *page->announced;
    account.accounted_for += page->items.size() + page->missing.size() + page->passed_over + page->not_read;
    account.not_read += page->not_read;
    account.why += page->not_read_why;
    ++account.pages;
    token = page->next;
  } while (!token.empty());
  return account;
}

const SourceQuery kOrcid{"filter=orcid:0000-0002-1825-0097", "ORCID"};
const SourceQuery kName{"query.author=Ada Quill&only-author=Quill, Ada", "name"};

}  // namespace

TEST_CASE("An ORCID query is walked by cursor until a page is not full") {
  Setting s;
  s.answers(200, list(3, {work("a"), work("b")}, "AoJ/+x=="));
  s.answers(200, list(3, {work("c")}, "never to be used"));
  const auto first = s.source.page(kOrcid, "", {});
  REQUIRE(first);
  CHECK(ids(*first) == std::vector<std::string>{"10.5555/a", "10.5555/b"});
  CHECK(first->announced == 3u);
  CHECK_FALSE(first->ranked);
  CHECK_FALSE(first->next.empty());
  const auto second = s.source.page(kOrcid, first->next, {});
  REQUIRE(second);
  CHECK(ids(*second) == std::vector<std::string>{"10.5555/c"});
  CHECK(second->next.empty());
  CHECK(second->not_read == 0);
  REQUIRE(s.client.requests.size() == 2);
  CHECK(s.client.requests[0].url ==
        "https://crossref.example/works?filter=orcid%3A0000-0002-1825-0097&rows=2&cursor=%2A");
  CHECK(s.client.requests[1].url ==
        "https://crossref.example/works?filter=orcid%3A0000-0002-1825-0097&rows=2&cursor=AoJ%2F%2Bx%3D%3D");
}

TEST_CASE("The contact and the Plus token go along and the token is a secret header") {
  Setting s({.base_url = "https://crossref.example", .contact = "lead@network.example", .plus_token = "s3cret"});
  s.answers(200, list(0, {}));
  REQUIRE(s.source.page(kOrcid, "", {}));
  CHECK(s.client.requests[0].url.ends_with("&mailto=lead%40network.example"));
  CHECK(http::redacted(s.client.requests[0].url).find("network.example") == std::string::npos);
  REQUIRE(s.client.requests[0].headers.size() == 1);
  CHECK(s.client.requests[0].headers[0].name == "Crossref-Plus-API-Token");
  CHECK(s.client.requests[0].headers[0].value == "Bearer s3cret");
  CHECK(s.client.requests[0].headers[0].secret);
}

TEST_CASE("A total that drifts while the list is read is tolerated and accounted for") {
  Setting s;
  SECTION("upwards") {
    s.answers(200, list(2, {work("a"), work("b")}));
    s.answers(200, list(3, {work("c")}));
    const Account account = walk(s.source, kOrcid);
    CHECK(account.announced == 3);
    CHECK(account.accounted_for == 3);
    CHECK(account.not_read == 0);
  }
  SECTION("downwards") {
    s.answers(200, list(4, {work("a"), work("b")}));
    s.answers(200, list(1, {work("c")}));
    const Account account = walk(s.source, kOrcid);
    CHECK(account.announced == account.accounted_for);
    CHECK(account.not_read == 0);
  }
  SECTION("works announced and not sent are said to be missing") {
    s.answers(200, list(5, {work("a"), work("b")}));
    s.answers(200, list(5, {work("c")}));
    const Account account = walk(s.source, kOrcid);
    CHECK(account.announced == 5);
    CHECK(account.accounted_for == 5);
    CHECK(account.not_read == 2);
    CHECK(account.why.find("did not send") != std::string::npos);
  }
}

TEST_CASE("A cursor that has expired makes the query begin again and the page says so") {
  Setting s;
  s.answers(200, list(3, {work("a"), work("b")}));
  s.answers(404, kCursorInvalid);
  s.answers(200, list(3, {work("a"), work("b")}));
  s.answers(200, list(3, {work("c")}));
  const auto first = s.source.page(kOrcid, "", {});
  REQUIRE(first);
  CHECK_FALSE(first->restarted);
  const auto second = s.source.page(kOrcid, first->next, {});
  REQUIRE(second);
  CHECK(second->restarted);
  CHECK(ids(*second) == std::vector<std::string>{"10.5555/a", "10.5555/b"});
  const auto third = s.source.page(kOrcid, second->next, {});
  REQUIRE(third);
  CHECK(third->next.empty());
  CHECK(third->not_read == 0);
}

TEST_CASE("A cursor that always expires ends in an error") {
  Setting s;
  s.answers(200, list(9, {work("a"), work("b")}));
  std::string token = s.source.page(kOrcid, "", {})->next;
  for (int i = 0; i < 3; ++i) {
    s.answers(404, kCursorInvalid);
    s.answers(200, list(9, {work("a"), work("b")}));
    const auto page = s.source.page(kOrcid, token, {});
    REQUIRE(page);
    token = page->next;
  }
  s.answers(404, kCursorInvalid);
  const auto page = s.source.page(kOrcid, token, {});
  REQUIRE_FALSE(page);
  CHECK(page.error().code == Code::expired);
}

TEST_CASE("A next-cursor that never ends is stopped and the query is not complete") {
  Setting s;
  for (int i = 0; i < 50; ++i) s.answers(200, list(2, {work("a"), work("b")}));
  const Account account = walk(s.source, kOrcid);
  CHECK(account.pages < 10);
  CHECK(account.announced == account.accounted_for);
  CHECK(account.announced > 2);
}

TEST_CASE("A name query takes works with a compatible name and counts those it passes over") {
  Setting s({.base_url = "https://crossref.example", .rows = 4});
  s.answers(200, list(3, {work("own", "Quill", "Ada M."), work("stranger", "Quill", "Robert"),
                          work("swapped", "Ada", "Quill")}));
  const auto page = s.source.page(kName, "", {});
  REQUIRE(page);
  CHECK(ids(*page) == std::vector<std::string>{"10.5555/own", "10.5555/swapped"});
  CHECK(page->passed_over == 1);
  CHECK(page->ranked);
  CHECK(page->announced == 3u);
  CHECK(page->next.empty());
  const std::string& url = s.client.requests[0].url;
  CHECK(url.find("query.author=Ada%20Quill") != std::string::npos);
  CHECK(url.find("sort=score") != std::string::npos);
  CHECK(url.find("only-author") == std::string::npos);
}

TEST_CASE("A name query that has gone barren ends and says how much was not looked at") {
  Setting s;
  s.answers(200, list(1000000, {work("a"), work("b")}));
  s.answers(200, list(1000000, {work("x", "Else", "Some"), work("y", "Quilter", "Ada")}));
  s.answers(200, list(1000000, {work("z", "Else", "Some"), work("c")}));
  for (int i = 0; i < 3; ++i) s.answers(200, list(1000000, {work("x", "Else", "Some"), work("y", "Else", "Some")}));
  const Account account = walk(s.source, kName);
  CHECK(account.pages == 6);
  CHECK(account.announced == 1000000);
  CHECK(account.accounted_for == 1000000);
  CHECK(account.not_read == 1000000 - 12);
  CHECK(account.why.find("not looked at") != std::string::npos);
}

TEST_CASE("A query in words ends at its limit and says how much was not looked at") {
  Setting s({.base_url = "https://crossref.example", .rows = 2, .longest_ranked_walk = 6});
  for (int i = 0; i < 3; ++i) s.answers(200, list(500, {work("a"), work("b")}));
  const Account account = walk(s.source, {"telehealth in nursing", "topic"});
  CHECK(account.pages == 3);
  CHECK(account.announced == 500);
  CHECK(account.accounted_for == 500);
  CHECK(account.not_read == 494);
}

TEST_CASE("A walk goes on from its token in another process") {
  Setting first;
  first.answers(200, list(5, {work("a"), work("b")}, "c1"));
  const auto page = first.source.page(kName, "", {});
  REQUIRE(page);
  Setting second;
  second.answers(200, list(5, {work("c"), work("d")}, "c2"));
  second.answers(200, list(5, {work("e")}, "c3"));
  const auto next = second.source.page(kName, page->next, {});
  REQUIRE(next);
  CHECK(second.client.requests[0].url.ends_with("cursor=c1"));
  const auto last = second.source.page(kName, next->next, {});
  REQUIRE(last);
  CHECK(last->next.empty());
  CHECK(last->not_read == 0);
  CHECK_FALSE(second.source.page(kName, "nonsense", {}));
}

TEST_CASE("Items that are no works are refused by name and counted") {
  Setting s({.base_url = "https://crossref.example", .rows = 5});
  s.answers(200, list(3, {work("a"), R"({"title":["No DOI"]})", R"({"DOI":"bad"})"}));
  const auto page = s.source.page(kOrcid, "", {});
  REQUIRE(page);
  CHECK(page->items.size() == 3);
  CHECK(ids(*page).size() == 1);
  CHECK(page->announced == 3u);
}

TEST_CASE("Answers that are no answers are errors and never empty pages") {
  struct Row {
    int status;
    std::string body;
    Code code;
    std::string says;
  };
  const std::vector<Row> rows = {
      {404, "Resource not found.", Code::not_found, "nothing at this address"},
      {400, test::read_file(test::fixture("crossref/validation_failure.json")), Code::refused,
       "less than or equal to 1000"},
      {400, "", Code::refused, "without saying why"},
      {401, R"({"status":"error","message-type":"unauthorised"})", Code::refused, "Plus token"},
      {403, "blocked", Code::refused, ""},
      {418, R"({"message":"short and stout"})", Code::refused, "short and stout"},
      {200, R"({"status":"ok","message-type":"member-list","message":{"total-results":0,"items":[]}})", Code::malformed,
       ""},
      {200, R"({"status":"ok","message-type":"work-list","message":{}})", Code::malformed, "no list of works"},
      {200, R"({"status":"ok","message-type":"work-list","message":{"items":[]}})", Code::malformed,
       "no list of works"},
  };
  for (const Row& row : rows) {
    INFO(row.status << " " << row.body);
    Setting s;
    s.answers(row.status, row.body);
    const auto page = s.source.page(kOrcid, "", {});
    REQUIRE_FALSE(page);
    CHECK(page.error().code == row.code);
    CHECK(page.error().message.find(row.says) != std::string::npos);
    CHECK(s.client.requests.size() == 1);
  }
}

TEST_CASE("A success that is not JSON is asked for again and then fails") {
  for (const std::string body : {"", "<html>502</html>", R"({"status":"ok","message":{"items":[)"}) {
    INFO(body);
    Setting s;
    s.answers(200, body);
    s.answers(200, list(1, {work("a")}));
    const auto page = s.source.page(kOrcid, "", {});
    REQUIRE(page);
    CHECK(ids(*page).size() == 1);
    Setting never;
    for (int i = 0; i < 5; ++i) never.answers(200, body);
    const auto failed = never.source.page(kOrcid, "", {});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == Code::network);
  }
}

TEST_CASE("DOIs are asked for together and those not brought one by one") {
  Setting s;
  s.answers(200, list(1, {work("a")}, ""));
  s.answers(404, "Resource not found.");
  s.answers(200, single(work("new")));
  const std::vector<std::string> wanted = {"10.5555/A", "https://doi.org/10.5555/elsewhere", "10.5555/old", "no doi"};
  const auto page = s.source.by_id(wanted, {});
  REQUIRE(page);
  CHECK(s.client.requests[0].url ==
        "https://crossref.example/"
        "works?filter=doi%3A10.5555%2Fa%2Cdoi%3A10.5555%2Felsewhere%2Cdoi%3A10.5555%2Fold&rows=50");
  CHECK(s.client.requests[1].url == "https://crossref.example/works/10.5555%2Felsewhere");
  CHECK(ids(*page) == std::vector<std::string>{"10.5555/a", "10.5555/new"});
  REQUIRE(page->missing.size() == 1);
  CHECK(page->missing[0].id == "10.5555/elsewhere");
  CHECK(page->missing[0].why == "Crossref does not know this DOI (it may be registered elsewhere)");
  CHECK(page->items.size() == 3);
  CHECK(page->announced == 4u);
}

TEST_CASE("A work asked for twice or by its alias too is given once and accounted for") {
  Setting s;
  s.answers(200, list(1, {work("new")}, ""));
  s.answers(200, single(work("new")));
  const std::vector<std::string> wanted = {"10.5555/new", "10.5555/old", "10.5555/NEW"};
  const auto page = s.source.by_id(wanted, {});
  REQUIRE(page);
  CHECK(ids(*page) == std::vector<std::string>{"10.5555/new"});
  CHECK(page->passed_over == 2);
  CHECK(page->announced == 3u);
}

TEST_CASE("A DOI with a comma is asked for by itself") {
  Setting s;
  s.answers(200, single(R"({"DOI":"10.5555/a,b"})"));
  const std::vector<std::string> wanted = {"10.5555/a,b"};
  const auto page = s.source.by_id(wanted, {});
  REQUIRE(page);
  CHECK(s.client.requests[0].url == "https://crossref.example/works/10.5555%2Fa%2Cb");
  CHECK(ids(*page).size() == 1);
}

TEST_CASE("A DOI that has moved nowhere is missing and a failing server is an error") {
  Setting moved;
  moved.answers(301, "");
  const std::vector<std::string> wanted = {"10.5555/x"};
  const auto page = moved.source.by_id(wanted, {});
  REQUIRE(page);
  CHECK(page->items.empty());
  REQUIRE(page->missing.size() == 1);
  CHECK(page->missing[0].why.find("moved") != std::string::npos);

  Setting failing;
  for (int i = 0; i < 5; ++i) failing.answers(500, "");
  const auto error = failing.source.by_id(wanted, {});
  REQUIRE_FALSE(error);
  CHECK(error.error().code == Code::network);

  const std::vector<std::string> too_many(51, "10.5555/x");
  CHECK_FALSE(failing.source.by_id(too_many, {}));
}

TEST_CASE("A stop ends a batch of single questions") {
  Setting s;
  std::stop_source stop;
  stop.request_stop();
  const std::vector<std::string> wanted = {"10.5555/x"};
  const auto page = s.source.by_id(wanted, stop.get_token());
  REQUIRE_FALSE(page);
  CHECK(page.error().code == Code::cancelled);
}

TEST_CASE("A member is asked for by each ORCID and each name and only with consent") {
  Setting s;
  Member member;
  member.name.family = "van der Berg";
  member.name.given = "Zoë & Co";
  member.aliases = {{.family = "Quill", .given = "", .initials = "ZM", .suffix = "", .collective = ""},
                    {.family = "Lone", .given = "", .initials = "", .suffix = "", .collective = ""}};
  member.orcids = {*Orcid::parse("0000-0002-1825-0097")};
  member.organisations = {{"Leeds", 2010, 2015}, {"York", 2015, 0}, {"Leeds", 2020, 0}};
  CHECK(s.source.queries_for(member, false).empty());
  member.consent.given = true;

  const auto queries = s.source.queries_for(member, false);
  REQUIRE(queries.size() == 3);
  CHECK(queries[0].text == "filter=orcid:0000-0002-1825-0097");
  CHECK(queries[0].basis == QueryBasis::identifier);
  CHECK(queries[1].text == "query.author=Zoë %26 Co van der Berg&only-author=van der Berg, Zoë %26 Co");
  CHECK(queries[1].basis == QueryBasis::name);
  CHECK(queries[2].text == "query.author=ZM Quill&only-author=Quill, ZM");

  const auto common = s.source.queries_for(member, true);
  REQUIRE(common.size() == 5);
  CHECK(common[1].text ==
        "query.author=Zoë %26 Co van der Berg&query.affiliation=Leeds&only-author=van der Berg, Zoë %26 Co");
  CHECK(common[2].why == "name Zoë & Co van der Berg and affiliation York");
}

TEST_CASE("Query texts are read back as they were written") {
  for (const char* text : {"filter=orcid:0000-0002-1825-0097", "query.author=A %26 B&only-author=B, A %26",
                           "query.bibliographic=50%25 of wards&filter=from-pub-date:2020,type:journal-article"}) {
    const auto query = parse_query(text);
    REQUIRE(query);
    CHECK(query->text() == text);
  }
  const auto words = parse_query("  is a=b true? ");
  REQUIRE(words);
  CHECK(words->sent == http::Parameters{{"query", "is a=b true?"}});
  CHECK(words->is_ranked());
  for (const char* text : {"", "rows=1000", "query=x&cursor=*", "filter=", "only-author=Quill, Ada", "query=x&&"}) {
    INFO(text);
    const auto query = parse_query(text);
    REQUIRE_FALSE(query);
    CHECK(query.error().code == Code::unreadable_query);
  }
}
