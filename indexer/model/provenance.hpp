// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace evident {

/// Names one record: the source that said it and the source's own identifier (PMID, DOI, or a file's key).
struct RecordKey {
  std::string source;  ///< "pubmed", "crossref", or the name of an imported file's source
  std::string id;
  auto operator<=>(const RecordKey&) const = default;
  std::string text() const { return source + ":" + id; }
};

inline constexpr std::string_view kPubmed = "pubmed";
inline constexpr std::string_view kCrossref = "crossref";

/// How the body of a record is written; decides which parser reads it again. Stored: do not renumber.
enum class RecordFormat : std::uint8_t {
  pubmed_xml = 1,     ///< one PubmedArticle or PubmedBookArticle element
  crossref_json = 2,  ///< one work object
  csl_json = 3,       ///< one item object
  jsonl = 4,          ///< one line of our own export
  ris = 5,            ///< one reference, TY to ER
  bibtex = 6,         ///< one entry
  nbib = 7,           ///< one citation
  endnote_xml = 8,    ///< one record element
  csv = 9,            ///< header line and one row
};
std::string_view format_name(RecordFormat format);
std::optional<RecordFormat> format_named(std::string_view name);

/// What a source said about one work, exactly as received.
struct RawRecord {
  RecordKey key;
  int version = 1;  ///< PMID version, else 1; a lower version never replaces a higher one
  RecordFormat format = RecordFormat::pubmed_xml;
  std::string body;
  std::int64_t received_at = 0;  ///< seconds since 1970-01-01 UTC
};

}  // namespace evident
