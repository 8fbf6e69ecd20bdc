// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "indexer/model/publication.hpp"

namespace evident::match {

/// One publication from what its records say. Each field is taken whole from the record that the rule table in
/// merge.cpp prefers for it among those that have it; relations and notices are united; a contributor's ORCID,
/// affiliations and full given name are completed from other records where the names agree. `origins` says where each
/// came from. The order of `records` does not matter. Precondition: not empty, each with exactly one source.
Publication merged(std::vector<Publication> records);

}  // namespace evident::match
