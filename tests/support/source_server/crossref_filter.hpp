// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/source_server/crossref_library.hpp"

namespace evident::test::source {

/// Values asked for, by the name of the filter: different names must all hold, one of the values of each name is
/// enough.
using Filters = std::map<std::string, std::vector<std::string>>;

/// "orcid:0000-...,from-index-date:2024-01-01" taken apart; nothing where a piece has no colon.
std::optional<Filters> parse_filters(std::string_view text);

/// The first name that is no filter of /works that we know.
std::optional<std::string> unknown_filter(const Filters& filters);

/// Filters and their meaning: https://www.crossref.org/documentation/retrieve-metadata/rest-api/rest-api-filters/, read
/// 2026-11. Known: orcid, doi, from- and until- with index-date, pub-date, created-date, deposit-date, update-date and
/// issued-date; type, prefix, member, issn, container-title, has-orcid, has-abstract, has-affiliation, has-references,
/// has-update, is-update, updates, update-type.
bool passes(const CrossrefRecord& record, const Filters& filters);

/// Days of a work by its member ("issued", "indexed", "created", "deposited", "published"), as yyyymmdd with unknown
/// months and days as 01; 0 where it has none.
int crossref_day(const Json& work, std::string_view member);

}  // namespace evident::test::source
