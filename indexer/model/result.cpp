// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/model/result.hpp"

namespace evident {

std::string_view code_name(Code code) {
  switch (code) {
    case Code::invalid_argument: return "invalid_argument";
    case Code::unreadable_query: return "unreadable_query";
    case Code::not_found: return "not_found";
    case Code::malformed: return "malformed";
    case Code::unsupported: return "unsupported";
    case Code::io: return "io";
    case Code::corrupt: return "corrupt";
    case Code::locked: return "locked";
    case Code::newer_version: return "newer_version";
    case Code::network: return "network";
    case Code::refused: return "refused";
    case Code::rate_limited: return "rate_limited";
    case Code::expired: return "expired";
    case Code::too_large: return "too_large";
    case Code::cancelled: return "cancelled";
    case Code::internal: return "internal";
  }
  return "internal";
}

}  // namespace evident
