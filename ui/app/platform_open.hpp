// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "indexer/model/result.hpp"

namespace evident::app {

/// Opens an address in the person's browser and returns at once. Only https and http addresses: anything else, such as
/// a file or a command that a record was made to carry, is refused. The one file that a port replaces.
Result<void> open_in_browser(const std::string& address);

}  // namespace evident::app
