// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <stop_token>

namespace evident::http {

/// Time as the network code sees it, so that tests pass hours without waiting. Thread-safe.
class Clock {
 public:
  using Time = std::chrono::steady_clock::time_point;

  virtual ~Clock() = default;
  /// Never goes back; for spacing and waiting.
  virtual Time now() const = 0;
  /// Date and time of day; for logs and for HTTP dates.
  virtual std::chrono::system_clock::time_point wall_now() const = 0;
  /// Blocks until `time` has come: true; or until `stop` is requested: false, without delay.
  virtual bool wait_until(Time time, std::stop_token stop) = 0;
};

/// The computer's clocks.
class SystemClock final : public Clock {
 public:
  Time now() const override;
  std::chrono::system_clock::time_point wall_now() const override;
  bool wait_until(Time time, std::stop_token stop) override;
};

}  // namespace evident::http
