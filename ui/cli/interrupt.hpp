// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace evident::cli {

/// Turns SIGINT (Ctrl-C) and SIGTERM into a stop request, so that a job ends between two records with its work kept. A
/// second signal ends the process at once with status 130; what was committed is kept even then. At most one exists at
/// a time; before and after, the signals do what they do by default.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  std::jthread listener_;
};

}  // namespace evident::cli
