// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/asset_paths.hpp"

#include <cstdlib>
#include <system_error>
#include <vector>

namespace evident::desktop {

Result<std::filesystem::path> find_assets() {
  namespace fs = std::filesystem;
  std::vector<fs::path> places;
  if (const char* named = std::getenv("EVIDENT_ASSETS"); named != nullptr && *named != '\0') places.emplace_back(named);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) places.push_back(program.parent_path().parent_path() / "share" / "evident");
  places.emplace_back(EVIDENT_SOURCE_ASSETS);
  for (const fs::path& place : places) {
    if (fs::is_directory(place / "icons", error)) return place;
  }
  return fail(Code::not_found, "The icons that belong to Evident were not found.",
              "Install Evident again, or set EVIDENT_ASSETS to its assets folder.");
}

}  // namespace evident::desktop
