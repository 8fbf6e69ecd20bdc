// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/decompress.hpp"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

namespace evident::files {
namespace {

constexpr std::size_t kInputSize = 64 * 1024;

/// What both decompressors share: the input buffer, the guard against swelling, and "data first, error afterwards".
class Decompressor : public ByteSource {
 public:
  Decompressor(std::unique_ptr<ByteSource> source, SwellLimits limits)
      : source_(std::move(source)), limits_(limits), input_(kInputSize) {}

  Result<std::size_t> read(std::span<char> buffer) final {
    if (failed_) return fail(*failed_);
    const auto got = decompress(buffer);
    if (!got) {
      failed_ = got.error();
      return fail(*failed_);
    }
    bytes_out_ += *got;
    if (bytes_out_ > limits_.free_bytes && bytes_out_ / limits_.ratio > bytes_in_) {
      failed_ = Error{Code::too_large,
                      fmt::format("the compressed file swells to more than {} times its size", limits_.ratio),
                      "decompress it yourself if you trust it, and import the result"};
      return fail(*failed_);
    }
    return got;
  }

 protected:
  /// Fills from the front; 0 is the end. May return what it has and fail at the next call.
  virtual Result<std::size_t> decompress(std::span<char> buffer) = 0;

  /// The next stretch of compressed bytes; empty at the end.
  Result<std::span<char>> more_input() {
    const auto got = source_->read(input_);
    if (!got) return fail(got.error());
    bytes_in_ += *got;
    return std::span(input_).first(*got);
  }

 private:
  std::unique_ptr<ByteSource> source_;
  SwellLimits limits_;
  std::vector<char> input_;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
  std::optional<Error> failed_;
};

class Gunzip : public Decompressor {
 public:
  using Decompressor::Decompressor;
  ~Gunzip() override {
    if (open_) inflateEnd(&stream_);
  }

  bool open() {
    open_ = inflateInit2(&stream_, 15 + 16) == Z_OK;  // 15: the largest window; 16: gzip, not zlib, headers
    return open_;
  }

 protected:
  Result<std::size_t> decompress(std::span<char> buffer) override {
    // zlib's input pointer is not const, though it is only read.
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(buffer.size());
    while (stream_.avail_out == buffer.size()) {
      if (stream_.avail_in == 0) {
        const auto input = more_input();
        if (!input) return fail(input.error());
        if (input->empty()) {
          if (between_members_) return 0;
          return fail(Code::malformed, "the gzip file breaks off before its end", "fetch or copy it again");
        }
        stream_.next_in = reinterpret_cast<Bytef*>(input->data());
        stream_.avail_in = static_cast<uInt>(input->size());
      }
      if (between_members_ && *stream_.next_in == 0) {  // tar and tapes pad the last member with zeros
        ++stream_.next_in;
        --stream_.avail_in;
        continue;
      }
      if (std::exchange(between_members_, false)) inflateReset(&stream_);
      const int status = inflate(&stream_, Z_NO_FLUSH);
      if (status == Z_STREAM_END)
        between_members_ = true;
      else if (status != Z_OK && status != Z_BUF_ERROR)
        return fail(
            Code::malformed,
            fmt::format("the gzip file is damaged ({})", stream_.msg == nullptr ? "no reason given" : stream_.msg),
            "fetch or copy it again");
    }
    return buffer.size() - stream_.avail_out;
  }

 private:
  z_stream stream_{};
  bool open_ = false;
  bool between_members_ = false;
};

class Unzstd : public Decompressor {
 public:
  using Decompressor::Decompressor;

  bool open() {
    context_.reset(ZSTD_createDCtx());
    return context_ != nullptr;
  }

 protected:
  Result<std::size_t> decompress(std::span<char> buffer) override {
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    while (out.pos == 0) {
      if (input_.pos == input_.size && !flushing_) {
        const auto more = more_input();
        if (!more) return fail(more.error());
        if (more->empty()) {
          if (between_frames_) return 0;
          return fail(Code::malformed, "the zstd file breaks off before its end", "fetch or copy it again");
        }
        input_ = {more->data(), more->size(), 0};
      }
      const std::size_t status = ZSTD_decompressStream(context_.get(), &out, &input_);
      if (ZSTD_isError(status) != 0)
        return fail(Code::malformed, fmt::format("the zstd file is damaged ({})", ZSTD_getErrorName(status)),
                    "fetch or copy it again");
      between_frames_ = status == 0;
      flushing_ = out.pos == out.size && !between_frames_;  // a full buffer may leave decoded bytes inside the context
    }
    return out.pos;
  }

 private:
  struct FreeContext {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  bool between_frames_ = false;
  bool flushing_ = false;
};

template <class Kind>
Result<std::unique_ptr<ByteSource>> started(std::unique_ptr<ByteSource> source, SwellLimits limits) {
  auto made = std::make_unique<Kind>(std::move(source), limits);
  if (!made->open()) return fail(Code::internal, "the decompression library could not start");
  return made;
}

}  // namespace

Result<std::unique_ptr<ByteSource>> gunzipped(std::unique_ptr<ByteSource> source, SwellLimits limits) {
  return started<Gunzip>(std::move(source), limits);
}

Result<std::unique_ptr<ByteSource>> unzstded(std::unique_ptr<ByteSource> source, SwellLimits limits) {
  return started<Unzstd>(std::move(source), limits);
}

}  // namespace evident::files
