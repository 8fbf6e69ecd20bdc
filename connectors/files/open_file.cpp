// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/open_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "connectors/files/decompress.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

class FileBytes : public ByteSource {
 public:
  FileBytes(std::FILE* file, std::string name) : file_(file), name_(std::move(name)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    errno = 0;
    const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file_.get());
    if (got == 0 && std::ferror(file_.get()) != 0)
      return fail(Code::io, fmt::format("cannot read {}: {}", name_, reason(errno)), "check the file and its disk");
    return got;
  }

 private:
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::string name_;
};

class MemoryBytes : public ByteSource {
 public:
  explicit MemoryBytes(std::string bytes) : bytes_(std::move(bytes)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t count = std::min(buffer.size(), bytes_.size() - at_);
    std::memcpy(buffer.data(), bytes_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

/// Bytes already read, then an error that was met while reading them or the rest of the source.
class PutBack : public ByteSource {
 public:
  PutBack(std::string first, std::unique_ptr<ByteSource> rest) : first_(std::move(first)), rest_(std::move(rest)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    if (at_ == first_.size()) return rest_->read(buffer);
    const std::size_t count = std::min(buffer.size(), first_.size() - at_);
    std::memcpy(buffer.data(), first_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string first_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

enum class ByteOrder { little, big };

/// UTF-16 as UTF-8; half a surrogate pair becomes U+FFFD.
class FromUtf16 : public ByteSource {
 public:
  FromUtf16(std::unique_ptr<ByteSource> source, ByteOrder order) : source_(std::move(source)), order_(order) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    while (at_ == ready_.size()) {
      ready_.clear();
      at_ = 0;
      std::array<char, 32768> raw{};
      const auto got = source_->read(raw);
      if (!got) return fail(got.error());
      if (*got == 0) {
        if (odd_byte_ || high_ != 0) append_utf8(ready_, U'\uFFFD');
        odd_byte_.reset();
        high_ = 0;
        if (ready_.empty()) return 0;
        break;
      }
      for (const char byte : std::span(raw).first(*got)) take(static_cast<unsigned char>(byte));
    }
    const std::size_t count = std::min(buffer.size(), ready_.size() - at_);
    std::memcpy(buffer.data(), ready_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  void take(unsigned char byte) {
    if (!odd_byte_) {
      odd_byte_ = byte;
      return;
    }
    const unsigned first = *odd_byte_, second = byte;
    odd_byte_.reset();
    const char32_t unit = order_ == ByteOrder::little ? first | second << 8 : first << 8 | second;
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (high_ != 0) {
      const char32_t high = std::exchange(high_, 0);
      if (low) return append_utf8(ready_, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
      append_utf8(ready_, U'\uFFFD');
    }
    if (unit >= 0xD800 && unit < 0xDC00)
      high_ = unit;
    else
      append_utf8(ready_, low ? U'\uFFFD' : unit);
  }

  std::unique_ptr<ByteSource> source_;
  ByteOrder order_;
  std::optional<unsigned char> odd_byte_;
  char32_t high_ = 0;
  std::string ready_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_raw_bytes(const std::filesystem::path& path) {
  if (path == "-") return std::make_unique<FileBytes>(stdin, "standard input");
  std::error_code ignored;  // a path that cannot be looked at fails at fopen, with the better reason
  if (std::filesystem::is_directory(path, ignored))
    return fail(Code::invalid_argument, fmt::format("{} is a folder", path.string()), "name a file inside it");
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    const int error = errno;
    return fail(error == ENOENT ? Code::not_found : Code::io,
                fmt::format("cannot open {}: {}", path.string(), reason(error)),
                error == ENOENT ? "check the name" : "check the file's permissions");
  }
  return std::make_unique<FileBytes>(file, path.string());
}

std::unique_ptr<ByteSource> bytes_in_memory(std::string bytes) {
  return std::make_unique<MemoryBytes>(std::move(bytes));
}

std::unique_ptr<ByteSource> put_back(std::string first, std::unique_ptr<ByteSource> rest) {
  return std::make_unique<PutBack>(std::move(first), std::move(rest));
}

Result<std::string> read_front(ByteSource& source, std::size_t size) {
  std::string front(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    const auto got = source.read(std::span(front).subspan(have));
    if (!got) {
      if (have == 0) return fail(got.error());
      break;
    }
    if (*got == 0) break;
    have += *got;
  }
  front.resize(have);
  return front;
}

Result<std::string> read_all(ByteSource& source, std::size_t limit) {
  std::string all;
  std::array<char, 65536> buffer{};
  while (true) {
    const auto got = source.read(buffer);
    if (!got) return fail(got.error());
    if (*got == 0) return all;
    if (all.size() + *got > limit)
      return fail(Code::too_large, fmt::format("the input is larger than {} bytes", limit));
    all.append(buffer.data(), *got);
  }
}

Result<std::unique_ptr<ByteSource>> decompressed(std::unique_ptr<ByteSource> source, SwellLimits limits) {
  auto front = read_front(*source, 4);
  if (!front) return fail(front.error());
  const bool gzip = front->starts_with("\x1f\x8b");
  const bool zstd = *front == "\x28\xb5\x2f\xfd";
  source = put_back(std::move(*front), std::move(source));
  if (gzip) return gunzipped(std::move(source), limits);
  if (zstd) return unzstded(std::move(source), limits);
  return source;
}

Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path, SwellLimits limits) {
  auto raw = open_raw_bytes(path);
  if (!raw) return raw;
  return decompressed(std::move(*raw), limits);
}

Result<std::unique_ptr<ByteSource>> as_utf8(std::unique_ptr<ByteSource> source) {
  auto front = read_front(*source, 3);
  if (!front) return fail(front.error());
  if (*front == "\xef\xbb\xbf") return source;
  if (front->starts_with("\xff\xfe") || front->starts_with("\xfe\xff")) {
    const ByteOrder order = front->starts_with("\xff") ? ByteOrder::little : ByteOrder::big;
    return std::make_unique<FromUtf16>(put_back(front->substr(2), std::move(source)), order);
  }
  return put_back(std::move(*front), std::move(source));
}

}  // namespace evident::files
