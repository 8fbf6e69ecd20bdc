// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/index/search.hpp"

namespace evident::index {

/// Leaves a running match when it is told to stop.
class StopSpy : public Xapian::MatchSpy {
 public:
  explicit StopSpy(std::stop_token stop) : stop_(std::move(stop)) {}
  void operator()(const Xapian::Document& document, double weight) override;

 private:
  std::stop_token stop_;
};

/// Counts the facet values of every publication that a match meets.
class FacetCounter : public StopSpy {
 public:
  /// `facets`: names out of kSearchFields.
  FacetCounter(const std::vector<std::string>& facets, std::stop_token stop);
  void operator()(const Xapian::Document& document, double weight) override;

  FacetCounts counts() const;
  std::size_t met() const { return met_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Counts = std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>;
  static void count(Counts& counts, std::string_view value);

  std::vector<Counts> packed_;  ///< one for each of kPackedFacets
  std::vector<char> wanted_;    ///< which of those are asked for
  bool packed_wanted_ = false;
  bool years_wanted_ = false;
  Counts years_;
  std::size_t met_ = 0;
};

}  // namespace evident::index
