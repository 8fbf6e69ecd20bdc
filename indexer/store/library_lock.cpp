// SPDX-License-Identifier: GPL-2.0-or-later
// The one place that locks files; a port to another platform replaces it.
#include "indexer/store/library_lock.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace evident::store {
namespace {

// flock() cannot time out, so a waiter looks again at this pace.
constexpr std::chrono::milliseconds kPace{100};

std::string holder(int file) {
  std::array<char, 200> text{};
  const auto size = pread(file, text.data(), text.size() - 1, 0);
  if (size <= 0) return "another process";
  return std::string(text.data(), static_cast<std::size_t>(size));
}

}  // namespace

Result<LibraryLock> LibraryLock::acquire(const std::filesystem::path& library, const std::string& job,
                                         std::chrono::seconds wait, std::stop_token stop) {
  const auto path = library / "write.lock";
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0)
    return fail(Code::io, fmt::format("cannot write to the library {}: {}", library.string(), std::strerror(errno)),
                "check that the folder exists and that you may write to it");
  LibraryLock lock(file);
  const auto until = std::chrono::steady_clock::now() + wait;
  while (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR)
      return fail(Code::io, fmt::format("cannot lock the library {}: {}", library.string(), std::strerror(errno)),
                  "a network share may not support locks; keep the library on a local disk");
    if (stop.stop_requested()) return fail(Code::cancelled, "stopped while waiting for the library");
    if (std::chrono::steady_clock::now() >= until)
      return fail(Code::locked, fmt::format("the library is being written to by {}", holder(file)),
                  "wait for it to end, or use --wait SECONDS");
    std::this_thread::sleep_for(kPace);
  }
  const std::string note = fmt::format("{} (process {})", job, getpid());
  if (ftruncate(file, 0) != 0 || pwrite(file, note.data(), note.size(), 0) < 0) {
    // The note only words a message for others; the lock itself is held.
  }
  return lock;
}

LibraryLock& LibraryLock::operator=(LibraryLock&& other) noexcept {
  if (this != &other) {
    if (file_ >= 0) close(file_);
    file_ = std::exchange(other.file_, -1);
  }
  return *this;
}

LibraryLock::~LibraryLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace evident::store
