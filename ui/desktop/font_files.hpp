// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "indexer/model/result.hpp"

namespace evident::desktop {

/// The faces our type scale is set in.
enum class Face : std::uint8_t { regular, italic, medium, semi_bold, display_semi_bold };
inline constexpr std::size_t kFaceCount = 5;

/// A font file and the face in it, for collections.
struct FontFile {
  std::filesystem::path path;
  int index = 0;
};

/// The file of a face of Inter (Debian fonts-inter), or what fontconfig thinks nearest where that is not installed.
/// `not_found` where the machine has no outline font at all.
Result<FontFile> find_face(Face face);

/// Faces for what Inter lacks, in the order they are asked: the first that has a character draws it. Those that are
/// not installed are left out.
std::vector<FontFile> find_fallbacks();

}  // namespace evident::desktop
