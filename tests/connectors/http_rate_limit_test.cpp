// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "connectors/http/documented_limits.hpp"
#include "connectors/http/rate_limit.hpp"
#include "tests/support/fake_clock.hpp"

using namespace evident;
using namespace evident::http;
using namespace std::chrono_literals;
using evident::test::FakeClock;

namespace {

/// Milliseconds at which `count` requests started, each over at once.
std::vector<std::int64_t> starts(RateLimiter& limiter, FakeClock& clock, int count, std::size_t lane = 0) {
  std::vector<std::int64_t> times;
  for (int i = 0; i < count; ++i) {
    const auto permit = limiter.acquire(lane, {});
    REQUIRE(permit);
    times.push_back(clock.since_start().count());
  }
  return times;
}

std::size_t most_in_a_second(const std::vector<std::int64_t>& times) {
  std::size_t most = 0;
  for (const auto from : times) {
    most = std::max(most, static_cast<std::size_t>(std::count_if(
                              times.begin(), times.end(), [&](auto t) { return t >= from && t < from + 1000; })));
  }
  return most;
}

}  // namespace

TEST_CASE("No sliding second holds more starts than a source documents and at least 85 in 100 of them are used") {
  struct Row {
    HostLimits limits;
    std::size_t lane;
    unsigned allowed;
  };
  const Row rows[] = {{ncbi_limits(ApiKey::absent), 0, 3},
                      {ncbi_limits(ApiKey::present), 0, 10},
                      {crossref_limits(CrossrefPool::public_pool), crossref_single_lane, 5},
                      {crossref_limits(CrossrefPool::public_pool), crossref_list_lane, 1},
                      {crossref_limits(CrossrefPool::polite), crossref_single_lane, 10},
                      {crossref_limits(CrossrefPool::polite), crossref_list_lane, 3}};
  for (const Row& row : rows) {
    FakeClock clock;
    RateLimiter limiter(clock, row.limits);
    const auto times = starts(limiter, clock, 50, row.lane);
    CAPTURE(row.allowed, row.lane);
    CHECK(most_in_a_second(times) == row.allowed);
    CHECK(times.back() * row.allowed * 85 <= 49 * 1000 * 100);
  }
}

TEST_CASE("E-utilities are asked 0.34 s apart without a key and 0.102 s with one") {
  FakeClock clock;
  CHECK(RateLimiter(clock, ncbi_limits(ApiKey::absent)).spacing(0) == 340ms);
  CHECK(RateLimiter(clock, ncbi_limits(ApiKey::present)).spacing(0) == 102ms);
}

TEST_CASE("Single works and lists are counted apart") {
  FakeClock clock;
  RateLimiter limiter(clock, crossref_limits(CrossrefPool::public_pool));
  CHECK(starts(limiter, clock, 1, crossref_list_lane) == std::vector<std::int64_t>{0});
  CHECK(starts(limiter, clock, 1, crossref_single_lane) == std::vector<std::int64_t>{0});
  CHECK(starts(limiter, clock, 1, crossref_single_lane) == std::vector<std::int64_t>{204});
  CHECK(starts(limiter, clock, 1, crossref_list_lane) == std::vector<std::int64_t>{1020});
}

TEST_CASE("Live headers lower the rate and raise it again but never above the documented one") {
  FakeClock clock;
  RateLimiter limiter(clock, crossref_limits(CrossrefPool::polite));
  const auto told = [&](std::string limit, std::string interval, std::string at_once) {
    limiter.observe(crossref_list_lane, std::vector<Header>{{"x-rate-limit-limit", std::move(limit)},
                                                            {"x-rate-limit-interval", std::move(interval)},
                                                            {"x-concurrency-limit", std::move(at_once)}});
  };
  told("1", "2s", "1");
  CHECK(limiter.spacing(crossref_list_lane) == 2040ms);
  CHECK(limiter.spacing(crossref_single_lane) == 102ms);
  CHECK(limiter.at_once() == 1);
  told("50", "1s", "20");
  CHECK(limiter.spacing(crossref_list_lane) == 340ms);
  CHECK(limiter.at_once() == 3);
  told("2", "1s", "2");
  const auto before = limiter.spacing(crossref_list_lane);
  for (const char* nonsense : {"", "0", "-1", "fast", "3.5", "99999999999999"}) {
    told(nonsense, "1s", nonsense);
    told("1", nonsense, "");
  }
  CHECK(limiter.spacing(crossref_list_lane) == before);
  CHECK(limiter.at_once() == 2);
}

TEST_CASE("Nothing starts in any lane while the host is held and a shorter hold does not end a longer one") {
  FakeClock clock;
  RateLimiter limiter(clock, crossref_limits(CrossrefPool::polite));
  limiter.hold_until(clock.now() + 30s);
  limiter.hold_until(clock.now() + 5s);
  CHECK(starts(limiter, clock, 2, crossref_list_lane) == std::vector<std::int64_t>{30000, 30340});
}

TEST_CASE("A hold that comes while a request waits for its turn is obeyed") {
  FakeClock clock;
  RateLimiter limiter(clock, ncbi_limits(ApiKey::absent));
  starts(limiter, clock, 1);
  bool held = false;
  clock.during_wait([&] {
    if (!std::exchange(held, true)) limiter.hold_until(clock.now() + 10s);
  });
  CHECK(starts(limiter, clock, 1) == std::vector<std::int64_t>{10000});
}

TEST_CASE("Waiting for a turn ends with cancelled once somebody asks to stop") {
  FakeClock clock;
  RateLimiter limiter(clock, ncbi_limits(ApiKey::absent));
  starts(limiter, clock, 1);
  std::stop_source stop;
  clock.during_wait([&] { stop.request_stop(); });
  const auto permit = limiter.acquire(0, stop.get_token());
  REQUIRE_FALSE(permit);
  CHECK(permit.error().code == Code::cancelled);
}

TEST_CASE("A request waits for a place while as many are in flight as the host bears") {
  SystemClock clock;
  RateLimiter limiter(clock, {.lanes = {Rate{.requests = 1000000, .interval = 1000ms}}, .at_once = 2});
  std::atomic<int> in_flight = 0;
  std::atomic<int> most = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 6; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 200; ++j) {
          const auto permit = limiter.acquire(0, {});
          const int now = ++in_flight;
          int seen = most;
          while (now > seen && !most.compare_exchange_weak(seen, now)) {
          }
          std::this_thread::yield();
          --in_flight;
        }
      });
    }
  }
  CHECK(most <= 2);
  CHECK(most >= 1);
}

TEST_CASE("A place in flight is waited for no longer once somebody asks to stop") {
  SystemClock clock;
  RateLimiter limiter(clock, {.lanes = {Rate{}}, .at_once = 1});
  const auto held = limiter.acquire(0, {});
  REQUIRE(held);
  std::stop_source stop;
  std::jthread stopper([&] { stop.request_stop(); });
  const auto permit = limiter.acquire(0, stop.get_token());
  REQUIRE_FALSE(permit);
  CHECK(permit.error().code == Code::cancelled);
}

TEST_CASE("The system's clock waits until the time has come or somebody asks to stop") {
  SystemClock clock;
  CHECK(clock.wait_until(clock.now() - 1s, {}));
  CHECK(clock.wait_until(clock.now() + 1ms, {}));
  std::stop_source stop;
  std::jthread stopper([&] { stop.request_stop(); });
  CHECK_FALSE(clock.wait_until(clock.now() + 24h, stop.get_token()));
}
