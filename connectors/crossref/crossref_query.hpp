// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/http/url.hpp"
#include "indexer/model/name.hpp"
#include "indexer/model/result.hpp"
#include "indexer/model/source.hpp"

namespace evident::crossref {

/// A question to Crossref, as the text of a SourceQuery says it: "filter=orcid:0000-0002-1825-0097",
/// "query.bibliographic=telehealth&filter=from-pub-date:2020", or plain words, which are asked as `query`. "&" and "%"
/// inside a value are written %26 and %25. `only-author=Family, Given` is ours and not sent: of what comes back only
/// works with an author of a compatible name are taken, because Crossref's query.author finds any work that shares a
/// word.
struct Query {
  http::Parameters sent;
  std::optional<PersonName> only_author;

  /// True where Crossref answers with everything that resembles the words, best first; false where filters alone
  /// decide.
  bool is_ranked() const;
  std::string text() const;
};

/// Fails with Code::unreadable_query for an empty text and for parameters that are not a question ("rows", "cursor").
Result<Query> parse_query(std::string_view text);

Query orcid_query(const Orcid& orcid);
/// `affiliation` may be empty.
Query author_query(const PersonName& name, const std::string& affiliation);

/// Where a walk through a query's pages stands.
struct Position {
  std::string cursor = "*";
  std::uint64_t seen = 0;     ///< items delivered so far
  unsigned barren_pages = 0;  ///< pages in a row without an author of a compatible name
  unsigned restarts = 0;      ///< how often an expired cursor made us begin again

  std::string token() const;
};
/// The position that a token holds; the first one for an empty token. Code::invalid_argument for any other text.
Result<Position> parse_position(const std::string& token);

}  // namespace evident::crossref
