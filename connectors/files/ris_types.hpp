// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "indexer/model/publication.hpp"

namespace evident::files {

/// The value of TY for a work.
std::string_view ris_type(WorkType type);
/// The work type a TY stands for; `document` for what we have no word for.
WorkType work_type_of_ris(std::string_view type);

}  // namespace evident::files
