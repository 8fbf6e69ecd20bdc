// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/font_files.hpp"

#include <array>
#include <memory>
#include <string>
#include <system_error>

#include <fontconfig/fontconfig.h>

namespace evident::desktop {

namespace {

namespace fs = std::filesystem;

struct FaceName {
  Face face;
  const char* debian_file;
  const char* pattern;  ///< for fontconfig
};

constexpr std::array<FaceName, kFaceCount> kFaces = {{
    {Face::regular, "Inter-Regular.otf", "Inter:style=Regular"},
    {Face::italic, "Inter-Italic.otf", "Inter:style=Italic"},
    {Face::medium, "Inter-Medium.otf", "Inter:style=Medium"},
    {Face::semi_bold, "Inter-SemiBold.otf", "Inter:style=SemiBold"},
    {Face::display_semi_bold, "InterDisplay-SemiBold.otf", "Inter Display:style=SemiBold"},
}};

struct Fallback {
  const char* debian_path;
  int index;
  const char* pattern;
};

// Noto Sans for Latin, Greek and Cyrillic that Inter lacks, then one face a script. The CJK collection holds a face a
// region; 2 is Simplified Chinese, the largest group among the names and titles PubMed prints in Han characters.
constexpr std::array<Fallback, 10> kFallbacks = {{
    {"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", 0, "Noto Sans:style=Regular"},
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2, "Noto Sans CJK SC:style=Regular"},
    {"/usr/share/fonts/truetype/noto/NotoSansMath-Regular.ttf", 0, "Noto Sans Math"},
    {"/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf", 0, "Noto Sans Arabic:style=Regular"},
    {"/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf", 0, "Noto Sans Hebrew:style=Regular"},
    {"/usr/share/fonts/truetype/noto/NotoSansArmenian-Regular.ttf", 0, "Noto Sans Armenian:style=Regular"},
    {"/usr/share/fonts/truetype/noto/NotoSansGeorgian-Regular.ttf", 0, "Noto Sans Georgian:style=Regular"},
    {"/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf", 0, "Noto Sans Thai:style=Regular"},
    {"/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf", 0, "Noto Sans Devanagari:style=Regular"},
    {"/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf", 0, "Noto Sans Symbols2"},
}};

constexpr const char* kInterFolder = "/usr/share/fonts/opentype/inter";

enum class Strictness { family_must_match, anything };

struct PatternDeleter {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, PatternDeleter>;

std::string text_of(const Pattern& pattern, const char* object) {
  FcChar8* value = nullptr;
  if (FcPatternGetString(pattern.get(), object, 0, &value) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(value);
}

/// What fontconfig offers for a pattern; empty path where it has nothing, or, strictly, nothing of that family.
FontFile ask_fontconfig(const char* text, Strictness strictness) {
  const Pattern wanted(FcNameParse(reinterpret_cast<const FcChar8*>(text)));
  if (!wanted || FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern) == FcFalse) return {};
  const std::string family = text_of(wanted, FC_FAMILY);
  FcDefaultSubstitute(wanted.get());
  FcResult outcome = FcResultNoMatch;
  const Pattern found(FcFontMatch(nullptr, wanted.get(), &outcome));
  if (!found || outcome != FcResultMatch) return {};
  if (strictness == Strictness::family_must_match && text_of(found, FC_FAMILY) != family) return {};
  int index = 0;
  FcPatternGetInteger(found.get(), FC_INDEX, 0, &index);
  return {text_of(found, FC_FILE), index & 0xFFFF};  // the upper half names an instance of a variable font
}

}  // namespace

Result<FontFile> find_face(Face face) {
  const FaceName& name = kFaces[static_cast<std::size_t>(face)];
  std::error_code error;
  const fs::path usual = fs::path(kInterFolder) / name.debian_file;
  if (fs::exists(usual, error)) return FontFile{usual, 0};
  FontFile found = ask_fontconfig(name.pattern, Strictness::anything);
  if (!found.path.empty()) return found;
  return fail(Code::not_found, "No font to write with was found on this machine.", "Install the package fonts-inter.");
}

std::vector<FontFile> find_fallbacks() {
  std::vector<FontFile> files;
  std::error_code error;
  for (const Fallback& fallback : kFallbacks) {
    FontFile file{fallback.debian_path, fallback.index};
    if (!fs::exists(file.path, error)) file = ask_fontconfig(fallback.pattern, Strictness::family_must_match);
    if (!file.path.empty()) files.push_back(std::move(file));
  }
  return files;
}

}  // namespace evident::desktop
