// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "indexer/model/byte_source.hpp"

namespace evident::files {

/// One item's text, uninterpreted.
struct JsonItem {
  std::string text;
  std::uint64_t line = 0;  ///< where it begins, from 1
};

/// The items of a JSON list, or of objects that follow one another (JSON Lines or one alone), one at a time: memory
/// holds one item, never the file. Only braces and strings are looked at; what is inside is the caller's to parse.
class JsonItems {
 public:
  /// A longer item is an error: a work with 20,000 references stays below 10 MiB.
  static constexpr std::size_t kLongestItem = 64 << 20;

  explicit JsonItems(std::unique_ptr<ByteSource> source) : source_(std::move(source)), buffer_(64 * 1024, '\0') {}

  /// The next item; nothing at the end. An item or list that is never closed is Code::malformed.
  Result<std::optional<JsonItem>> next();
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  /// The next byte without taking it; nothing at the end.
  Result<std::optional<char>> peek();
  void take();
  Result<std::optional<JsonItem>> container(JsonItem item);
  Result<std::optional<JsonItem>> scalar(JsonItem item);

  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  std::size_t at_ = 0, size_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t line_ = 1;
  bool in_list_ = false;
};

}  // namespace evident::files
