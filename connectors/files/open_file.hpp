// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "indexer/model/byte_source.hpp"

namespace evident::files {

/// How far a compressed file may swell before we take it for a decompression bomb. Baseline files of PubMed grow about
/// tenfold and the most repetitive JSON we know about fiftyfold, while gzip reaches 1,032 to 1 and zstd far more.
struct SwellLimits {
  std::uint64_t ratio = 200;               ///< bytes out for each byte in, from 1
  std::uint64_t free_bytes = 64ULL << 20;  ///< bytes out before the ratio counts at all
};

/// A file's bytes, decompressed where its first bytes say gzip (concatenated members too) or zstd, whatever its name.
/// "-" is standard input. Memory does not grow with the file. What is truncated or damaged is read as far as it goes,
/// then read() fails: io where the disk fails, malformed where the compression is broken, too_large past the limits.
Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path, SwellLimits limits = {});

/// The file itself, not decompressed.
Result<std::unique_ptr<ByteSource>> open_raw_bytes(const std::filesystem::path& path);

std::unique_ptr<ByteSource> bytes_in_memory(std::string bytes);

/// `first`, then what `rest` still holds: for bytes that were read to look at.
std::unique_ptr<ByteSource> put_back(std::string first, std::unique_ptr<ByteSource> rest);

/// `source`, decompressed where its first bytes say so.
Result<std::unique_ptr<ByteSource>> decompressed(std::unique_ptr<ByteSource> source, SwellLimits limits = {});

/// Text as UTF-8: a byte order mark is dropped, and UTF-16 that begins with one is converted. Bytes without a mark pass
/// unchanged.
Result<std::unique_ptr<ByteSource>> as_utf8(std::unique_ptr<ByteSource> source);

/// Up to `size` bytes from the front; fewer only at the end. An error after some bytes is kept back: the next read()
/// will meet it again.
Result<std::string> read_front(ByteSource& source, std::size_t size);

/// Everything, up to `limit` bytes; too_large past it.
Result<std::string> read_all(ByteSource& source, std::size_t limit);

}  // namespace evident::files
