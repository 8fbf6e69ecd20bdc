// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/platform_paths.hpp"

#include <cstdlib>
#include <system_error>

namespace evident::app {
namespace {

std::filesystem::path from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::filesystem::path() : std::filesystem::path(value);
}

std::filesystem::path home() {
  const auto folder = from_environment("HOME");
  return folder.empty() ? std::filesystem::path("/") : folder;
}

/// XDG Base Directory Specification 0.8: relative values are to be ignored.
std::filesystem::path xdg(const char* name, const char* below_home) {
  const auto folder = from_environment(name);
  return folder.is_absolute() ? folder : home() / below_home;
}

}  // namespace

std::filesystem::path default_library() { return xdg("XDG_DATA_HOME", ".local/share") / "evident" / "library"; }
std::filesystem::path settings_file() { return xdg("XDG_CONFIG_HOME", ".config") / "evident" / "config.toml"; }

std::filesystem::path documents_folder() {
  std::error_code error;
  const auto documents = home() / "Documents";
  return std::filesystem::is_directory(documents, error) ? documents : home();
}

std::filesystem::path example_folder() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const auto& folder : {from_environment("EVIDENT_ASSETS") / "example", program / "../share/evident/example",
                             std::filesystem::path(EVIDENT_SOURCE_ASSETS) / "example"})
    if (std::filesystem::exists(folder / "roster.csv", error)) return folder;
  return {};
}

}  // namespace evident::app
