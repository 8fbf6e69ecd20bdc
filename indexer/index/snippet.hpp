// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/highlights.hpp"
#include "indexer/model/publication.hpp"

namespace evident::index {

/// What of a plain text the query matched: in order, never overlapping, cut at the words of the index.
std::vector<ByteRange> highlight(std::string_view text, const Highlights& highlights);

struct SnippetPart {
  std::string text;
  bool hit = false;
  bool operator==(const SnippetPart&) const = default;
};

/// A piece of the abstract, at most `max_chars` characters and two ellipses long, from the first match on, within the
/// section it stands in and with that section's label. Where nothing matches, the beginning. Empty without an abstract.
std::vector<SnippetPart> snippet(const Publication& publication, const Highlights& highlights, std::size_t max_chars);

}  // namespace evident::index
