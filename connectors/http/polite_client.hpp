// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <stop_token>
#include <string>
#include <string_view>

#include "connectors/http/clock.hpp"
#include "connectors/http/http_client.hpp"
#include "connectors/http/rate_limit.hpp"
#include "indexer/model/result.hpp"

namespace evident::http {

/// What a connector makes of an answer whose status says nothing is wrong: sources answer 200 with an error, an empty
/// or a truncated body.
struct Verdict {
  enum class Kind {
    accept,  ///< hand it over
    retry,   ///< ask again, as for a status 500
    fail,    ///< give up at once, with `code`
  };
  Kind kind = Kind::accept;
  Code code = Code::network;  ///< of the error, when there are no attempts left or kind is fail
  std::string why = {};       ///< what is wrong, as the end of a sentence: "an empty body"; no keys, never the body

  static Verdict accept() { return {}; }
  static Verdict retry(std::string why, Code code = Code::network) { return {Kind::retry, code, std::move(why)}; }
  static Verdict fail(Code code, std::string why) { return {Kind::fail, code, std::move(why)}; }
};
using Classify = std::function<Verdict(const Response&)>;

/// One line of the request log.
struct RequestRecord {
  std::chrono::system_clock::time_point at{};  ///< when it was sent
  Method method = Method::get;
  std::string url = {};     ///< redacted
  int status = 0;           ///< 0 where no whole answer arrived
  std::uint64_t bytes = 0;  ///< of the decoded body
  std::chrono::milliseconds took{0};
  unsigned attempt = 1;      ///< 1 for the first
  std::string outcome = {};  ///< "ok", "again in 1.2 s: answered 429", "failed: ..."
};
/// Called on the sending thread, one call at a time for each PoliteClient.
using RequestLog = std::function<void(const RequestRecord&)>;

struct RetryPolicy {
  unsigned attempts = 5;                       ///< at least 1; the first included
  std::chrono::milliseconds first_wait{1000};  ///< doubled after each attempt, then cut by up to a half at random
  std::chrono::milliseconds longest_wait{60000};
  /// A source that asks for a longer pause than this fails with Code::rate_limited at once, saying how long it asked
  /// for.
  std::chrono::seconds longest_retry_after{600};
};

/// How connectors talk to a host: no faster than it allows, asking again where that helps, giving up where it does not.
/// Asked again: no whole answer, 429, any 5xx, and what the connector's Classify calls so. Retry-After is obeyed, and
/// with 429 holds every request to the host. 403 means that somebody there has blocked us: it fails at once with
/// Code::refused. Every other status goes to Classify. Thread-safe.
class PoliteClient {
 public:
  /// `client`, `limiter` and `clock` must outlive this. `seed` makes the jitter; a test gives a fixed one.
  PoliteClient(Client& client, RateLimiter& limiter, Clock& clock, std::uint64_t seed, RequestLog log = {},
               RetryPolicy policy = {});

  /// `lane` is one of the limiter's. Errors: those of Client::send; rate_limited when the host still says 429 at the
  /// last attempt; network when it still answers 5xx; refused for 403; what `classify` gave.
  Result<Response> send(const Request& request, std::stop_token stop, const Classify& classify = {},
                        std::size_t lane = 0);

 private:
  struct Outcome;
  Outcome attempt(const Request& request, std::stop_token stop, const Classify& classify, std::size_t lane);
  std::chrono::milliseconds back_off(unsigned attempt);
  void record(const RequestRecord& record);

  Client& client_;
  RateLimiter& limiter_;
  Clock& clock_;
  RequestLog log_;
  RetryPolicy policy_;
  std::mutex mutex_;  ///< of the generator and the log
  std::mt19937_64 random_;
};

/// How long a Retry-After header asks to wait: seconds, or the distance of an HTTP date (RFC 9110, section 10.2.3) from
/// `now`; never negative. Nothing where it is neither.
std::optional<std::chrono::seconds> retry_after(std::string_view header, std::chrono::system_clock::time_point now);

}  // namespace evident::http
