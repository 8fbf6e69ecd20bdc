// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "connectors/files/line_reader.hpp"
#include "indexer/model/result.hpp"

namespace evident::cli {

/// Lines of a file a command takes its orders from; "-" is standard input.
class InputLines {
 public:
  struct Line {
    std::string text;
    std::uint64_t number = 0;  ///< from 1
  };
  static Result<InputLines> open(const std::string& file);
  /// The next line, without its end; nothing at the end of the file.
  Result<std::optional<Line>> next();

 private:
  explicit InputLines(std::unique_ptr<files::LineReader> lines) : lines_(std::move(lines)) {}
  std::unique_ptr<files::LineReader> lines_;
};

}  // namespace evident::cli
