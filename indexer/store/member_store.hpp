// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/model/member.hpp"
#include "indexer/model/result.hpp"
#include "indexer/store/database.hpp"

namespace evident::store {

/// The roster. Typed by people, so it lives here only.
class MemberStore {
 public:
  explicit MemberStore(Database& database) : database_(database) {}

  /// Adds, or replaces the member of that key. Answers with its number.
  Result<MemberId> put(const Member& member);
  Result<std::optional<Member>> find(std::string_view key);
  /// All members, by family and given name.
  Result<std::vector<Member>> all();
  Result<std::int64_t> count();

 private:
  Result<void> read_items(Member& member);
  Database& database_;
};

}  // namespace evident::store
