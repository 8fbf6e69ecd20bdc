// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

/// Where things live on this platform. The one file that a port replaces.
namespace evident::app {

/// $XDG_DATA_HOME/evident/library, by default ~/.local/share/evident/library.
std::filesystem::path default_library();
/// $XDG_CONFIG_HOME/evident/config.toml, by default ~/.config/evident/config.toml.
std::filesystem::path settings_file();
/// The person's documents folder, else the home folder.
std::filesystem::path documents_folder();
/// The bundled example library's files: $EVIDENT_ASSETS/example, else beside the program or where it is installed.
/// Empty where it is nowhere.
std::filesystem::path example_folder();

}  // namespace evident::app
