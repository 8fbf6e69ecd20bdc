// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/model/member.hpp"
#include "indexer/model/publication.hpp"

namespace evident::match {

/// The consented members, arranged so that the few whose name can match a publication are found without looking at the
/// rest: by the words of their family names and by ORCID.
class Roster {
 public:
  /// Members without consent are left out.
  explicit Roster(std::vector<Member> members);
  const std::vector<Member>& members() const { return members_; }
  /// Members who share a word of a family name or an ORCID with a contributor; each once, in roster order.
  std::vector<const Member*> candidates(const Publication& publication) const;

 private:
  std::vector<Member> members_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_family_word_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_orcid_;
};

}  // namespace evident::match
