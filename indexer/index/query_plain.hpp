// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "indexer/index/query.hpp"

namespace evident::index {

/// Plain words, any of them. Common ones are left out beside others: they match everything and say nothing.
ParsedQuery parse_plain(std::string_view text);

}  // namespace evident::index
