// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/source.hpp"

namespace evident::pubmed {

/// The PubMed queries that find a member's work, without doubles; none for a member without consent.
///
/// One per ORCID iD ([auid]). One per name as PubMed's author index folds it: the full name ([fau], printed since 2002)
/// or family name and first initial ([au], to which PubMed adds every further initial). A common name is narrowed to
/// the member's organisations ([ad]), and where none is known to the full name or all initials. A group's name is asked
/// for as such ([cn]). Names that have no letters in the Latin alphabet cannot be asked for. Tags: "PubMed User Guide",
/// section "Search field tags", https://pubmed.ncbi.nlm.nih.gov/help/, read 2026-11.
std::vector<SourceQuery> author_queries(const Member& member, bool common_name);

/// An organisation as affiliations may spell it: at most two of its telling words, all of them wanted
/// ("(leeds[ad])" for "Leeds Teaching Hospitals NHS Trust"). Empty where nothing can be asked for.
std::string affiliation_query(std::string_view organisation);

}  // namespace evident::pubmed
