// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "indexer/index/highlights.hpp"
#include "indexer/index/query.hpp"
#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"

namespace evident::index {

enum class Sort {
  relevance,  ///< best first; equals newest first
  date,       ///< the citation's date, newest first, undated last
  cited,      ///< most cited first, unknown last
  added,      ///< last come first
};

enum class Retracted { shown, hidden };

/// Values of one facet; a publication passes with any of them.
struct FacetFilter {
  std::string facet;                ///< as kSearchFields names it: "journal", "type", "member" ...
  std::vector<std::string> values;  ///< as SearchAnswer::facets gives them
};

/// What narrows a search beside its text. Everything here must hold.
struct Filters {
  std::optional<int> from_year;
  std::optional<int> to_year;  ///< included
  std::vector<FacetFilter> facets;
  Retracted retracted = Retracted::shown;
};

struct SearchRequest {
  std::string text;  ///< empty: everything, newest first
  Match match = Match::all;
  Sort sort = Sort::relevance;
  std::size_t offset = 0;
  std::size_t limit = 50;           ///< 0: no hits, for the total or the facets alone
  std::vector<std::string> facets;  ///< names of the facets to count over all matches
  Filters filters;
  std::stop_token stop;  ///< an outdated search ends at the next match it looks at
};

enum class TotalIs { exact, estimate };

struct Hit {
  PublicationId id = 0;
  double score = 0;  ///< BM25 weight; comparable within one answer only; 0 where the sort is not by relevance
};

using FacetCounts = std::map<std::string, std::map<std::string, std::size_t>>;

struct SearchAnswer {
  std::string read_as;                ///< how the text was read, with the words it was widened to
  std::vector<std::string> warnings;  ///< what was left out, cut or not done as asked; sentences
  std::size_t total = 0;
  TotalIs total_is = TotalIs::exact;
  std::vector<Hit> hits;  ///< the same question gives the same order on every page
  FacetCounts facets;     ///< facet -> value -> publications; one entry for each facet asked for
  Highlights highlights;
  std::string explained;  ///< the query as Xapian was given it, for `--explain`
};

/// Below this many publications totals are counted, above it they may be estimated.
inline constexpr std::size_t kExactTotalsUpTo = 200'000;

}  // namespace evident::index
