// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/reader_pool.hpp"

namespace evident::app {

Result<ReaderPool::Lease> ReaderPool::borrow() {
  std::unique_ptr<LibraryReader> reader;
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      reader = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (reader) {
    if (auto fresh = reader->refresh(); fresh) return Lease(*this, std::move(reader));
    // A reader whose index was replaced under it is of no use any more; a new one is.
  }
  auto opened = LibraryReader::open(library_);
  if (!opened) return fail(opened.error());
  return Lease(*this, std::move(*opened));
}

void ReaderPool::give_back(std::unique_ptr<LibraryReader> reader) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(reader));
}

}  // namespace evident::app
