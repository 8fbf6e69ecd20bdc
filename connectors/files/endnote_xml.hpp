// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "connectors/files/record_text.hpp"
#include "indexer/model/byte_source.hpp"

namespace evident::files {

/// The <record> elements of an EndNote XML file, which is often one line of many megabytes.
std::unique_ptr<RecordSplitter> endnote_splitter(std::unique_ptr<ByteSource> source);

/// One record element, as EndNote X to 21 and Zotero write it (EndNote's RSXML.dtd). Its id is rec-number, else
/// accession-num.
Result<ParsedRecord> parse_endnote_xml(std::string_view body);

}  // namespace evident::files
