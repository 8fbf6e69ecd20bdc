// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/csv_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

constexpr std::size_t kLongestRow = 16 << 20;

/// Splits a row that may go over several lines; says whether a quote is still open.
class RowSplitter {
 public:
  explicit RowSplitter(char delimiter) : delimiter_(delimiter) {}

  void take(std::string_view line) {
    std::size_t i = 0;
    while (i < line.size()) {
      const char c = line[i++];
      if (quoted_) {
        if (c != '"')
          field_ += c;
        else if (i < line.size() && line[i] == '"')
          field_ += line[i++];
        else
          quoted_ = false;
      } else if (c == delimiter_) {
        end_field();
      } else if (c == '"' && trimmed(field_).empty() && !was_quoted_) {
        field_.clear();
        quoted_ = was_quoted_ = true;
      } else if (!was_quoted_ || c != ' ') {  // blanks between a closing quote and the delimiter are no content
        field_ += c;
      }
    }
  }
  bool open() const { return quoted_; }
  void line_end_in_quotes() { field_ += '\n'; }
  std::vector<std::string> finish() {
    end_field();
    return std::move(fields_);
  }

 private:
  void end_field() {
    fields_.push_back(std::move(field_));
    field_.clear();
    was_quoted_ = false;
  }

  char delimiter_;
  std::vector<std::string> fields_;
  std::string field_;
  bool quoted_ = false;
  bool was_quoted_ = false;
};

bool starts_a_formula(std::string_view field) {
  return !field.empty() && std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos;
}

}  // namespace

Result<std::optional<CsvRow>> CsvRows::next() {
  while (true) {
    auto line = lines_.next();
    if (!line) return fail(line.error());
    if (!*line) return std::nullopt;
    CsvRow row;
    row.line = lines_.line();
    RowSplitter splitter(delimiter_);
    while (true) {
      row.text += **line;
      splitter.take(**line);
      if (!splitter.open()) break;
      if (row.text.size() > kLongestRow)
        return fail(Code::too_large, fmt::format("the row at line {} is longer than {} bytes", row.line, kLongestRow),
                    "look for a quotation mark that is never closed");
      line = lines_.next();
      if (!line) return fail(line.error());
      if (!*line)
        return fail(Code::malformed,
                    fmt::format("the row at line {} opens a quotation mark that is never closed", row.line));
      row.text += '\n';
      splitter.line_end_in_quotes();
    }
    row.fields = splitter.finish();
    if (std::any_of(row.fields.begin(), row.fields.end(),
                    [](const std::string& field) { return !trimmed(field).empty(); }))
      return row;
  }
}

Result<std::size_t> CsvRows::skip_lines(std::size_t count) {
  for (std::size_t skipped = 0; skipped < count; ++skipped) {
    const auto line = lines_.next();
    if (!line) return fail(line.error());
    if (!*line) return skipped;
  }
  return count;
}

std::vector<std::string> split_csv_line(std::string_view line, char delimiter) {
  RowSplitter splitter(delimiter);
  splitter.take(line);
  return splitter.finish();
}

void append_csv_row(std::string& out, const std::vector<std::string>& fields, CsvCells cells) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    const std::string& field = fields[i];
    const bool guard = cells == CsvCells::formula_safe && starts_a_formula(field);
    if (!guard && field.find_first_of(",\"\r\n") == field.npos &&
        (field.empty() || (field.front() != ' ' && field.back() != ' '))) {
      out += field;
      continue;
    }
    out += '"';
    if (guard) out += '\'';
    for (const char c : field) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

std::string_view without_formula_guard(std::string_view field) {
  if (field.starts_with('\'') && starts_a_formula(field.substr(1))) field.remove_prefix(1);
  return field;
}

}  // namespace evident::files
