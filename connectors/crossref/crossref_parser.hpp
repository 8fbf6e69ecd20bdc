// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"

namespace evident::crossref {

/// Reads one Crossref work object (what stands under "message" of a single work, or one of "items"). Pure.
/// Every member that a Publication has a place for is read; one of an undocumented shape counts as absent, so that an
/// odd deposit costs a field and not the work. `sources` holds crossref and the DOI.
/// Errors: Code::malformed for what is no JSON object, Code::unsupported for an object that is no work (no DOI; a
/// reference, a member, an answer about a DOI's agency); the message says which, as the end of "... because it".
Result<Publication> parse_work(std::string_view json);

}  // namespace evident::crossref
