// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/source_server/pubmed_library.hpp"

namespace evident::test::source {

struct PubmedHits {
  std::vector<std::uint64_t> pmids = {};            ///< highest first
  std::vector<std::string> phrases_not_found = {};  ///< pieces of the query that no record has
  std::vector<std::string> fields_not_found = {};   ///< tags that do not exist; their words were searched everywhere
};

/// What "#3" stands for; nothing where the history has no such entry.
using HistoryLookup = std::function<std::optional<std::vector<std::uint64_t>>(std::size_t)>;

/// Finds records as PubMed reads a query: AND, OR, NOT in capitals, strictly from left to right, brackets, "phrases",
/// truncation*, tags after the words they apply to, words side by side meaning AND, and `a:b` ranges of dates and
/// PMIDs. Words are compared folded and otherwise literally: PubMed's mapping to headings, stemming and heading
/// explosion are not imitated. An untagged "smith j" is also looked for among the authors; numbers alone are PMIDs.
/// Source: PubMed Help, https://pubmed.ncbi.nlm.nih.gov/help/, read 2026-11.
/// `today` is what "last 30 days"[edat] counts back from.
PubmedHits search(const PubmedLibrary& library, std::string_view query, Day today, const HistoryLookup& history = {});

/// Which date of a record a range is about.
enum class DateField { published, entrez, created, revised };

/// Whether a date of the record lies in [from, to].
bool dated_within(const PubmedRecord& record, DateField field, Day from, Day to);

/// The first or last day that "2019", "2019/05" or "2019/05/17" covers; nothing where it is no date.
enum class Edge { first, last };
std::optional<Day> day_at(std::string_view date, Edge edge);

/// `days` before `today`.
Day days_before(Day today, int days);

}  // namespace evident::test::source
