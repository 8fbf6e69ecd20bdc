// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/http/rate_limit.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "indexer/model/text.hpp"

namespace evident::http {
namespace {

/// Interval / requests and 2 % more: 0.34 s for three a second and 0.102 s for ten, the distances at which E-utilities
/// were seen to stop refusing.
std::chrono::microseconds spacing_of(const Rate& rate) {
  return std::chrono::microseconds(std::chrono::microseconds(rate.interval).count() * 102 / 100 / rate.requests);
}

std::string_view value_of(std::span<const Header> headers, std::string_view name) {
  for (const Header& header : headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

/// A whole number of at least 1, with nothing after it but `unit`.
std::optional<unsigned> positive(std::string_view text, std::string_view unit = {}) {
  text = trimmed(text);
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number == 0) return std::nullopt;
  if (std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)) != unit) return std::nullopt;
  return number;
}

}  // namespace

RateLimiter::RateLimiter(Clock& clock, HostLimits documented)
    : clock_(clock), documented_at_once_(std::max(documented.at_once, 1u)), at_once_(documented_at_once_) {
  for (const Rate& rate : documented.lanes) lanes_.push_back({.documented = rate, .spacing = spacing_of(rate)});
}

RateLimiter::Permit::Permit(Permit&& other) noexcept : limiter_(std::exchange(other.limiter_, nullptr)) {}

RateLimiter::Permit::~Permit() {
  if (limiter_ == nullptr) return;
  {
    const std::lock_guard lock(limiter_->mutex_);
    --limiter_->in_flight_;
  }
  limiter_->given_back_.notify_all();
}

Result<RateLimiter::Permit> RateLimiter::acquire(std::size_t lane, std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (!given_back_.wait(lock, stop, [this] { return in_flight_ < at_once_; })) break;
    const Clock::Time now = clock_.now();
    const Clock::Time start = std::max(lanes_[lane].next_start, held_until_);
    if (start <= now) {
      lanes_[lane].next_start = now + lanes_[lane].spacing;
      ++in_flight_;
      return Permit(this);
    }
    // No slot is reserved: whoever wakes first takes it and the others look again, so that a hold or a stop that comes
    // meanwhile leaves no gap.
    lock.unlock();
    clock_.wait_until(start, stop);
    lock.lock();
  }
  return fail(Code::cancelled, "stopped while waiting for its turn");
}

void RateLimiter::observe(std::size_t lane, std::span<const Header> headers) {
  const auto requests = positive(value_of(headers, "x-rate-limit-limit"));
  const auto seconds = positive(value_of(headers, "x-rate-limit-interval"), "s");
  const auto at_once = positive(value_of(headers, "x-concurrency-limit"));
  {
    const std::lock_guard lock(mutex_);
    if (requests && seconds) {
      const Rate told{.requests = *requests, .interval = std::chrono::seconds(*seconds)};
      lanes_[lane].spacing = std::max(spacing_of(told), spacing_of(lanes_[lane].documented));
    }
    if (at_once) at_once_ = std::min(*at_once, documented_at_once_);
  }
  given_back_.notify_all();
}

void RateLimiter::hold_until(Clock::Time time) {
  const std::lock_guard lock(mutex_);
  held_until_ = std::max(held_until_, time);
}

std::chrono::microseconds RateLimiter::spacing(std::size_t lane) const {
  const std::lock_guard lock(mutex_);
  return lanes_[lane].spacing;
}

unsigned RateLimiter::at_once() const {
  const std::lock_guard lock(mutex_);
  return at_once_;
}

}  // namespace evident::http
