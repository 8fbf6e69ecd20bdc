// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/model/byte_source.hpp"
#include "indexer/model/result.hpp"

namespace evident::pubmed {

/// The limits of reading a PubMed file, all of them.
struct FileLimits {
  /// The longest record kept. The largest we know of, papers with some thousand authors, stay below a tenth of it; a
  /// longer one is refused and passed over without being held.
  std::size_t record_bytes = 64ULL << 20;
  /// The longest tag, comment or document type outside a record; past it the file is none of PubMed's.
  std::size_t markup_bytes = 1ULL << 20;
};

/// One piece of a PubMed file, in file order.
struct FilePiece {
  enum class Kind {
    record,    ///< `text` is the element from its "<" to its ">", as received, in UTF-8
    deletion,  ///< `text` is the content of one PMID in DeleteCitation or DeleteDocument
    refusal,   ///< `text` says what could not be used, and why
  };
  Kind kind = Kind::record;
  std::string text;
  std::uint64_t line = 0;  ///< where it begins, from 1
  std::string id = {};     ///< of a refusal: the PMID where one can be made out
};

/// Cuts PubmedArticleSet, PubmedBookArticleSet and the older MedlineCitationSet into records, one at a time, without
/// looking into them: memory holds one record and one read. Also takes a record that stands alone and several documents
/// one after another. Where a record is not closed before the next begins, it is refused and the next one stands.
class ArticleSplitter {
 public:
  explicit ArticleSplitter(std::unique_ptr<ByteSource> source, FileLimits limits = {});

  /// The next piece; nothing at the end. Errors: those of the source; malformed where the file breaks off or is no
  /// PubMed XML; unsupported for an encoding other than UTF-8 and ISO-8859-1. After an error only errors follow.
  Result<std::optional<FilePiece>> next();
  /// Bytes taken from the source.
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  enum class Encoding { utf8, latin1 };
  using Piece = std::optional<FilePiece>;

  Result<Piece> next_piece();
  Result<Piece> at_markup();
  Result<Piece> at_start_tag(std::string_view tag);
  Result<Piece> at_end_tag(std::string_view tag);
  Result<Piece> take_element(const std::string& name, std::size_t tag_size);
  Result<Piece> take_deletion(std::size_t tag_size);
  Result<Piece> at_end();
  Result<Piece> take_declaration();
  Result<Piece> take_stray_text();

  std::string_view rest() const { return std::string_view(buffer_).substr(at_); }
  /// Reads on; false at the end of the source.
  Result<bool> more();
  /// Whether `wanted` bytes from here are there, reading on if need be.
  Result<bool> have(std::size_t wanted);
  /// Where `text` begins at or after `from`, counted from here; nothing where the source ends or `limit` is passed
  /// first.
  Result<std::optional<std::size_t>> find(std::string_view text, std::size_t from, std::size_t limit);
  /// The bytes of the markup that begins here, up to its closing ">".
  Result<std::size_t> markup_size();
  void advance(std::size_t bytes);
  Error broken_off() const;

  std::unique_ptr<ByteSource> source_;
  FileLimits limits_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t records_ = 0;
  Encoding encoding_ = Encoding::utf8;
  bool source_ended_ = false;
  std::string open_set_;  ///< name of the set element we are in
  bool seen_root_ = false;
  bool in_deletions_ = false;
  std::optional<Error> failed_;
};

/// The content of the first PMID element in a record's text; empty where there is none.
std::string pmid_in(std::string_view record);

}  // namespace evident::pubmed
