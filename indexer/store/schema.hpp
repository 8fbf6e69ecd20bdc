// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

#include "indexer/model/result.hpp"
#include "indexer/store/database.hpp"

namespace evident::store {

/// The newest schema this build knows; `PRAGMA user_version` of the database holds the one it was left at.
int schema_version();

/// Brings the database up to schema_version(), each step in its own transaction. An older library (not a new one) is
/// first copied to `backup_folder`/before-schema-N.sqlite. A newer one is refused: Code::newer_version.
Result<void> migrate(Database& database, const std::filesystem::path& backup_folder);

/// For readers: fails with Code::newer_version, or with Code::unsupported where the library awaits a migration.
Result<void> check_schema(Database& database);

}  // namespace evident::store
