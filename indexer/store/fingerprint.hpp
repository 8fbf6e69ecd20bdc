// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "indexer/model/result.hpp"
#include "indexer/store/store.hpp"

namespace evident::store {

/// A digest (64 hexadecimal digits) of all publications by their sorted sources, fields, origins and attributions,
/// without our numbers and without clock times: two libraries with the same content have the same one, however they
/// came about.
Result<std::string> fingerprint(Store& store);

}  // namespace evident::store
