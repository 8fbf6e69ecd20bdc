// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"

namespace evident::files {

enum class ExportFormat : std::uint8_t { ris, bibtex, csl_json, csv, jsonl };

/// How BibTeX writes letters beyond ASCII: as they are, for biber and today's engines, or as commands of LaTeX for the
/// original BibTeX. Letters that LaTeX has no command for stay as they are.
enum class BibtexLetters : std::uint8_t { utf8, ascii };

/// Whether CSV begins with a byte order mark, which Excel needs to take the file for UTF-8.
enum class ByteOrderMark : std::uint8_t { without, with };

struct WriteOptions {
  BibtexLetters bibtex_letters = BibtexLetters::utf8;
  ByteOrderMark csv_mark = ByteOrderMark::without;
};

/// Writes publications in one data format. The caller empties `out` as often as it likes, so memory need not grow with
/// the export: announce*, begin, write*, end. Retracted work carries its notice in every format.
class PublicationWriter {
 public:
  virtual ~PublicationWriter() = default;
  /// Whether announce() makes a difference. Only BibTeX listens: when it knows all publications, which of two equal
  /// keys gets a letter depends on their numbers and not on the order of writing.
  virtual bool wants_announcements() const { return false; }
  /// Tells of a publication that write() will bring later. Optional.
  virtual void announce(const Publication&) {}
  virtual void begin(std::string& out) = 0;
  virtual void write(const Publication& publication, std::string& out) = 0;
  virtual void end(std::string& out) = 0;
};

struct ExportFormatRow {
  ExportFormat format;
  std::string_view name;       ///< as `--format` takes it
  std::string_view extension;  ///< without the dot
  std::string_view media_type;
  std::string_view help;          ///< one line
  std::string_view cannot_carry;  ///< what is lost on the way out, for the help
};

/// Every data format we write, in the order of ExportFormat.
std::span<const ExportFormatRow> export_formats();

/// The writer of the format called `name`; invalid_argument, naming the formats there are, for any other name.
Result<std::unique_ptr<PublicationWriter>> make_writer(std::string_view name, const WriteOptions& options = {});

}  // namespace evident::files
