// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "indexer/model/result.hpp"
#include "ui/desktop/mapped_font.hpp"

namespace evident::desktop {

/// The type scale: a use, not a size. Weight rather than size carries hierarchy.
enum class FontRole : std::uint8_t {
  tiny,          ///< counts, captions, key caps
  tiny_medium,   ///< badges, chips, section heads
  small,         ///< navigation, meta, snippets, tables
  small_medium,  ///< buttons, links, members' names
  small_semi,    ///< the active navigation row, names on cards
  italic,        ///< journal names only
  body,          ///< the search field
  heading,       ///< titles of results
  read,          ///< abstracts
  read_semi,     ///< labels of an abstract's sections
  pane,          ///< headings of panes and cards
  title,         ///< a publication's title, a dialog's
};
inline constexpr std::size_t kFontRoleCount = static_cast<std::size_t>(FontRole::title) + 1;

/// A face at one size. `size` is what ImGui calls a font's size: ascent plus descent, in pixels.
struct Font {
  ImFont* face = nullptr;
  float size = 0;
};

/// All faces and sizes in one atlas, made of the characters that were asked for: the whole of Unicode in every role
/// would be a texture no graphics card takes. A character asked for later appears after the next rebuild.
class FontBook {
 public:
  /// Finds and maps the files; build() must follow.
  static Result<std::unique_ptr<FontBook>> open();
  FontBook(const FontBook&) = delete;
  FontBook& operator=(const FontBook&) = delete;

  /// Makes the atlas anew. `scale` is pixels per design pixel; `glyph_weight` as Theme::glyph_weight(). Between frames
  /// only; the renderer's texture must be made anew afterwards.
  void build(float scale, float glyph_weight);
  /// The same with what has been asked for since.
  void rebuild() { build(scale_, glyph_weight_); }

  Font operator[](FontRole role) const { return fonts_[static_cast<std::size_t>(role)]; }
  /// Asks for the characters of a display form (display_form.hpp).
  void want(std::string_view text);
  /// Something was asked for that the atlas lacks.
  bool rebuild_due() const { return rebuild_due_; }
  /// Changes with every build: what was measured before it is void.
  std::uint64_t generation() const { return generation_; }
  /// Whether a character has a picture of its own in a role now.
  bool can_draw(FontRole role, char32_t code) const;

  ImFontAtlas& atlas() { return atlas_; }

 private:
  FontBook() = default;
  void add_role(FontRole role);
  void merge_fallbacks(const ImFontConfig& base, float size, const std::vector<std::vector<ImWchar>>& shares,
                       float base_height_per_em);

  std::vector<MappedFont> faces_;  ///< in the order of Face
  std::vector<MappedFont> fallbacks_;
  std::bitset<0x10000> wanted_;
  bool rebuild_due_ = false;
  float scale_ = 1;
  float glyph_weight_ = 1;
  std::uint64_t generation_ = 0;
  std::array<Font, kFontRoleCount> fonts_{};
  std::vector<std::unique_ptr<std::vector<ImWchar>>> ranges_;  ///< ImGui reads them until the atlas is built
  ImFontAtlas atlas_;
};

}  // namespace evident::desktop
