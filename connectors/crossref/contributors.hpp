// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "connectors/crossref/json_access.hpp"
#include "indexer/model/publication.hpp"

namespace evident::crossref {

struct Contributors {
  std::vector<Contributor> list;  ///< authors, then editors, chairs and translators, each in the order given
  bool complete = true;           ///< false: an author was listed without any name, so there is one we cannot show
};

/// Everyone a work object names. An author marked `sequence: first` who is the only one so marked goes to the front.
Contributors contributors_of(const Value& work);

/// Turns names deposited in capitals into ordinary case ("VAN DER BERG", "O'BRIEN", "MCLEAN"), where the whole list
/// is so: every person who has a given name has a family name without a small letter, particles aside, and one of those
/// has three letters or more. Left as printed: groups, family names without a given name (a "WHO" deposited as a
/// person), Roman numerals, and given names of up to three letters, which may be initials.
void lower_capitals(std::vector<Contributor>& contributors);

}  // namespace evident::crossref
