// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "connectors/files/record_text.hpp"
#include "indexer/model/byte_source.hpp"
#include "indexer/model/source.hpp"

namespace evident::files {

/// PubMed's tagged text ("NBIB", "MEDLINE format"). Its records are PubMed's own, so their source is "pubmed" and their
/// id the PMID; a citation without a PMID is refused.
std::unique_ptr<RecordReader> nbib_records(std::unique_ptr<ByteSource> source);

/// One citation: "MEDLINE/PubMed Data Element (Field) Descriptions", NLM,
/// https://www.nlm.nih.gov/bsd/mms/medlineelements.html.
Result<ParsedRecord> parse_nbib(std::string_view body);

}  // namespace evident::files
