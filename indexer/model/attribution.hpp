// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/member.hpp"
#include "indexer/model/publication.hpp"

namespace evident {

/// What became of "this publication is this member's". Stored: do not renumber.
enum class AttributionStatus : std::uint8_t {
  suggested = 1,  ///< waits for a person
  accepted = 2,
  rejected = 3,
  undecided = 4,  ///< a person looked and could not tell
  noted = 5,      ///< too weak to suggest; kept so that nothing is hidden
};
std::string_view status_name(AttributionStatus status);
std::optional<AttributionStatus> status_named(std::string_view name);

enum class DecidedBy : std::uint8_t { rule, person };

/// One reason for or against, as a sentence for people. Weight: log-odds it adds; negative speaks against.
struct Ground {
  std::string kind;  ///< "orcid", "name", "affiliation" ...
  std::string says;
  double weight = 0;
  bool operator==(const Ground&) const = default;
};

struct Attribution {
  PublicationId publication = 0;
  MemberId member = 0;
  std::string member_key;
  std::optional<int> contributor;  ///< position in Publication::contributors
  double score = 0;                ///< probability in [0, 1]
  AttributionStatus status = AttributionStatus::suggested;
  DecidedBy by = DecidedBy::rule;
  std::vector<Ground> grounds;
  bool operator==(const Attribution&) const = default;
};

}  // namespace evident
