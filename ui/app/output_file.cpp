// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/output_file.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <unistd.h>

namespace evident::app {
namespace {

namespace fs = std::filesystem;

Failure cannot_write(const fs::path& path, std::string_view why) {
  return fail(Code::io, fmt::format("cannot write {}: {}", path.string(), why),
              "check the folder, and the space on its disk");
}

}  // namespace

Result<OutputFile> OutputFile::create(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error))
    return fail(Code::invalid_argument, fmt::format("{} is a folder", path.string()), "name a file in it");
  // Through a symbolic link we replace what it points at, not the link.
  fs::path place = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
  const bool replaceable = !fs::exists(place, error) || fs::is_regular_file(place, error);
  if (!replaceable) {
    std::FILE* file = std::fopen(place.c_str(), "wb");
    if (file == nullptr) return cannot_write(place, std::strerror(errno));
    return OutputFile(file, std::move(place), {});
  }
  fs::path temporary = place;
  temporary += fmt::format(".{}.new", getpid());
  // 'x': never through a file that somebody else put there.
  std::FILE* file = std::fopen(temporary.c_str(), "wbx");
  if (file == nullptr) return cannot_write(place, std::strerror(errno));
  if (fs::exists(place, error)) fs::permissions(temporary, fs::status(place, error).permissions(), error);
  return OutputFile(file, std::move(place), std::move(temporary));
}

OutputFile::~OutputFile() {
  if (!file_) return;
  file_.reset();
  std::error_code error;
  if (!temporary_.empty()) fs::remove(temporary_, error);
}

Failure OutputFile::failure(int error_number) const { return cannot_write(place_, std::strerror(error_number)); }

Result<void> OutputFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return failure(errno);
  return {};
}

Result<void> OutputFile::commit() {
  if (std::fflush(file_.get()) != 0) return failure(errno);
  if (temporary_.empty()) {
    if (std::fclose(file_.release()) != 0) return failure(errno);
    return {};
  }
  // A rename may reach the disk before the data does, and a power cut would then leave an empty file.
  if (fsync(fileno(file_.get())) != 0) return failure(errno);
  std::error_code error;
  fs::rename(temporary_, place_, error);
  if (error) return cannot_write(place_, error.message());
  if (std::fclose(file_.release()) != 0) return failure(errno);
  return {};
}

}  // namespace evident::app
