// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace evident::store {

/// SHA-256, fed piece by piece.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;
  void add(std::string_view bytes);
  /// The 32 bytes; the object is spent.
  std::string take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The 32 bytes of one text's SHA-256.
std::string digest_of(std::string_view bytes);
/// Lower-case hexadecimal.
std::string hex(std::string_view bytes);

}  // namespace evident::store
