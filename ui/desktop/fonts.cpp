// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/fonts.hpp"

#include <cmath>
#include <utility>

#include <imgui_freetype.h>

#include "indexer/model/text.hpp"

namespace evident::desktop {

namespace {

struct RoleFace {
  FontRole role;
  Face face;
  float em;  ///< design pixels
};

constexpr std::array<RoleFace, kFontRoleCount> kScale = {{
    {FontRole::tiny, Face::regular, 11.5F},
    {FontRole::tiny_medium, Face::medium, 11.5F},
    {FontRole::small, Face::regular, 12.5F},
    {FontRole::small_medium, Face::medium, 12.5F},
    {FontRole::small_semi, Face::semi_bold, 12.5F},
    {FontRole::italic, Face::italic, 12.5F},
    {FontRole::body, Face::regular, 13},
    {FontRole::heading, Face::semi_bold, 13.2F},
    {FontRole::read, Face::regular, 14},
    {FontRole::read_semi, Face::semi_bold, 14},
    {FontRole::pane, Face::semi_bold, 15},
    {FontRole::title, Face::display_semi_bold, 20},
}};

struct CodeRange {
  char32_t first, last;
};

// What titles and abstracts of biomedical English hold from the first page on; any other character comes on demand.
constexpr CodeRange kSeed[] = {
    {0x0020, 0x007E},                    // Basic Latin
    {0x00A0, 0x017F},                    // Latin-1 and Extended-A: names from all over Europe
    {0x0391, 0x03A9},                    // Greek: α-synuclein, Δ, χ²
    {0x03B1, 0x03C9}, {0x0410, 0x044F},  // Cyrillic names
    {0x2010, 0x2026},                    // dashes, quotation marks, bullets, ellipsis
    {0x2030, 0x2033},                    // per mille, primes
    {0x2070, 0x207F},                    // superscripts
    {0x2080, 0x2089},                    // subscripts
    {0x2190, 0x2193},                    // arrows, in abstracts and on key caps
    {0x2212, 0x2212},                    // minus
    {0x2248, 0x2248},                    // almost equal
    {0x2264, 0x2265},                    // at most, at least
    {0xFFFD, 0xFFFD},                    // what cannot be shown
};

/// Glyph ranges as ImGui wants them: pairs of first and last, ended by 0.
std::vector<ImWchar> as_ranges(const std::vector<ImWchar>& sorted_codes) {
  std::vector<ImWchar> ranges;
  for (const ImWchar code : sorted_codes) {
    if (!ranges.empty() && ranges.back() + 1 == code) {
      ranges.back() = code;
    } else {
      ranges.push_back(code);
      ranges.push_back(code);
    }
  }
  ranges.push_back(0);
  return ranges;
}

}  // namespace

Result<std::unique_ptr<FontBook>> FontBook::open() {
  std::unique_ptr<FontBook> book(new FontBook);
  for (std::size_t face = 0; face < kFaceCount; ++face) {
    const auto file = find_face(static_cast<Face>(face));
    if (!file) return fail(file.error());
    auto mapped = MappedFont::open(*file);
    if (!mapped) return fail(mapped.error());
    book->faces_.push_back(std::move(*mapped));
  }
  for (const FontFile& file : find_fallbacks()) {
    // A fallback that cannot be read costs its script, not the program.
    if (auto mapped = MappedFont::open(file)) book->fallbacks_.push_back(std::move(*mapped));
  }
  for (const CodeRange& range : kSeed) {
    for (char32_t code = range.first; code <= range.last; ++code) book->wanted_.set(code);
  }
  return book;
}

void FontBook::want(std::string_view text) {
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      text.remove_prefix(1);
      continue;
    }
    const Utf8Char next = decode_utf8(text);
    text.remove_prefix(next.bytes);
    if (next.code > 0xFFFF || wanted_.test(next.code)) continue;
    wanted_.set(next.code);
    rebuild_due_ = true;
  }
}

bool FontBook::can_draw(FontRole role, char32_t code) const {
  return code <= 0xFFFF && (*this)[role].face->FindGlyphNoFallback(static_cast<ImWchar>(code)) != nullptr;
}

void FontBook::build(float scale, float glyph_weight) {
  scale_ = scale;
  glyph_weight_ = glyph_weight;
  atlas_.Clear();
  ranges_.clear();
  // Light hinting with the library's own whole-pixel advances is the crispest of the rasterisations we compared.
  atlas_.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas_.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  atlas_.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  atlas_.TexDesiredWidth = 2048;
  for (const RoleFace& entry : kScale) add_role(entry.role);
  atlas_.Build();
  rebuild_due_ = false;
  ++generation_;
}

void FontBook::add_role(FontRole role) {
  const RoleFace& entry = kScale[static_cast<std::size_t>(role)];
  const MappedFont& face = faces_[static_cast<std::size_t>(entry.face)];

  // Each character goes to the first face that has it, so no face is opened for nothing.
  std::vector<ImWchar> own;
  std::vector<std::vector<ImWchar>> shares(fallbacks_.size());
  for (std::size_t code = 0; code < wanted_.size(); ++code) {
    if (!wanted_.test(code)) continue;
    if (face.has(static_cast<char32_t>(code))) {
      own.push_back(static_cast<ImWchar>(code));
      continue;
    }
    for (std::size_t index = 0; index < fallbacks_.size(); ++index) {
      if (!fallbacks_[index].has(static_cast<char32_t>(code))) continue;
      shares[index].push_back(static_cast<ImWchar>(code));
      break;
    }
  }

  ImFontConfig config;
  config.OversampleH = 1;
  config.OversampleV = 1;
  config.RasterizerMultiply = glyph_weight_;
  config.FontNo = face.index();
  const float size = std::round(std::round(entry.em * face.height_per_em()) * scale_);
  ranges_.push_back(std::make_unique<std::vector<ImWchar>>(as_ranges(own)));
  ImFont* font = atlas_.AddFontFromMemoryTTF(face.data(), face.size_bytes(), size, &config, ranges_.back()->data());
  // "Owned" keeps ImGui from copying the file; taking that back at once keeps it from freeing our mapping.
  atlas_.ConfigData.back().FontDataOwnedByAtlas = false;
  fonts_[static_cast<std::size_t>(role)] = {font, size};
  merge_fallbacks(config, size, shares, face.height_per_em());
}

void FontBook::merge_fallbacks(const ImFontConfig& base, float size, const std::vector<std::vector<ImWchar>>& shares,
                               float base_height_per_em) {
  for (std::size_t index = 0; index < fallbacks_.size(); ++index) {
    if (shares[index].empty()) continue;
    const MappedFont& face = fallbacks_[index];
    ImFontConfig config = base;
    config.MergeMode = true;
    config.FontNo = face.index();
    // The same em as the face it stands in for; without this Han and Arabic come out a third too small.
    const float merged = std::round(size * face.height_per_em() / base_height_per_em);
    ranges_.push_back(std::make_unique<std::vector<ImWchar>>(as_ranges(shares[index])));
    atlas_.AddFontFromMemoryTTF(face.data(), face.size_bytes(), merged, &config, ranges_.back()->data());
    atlas_.ConfigData.back().FontDataOwnedByAtlas = false;
  }
}

}  // namespace evident::desktop
