// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "connectors/files/record_text.hpp"
#include "connectors/files/writer.hpp"

namespace evident::files {

/// One item of CSL-JSON: "Citation Style Language 1.0.2, CSL-JSON schema", citation-style-language/schema,
/// csl-data.json. Its id is the item's `id`, or `citation-key` where it has none; numbers are taken as text. Read with
/// json_splitter.
Result<ParsedRecord> parse_csl_json(std::string_view body);

/// One JSON list. Rich text in titles is written as citation processors read it (<i>, <b>, <sup>, <sub>, small caps).
/// Notices and the sources' own publication types go into `custom`, notices also into `note` for people.
std::unique_ptr<PublicationWriter> csl_json_writer();

}  // namespace evident::files
