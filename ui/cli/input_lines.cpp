// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/input_lines.hpp"

#include "connectors/files/open_file.hpp"

namespace evident::cli {

Result<InputLines> InputLines::open(const std::string& file) {
  auto bytes = files::open_bytes(file);
  if (!bytes) return fail(bytes.error());
  return InputLines(std::make_unique<files::LineReader>(std::move(*bytes)));
}

Result<std::optional<InputLines::Line>> InputLines::next() {
  const auto line = lines_->next();
  if (!line) return fail(line.error());
  if (!*line) return std::optional<Line>();
  return std::optional<Line>(Line{std::string(**line), lines_->line()});
}

}  // namespace evident::cli
