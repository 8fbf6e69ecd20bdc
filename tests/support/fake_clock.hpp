// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>
#include <stop_token>
#include <utility>
#include <vector>

#include "connectors/http/clock.hpp"

namespace evident::test {

/// A clock that moves only when told to, or when somebody waits: a wait is over at once and leaves its mark. The date
/// is 2026-01-05 12:00:00 UTC at the start. Thread-safe.
class FakeClock final : public http::Clock {
 public:
  Time now() const override {
    const std::lock_guard lock(mutex_);
    return now_;
  }

  std::chrono::system_clock::time_point wall_now() const override {
    using namespace std::chrono_literals;
    const std::lock_guard lock(mutex_);
    return std::chrono::sys_days(
               std::chrono::year_month_day{std::chrono::year(2026), std::chrono::January, std::chrono::day(5)}) +
           12h + std::chrono::duration_cast<std::chrono::system_clock::duration>(now_ - start());
  }

  bool wait_until(Time time, std::stop_token stop) override {
    std::function<void()> during;
    {
      const std::lock_guard lock(mutex_);
      if (!stop.stop_requested()) {
        waits_.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(time - now_));
        during = during_wait_;
      }
    }
    if (during) during();
    if (stop.stop_requested()) return false;
    const std::lock_guard lock(mutex_);
    now_ = std::max(now_, time);
    return true;
  }

  void advance(std::chrono::milliseconds by) {
    const std::lock_guard lock(mutex_);
    now_ += by;
  }

  /// Called inside each wait, before time moves: the place to request a stop.
  void during_wait(std::function<void()> what) {
    const std::lock_guard lock(mutex_);
    during_wait_ = std::move(what);
  }

  /// How long each wait was to be, in order.
  std::vector<std::chrono::milliseconds> waits() const {
    const std::lock_guard lock(mutex_);
    return waits_;
  }

  std::chrono::milliseconds since_start() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(now() - start());
  }

 private:
  static Time start() { return Time(std::chrono::hours(1000)); }

  mutable std::mutex mutex_;
  Time now_ = start();
  std::vector<std::chrono::milliseconds> waits_;
  std::function<void()> during_wait_;
};

}  // namespace evident::test
