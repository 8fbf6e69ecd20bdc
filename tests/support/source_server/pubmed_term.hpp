// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/support/source_server/pubmed_query.hpp"

namespace evident::test::source {

/// One leaf of a query: words or a phrase with its tag, or a range.
struct PubmedTerm {
  std::string text;
  bool quoted = false;
  std::optional<std::string> upper = std::nullopt;  ///< of a range text:upper
  std::string tag = {};                             ///< as written, without brackets; empty: none
};

/// One flag for each record of the library, in the order of PMIDs.
using Selection = std::vector<bool>;

/// The records that have the term. A tag that does not exist is added to `fields_not_found`, and the words are searched
/// everywhere.
Selection records_with(const PubmedTerm& term, const PubmedLibrary& library, Day today,
                       std::vector<std::string>& fields_not_found);

}  // namespace evident::test::source
