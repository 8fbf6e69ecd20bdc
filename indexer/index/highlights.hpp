// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

namespace evident::index {

/// What a query looked for, in the words of the index: what to mark in a text.
struct Highlights {
  struct Phrase {
    std::vector<std::string> words;  ///< folded, at least one
    bool last_is_prefix = false;     ///< the last word stands for all that begin with it
    bool operator==(const Phrase&) const = default;
  };
  std::vector<std::string> words;  ///< folded, sorted, distinct; with the forms that a bare word was widened to
  std::vector<Phrase> phrases;     ///< words that count only beside each other, and wildcards

  bool empty() const { return words.empty() && phrases.empty(); }
};

}  // namespace evident::index
