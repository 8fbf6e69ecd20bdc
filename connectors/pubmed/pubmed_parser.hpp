// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "indexer/model/provenance.hpp"
#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"

namespace evident::pubmed {

/// What one PubMed element says, and what it is called.
struct Article {
  Publication content;
  int version = 1;  ///< PMID@Version, at least 1
  RecordKey key() const;
};

/// The key of PubMed's record `pmid`.
RecordKey record_key(const Pmid& pmid);

/// Reads one PubmedArticle or PubmedBookArticle element, or one MedlineCitation or BookDocument standing alone as files
/// from before 2017 hold them. Element names and meanings: "MEDLINE/PubMed XML Element Descriptions",
/// https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html, and the DTD of 2025-01-01. A document type is never
/// fetched and no entity expanded but XML's own and the common HTML ones. Bytes that are not UTF-8 are replaced.
/// `content.sources` stays empty: records are put together elsewhere.
///
/// Only error: Code::malformed, one sentence that names what is wrong: not well-formed (with `at`), another root
/// element, no citation, no PMID. Everything else that a record may lack is absent in the publication.
Result<Article> read_article(std::string_view xml);
/// The publication alone.
Result<Publication> parse_article(std::string_view xml);

}  // namespace evident::pubmed
