// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/polite_client.hpp"
#include "connectors/http/url.hpp"
#include "connectors/pubmed/eutils_answer.hpp"
#include "indexer/model/source.hpp"

namespace evident::pubmed {

/// How to reach PubMed.
struct PubmedOptions {
  std::string base_url = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/";
  std::string api_key = {};     ///< empty: none, and 3 requests a second instead of 10 (the PoliteClient's limiter)
  std::string contact = {};     ///< the library owner's e-mail address, sent as `email`; empty: none
  std::size_t page_size = 200;  ///< records per efetch, 1 to 9,999; some 10 KB each
  /// The most that one search lists. Documented as 10,000; measured as 9,999 in 2026 (`retstart` may not pass 9998).
  std::size_t search_cap = 9999;
};

/// PubMed through E-utilities (https://www.ncbi.nlm.nih.gov/books/NBK25501/): esearch lists the PMIDs, efetch brings
/// the records of each page by PMID.
///
/// Pages run from the highest PMID down, and a token holds the PMID reached. So a harvest goes on after any time and in
/// another process without missing or repeating a record, whatever PubMed added or withdrew meanwhile, and every page
/// knows which records it must bring. NCBI's history server could do neither: it forgets after some 8 hours, its
/// offsets shift when the search is renewed, and it does not lift the cap. A query that matches more than the cap is
/// cut by PMID range, `(query) AND lo:hi[UID]`, until each slice fits; every record has exactly one PMID.
class PubmedSource final : public Source {
 public:
  /// `client` must outlive this.
  explicit PubmedSource(http::PoliteClient& client, PubmedOptions options = {});

  std::string_view name() const override;
  std::vector<SourceQuery> queries_for(const Member& member, bool common_name) const override;
  /// Errors: unreadable_query, where PubMed says so; invalid_argument for a token of another query; those of
  /// PoliteClient::send. Records that were listed and not delivered, not even when asked for again, are `missing`.
  Result<SourcePage> page(const SourceQuery& query, const std::string& token, std::stop_token stop) override;
  Result<SourcePage> by_id(std::span<const std::string> ids, std::stop_token stop) override;
  std::size_t page_limit() const override { return options_.page_size; }

 private:
  struct Position;
  /// The PMIDs of one slice of a query, highest first.
  struct Listing {
    std::string query;
    std::uint64_t total = 0;   ///< that the whole query matches
    std::uint64_t lowest = 1;  ///< the slice reaches down to here; 1: nothing below it
    std::uint64_t below = 0;   ///< and begins under this; 0: at the top
    std::vector<Pmid> ids;
  };

  Result<SearchAnswer> search(const std::string& term, std::stop_token stop);
  /// What the query matches below `from`, or the upper part of it that one search can list.
  Result<Listing> list(const Position& from, std::stop_token stop);
  /// Adds the records of `ids` to the page, and to `missing` those that did not come.
  Result<void> fetch(std::vector<Pmid> ids, SourcePage& page, std::stop_token stop);
  Result<std::vector<ReadItem>> fetch_once(std::span<const Pmid> ids, std::stop_token stop);
  Result<http::Response> ask(const std::string& tool, http::Parameters parameters, const http::Classify& classify,
                             std::stop_token stop);

  http::PoliteClient& client_;
  PubmedOptions options_;
  std::optional<Listing> listing_;  ///< of the page before, so that a search serves all its pages
};

}  // namespace evident::pubmed
