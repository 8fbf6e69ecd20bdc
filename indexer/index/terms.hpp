// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/fields.hpp"
#include "indexer/model/name.hpp"
#include "indexer/model/partial_date.hpp"

namespace evident::index {

/// Answers that `is:` and `has:` know. Stored in every index: never rename.
inline constexpr std::array<std::string_view, 6> kIsValues = {"retracted", "concern", "corrected",
                                                              "preprint",  "oa",      "member"};
inline constexpr std::array<std::string_view, 9> kHasValues = {"abstract", "doi",     "pmid",  "pmcid", "orcid",
                                                               "mesh",     "keyword", "grant", "date"};

/// A value of an exact field as its index term holds it, prefix left out; nothing where `text` cannot be such a value
/// ("abc" as a PMID). Indexing and querying both go through here, so they agree.
std::optional<std::string> exact_term(Field field, std::string_view text);

/// Index term of a name: "smith" for a family name alone, "smith_jr" with initials, "smith_john_robert" in full. Family
/// names are one run of folded letters ("van der Berg" is "vanderberg"); `given` is folded words joined by '_'.
/// Empty where it would be too long to be an index term; such a name is found by its words.
std::string name_term(const std::vector<std::string>& family_words, std::string_view given);

/// All terms under which a person or group is found: each word of the name; the family name in one, with one, two ...
/// of the initials, so that "smith j" finds "Smith JR"; and with one, two ... of the given names.
std::vector<std::string> name_terms(const PersonName& name);

/// A date as the date slots hold it, unknown parts 00: sorts as PartialDate does.
std::string date_value(const PartialDate& date);
/// The moment as the "added" slot holds it: 14 digits, UTC.
std::string moment_value(std::int64_t seconds_since_1970);
/// A year as its slot holds it: four digits.
std::string year_value(int year);

}  // namespace evident::index
