// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/model/result.hpp"

namespace evident::cli {

/// What the program tells whoever started it. Scripts compare the numbers: never renumber.
enum class Exit : int {
  done = 0,  ///< no news is done, too
  failed = 1,
  usage = 2,          ///< wrong usage, an unreadable query included
  partial = 3,        ///< done in part; the answer says what is missing
  nothing_found = 4,  ///< search, show and export only
  cancelled = 130,    ///< 128 + SIGINT, as shells have it
};

constexpr int status(Exit exit) { return static_cast<int>(exit); }

/// How a failed command ends.
constexpr Exit exit_for(Code code) {
  switch (code) {
    case Code::invalid_argument:
    case Code::unreadable_query: return Exit::usage;
    case Code::cancelled: return Exit::cancelled;
    case Code::not_found:
    case Code::malformed:
    case Code::unsupported:
    case Code::io:
    case Code::corrupt:
    case Code::locked:
    case Code::newer_version:
    case Code::network:
    case Code::refused:
    case Code::rate_limited:
    case Code::expired:
    case Code::too_large:
    case Code::internal: return Exit::failed;
  }
  return Exit::failed;
}

}  // namespace evident::cli
