// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/http/clock.hpp"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace evident::http {

Clock::Time SystemClock::now() const { return std::chrono::steady_clock::now(); }

std::chrono::system_clock::time_point SystemClock::wall_now() const { return std::chrono::system_clock::now(); }

bool SystemClock::wait_until(Time time, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait_until(lock, stop, time, [] { return false; });  // woken by time or by the stop request only
  return !stop.stop_requested();
}

}  // namespace evident::http
