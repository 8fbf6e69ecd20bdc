// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "connectors/crossref/json_access.hpp"
#include "indexer/model/publication.hpp"

namespace evident::crossref {

/// Fills `relations` and `notices` of a publication whose DOI and title are already read:
/// - `relation`, both directions as deposited;
/// - `update-to`: this work is the notice, or a new version, of another;
/// - `updated-by`: another work retracts, corrects or replaces this one. Retractions (withdrawal and removal are ways
/// of
///   retracting), expressions of concern and corrections are notices too; new versions and editions are not.
/// A work that points to itself is ignored. Where none of these knows of a retraction and the publisher has put
/// "RETRACTED:" or "WITHDRAWN:" before the title, that is a retraction notice without a date.
void read_relations(const Value& work, Publication& publication);

}  // namespace evident::crossref
