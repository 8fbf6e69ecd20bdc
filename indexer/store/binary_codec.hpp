// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"

namespace evident::store {

/// Raised whenever Publication's fields or their order change. Publications are derived: a library written with another
/// number is put together again from its records when it is next opened for writing.
inline constexpr int kCodecVersion = 1;

/// A publication's fields, sources and origins in a compact binary form; `id` is not part of it.
std::string encode(const Publication& publication);
/// Code::corrupt where the bytes are not what encode() wrote.
Result<Publication> decode(std::string_view bytes);

}  // namespace evident::store
