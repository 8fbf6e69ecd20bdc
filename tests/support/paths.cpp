// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/paths.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace evident::test {

std::filesystem::path source_root() { return EVIDENT_SOURCE_ROOT; }
std::filesystem::path fixture(const std::filesystem::path& name) { return source_root() / "tests/fixtures" / name; }
std::filesystem::path asset(const std::filesystem::path& name) { return source_root() / "assets" / name; }

std::optional<std::filesystem::path> real_data(const std::filesystem::path& name) {
  const char* folder = std::getenv("EVIDENT_TEST_DATA");
  const auto path = std::filesystem::path(folder == nullptr ? EVIDENT_TEST_DATA_DEFAULT : folder) / name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    std::abort();
  }
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace evident::test
