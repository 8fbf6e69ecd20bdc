// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <span>

#include "indexer/model/result.hpp"

namespace evident {

/// Bytes one after another, from a file, a pipe or memory. Used from one thread at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills the front of `buffer` (which is not empty) and says how many bytes that were; 0 is the end. An error means
  /// that the bytes break off here: what came before stands.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
};

}  // namespace evident
