// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "ui/app/library_reader.hpp"

namespace evident::app {

/// Readers of one library for background jobs: each job borrows one for itself, so that none is shared between threads
/// and a search as you type does not open database and index anew for each letter.
class ReaderPool {
 public:
  explicit ReaderPool(std::filesystem::path library) : library_(std::move(library)) {}

  /// A reader for the time of a job. It goes back to the pool by itself.
  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<LibraryReader> reader) : pool_(&pool), reader_(std::move(reader)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (reader_) pool_->give_back(std::move(reader_));
    }
    LibraryReader* operator->() { return reader_.get(); }
    LibraryReader& operator*() { return *reader_; }

   private:
    ReaderPool* pool_;
    std::unique_ptr<LibraryReader> reader_;
  };

  /// Sees the newest commit. From any thread; may wait for the disk.
  Result<Lease> borrow();
  const std::filesystem::path& library() const { return library_; }

 private:
  void give_back(std::unique_ptr<LibraryReader> reader);
  const std::filesystem::path library_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<LibraryReader>> idle_;
};

}  // namespace evident::app
