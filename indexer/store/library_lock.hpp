// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>

#include "indexer/model/result.hpp"

namespace evident::store {

/// The right to write to one library, across processes. Held for one job, never while waiting for a person; readers do
/// not need it. The operating system lets go of it when a process dies.
class LibraryLock {
 public:
  /// Tries for up to `wait`; after that Code::locked, naming the job and process that hold it. `job` is what others are
  /// told: "harvest", "import".
  static Result<LibraryLock> acquire(const std::filesystem::path& library, const std::string& job,
                                     std::chrono::seconds wait, std::stop_token stop = {});
  LibraryLock(LibraryLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
  LibraryLock& operator=(LibraryLock&& other) noexcept;
  ~LibraryLock();

 private:
  explicit LibraryLock(int file) : file_(file) {}
  int file_;
};

}  // namespace evident::store
