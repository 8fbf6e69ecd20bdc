// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "connectors/files/record_text.hpp"
#include "connectors/files/writer.hpp"
#include "indexer/model/byte_source.hpp"

namespace evident::files {

/// Objects of JSON one after another, or in one list; serves CSL-JSON and jsonl alike.
std::unique_ptr<RecordSplitter> json_splitter(std::unique_ptr<ByteSource> source);

/// One line of our own export: what publication_to_json gave. Its id is the number it had in the library it came from.
Result<ParsedRecord> parse_jsonl(std::string_view body);

std::unique_ptr<PublicationWriter> jsonl_writer();

}  // namespace evident::files
