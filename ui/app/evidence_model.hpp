// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"
#include "ui/app/highlight.hpp"
#include "ui/app/paged_rows.hpp"

namespace evident::app {

/// The four pictures of a list are waiting, failed, and, once ready, empty or filled.
enum class LoadState { waiting, failed, ready };

/// Whether a count was counted or guessed; a guess is shown as "about".
enum class TotalKind { exact, estimate };

enum class SortOrder { relevance, newest, most_cited, recently_added };

/// One author in a list: members are set off from others.
struct AuthorName {
  std::string name;
  bool member = false;
};

/// What one line of the results says.
struct EvidenceRow {
  PublicationId id = 0;
  HighlightedText title;
  std::vector<AuthorName> authors;  ///< the first few, in order
  std::size_t author_count = 0;     ///< of all authors, those left out included
  std::string venue;
  HighlightedText snippet;
  int year = 0;  ///< 0: unknown
  std::vector<NoticeKind> notices;
  bool preprint = false;
  bool known_open = false;
  std::string study_type;  ///< "Randomised trial"; empty: nothing worth a badge
  std::optional<std::int64_t> cited_by;
  bool starred = false;
  std::string link;  ///< the article's address, https; empty: none known

  bool retracted() const {
    for (const NoticeKind notice : notices) {
      if (notice == NoticeKind::retraction) return true;
    }
    return false;
  }
};

/// A filter that is on, or one that could be put on. `key` is the controller's and never shown.
struct Filter {
  std::string key;
  std::string label;
};

/// A field of the query shown as a chip inside the search box: "topic: cardiology".
struct FieldChip {
  std::string key;
  std::string field;
  std::string value;
};

struct FacetValue {
  std::string key;
  std::string label;
  std::int64_t count = 0;
  bool chosen = false;
};

struct Facet {
  std::string key;
  std::string label;               ///< "Publication type"
  std::vector<FacetValue> values;  ///< the most frequent first, chosen ones always among them
  std::size_t value_count = 0;     ///< of all values; more than values.size(): the rest can be asked for
};

struct YearHistogram {
  int first_year = 0;
  std::vector<std::int64_t> counts;  ///< one a year from first_year on; empty: nothing to show
  int from = 0;                      ///< the chosen range, both included
  int to = 0;
  int last_year() const { return first_year + static_cast<int>(counts.size()) - 1; }
};

/// Something that makes the picture incomplete, why, and the way back ("Crossref did not answer" / "Try again").
struct Remark {
  std::string key;
  std::string text;
  std::string action;  ///< label of the remedy; empty: there is none
};

/// The Evidence screen: results of the current query. Made anew or changed by the controller only, between frames.
struct EvidenceModel {
  LoadState state = LoadState::waiting;
  Error error;                 ///< why, where state is failed
  bool library_empty = false;  ///< nothing was ever harvested or imported

  std::string query;  ///< what was asked, without the field chips
  std::vector<FieldChip> field_chips;
  std::size_t total = 0;
  TotalKind total_is = TotalKind::exact;
  PagedRows<EvidenceRow> rows;
  std::uint64_t answer = 0;    ///< changes with every new list (query, order, filter): selection starts anew
  std::uint64_t revision = 0;  ///< changes with any row, so that layouts made from rows can be dropped
  SortOrder sort = SortOrder::relevance;

  std::vector<Filter> filters;            ///< on; each with a chip that takes it off
  std::vector<Filter> available_filters;  ///< off; listed under "Add filter"
  YearHistogram years;
  std::vector<Facet> facets;
  std::vector<Remark> remarks;

  std::set<PublicationId> ticked;  ///< chosen for export
};

}  // namespace evident::app
