// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

#include "indexer/model/result.hpp"

namespace evident::desktop {

/// The folder that holds icons/: $EVIDENT_ASSETS, else ../share/evident beside the running program, else the source
/// tree the program was built from. `not_found` where none of them is there.
Result<std::filesystem::path> find_assets();

}  // namespace evident::desktop
