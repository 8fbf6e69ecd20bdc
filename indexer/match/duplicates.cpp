// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/match/duplicates.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace evident::match {
namespace {

// Two records of one DOI whose titles share fewer words than this are different works under one DOI. Half was chosen
// because PubMed and Crossref differ by subtitle, translation in brackets and markup, which leaves well over half.
constexpr double kTitlesAgree = 0.5;

/// The record comes from a source that gives each work one identifier of its own kind.
bool same_register(const Publication& a, const Publication& b) {
  return !a.sources.empty() && !b.sources.empty() && a.sources.front().source == b.sources.front().source &&
         (a.sources.front().source == kPubmed || a.sources.front().source == kCrossref);
}

}  // namespace

double title_likeness(const MarkedText& a, const MarkedText& b) {
  auto left = folded_words(a.plain());
  auto right = folded_words(b.plain());
  if (left == right) return 1;
  const auto unique = [](std::vector<std::string>& words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
  };
  unique(left);
  unique(right);
  std::vector<std::string> shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(shared));
  const std::size_t all = left.size() + right.size() - shared.size();
  return all == 0 ? 0 : static_cast<double>(shared.size()) / static_cast<double>(all);
}

Verdict judge(const Publication& a, const Publication& b) {
  if (same_register(a, b)) return {SameWork::no, "one source numbers them as two works"};
  if (a.pmid && b.pmid) {
    if (*a.pmid != *b.pmid) return {SameWork::no, "different PubMed identifiers"};
    return {SameWork::yes, fmt::format("same PubMed identifier {}", a.pmid->text())};
  }
  if (a.doi && b.doi && *a.doi != *b.doi) return {SameWork::no, "different DOIs"};
  const bool same_doi = a.doi && b.doi;
  const bool same_pmc = a.pmcid && b.pmcid && *a.pmcid == *b.pmcid;
  if (!same_doi && !same_pmc) return {SameWork::no, "no identifier in common"};
  const std::string identifier = same_doi ? "DOI " + a.doi->text() : a.pmcid->text();
  if (a.title.empty() || b.title.empty())
    return {SameWork::yes, fmt::format("same {}; one record has no title to compare", identifier)};
  const double likeness = std::max({title_likeness(a.title, b.title),
                                    a.original_title.empty() ? 0 : title_likeness(a.original_title, b.title),
                                    b.original_title.empty() ? 0 : title_likeness(a.title, b.original_title)});
  if (likeness >= kTitlesAgree) return {SameWork::yes, fmt::format("same {} and titles that agree", identifier)};
  return {SameWork::doubtful, fmt::format("same {}, but the titles differ", identifier)};
}

std::vector<std::vector<std::size_t>> group(const std::vector<Publication>& records) {
  std::vector<std::size_t> parent(records.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (std::size_t i = 0; i < records.size(); ++i)
    for (std::size_t j = i + 1; j < records.size(); ++j)
      if (root(i) != root(j) && judge(records[i], records[j]).same == SameWork::yes)
        parent[std::max(root(i), root(j))] = std::min(root(i), root(j));
  std::vector<std::vector<std::size_t>> groups;
  std::vector<std::size_t> group_of(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (root(i) == i) {
      group_of[i] = groups.size();
      groups.emplace_back();
    }
    groups[group_of[root(i)]].push_back(i);
  }
  return groups;
}

}  // namespace evident::match
