// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "connectors/files/record_text.hpp"
#include "connectors/files/writer.hpp"
#include "indexer/model/byte_source.hpp"

namespace evident::files {

/// Entries of BibTeX or BibLaTeX; text between them, @comment and @preamble are left out. The @string definitions met
/// so far that an entry uses go before its body, so that it can be read alone. An entry that is never closed ends where
/// a line begins with @ and a name, and is refused.
std::unique_ptr<RecordSplitter> bibtex_splitter(std::unique_ptr<ByteSource> source);

/// One entry: Patashnik, "BibTeXing", 1988, and the biblatex manual 3.18, section 2. Its id is its key.
Result<ParsedRecord> parse_bibtex(std::string_view body);

std::unique_ptr<PublicationWriter> bibtex_writer(const WriteOptions& options);

}  // namespace evident::files
