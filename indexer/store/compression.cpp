// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/compression.hpp"

#include <cassert>
#include <memory>

#include <zstd.h>

namespace evident::store {
namespace {

struct FreeCompressor {
  void operator()(ZSTD_CCtx* c) const { ZSTD_freeCCtx(c); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* d) const { ZSTD_freeDCtx(d); }
};

// Contexts cost more to make than a record costs to compress; each thread keeps its own.
ZSTD_CCtx* compressor() {
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context(ZSTD_createCCtx());
  return context.get();
}
ZSTD_DCtx* decompressor() {
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
  return context.get();
}

}  // namespace

std::string compressed(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compressCCtx(compressor(), out.data(), out.size(), bytes.data(), bytes.size(), 3);
  assert(ZSTD_isError(size) == 0);  // only a too small buffer can fail, and the bound rules it out
  out.resize(size);
  return out;
}

Result<std::string> decompressed(std::string_view frame) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
    return fail(Code::corrupt, "a stored record does not decompress",
                "run 'evident check', and restore a backup if it finds damage");
  if (size > kLargestBody) return fail(Code::too_large, "a stored record says it is larger than any record can be");
  std::string out(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompressDCtx(decompressor(), out.data(), out.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0 || got != out.size())
    return fail(Code::corrupt, "a stored record does not decompress",
                "run 'evident check', and restore a backup if it finds damage");
  return out;
}

}  // namespace evident::store
