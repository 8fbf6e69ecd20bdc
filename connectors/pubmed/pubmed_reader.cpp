// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/pubmed_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "connectors/pubmed/pubmed_parser.hpp"

namespace evident::pubmed {
namespace {

Refusal refusal_at(std::string id, std::uint64_t line, std::string_view why) {
  if (!Pmid::parse(id)) id = fmt::format("line {}", line);
  return {std::move(id), fmt::format("line {}: {}", line, why)};
}

/// The line of the file that an error inside `piece` points at.
std::uint64_t line_of(const Error& error, const FilePiece& piece) {
  const std::string_view before = std::string_view(piece.text).substr(0, error.at.value_or(0));
  return piece.line + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
}

}  // namespace

ReadItem read_piece(FilePiece piece) {
  switch (piece.kind) {
    case FilePiece::Kind::refusal: return refusal_at(std::move(piece.id), piece.line, piece.text);
    case FilePiece::Kind::deletion: {
      if (const auto pmid = Pmid::parse(piece.text)) return Deletion{record_key(*pmid)};
      return refusal_at({}, piece.line,
                        fmt::format("the deletion of '{}', which is no PMID", piece.text.substr(0, 40)));
    }
    case FilePiece::Kind::record: break;
  }
  auto article = read_article(piece.text);
  if (!article) return refusal_at(pmid_in(piece.text), line_of(article.error(), piece), article.error().message);
  RawRecord raw{article->key(), article->version, RecordFormat::pubmed_xml, std::move(piece.text), 0};
  return SourceRecord{std::move(raw), std::move(article->content)};
}

PubmedFileReader::PubmedFileReader(std::unique_ptr<ByteSource> source, FileLimits limits)
    : splitter_(std::move(source), limits) {}

Result<std::optional<ReadItem>> PubmedFileReader::next() {
  auto piece = splitter_.next();
  if (!piece) return fail(piece.error());
  if (!*piece) return std::optional<ReadItem>();
  return std::optional<ReadItem>(read_piece(std::move(**piece)));
}

Result<std::size_t> TextBytes::read(std::span<char> buffer) {
  const std::size_t size = std::min(buffer.size(), rest_.size());
  std::copy_n(rest_.begin(), size, buffer.begin());
  rest_.remove_prefix(size);
  return size;
}

}  // namespace evident::pubmed
