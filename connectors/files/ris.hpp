// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "connectors/files/record_text.hpp"
#include "connectors/files/writer.hpp"
#include "indexer/model/byte_source.hpp"

namespace evident::files {

/// References from TY to ER; what stands between them ("Record #3 of 18") is left out. A reference without ER ends
/// where the next TY begins.
std::unique_ptr<RecordSplitter> ris_splitter(std::unique_ptr<ByteSource> source);

/// One reference: "RIS Format Specifications", refman.com, 2011, and the habits of EndNote, Zotero, Mendeley, RefWorks,
/// Ovid, Embase and Scopus. Its id is AN, else ID.
Result<ParsedRecord> parse_ris(std::string_view body);

/// RIS with CR LF, UTF-8, plain text. AN with "DB  - PubMed" is the PMID, C2 the PMCID and C7 the article number, as
/// EndNote has them for journal articles.
std::unique_ptr<PublicationWriter> ris_writer();

}  // namespace evident::files
