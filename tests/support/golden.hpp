// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace evident::test {

/// Checks that `text` is what tests/golden/APPROVED holds; a missing file differs from everything. With
/// EVIDENT_ACCEPT=1 in the environment the file is written instead (a person then reads the diff). Called inside a test
/// case.
void check_golden(const std::filesystem::path& approved, const std::string& text);

}  // namespace evident::test
