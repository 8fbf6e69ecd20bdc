// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/model/attribution.hpp"

#include <array>

namespace evident {
namespace {
constexpr std::array<std::string_view, 5> kNames = {"suggested", "accepted", "rejected", "undecided", "noted"};
}

std::string_view status_name(AttributionStatus status) { return kNames[static_cast<std::size_t>(status) - 1]; }

std::optional<AttributionStatus> status_named(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<AttributionStatus>(i + 1);
  return std::nullopt;
}

}  // namespace evident
