// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

#include "indexer/model/result.hpp"

namespace evident::app {

/// A file that appears whole or not at all: written beside its place and moved there by commit(). Without commit()
/// what was written is removed and what was there before stays.
class OutputFile {
 public:
  /// Fails where the place is a folder or cannot be written to.
  static Result<OutputFile> create(const std::filesystem::path& path);
  OutputFile(OutputFile&& other) noexcept = default;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  Result<void> write(std::string_view bytes);
  /// Puts the file in its place, once everything is on the disk.
  Result<void> commit();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  OutputFile(std::FILE* file, std::filesystem::path place, std::filesystem::path temporary)
      : file_(file), place_(std::move(place)), temporary_(std::move(temporary)) {}
  Failure failure(int error_number) const;

  std::unique_ptr<std::FILE, Close> file_;
  std::filesystem::path place_;
  std::filesystem::path temporary_;  ///< empty for what cannot be replaced: a pipe, a device
};

}  // namespace evident::app
