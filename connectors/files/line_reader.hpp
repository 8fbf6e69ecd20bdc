// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/byte_source.hpp"

namespace evident::files {

/// Text that is not UTF-8 is taken for Windows-1252, which older reference managers still write. Valid UTF-8 is
/// returned unchanged.
std::string utf8_or_windows_1252(std::string_view text);

/// Lines that end with LF, CR LF or CR, as valid UTF-8.
class LineReader {
 public:
  /// A longer line is an error: no format of ours has one, and memory must not grow with the file.
  static constexpr std::size_t kLongestLine = 16 << 20;

  explicit LineReader(std::unique_ptr<ByteSource> source) : source_(std::move(source)), buffer_(64 * 1024) {}

  /// The next line without its end, valid until the next call; nothing at the end.
  Result<std::optional<std::string_view>> next();
  /// Number of the line last given, from 1.
  std::uint64_t line() const { return line_; }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, size_ = 0;
  bool after_cr_ = false;
  std::string current_;
  std::uint64_t line_ = 0;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace evident::files
