// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <memory>

#include "indexer/model/result.hpp"
#include "ui/desktop/font_files.hpp"

namespace evident::desktop {

/// A font file mapped into memory once, however many sizes are made from it: copies of a 19 MB collection, one for
/// each of 14 fonts, were 300 MB.
class MappedFont {
 public:
  static Result<MappedFont> open(const FontFile& file);
  MappedFont(MappedFont&&) noexcept;
  MappedFont& operator=(MappedFont&&) noexcept;
  ~MappedFont();

  void* data() const;
  int size_bytes() const;
  int index() const;
  bool has(char32_t code) const;
  /// (ascender − descender) / em. ImGui makes this distance the size it is asked for, where people mean the em.
  float height_per_em() const;

 private:
  struct State;
  explicit MappedFont(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace evident::desktop
