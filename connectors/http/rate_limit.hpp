// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <span>
#include <stop_token>
#include <vector>

#include "connectors/http/clock.hpp"
#include "connectors/http/http_client.hpp"
#include "indexer/model/result.hpp"

namespace evident::http {

/// So many requests may start in so much time.
struct Rate {
  unsigned requests = 1;                     ///< at least 1
  std::chrono::milliseconds interval{1000};  ///< more than 0
};

/// What a host documents that it bears. A lane is a kind of request that the host counts by itself (Crossref counts
/// single works and lists apart); the number at once and holds are common to all lanes.
struct HostLimits {
  std::vector<Rate> lanes = {Rate{}};  ///< at least one
  unsigned at_once = 1;                ///< requests in flight, all lanes together; at least 1
};

/// Spaces the requests to one host, whoever in the program sends them: one object per host, shared, thread-safe.
/// Starts in a lane are at least interval / requests apart, plus two hundredths, so that no sliding interval ever holds
/// more starts than allowed, a little jitter on the way included.
class RateLimiter {
 public:
  /// `clock` must outlive the limiter.
  RateLimiter(Clock& clock, HostLimits documented);
  RateLimiter(const RateLimiter&) = delete;
  RateLimiter& operator=(const RateLimiter&) = delete;

  /// The right to have one request in flight; given back when it goes. Must not outlive the limiter.
  class Permit {
   public:
    Permit(Permit&& other) noexcept;
    Permit& operator=(Permit&&) = delete;
    ~Permit();

   private:
    friend class RateLimiter;
    explicit Permit(RateLimiter* limiter) : limiter_(limiter) {}
    RateLimiter* limiter_;
  };

  /// Waits until a request may start in `lane` (an index into HostLimits::lanes). Only error: Code::cancelled.
  Result<Permit> acquire(std::size_t lane, std::stop_token stop);

  /// Takes in what an answer says of the host's present limits (x-rate-limit-limit, x-rate-limit-interval,
  /// x-concurrency-limit): they lower ours, and never raise them above the documented ones. Unreadable ones are
  /// ignored.
  void observe(std::size_t lane, std::span<const Header> headers);

  /// Nothing starts before `time`, in any lane (Retry-After). An earlier time than one already set changes nothing.
  void hold_until(Clock::Time time);

  /// Present distance between two starts in a lane.
  std::chrono::microseconds spacing(std::size_t lane) const;
  /// Present number of requests at once.
  unsigned at_once() const;

 private:
  struct Lane {
    Rate documented;
    std::chrono::microseconds spacing;
    Clock::Time next_start = Clock::Time::min();
  };

  Clock& clock_;
  const unsigned documented_at_once_;
  mutable std::mutex mutex_;
  std::condition_variable_any given_back_;
  std::vector<Lane> lanes_;
  unsigned at_once_;
  unsigned in_flight_ = 0;
  Clock::Time held_until_ = Clock::Time::min();
};

}  // namespace evident::http
