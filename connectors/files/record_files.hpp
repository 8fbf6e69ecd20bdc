// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "connectors/files/recognise.hpp"
#include "indexer/model/byte_source.hpp"
#include "indexer/model/source.hpp"

namespace evident::files {

/// PMIDs and DOIs pasted or piped in: not records, but names of records to ask the sources for.
struct IdentifierList {
  std::vector<Pmid> pmids;
  std::vector<Doi> dois;
  std::vector<Refusal> refused;  ///< words that are neither
};

/// What a file turned out to be, opened. A reader of PubMed or Crossref files keeps their own source and identifiers;
/// every other uses the name it was given. bytes_read() counts bytes of the file itself, compressed or not, so that it
/// can be set beside the file's size.
struct OpenedFile {
  FileFormat format = FileFormat::pubmed_xml;
  std::variant<std::unique_ptr<RecordReader>, IdentifierList> content;
};

/// Opens, decompresses, recognises. "-" is standard input. Errors: what open_bytes and recognise say, with the file's
/// name before it.
Result<OpenedFile> open_file(const std::filesystem::path& path, const std::string& source_name);
/// The same for bytes from elsewhere: the clipboard, a test. `name` is what errors call them.
Result<OpenedFile> open_file(std::unique_ptr<ByteSource> bytes, const std::string& name,
                             const std::string& source_name);

/// The records of a file; a list of identifiers is Code::unsupported here.
Result<std::unique_ptr<RecordReader>> open_records(const std::filesystem::path& path, const std::string& source_name);

/// The source's name where the user gives none: the file's base name without compression and format extensions; "stdin"
/// for standard input. Never "pubmed" or "crossref", which are the sources themselves: those become "pubmed-file" and
/// "crossref-file".
std::string default_source_name(const std::filesystem::path& path);

/// Reads any stored record again, by its format. Pure.
RecordParser record_parser();

}  // namespace evident::files
