// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/model/publication.hpp"

namespace evident::files {

/// Keys such as "garcia2024remote": folded family name, year, first telling word of the title, ASCII only. Of several
/// publications with the same key the lowest number keeps it and the others get a, b, ... in the order of their
/// numbers, so that a publication added later changes no key.
class CitationKeys {
 public:
  /// Tells of a publication whose key will be asked for. Without it, equal keys are told apart in the order of asking.
  void announce(const Publication& publication);
  /// Each call gives a key that no other call gave.
  std::string key_for(const Publication& publication);

 private:
  std::map<std::string, std::vector<PublicationId>> announced_;
  std::set<std::string> given_;
};

/// The key before any letter is added.
std::string plain_citation_key(const Publication& publication);

}  // namespace evident::files
