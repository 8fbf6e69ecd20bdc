// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "indexer/model/byte_source.hpp"
#include "indexer/model/member.hpp"
#include "indexer/model/source.hpp"

namespace evident::files {

/// What a roster file holds: the members that can be used, and each row that cannot, with its line and why.
struct RosterFile {
  std::vector<Member> members;
  std::vector<Refusal> refused;
};

/// Reads `key,family,given,aliases,orcids,emails,organisations,roles,consent` in any order; only key and family must be
/// there. Lists are split at ';'; an alias is "Family, Given"; an organisation may carry years, "Name (2015-2021)"; the
/// consent of a row without the column, or with nothing in it, is no. A column we do not know is an error that names
/// it, for a misspelt name would drop what it holds. Separated by comma, semicolon or tab.
Result<RosterFile> read_roster_csv(std::unique_ptr<ByteSource> source);

/// The same columns in that order, safe to open in a spreadsheet.
std::string roster_csv(std::span<const Member> members);

}  // namespace evident::files
