// SPDX-License-Identifier: GPL-2.0-or-later
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include <cstdio>

namespace {

/// Catch says nothing of what passes. A test that could not run passes with SUCCEED("skipped: why"), and ctest counts
/// it as skipped by that line, so it must be printed.
struct TellSkipped : Catch::TestEventListenerBase {
  using TestEventListenerBase::TestEventListenerBase;
  bool assertionEnded(const Catch::AssertionStats& stats) override {
    const std::string message = stats.assertionResult.getMessage();
    if (message.rfind("skipped: ", 0) == 0) std::printf("%s\n", message.c_str());
    return false;
  }
};

}  // namespace

CATCH_REGISTER_LISTENER(TellSkipped)
