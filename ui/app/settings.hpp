// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "indexer/model/result.hpp"

namespace evident::app {

/// What a person sets once. Kept in settings_file(), mode 0600, since it may hold keys. Keys are never printed or
/// logged, and are sent to no other host than the one configured for them.
struct Settings {
  std::string contact;  ///< e-mail address that NCBI and Crossref are told; empty: none is sent
  std::string ncbi_api_key;
  std::string crossref_token;  ///< Crossref Plus
  std::string pubmed_url = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/";
  std::string crossref_url = "https://api.crossref.org/";
  std::string proxy;            ///< empty: libcurl's environment variables
  std::string ca_file;          ///< empty: libcurl's environment variables, then the system's
  std::string theme = "light";  ///< light, dark, high-contrast
  std::string scale = "100";    ///< text size in per cent: 90, 100, 110, 125, 150
  std::string who;              ///< the name decisions are logged under
  std::string library_name;     ///< shown in the sidebar
};

/// One setting: its name in the file and on the command line, and whether it may be printed.
struct SettingRow {
  std::string_view key;
  std::string Settings::*value;
  bool secret;
  std::string_view environment;  ///< variable that overrides it; empty: none
  std::string_view help;
};
std::span<const SettingRow> setting_rows();

/// The file's settings, a missing file being all defaults, overridden by the environment. Code::malformed where the
/// file is not TOML or a value is not text; the message names the line.
Result<Settings> load_settings(const std::filesystem::path& file);
/// Changes one setting in the file and leaves the others, comments excepted. invalid_argument for an unknown key or a
/// value that cannot be (a theme, a scale, an address that is not http or https).
Result<void> save_setting(const std::filesystem::path& file, std::string_view key, const std::string& value);

}  // namespace evident::app
