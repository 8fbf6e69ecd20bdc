// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/recognise.hpp"
#include "connectors/files/record_text.hpp"
#include "connectors/files/writer.hpp"
#include "indexer/model/byte_source.hpp"

namespace evident::files {

/// Rows of a table of publications; each body is the header line and one row.
std::unique_ptr<RecordSplitter> csv_splitter(std::unique_ptr<ByteSource> source, CsvHeader header);

/// A header line and one row.
Result<ParsedRecord> parse_csv(std::string_view body);

/// The columns we write, in order:
/// id, type, title, authors, editors, year, date, venue, venue_short, event, volume, issue, edition, pages,
/// article_number, doi, pmid, pmcid, issns, isbns, publisher, place, languages, keywords, mesh, publication_types,
/// cited_by, notices, url, note, abstract, sources. Lists are joined with "; ", names are "Family, Given, Suffix", type
/// is a CSL type, date is ISO and as precise as known.
const std::vector<std::string>& csv_header();

/// RFC 4180, one row a publication, safe to open in a spreadsheet (CsvCells::formula_safe).
std::unique_ptr<PublicationWriter> csv_writer(const WriteOptions& options);

}  // namespace evident::files
