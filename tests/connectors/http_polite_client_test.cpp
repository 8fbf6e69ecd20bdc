// SPDX-License-Identifier: GPL-2.0-or-later
#include <deque>
#include <functional>
#include <vector>

#include <catch2/catch.hpp>

#include "connectors/http/documented_limits.hpp"
#include "connectors/http/polite_client.hpp"
#include "tests/support/fake_clock.hpp"

using namespace evident;
using namespace evident::http;
using namespace std::chrono_literals;
using evident::test::FakeClock;

namespace {

/// Answers from a list, 120 ms each, and notes when it was asked.
class ScriptedClient final : public Client {
 public:
  explicit ScriptedClient(FakeClock& clock) : clock_(clock) {}

  Result<Response> send(const Request&, std::stop_token) override {
    asked_at.push_back(clock_.since_start());
    REQUIRE_FALSE(answers.empty());
    auto answer = std::move(answers.front());
    answers.pop_front();
    clock_.advance(120ms);
    return answer;
  }

  std::deque<Result<Response>> answers;
  std::vector<std::chrono::milliseconds> asked_at;

 private:
  FakeClock& clock_;
};

Response answer(int status, std::string body = "{}", std::vector<Header> headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = std::move(body)};
}

struct Setting {
  FakeClock clock;
  ScriptedClient client{clock};
  RateLimiter limiter{clock, ncbi_limits(ApiKey::absent)};
  std::vector<RequestRecord> log;
  PoliteClient polite{client, limiter, clock, 42, [this](const RequestRecord& record) { log.push_back(record); }};
  Request request{.url = "https://eutils.example/esearch.fcgi?term=x&api_key=s3cret"};
};

}  // namespace

TEST_CASE("An answer is handed over as it came and logged without its key") {
  Setting s;
  s.client.answers = {answer(200, "hello")};
  const auto response = s.polite.send(s.request, {});
  REQUIRE(response);
  CHECK(response->body == "hello");
  REQUIRE(s.log.size() == 1);
  CHECK(s.log[0].url == "https://eutils.example/esearch.fcgi?term=x&api_key=***");
  CHECK(s.log[0].status == 200);
  CHECK(s.log[0].bytes == 5);
  CHECK(s.log[0].took == 120ms);
  CHECK(s.log[0].attempt == 1);
  CHECK(s.log[0].outcome == "ok");
}

TEST_CASE("Network trouble and statuses of 500 and above are asked again and later each time") {
  Setting s;
  s.client.answers = {fail(Code::network, "eutils.example broke off its answer after 3 bytes"), answer(502, "<html>"),
                      answer(500), answer(200, "at last")};
  const auto response = s.polite.send(s.request, {});
  REQUIRE(response);
  CHECK(response->body == "at last");
  REQUIRE(s.client.asked_at.size() == 4);
  const auto waits = s.clock.waits();
  REQUIRE(waits.size() == 3);
  for (std::size_t i = 0; i < waits.size(); ++i) {
    const auto longest = 1000ms * (1 << i);
    CHECK(waits[i] >= longest / 2);
    CHECK(waits[i] <= longest);
  }
  REQUIRE(s.log.size() == 4);
  CHECK(s.log[0].status == 0);
  CHECK(s.log[0].outcome.find("broke off") != std::string::npos);
  CHECK(s.log[1].outcome.find("answered 502") != std::string::npos);
  CHECK(s.log[3].attempt == 4);
}

TEST_CASE("Jitter comes from the seed alone") {
  const auto waits = [](std::uint64_t seed) {
    Setting s;
    PoliteClient polite(s.client, s.limiter, s.clock, seed);
    s.client.answers = {answer(500), answer(500), answer(500), answer(200)};
    REQUIRE(polite.send(s.request, {}));
    return s.clock.waits();
  };
  CHECK(waits(1) == waits(1));
  CHECK(waits(1) != waits(2));
}

TEST_CASE("Trouble that does not pass becomes an error that names the host and counts the attempts") {
  Setting s;
  for (int i = 0; i < 5; ++i) s.client.answers.push_back(answer(503));
  const auto response = s.polite.send(s.request, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::network);
  CHECK(response.error().message == "eutils.example answered 503 (asked 5 times)");
  CHECK(s.client.asked_at.size() == 5);
  CHECK(s.log.back().outcome == "failed: eutils.example answered 503 (asked 5 times)");
}

TEST_CASE("Retry-After is obeyed in seconds and as a date and holds every request to the host") {
  for (const char* header : {"20", "Mon, 05 Jan 2026 12:00:20 GMT"}) {
    Setting s;
    s.client.answers = {answer(429, R"({"error":"API rate limit exceeded"})", {{"retry-after", header}}), answer(200)};
    REQUIRE(s.polite.send(s.request, {}));
    REQUIRE(s.client.asked_at.size() == 2);
    CHECK(s.client.asked_at[1] >= 19900ms);
    CHECK(s.client.asked_at[1] <= 20200ms);
  }
  Setting s;
  s.client.answers = {answer(429, "", {{"retry-after", "20"}})};
  RetryPolicy impatient{.attempts = 2};
  PoliteClient polite(s.client, s.limiter, s.clock, 1, {}, impatient);
  std::stop_source stop;
  s.clock.during_wait([&] { stop.request_stop(); });
  REQUIRE_FALSE(polite.send(s.request, stop.get_token()));
  s.clock.during_wait({});
  s.client.answers = {answer(200)};
  REQUIRE(s.polite.send(s.request, {}));
  CHECK(s.client.asked_at.back() >= 20000ms);
}

