// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace evident::test {

/// tests/fixtures/NAME.
std::filesystem::path fixture(const std::filesystem::path& name);
/// assets/NAME.
std::filesystem::path asset(const std::filesystem::path& name);
/// The top of the source tree.
std::filesystem::path source_root();
/// NAME among the real recordings; nothing where they are absent: the test then says SUCCEED("skipped: ...").
std::optional<std::filesystem::path> real_data(const std::filesystem::path& name);
/// A whole file; aborts the test binary where it cannot be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace evident::test
