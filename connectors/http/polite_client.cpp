// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/http/polite_client.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "connectors/http/url.hpp"
#include "indexer/model/text.hpp"

namespace evident::http {
namespace {

std::string seconds_text(std::chrono::milliseconds time) {
  return fmt::format("{:.1f} s", std::chrono::duration<double>(time).count());
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that RFC 9110, section 5.6.7, lets a server generate.
std::optional<std::chrono::system_clock::time_point> http_date(const std::string& text) {
  static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  int day = 0, year = 0, hour = 0, minute = 0, second = 0;
  std::array<char, 4> month{};
  const int fields = std::sscanf(text.c_str(), "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT", &day, month.data(),
                                 &year, &hour, &minute, &second);
  const auto found = std::find(months.begin(), months.end(), std::string_view(month.data()));
  if (fields != 6 || found == months.end()) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(found - months.begin()) + 1),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

/// What an answer comes to; `classify` is asked only where the status itself decides nothing.
Verdict judge(const Response& response, const Classify& classify) {
  if (response.status == 403) return Verdict::fail(Code::refused, "answered 403: it has blocked these requests");
  if (response.status == 429) return Verdict::retry("answered 429, too many requests", Code::rate_limited);
  if (response.status >= 500) return Verdict::retry(fmt::format("answered {}", response.status));
  return classify ? classify(response) : Verdict::accept();
}

std::string hint_for(Code code) {
  switch (code) {
    case Code::refused: return "Ask the source why; sending more requests would make it worse.";
    case Code::rate_limited: return "Try again later; an API key or a contact address raises the allowed rate.";
    case Code::network: return "Try again later; nothing already fetched is lost.";
    case Code::invalid_argument:
    case Code::unreadable_query:
    case Code::not_found:
    case Code::malformed:
    case Code::unsupported:
    case Code::io:
    case Code::corrupt:
    case Code::locked:
    case Code::newer_version:
    case Code::expired:
    case Code::too_large:
    case Code::cancelled:
    case Code::internal: return {};
  }
  return {};
}

}  // namespace

std::optional<std::chrono::seconds> retry_after(std::string_view header, std::chrono::system_clock::time_point now) {
  const std::string_view text = trimmed(header);
  std::uint32_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (!text.empty() && error == std::errc() && end == text.data() + text.size()) return std::chrono::seconds(seconds);
  const auto date = http_date(std::string(text));
  if (!date) return std::nullopt;
  return std::max(std::chrono::ceil<std::chrono::seconds>(*date - now), std::chrono::seconds(0));
}

/// What one attempt came to.
struct PoliteClient::Outcome {
  enum class Next { accept, repeat, give_up };
  Next next = Next::accept;
  RequestRecord record;
  Response response;                          ///< to hand over, where next is accept
  Error trouble;                              ///< where it is not
  std::optional<std::chrono::seconds> pause;  ///< what Retry-After asked for
  bool whole_host = false;                    ///< waiting holds every request to the host
};

PoliteClient::PoliteClient(Client& client, RateLimiter& limiter, Clock& clock, std::uint64_t seed, RequestLog log,
                           RetryPolicy policy)
    : client_(client), limiter_(limiter), clock_(clock), log_(std::move(log)), policy_(policy), random_(seed) {}

PoliteClient::Outcome PoliteClient::attempt(const Request& request, std::stop_token stop, const Classify& classify,
                                            std::size_t lane) {
  using enum Outcome::Next;
  Outcome outcome;
  outcome.record.at = clock_.wall_now();
  outcome.record.method = request.method;
  outcome.record.url = redacted(request.url);
  const Clock::Time sent = clock_.now();
  auto response = client_.send(request, stop);
  outcome.record.took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now() - sent);
  if (!response) {
    outcome.next = response.error().code == Code::network ? repeat : give_up;
    outcome.trouble = response.error();
    return outcome;
  }

  outcome.record.status = response->status;
  outcome.record.bytes = response->body.size();
  limiter_.observe(lane, response->headers);
  const Verdict verdict = judge(*response, classify);
  switch (verdict.kind) {
    case Verdict::Kind::accept: outcome.response = std::move(*response); return outcome;
    case Verdict::Kind::retry: outcome.next = repeat; break;
    case Verdict::Kind::fail: outcome.next = give_up; break;
  }
  outcome.trouble = {
      .code = verdict.code, .message = host_of(request.url) + ' ' + verdict.why, .hint = hint_for(verdict.code)};
  outcome.pause = retry_after(response->header("retry-after"), clock_.wall_now());
  outcome.whole_host = verdict.code == Code::rate_limited || outcome.pause.has_value();
  if (outcome.next == repeat && outcome.pause > policy_.longest_retry_after) {
    outcome.next = give_up;
    outcome.trouble.code = Code::rate_limited;
    outcome.trouble.message += fmt::format(", and asked us to wait {} seconds", outcome.pause->count());
    outcome.trouble.hint = hint_for(Code::rate_limited);
  }
  return outcome;
}

Result<Response> PoliteClient::send(const Request& request, std::stop_token stop, const Classify& classify,
                                    std::size_t lane) {
  using enum Outcome::Next;
  for (unsigned number = 1;; ++number) {
    Outcome outcome;
    {
      auto permit = limiter_.acquire(lane, stop);
      if (!permit) return fail_while(host_of(request.url), permit.error());
      outcome = attempt(request, stop, classify, lane);
    }
    outcome.record.attempt = number;
    if (outcome.next == repeat && number >= policy_.attempts) {
      outcome.next = give_up;
      if (number > 1) outcome.trouble.message += fmt::format(" (asked {} times)", number);
    }
    switch (outcome.next) {
      case accept:
        outcome.record.outcome = "ok";
        record(outcome.record);
        return std::move(outcome.response);
      case give_up:
        outcome.record.outcome = "failed: " + outcome.trouble.message;
        record(outcome.record);
        return fail(outcome.trouble);
      case repeat: break;
    }
    std::chrono::milliseconds wait = back_off(number);
    if (outcome.pause) wait = std::max<std::chrono::milliseconds>(wait, *outcome.pause);
    outcome.record.outcome = fmt::format("again in {}: {}", seconds_text(wait), outcome.trouble.message);
    record(outcome.record);
    const Clock::Time again = clock_.now() + wait;
    if (outcome.whole_host) limiter_.hold_until(again);
    if (!clock_.wait_until(again, stop)) {
      return fail(Code::cancelled, "stopped while waiting to ask " + host_of(request.url) + " again");
    }
  }
}

std::chrono::milliseconds PoliteClient::back_off(unsigned attempt) {
  auto wait = policy_.first_wait;
  for (unsigned i = 1; i < attempt && wait < policy_.longest_wait; ++i) wait *= 2;
  wait = std::min(wait, policy_.longest_wait);
  const std::lock_guard lock(mutex_);
  // The standard distributions differ between libraries; this does not, so a test may name the milliseconds.
  const double share = static_cast<double>(random_() >> 11) * 0x1.0p-53;
  return std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(wait.count()) * (0.5 + share / 2)));
}

void PoliteClient::record(const RequestRecord& record) {
  if (!log_) return;
  const std::lock_guard lock(mutex_);
  log_(record);
}

}  // namespace evident::http
