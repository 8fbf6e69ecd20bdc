// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace evident::test::source {

/// Something in a folder that holds no record we can serve, and why.
struct Skipped {
  std::filesystem::path file;
  std::string why;
};

/// Every regular file below `folder`, in the order of their paths.
std::vector<std::filesystem::path> files_under(const std::filesystem::path& folder);

/// The whole file, decompressed where its bytes are gzip. Nothing where it cannot be read to its end.
std::optional<std::string> read_plain_or_gzip(const std::filesystem::path& file);

}  // namespace evident::test::source
