// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/files.hpp"

#include <algorithm>
#include <system_error>

#include <zlib.h>

namespace evident::test::source {

std::vector<std::filesystem::path> files_under(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file(error)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::optional<std::string> read_plain_or_gzip(const std::filesystem::path& file) {
  const gzFile in = gzopen(file.c_str(), "rb");  // hands plain bytes over as they are
  if (in == nullptr) return std::nullopt;
  std::string content;
  char block[1 << 16];
  int got = 0;
  while ((got = gzread(in, block, sizeof block)) > 0) content.append(block, static_cast<std::size_t>(got));
  int status = Z_OK;
  gzerror(in, &status);
  const bool whole = gzclose_r(in) == Z_OK && got == 0 && status >= Z_OK;
  return whole ? std::optional(std::move(content)) : std::nullopt;
}

}  // namespace evident::test::source
