// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/golden.hpp"

#include <cstdlib>
#include <fstream>
#include <string_view>

#include <catch2/catch.hpp>

#include "tests/support/paths.hpp"

namespace evident::test {

void check_golden(const std::filesystem::path& approved, const std::string& text) {
  const auto path = source_root() / "tests" / "golden" / approved;
  const char* accept = std::getenv("EVIDENT_ACCEPT");
  if (accept != nullptr && std::string_view(accept) == "1") {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  INFO("approved output: " << path.string());
  REQUIRE(std::filesystem::exists(path));
  CHECK(read_file(path) == text);
}

}  // namespace evident::test
