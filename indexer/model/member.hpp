// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/identifiers.hpp"
#include "indexer/model/name.hpp"
#include "indexer/model/partial_date.hpp"
#include "indexer/model/result.hpp"

namespace evident {

using MemberId = std::int64_t;

/// An organisation with the years it held; 0 is open-ended.
struct DatedOrganisation {
  std::string name;
  int from = 0;
  int to = 0;
  bool operator==(const DatedOrganisation&) const = default;
};

/// Leave to search for a person and show their work. Without it a member is never searched for.
struct Consent {
  bool given = false;
  std::optional<PartialDate> on;  ///< the date it was given, where known
  bool operator==(const Consent&) const = default;
};

/// A person whose work we follow, and the names they publish under.
struct Member {
  MemberId id = 0;
  std::string key;  ///< chosen by the lead, unique, never shown instead of a name: letters, digits, '-', '_', '.'
  PersonName name;
  std::vector<PersonName> aliases;
  std::vector<Orcid> orcids;
  std::vector<std::string> emails;
  std::vector<DatedOrganisation> organisations;
  std::vector<std::string> roles;
  Consent consent;

  /// The name and its aliases.
  std::vector<PersonName> names() const;
  bool operator==(const Member&) const = default;
};

/// "yes", "no" or an ISO date; anything else is an error that says so.
Result<Consent> parse_consent(std::string_view text);
std::string consent_text(const Consent& consent);
/// "Leeds Teaching Hospitals (2015-2021)", "(2015-)", "(-2021)" or without years.
DatedOrganisation parse_organisation(std::string_view text);
std::string organisation_text(const DatedOrganisation& organisation);
/// Fails with the reason where the key or family name is missing or the key has other characters.
Result<Member> checked(Member member);

}  // namespace evident
