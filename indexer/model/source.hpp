// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/model/member.hpp"
#include "indexer/model/provenance.hpp"
#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"

namespace evident {

/// A record as received and what we read from it.
struct SourceRecord {
  RawRecord raw;
  Publication content;
};

/// Something a source or file held that we did not keep, and why, in words for people.
struct Refusal {
  std::string id;  ///< the source's identifier, or "line 120" where there is none
  std::string why;
};

/// The source says that this record no longer exists (PubMed DeleteCitation).
struct Deletion {
  RecordKey key;
};

/// One item out of a file or an answer.
using ReadItem = std::variant<SourceRecord, Refusal, Deletion>;

/// Reads records one after another, holding only one at a time.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  /// The next item; nothing at the end. An error means that the input broke off or is unreadable from here on: what
  /// came before stands.
  virtual Result<std::optional<ReadItem>> next() = 0;
  /// Bytes of input consumed so far, for progress.
  virtual std::uint64_t bytes_read() const = 0;
};

/// Reads a stored record again; what `evident rebuild` rests on. Pure: same body, same answer.
using RecordParser = std::function<Result<Publication>(const RawRecord&)>;

/// What a question rests on. A name alone can bring strangers' work in any number; an identifier cannot.
enum class QueryBasis { identifier, name, topic };

/// One question to a source, in the source's own query language.
struct SourceQuery {
  std::string text;
  std::string why;  ///< for the log and the report: "ORCID 0000-...", "name and affiliation", "topic telehealth"
  QueryBasis basis = QueryBasis::identifier;
};

/// One page of an answer. announced = records + refused + missing + passed over + not read, summed over all pages of a
/// query; the number announced is the last page's, since a source may change its mind on the way.
struct SourcePage {
  std::vector<ReadItem> items;
  std::vector<Refusal> missing;   ///< announced and asked for, but not delivered
  std::uint64_t passed_over = 0;  ///< delivered, looked at and left: a fuzzy answer's works by people of other names
  std::uint64_t not_read = 0;     ///< announced and never seen, too many to name: beyond our limit, or not sent
  std::string not_read_why = {};  ///< in words for people; empty where not_read is 0
  bool ranked = false;            ///< what resembles the question, best first: the number announced counts everything
                                  ///< that shares a word with it and says nothing of how many are meant
  bool restarted = false;         ///< the query began again: what earlier pages gave is given and counted anew
  std::optional<std::uint64_t> announced;  ///< how many records the source says the whole query has
  std::string next;  ///< opaque token that continues from here, also in a later process; empty: done
};

/// What a connector implements. Used from one thread at a time; knows neither store nor index.
class Source {
 public:
  virtual ~Source() = default;
  /// "pubmed", "crossref".
  virtual std::string_view name() const = 0;
  /// The questions that find a member's work. `common_name` asks for an affiliation beside the name, where one is
  /// known.
  virtual std::vector<SourceQuery> queries_for(const Member& member, bool common_name) const = 0;
  /// One page; `token` is empty for the first, else the `next` of the page before. An expired token is renewed inside,
  /// so a harvest can go on after days. Long waits end early, with Code::cancelled, when `stop` is requested.
  virtual Result<SourcePage> page(const SourceQuery& query, const std::string& token, std::stop_token stop) = 0;
  /// These records by the source's own identifiers, at most page_limit() of them.
  virtual Result<SourcePage> by_id(std::span<const std::string> ids, std::stop_token stop) = 0;
  virtual std::size_t page_limit() const = 0;
};

}  // namespace evident
