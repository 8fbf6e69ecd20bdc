// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"

namespace evident {

using Json = nlohmann::ordered_json;

/// A publication as JSON, the one text form shared by the jsonl export, the fingerprint and tests: every field that
/// each_field lists under its name, absent ones as null, then "sources" and "origins" (every field that has a value and
/// the record it came from). `id` comes first where it is not 0. Marked text is written plain under its name; where
/// marks or characters would be lost, "<name>_markup" follows. A season, which ISO dates cannot hold, follows as
/// "<name>_season".
Json publication_to_json(const Publication& publication);

/// Takes back what publication_to_json gave. Unknown names are ignored, so that newer exports can be read; a known name
/// of the wrong shape is Code::malformed and named.
Result<Publication> publication_from_json(const Json& json);

}  // namespace evident
