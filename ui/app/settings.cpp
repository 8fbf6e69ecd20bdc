// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/settings.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace evident::app {
namespace {

constexpr std::array kRows = {
    SettingRow{"contact", &Settings::contact, false, "EVIDENT_CONTACT", "e-mail address told to NCBI and Crossref"},
    SettingRow{"ncbi_api_key", &Settings::ncbi_api_key, true, "EVIDENT_NCBI_API_KEY",
               "NCBI API key: 10 requests a second instead of 3"},
    SettingRow{"crossref_token", &Settings::crossref_token, true, "EVIDENT_CROSSREF_TOKEN", "Crossref Plus token"},
    SettingRow{"pubmed_url", &Settings::pubmed_url, false, "EVIDENT_PUBMED_URL",
               "base address of the E-utilities or a mirror"},
    SettingRow{"crossref_url", &Settings::crossref_url, false, "EVIDENT_CROSSREF_URL",
               "base address of Crossref's REST API or a mirror"},
    SettingRow{"proxy", &Settings::proxy, false, "", "proxy address; empty: as the environment says"},
    SettingRow{"ca_file", &Settings::ca_file, false, "", "PEM file of certificate authorities; empty: the system's"},
    SettingRow{"theme", &Settings::theme, false, "", "light, dark or high-contrast"},
    SettingRow{"scale", &Settings::scale, false, "", "text size in per cent: 90, 100, 110, 125 or 150"},
    SettingRow{"who", &Settings::who, false, "", "the name your decisions are logged under"},
    SettingRow{"library_name", &Settings::library_name, false, "", "name shown in the sidebar"},
};

Result<toml::table> read_table(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return toml::table{};
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& trouble) {
    return fail(Code::malformed,
                fmt::format("the settings file {} does not read, at line {}: {}", file.string(),
                            trouble.source().begin.line, trouble.description()),
                "mend that line, or move the file away to begin with defaults");
  }
}

Result<void> check_value(std::string_view key, const std::string& value) {
  const auto one_of = [&](std::initializer_list<std::string_view> allowed) {
    return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
  };
  if (key == "theme" && !one_of({"light", "dark", "high-contrast"}))
    return fail(Code::invalid_argument, fmt::format("'{}' is no theme", value), "choose light, dark or high-contrast");
  if (key == "scale" && !one_of({"90", "100", "110", "125", "150"}))
    return fail(Code::invalid_argument, fmt::format("'{}' is no text size", value), "choose 90, 100, 110, 125 or 150");
  if (key.ends_with("_url") && !value.starts_with("http://") && !value.starts_with("https://"))
    return fail(Code::invalid_argument, fmt::format("'{}' is no web address", value),
                "write it with http:// or https://");
  return {};
}

}  // namespace

std::span<const SettingRow> setting_rows() { return kRows; }

Result<Settings> load_settings(const std::filesystem::path& file) {
  auto table = read_table(file);
  if (!table) return fail(table.error());
  Settings settings;
  for (const SettingRow& row : kRows) {
    if (const auto* node = table->get(row.key)) {
      const auto text = node->value_exact<std::string>();
      if (!text)
        return fail(Code::malformed,
                    fmt::format("the setting '{}' in {} is not text, at line {}", row.key, file.string(),
                                node->source().begin.line),
                    "put its value in quotes");
      settings.*row.value = *text;
    }
    if (row.environment.empty()) continue;
    if (const char* value = std::getenv(std::string(row.environment).c_str())) settings.*row.value = value;
  }
  return settings;
}

Result<void> save_setting(const std::filesystem::path& file, std::string_view key, const std::string& value) {
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const SettingRow& one) { return one.key == key; });
  if (row == kRows.end())
    return fail(Code::invalid_argument, fmt::format("there is no setting '{}'", key),
                "'evident config get' lists them all");
  if (auto good = check_value(key, value); !good) return good;
  auto table = read_table(file);
  if (!table) return fail(table.error());
  table->insert_or_assign(key, value);

  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  // Written beside and moved over, so that a full disk leaves the old file; private before it holds anything.
  const auto fresh = std::filesystem::path(file.string() + ".new");
  std::ofstream(fresh, std::ios::trunc).close();
  std::filesystem::permissions(fresh, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
  std::ostringstream text;
  text << *table << '\n';
  std::ofstream out(fresh, std::ios::trunc);
  out << text.str();
  out.close();
  if (!out)
    return fail(Code::io, fmt::format("cannot write the settings file {}", file.string()),
                "check the folder and the space on the disk");
  std::filesystem::rename(fresh, file, error);
  if (error)
    return fail(Code::io, fmt::format("cannot write the settings file {}: {}", file.string(), error.message()),
                "check the folder");
  return {};
}

}  // namespace evident::app
