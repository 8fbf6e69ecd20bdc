// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "connectors/crossref/work_stream.hpp"
#include "indexer/model/byte_source.hpp"
#include "indexer/model/source.hpp"

namespace evident::crossref {

/// Reads Crossref JSON in every form that WorkStream knows, one work at a time: memory is bounded by the largest work.
/// What is no work is a Refusal that names its DOI, its place in the list or its line. The body of each record is the
/// item's own text; the reader has no clock, so `received_at` is left for the caller to fill in.
class CrossrefFileReader final : public RecordReader {
 public:
  explicit CrossrefFileReader(std::unique_ptr<ByteSource> bytes) : stream_(std::move(bytes)) {}
  explicit CrossrefFileReader(WorkStream stream) : stream_(std::move(stream)) {}

  Result<std::optional<ReadItem>> next() override;
  std::uint64_t bytes_read() const override { return stream_.bytes_read(); }

  /// Of the answer read last; complete once next() has given nothing.
  const Envelope& envelope() const { return stream_.envelope(); }

 private:
  WorkStream stream_;
};

}  // namespace evident::crossref
