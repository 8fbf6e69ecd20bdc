// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "indexer/model/publication.hpp"

namespace evident::files {

/// One reference as plain text in the Vancouver style, which PubMed and most medical journals use: six authors and
/// "et al.", abbreviated journal, year;volume(issue):pages, DOI. "Citing Medicine", 2nd edition, National Library of
/// Medicine, https://www.ncbi.nlm.nih.gov/books/NBK7256/. A retracted work is marked "[retracted]" after its title.
std::string vancouver_text(const Publication& publication);

}  // namespace evident::files
