// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/model/result.hpp"

namespace evident::files {

/// What a file of publications can be. Not RecordFormat: a list of identifiers holds no records.
enum class FileFormat : std::uint8_t {
  pubmed_xml,
  crossref_json,
  csl_json,
  jsonl,
  ris,
  bibtex,
  nbib,
  endnote_xml,
  csv,
  id_list,
};

/// For people: "PubMed XML", "a list of PMIDs or DOIs".
std::string_view file_format_label(FileFormat format);

/// How much of a file's front recognise() likes to see, in bytes.
inline constexpr std::size_t kHeadSize = 256 * 1024;

/// What a file is, by its content. `head` is the decompressed front of the file as UTF-8, or the whole of a short one.
/// Anything else is Code::unsupported, in one sentence that says what it looks like.
Result<FileFormat> recognise(std::string_view head);

/// The line of a CSV file that holds its known column names, and what separates them; some databases put lines of
/// their own before it.
struct CsvHeader {
  std::size_t line = 0;  ///< lines before it
  char delimiter = ',';
};
std::optional<CsvHeader> find_csv_header(std::string_view head);

}  // namespace evident::files
