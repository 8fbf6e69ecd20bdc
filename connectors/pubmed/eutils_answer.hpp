// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "connectors/http/polite_client.hpp"
#include "indexer/model/identifiers.hpp"
#include "indexer/model/result.hpp"

/// What E-utilities' answers mean. Many failures come with status 200, so every body is looked at; none is ever quoted,
/// because an answer about an invalid key repeats the key.
namespace evident::pubmed {

/// What esearch found.
struct SearchAnswer {
  std::uint64_t count = 0;  ///< of all that the query matches
  std::vector<Pmid> ids;    ///< those listed, in PubMed's order
};

/// Reads esearch's JSON, also where an error message broke it with a raw line break. Errors: unreadable_query for an
/// empty term or an unknown field tag; refused, network or malformed for the rest.
Result<SearchAnswer> read_search(std::string_view json);

/// For PoliteClient: which answers are worth asking again, and which never will be better.
http::Verdict classify_search(const http::Response& response);
http::Verdict classify_fetch(const http::Response& response);

}  // namespace evident::pubmed