TEST_CASE("429 to the last attempt is reported as a rate limit") {
  Setting s;
  for (int i = 0; i < 5; ++i) s.client.answers.push_back(answer(429));
  const auto response = s.polite.send(s.request, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::rate_limited);
}

TEST_CASE("A pause longer than we are ready to make is said at once and not slept through") {
  Setting s;
  s.client.answers = {answer(503, "", {{"retry-after", "86400"}})};
  const auto response = s.polite.send(s.request, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::rate_limited);
  CHECK(response.error().message.find("86400 seconds") != std::string::npos);
  CHECK(s.clock.waits().empty());
}

TEST_CASE("403 is a block and is not asked again") {
  Setting s;
  s.client.answers = {answer(403)};
  const auto response = s.polite.send(s.request, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::refused);
  CHECK(s.client.asked_at.size() == 1);
}

TEST_CASE("Answers of status 200 that the connector does not believe are asked again") {
  Setting s;
  const auto classify = [](const Response& response) {
    return response.body.empty() ? Verdict::retry("sent an empty body") : Verdict::accept();
  };
  s.client.answers = {answer(200, ""), answer(200, "whole")};
  const auto response = s.polite.send(s.request, {}, classify);
  REQUIRE(response);
  CHECK(response->body == "whole");
  for (int i = 0; i < 5; ++i) s.client.answers.push_back(answer(200, ""));
  const auto failed = s.polite.send(s.request, {}, classify);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message == "eutils.example sent an empty body (asked 5 times)");
}

TEST_CASE("A verdict of failure ends the matter with the connector's own code") {
  Setting s;
  s.client.answers = {answer(404)};
  const auto response = s.polite.send(
      s.request, {}, [](const Response&) { return Verdict::fail(Code::expired, "no longer knows the cursor"); });
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::expired);
  CHECK(s.client.asked_at.size() == 1);
}

TEST_CASE("404 and 400 are answers since only the connector knows what they mean") {
  Setting s;
  s.client.answers = {answer(404, "Resource not found."), answer(400)};
  const auto missing = s.polite.send(s.request, {});
  REQUIRE(missing);
  CHECK(missing->status == 404);
  const auto invalid = s.polite.send(s.request, {});
  REQUIRE(invalid);
  CHECK(invalid->status == 400);
}

TEST_CASE("Errors that asking again cannot mend are not asked again") {
  for (const Code code : {Code::cancelled, Code::too_large, Code::refused, Code::invalid_argument}) {
    Setting s;
    s.client.answers = {fail(code, "no")};
    const auto response = s.polite.send(s.request, {});
    REQUIRE_FALSE(response);
    CHECK(response.error().code == code);
    CHECK(s.client.asked_at.size() == 1);
    REQUIRE(s.log.size() == 1);
    CHECK(s.log[0].outcome == "failed: no");
  }
}

TEST_CASE("Waiting for another attempt ends with cancelled once somebody asks to stop") {
  Setting s;
  s.client.answers = {answer(500)};
  std::stop_source stop;
  s.clock.during_wait([&] { stop.request_stop(); });
  const auto response = s.polite.send(s.request, stop.get_token());
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::cancelled);
}

TEST_CASE("What an answer tells of the host's limits slows the requests after it") {
  Setting s;
  s.client.answers = {answer(200, "", {{"x-rate-limit-limit", "1"}, {"x-rate-limit-interval", "2s"}}), answer(200),
                      answer(200)};
  for (int i = 0; i < 3; ++i) REQUIRE(s.polite.send(s.request, {}));
  CHECK(s.client.asked_at[2] - s.client.asked_at[1] == 2040ms);
}

TEST_CASE("Retry-After headers that are neither seconds nor a date mean nothing") {
  const auto now = std::chrono::sys_days(
      std::chrono::year_month_day{std::chrono::year(2026), std::chrono::January, std::chrono::day(5)});
  CHECK(retry_after(" 3 ", now) == 3s);
  CHECK(retry_after("0", now) == 0s);
  CHECK(retry_after("Sun, 04 Jan 2026 00:00:00 GMT", now) == 0s);
  CHECK(retry_after("Mon, 05 Jan 2026 00:01:00 GMT", now) == 60s);
  for (const char* text : {"", "soon", "-3", "1.5", "Mon, 35 Jan 2026 00:01:00 GMT", "Mon, 05 Foo 2026 00:01:00 GMT"}) {
    CHECK_FALSE(retry_after(text, now).has_value());
  }
}
