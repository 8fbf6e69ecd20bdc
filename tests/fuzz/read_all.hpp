// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <variant>

#include "indexer/model/publication_json.hpp"
#include "indexer/model/source.hpp"

namespace evident::fuzz {

/// Reads to the end, and writes each record out again: what was read must be fit to be written.
inline void read_all(RecordReader& reader) {
  while (true) {
    auto item = reader.next();
    if (!item || !*item) return;
    if (const auto* record = std::get_if<SourceRecord>(&**item))
      static_cast<void>(publication_to_json(record->content).dump(-1, ' ', false, Json::error_handler_t::strict));
  }
}

}  // namespace evident::fuzz
