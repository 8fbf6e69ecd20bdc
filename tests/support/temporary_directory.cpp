// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/temporary_directory.hpp"

#include <cstdlib>
#include <string>
#include <system_error>

namespace evident::test {

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "evident-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;  // a folder left behind is no reason to fail a test that passed
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace evident::test
