// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/crossref/crossref_query.hpp"
#include "connectors/http/polite_client.hpp"
#include "indexer/model/source.hpp"

namespace evident::crossref {

struct CrossrefOptions {
  std::string base_url = "https://api.crossref.org";
  std::string contact = {};     ///< e-mail address, sent as `mailto`; empty: Crossref's public pool
  std::string plus_token = {};  ///< Metadata Plus; sent to base_url's host only
  /// Works per page. Range [1, 1000]: Crossref REST API documentation, "rows", https://api.crossref.org/swagger-ui/,
  /// read 2026-11. Larger pages are slow to come and long to lose.
  unsigned rows = 200;
  /// A name query ends after so many pages in a row on which nobody bears a compatible name.
  unsigned barren_pages = 3;
  /// Works looked at, at most, for one query whose answer is ranked.
  std::uint64_t longest_ranked_walk = 5000;
};

/// Crossref's REST API. An ORCID or filter query is walked to its end. A query in words has no end worth reaching (see
/// connectors/README.md): it is walked from the best match until it brings nothing more, and the rest is reported as
/// not read, with the reason.
class CrossrefSource final : public Source {
 public:
  /// DOIs in one filter, as established clients send them (read 2026-11); many more make an address that servers
  /// refuse.
  static constexpr std::size_t kIdsPerRequest = 50;

  /// `client` must outlive this; its limiter has the lanes of http::crossref_limits().
  CrossrefSource(http::PoliteClient& client, CrossrefOptions options = {});

  std::string_view name() const override { return kCrossref; }
  std::vector<SourceQuery> queries_for(const Member& member, bool common_name) const override;
  /// A cursor that Crossref has forgotten (it lives five minutes) makes the query begin again, marked `restarted`.
  Result<SourcePage> page(const SourceQuery& query, const std::string& token, std::stop_token stop) override;
  /// DOIs in one request; those it does not bring are asked for one by one, which follows redirects of aliased DOIs,
  /// and are `missing` only then. A work found by its alias is given under its present DOI.
  Result<SourcePage> by_id(std::span<const std::string> ids, std::stop_token stop) override;
  std::size_t page_limit() const override { return kIdsPerRequest; }

 private:
  struct ListAnswer;

  http::Request request_for(std::string_view path, http::Parameters parameters) const;
  Result<ListAnswer> ask_for_list(http::Parameters parameters, std::stop_token stop);
  Result<ListAnswer> ask_for_page(const Query& query, const Position& position, std::stop_token stop);
  /// The work, or why there is none.
  Result<ReadItem> ask_for_work(const Doi& doi, std::stop_token stop);

  http::PoliteClient& client_;
  CrossrefOptions options_;
};

}  // namespace evident::crossref
