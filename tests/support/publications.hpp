// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "indexer/model/publication.hpp"

namespace evident::test {

// Publications as rich as they get, all fictional (DOI prefix 10.5555, PMIDs beyond PubMed's range), each with what its
// kind makes difficult.

/// A randomised trial with everything: structured abstract, MeSH, ORCIDs, grants, licence, notices of no kind.
Publication randomised_trial();
/// A preprint, an article for CSL.
Publication preprint();
/// A retracted paper, with a notice that has a date and a DOI.
Publication retracted_paper();
/// A guideline by a group, with an article number in place of pages.
Publication group_guideline();
/// A chapter with editors, a translator, particles and a suffix.
Publication book_chapter();
/// Authors in Han, Greek, Polish and Vietnamese letters.
Publication many_scripts();
/// Italics, superscripts, subscripts, mixed case and LaTeX's special characters in the title.
Publication marked_title();
/// A year and a month only.
Publication partial_date();
/// A season, and pages of a supplement.
Publication season();

/// All of the above, numbered from 1.
std::vector<Publication> rich_publications();

}  // namespace evident::test
