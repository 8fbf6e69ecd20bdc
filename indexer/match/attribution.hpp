// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "indexer/match/roster.hpp"
#include "indexer/model/attribution.hpp"

namespace evident::match {

/// Whether a publication is this member's, by its best-fitting contributor. Nothing where no contributor's name can be
/// the member's. The status is by rule: accepted only by an ORCID under a compatible name, or by the full name together
/// with the member's organisation in its years; suggested from kSuggestFrom on; noted below.
std::optional<Attribution> attribute(const Publication& publication, const Member& member);

/// All members of the roster that the publication may be, by member number. A contributor is at most one member's:
/// where two claim the same contributor, neither is accepted by rule unless its grounds are an ORCID.
std::vector<Attribution> attribute(const Publication& publication, const Roster& roster);

/// Probability from which an attribution is put before a person.
inline constexpr double kSuggestFrom = 0.30;

/// Whether an affiliation as printed names the organisation: all its telling words appear, in any order.
bool names_organisation(std::string_view affiliation, std::string_view organisation);

}  // namespace evident::match
