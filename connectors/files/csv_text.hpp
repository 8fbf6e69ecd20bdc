// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/line_reader.hpp"
#include "indexer/model/byte_source.hpp"

namespace evident::files {

struct CsvRow {
  std::vector<std::string> fields;
  std::uint64_t line = 0;  ///< where the row begins, from 1
  std::string text;        ///< the row as received, without its last line end
};

/// Rows of RFC 4180, read leniently: any line ends, quotes inside an unquoted field are text. Rows without any content
/// are skipped.
class CsvRows {
 public:
  CsvRows(std::unique_ptr<ByteSource> source, char delimiter) : lines_(std::move(source)), delimiter_(delimiter) {}

  /// The next row; nothing at the end. A quote that is never closed is Code::malformed and names the row's line.
  Result<std::optional<CsvRow>> next();
  /// Leaves out the next `count` lines and says how many there were.
  Result<std::size_t> skip_lines(std::size_t count);
  std::uint64_t bytes_read() const { return lines_.bytes_read(); }

 private:
  LineReader lines_;
  char delimiter_;
};

/// The fields of one line, for looking at a header. A quote that is not closed runs to the end.
std::vector<std::string> split_csv_line(std::string_view line, char delimiter);

/// Whether a spreadsheet shows what a cell holds or may take it for a formula.
enum class CsvCells { as_is, formula_safe };

/// Appends one row, its fields quoted where they must be, and CR LF. With `formula_safe`, a field that begins with
/// = + - @ tab or CR gets a single quote before it: "CSV Injection", OWASP,
/// owasp.org/www-community/attacks/CSV_Injection, read 2026.
void append_csv_row(std::string& out, const std::vector<std::string>& fields, CsvCells cells);

/// Takes back what `formula_safe` put before a field.
std::string_view without_formula_guard(std::string_view field);

}  // namespace evident::files
