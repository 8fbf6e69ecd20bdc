// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/facet_counter.hpp"

#include <algorithm>

#include "indexer/index/document.hpp"
#include "indexer/index/xapian_guard.hpp"
#include "indexer/model/fields.hpp"

namespace evident::index {

void StopSpy::operator()(const Xapian::Document&, double) {
  if (stop_.stop_requested()) throw MatchCancelled{};
}

FacetCounter::FacetCounter(const std::vector<std::string>& facets, std::stop_token stop)
    : StopSpy(std::move(stop)), packed_(kPackedFacets.size()), wanted_(kPackedFacets.size(), 0) {
  for (const std::string& facet : facets) {
    const auto at = std::find(kPackedFacets.begin(), kPackedFacets.end(), facet);
    if (at == kPackedFacets.end()) {
      years_wanted_ = years_wanted_ || facet == search_field(Field::year).facet;
    } else {
      wanted_[static_cast<std::size_t>(at - kPackedFacets.begin())] = 1;
      packed_wanted_ = true;
    }
  }
}

void FacetCounter::count(Counts& counts, std::string_view value) {
  if (value.empty()) return;
  if (const auto known = counts.find(value); known != counts.end())
    ++known->second;
  else
    counts.emplace(value, 1);
}

void FacetCounter::operator()(const Xapian::Document& document, double weight) {
  StopSpy::operator()(document, weight);
  ++met_;
  if (years_wanted_) count(years_, document.get_value(static_cast<Xapian::valueno>(search_field(Field::year).slot)));
  if (!packed_wanted_) return;
  const std::string values = document.get_value(kFacetSlot);
  std::string_view rest = values;
  for (std::size_t facet = 0; facet < packed_.size() && !rest.empty(); ++facet) {
    const auto end = std::min(rest.find(kFacetEnd), rest.size());
    std::string_view of_facet = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (wanted_[facet] == 0) continue;
    while (!of_facet.empty()) {
      const auto stop = std::min(of_facet.find(kFacetValueEnd), of_facet.size());
      count(packed_[facet], of_facet.substr(0, stop));
      of_facet.remove_prefix(std::min(stop + 1, of_facet.size()));
    }
  }
}

FacetCounts FacetCounter::counts() const {
  FacetCounts out;
  for (std::size_t facet = 0; facet < packed_.size(); ++facet)
    if (wanted_[facet] != 0) out[std::string(kPackedFacets[facet])] = {packed_[facet].begin(), packed_[facet].end()};
  if (years_wanted_) out[std::string(search_field(Field::year).facet)] = {years_.begin(), years_.end()};
  return out;
}

}  // namespace evident::index
