// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evident::files {

/// What a column of a table of publications holds.
enum class CsvColumn : std::uint8_t {
  unknown,
  id,
  type,
  title,
  authors,
  editors,
  year,
  date,
  venue,
  venue_short,
  event,
  issn,
  isbn,
  volume,
  issue,
  edition,
  pages,
  first_page,
  last_page,
  article_number,
  doi,
  pmid,
  pmcid,
  publisher,
  place,
  language,
  keywords,
  mesh,
  publication_types,
  abstract,
  notices,
  cited_by,
  url,
  note,
};

/// The columns a header names, by our own names and those of PubMed, Scopus, Embase, Cochrane, CINAHL, Covidence,
/// Rayyan, Zotero, RefWorks, Lens, OpenAlex, Publish or Perish and ASReview. Case, blanks and punctuation do not
/// matter.
std::vector<CsvColumn> columns_of_header(const std::vector<std::string>& header);

/// A header we can read: it names a title and at least one of authors, year, abstract, DOI and PMID.
bool is_known_header(const std::vector<std::string>& header);

}  // namespace evident::files
