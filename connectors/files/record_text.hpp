// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/model/source.hpp"

namespace evident::files {

/// One record's text as it stands in a file, complete enough to be read again on its own.
struct RecordText {
  std::string body;
  std::uint64_t line = 0;  ///< where it begins, from 1
};

/// Cuts a file into records without reading what they say; holds one at a time.
class RecordSplitter {
 public:
  virtual ~RecordSplitter() = default;
  /// The next record; nothing at the end. An error means that nothing can be told apart from here on.
  virtual Result<std::optional<RecordText>> next() = 0;
  virtual std::uint64_t bytes_read() const = 0;
};

/// What a record says, and the identifier it gives itself (may be empty).
struct ParsedRecord {
  std::string id;
  Publication content;
};

/// Pure: the same body gives the same answer. The content's id, sources and origins are left empty: they are ours.
using ParseRecord = std::function<Result<ParsedRecord>(std::string_view body)>;

/// A splitter and a parser as a RecordReader. A record that does not parse is refused by its line. A record without an
/// identifier of its own goes by its DOI, else its PMID, else a digest of its text; a second, different record under
/// the same identifier gets "~2", so that neither replaces the other.
class TextRecords : public RecordReader {
 public:
  TextRecords(std::unique_ptr<RecordSplitter> splitter, ParseRecord parse, RecordFormat format, std::string source)
      : splitter_(std::move(splitter)), parse_(std::move(parse)), format_(format), source_(std::move(source)) {}

  Result<std::optional<ReadItem>> next() override;
  std::uint64_t bytes_read() const override { return splitter_->bytes_read(); }

 private:
  std::string unused_id(std::string id, std::uint64_t digest);

  std::unique_ptr<RecordSplitter> splitter_;
  ParseRecord parse_;
  RecordFormat format_;
  std::string source_;
  std::unordered_map<std::string, std::uint64_t>
      seen_;  // id -> digest of the text that bears it; a few dozen bytes a record
};

}  // namespace evident::files
