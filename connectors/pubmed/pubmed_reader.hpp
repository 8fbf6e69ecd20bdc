// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>

#include "connectors/pubmed/article_splitter.hpp"
#include "indexer/model/source.hpp"

namespace evident::pubmed {

/// Reads a PubMed file record by record: an efetch answer, a yearly baseline or daily update file, or a record alone.
/// The body of a record is its own element as received; `received_at` is left for the caller to fill. An element that
/// does not parse or has no PMID becomes a Refusal that names its line; a PMID in DeleteCitation a Deletion.
class PubmedFileReader final : public RecordReader {
 public:
  explicit PubmedFileReader(std::unique_ptr<ByteSource> source, FileLimits limits = {});

  Result<std::optional<ReadItem>> next() override;
  std::uint64_t bytes_read() const override { return splitter_.bytes_read(); }

 private:
  ArticleSplitter splitter_;
};

/// What becomes of one piece; pure, so that many threads may read the pieces of one file.
ReadItem read_piece(FilePiece piece);

/// Text in memory as a source of bytes. The text must outlive it.
class TextBytes final : public ByteSource {
 public:
  explicit TextBytes(std::string_view text) : rest_(text) {}
  Result<std::size_t> read(std::span<char> buffer) override;

 private:
  std::string_view rest_;
};

}  // namespace evident::pubmed
