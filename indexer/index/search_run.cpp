// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/search_run.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "indexer/index/facet_counter.hpp"
#include "indexer/index/query_compile.hpp"
#include "indexer/index/terms.hpp"
#include "indexer/index/weights.hpp"
#include "indexer/index/xapian_guard.hpp"
#include "indexer/model/fields.hpp"

namespace evident::index {
namespace {

using Xapian::Query;

Xapian::valueno slot_of(Field field) { return static_cast<Xapian::valueno>(search_field(field).slot); }

Query years(std::optional<int> from, std::optional<int> to) {
  const auto value = [](int year) { return year_value(std::clamp(year, 0, 9999)); };
  return Query(Query::OP_VALUE_RANGE, slot_of(Field::year), value(from.value_or(0)), value(to.value_or(9999)));
}

/// Any of one facet's values.
Result<Query> facet_query(const FacetFilter& filter) {
  const auto field = field_of_facet(filter.facet);
  if (!field)
    return fail(Code::invalid_argument, fmt::format("there is no facet '{}'", filter.facet),
                "there are year, type, journal, member, mesh, language, source, access and notice");
  std::vector<Query> values;
  for (const std::string& value : filter.values) {
    if (*field == Field::year) {
      const auto year =
          value.size() == 4 && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })
              ? std::optional(std::stoi(value))
              : std::nullopt;
      if (!year) return fail(Code::invalid_argument, fmt::format("'{}' is not a year", value), "write four digits");
      values.push_back(years(year, year));
    } else if (const auto term = exact_term(*field, value)) {
      values.emplace_back(std::string(search_field(*field).prefixes[0]) + *term);
    } else {
      return fail(Code::invalid_argument, fmt::format("'{}' is not a value of the facet '{}'", value, filter.facet));
    }
  }
  return Query(Query::OP_OR, values.begin(), values.end());
}

Result<Query> filtered(Query query, const Filters& filters, std::vector<std::string>& warnings) {
  std::vector<Query> parts;
  if (filters.from_year || filters.to_year) parts.push_back(years(filters.from_year, filters.to_year));
  for (const FacetFilter& filter : filters.facets) {
    auto part = facet_query(filter);
    if (!part) return fail(part.error());
    parts.push_back(std::move(*part));
  }
  for (const Query& part : parts) query = Query(Query::OP_FILTER, query, part);
  if (filters.retracted == Retracted::hidden) {
    query = Query(Query::OP_AND_NOT, query, Query(std::string(search_field(Field::is).prefixes[0]) + "retracted"));
    warnings.push_back("retracted publications are hidden");
  }
  return query;
}

void set_order(Xapian::Enquire& enquire, Sort sort) {
  // Equal publications stand by number, so that every page cuts the same list.
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  switch (sort) {
    case Sort::relevance:
      enquire.set_weighting_scheme(Xapian::BM25Weight(kBm25K1, 0, 1, kBm25B, 0.5));
      enquire.set_sort_by_relevance_then_value(slot_of(Field::published), true);
      return;
    case Sort::date: enquire.set_sort_by_value(slot_of(Field::published), true); break;
    case Sort::cited: enquire.set_sort_by_value(slot_of(Field::cited), true); break;
    case Sort::added: enquire.set_sort_by_value(slot_of(Field::added), true); break;
  }
  enquire.set_weighting_scheme(Xapian::BoolWeight());
}

Xapian::doccount count_of(std::size_t number) {
  return static_cast<Xapian::doccount>(std::min<std::size_t>(number, std::numeric_limits<Xapian::doccount>::max()));
}

}  // namespace

Result<SearchAnswer> run_search(const SearchRequest& request, const Xapian::Database& database,
                                Vocabulary& vocabulary) {
  for (const std::string& facet : request.facets)
    if (!field_of_facet(facet)) {
      auto unknown = facet_query({facet, {}});
      return fail(unknown.error());
    }
  auto parsed = parse_query(request.text, request.match);
  if (!parsed) return fail(parsed.error());
  CompiledQuery compiled = compile(parsed->root, database, vocabulary);

  SearchAnswer answer;
  answer.read_as = std::move(compiled.read_as);
  answer.warnings = std::move(parsed->warnings);
  answer.warnings.insert(answer.warnings.end(), compiled.warnings.begin(), compiled.warnings.end());
  answer.highlights = std::move(compiled.highlights);
  const auto query = filtered(std::move(compiled.query), request.filters, answer.warnings);
  if (!query) return fail(query.error());
  answer.explained = query->get_description();
  if (request.stop.stop_requested()) throw MatchCancelled{};

  const bool everything = parsed->root.kind == QueryNode::Kind::everything;
  Xapian::Enquire enquire(database);
  enquire.set_query(*query);
  set_order(enquire, everything && request.sort == Sort::relevance ? Sort::date : request.sort);
  StopSpy stop(request.stop);
  enquire.add_matchspy(&stop);
  const Xapian::doccount library = database.get_doccount();
  const Xapian::doccount look_at = library <= kExactTotalsUpTo ? library : 0;
  const Xapian::MSet found = enquire.get_mset(count_of(request.offset), count_of(request.limit), look_at);
  for (auto hit = found.begin(); hit != found.end(); ++hit)
    answer.hits.push_back({static_cast<PublicationId>(*hit), hit.get_weight()});
  answer.total = found.get_matches_estimated();
  answer.total_is =
      found.get_matches_lower_bound() == found.get_matches_upper_bound() ? TotalIs::exact : TotalIs::estimate;

  if (request.facets.empty()) return answer;
  // A pass of its own over all matches, in document order and without weights, so that hits need not wait for it where
  // the caller asks twice.
  FacetCounter counter(request.facets, request.stop);
  Xapian::Enquire count(database);
  count.set_query(*query);
  count.set_weighting_scheme(Xapian::BoolWeight());
  count.add_matchspy(&counter);
  count.get_mset(0, 0, library);
  answer.facets = counter.counts();
  answer.total = counter.met();
  answer.total_is = TotalIs::exact;
  return answer;
}

}  // namespace evident::index
