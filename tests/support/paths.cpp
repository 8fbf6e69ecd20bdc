// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/paths.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace evident::test {
namespace {

std::filesystem::path from_environment(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr) {
    std::fprintf(stderr, "%s is not set: run the tests through ctest\n", variable);
    std::abort();
  }
  return value;
}

}  // namespace

std::filesystem::path fixture(const std::filesystem::path& name) { return from_environment("EVIDENT_FIXTURES") / name; }
std::filesystem::path asset(const std::filesystem::path& name) { return from_environment("EVIDENT_ASSETS") / name; }
std::filesystem::path source_root() { return from_environment("EVIDENT_SOURCE"); }

std::optional<std::filesystem::path> real_data(const std::filesystem::path& name) {
  const char* folder = std::getenv("EVIDENT_TEST_DATA");
  if (folder == nullptr) return std::nullopt;
  const auto path = std::filesystem::path(folder) / name;
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
