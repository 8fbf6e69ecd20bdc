// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>

#include "connectors/files/open_file.hpp"

namespace evident::files {

/// What a gzip file holds, all its members one after another (RFC 1952, section 2.2).
Result<std::unique_ptr<ByteSource>> gunzipped(std::unique_ptr<ByteSource> source, SwellLimits limits);

/// What a zstd file holds, all its frames one after another (RFC 8878, section 3). Frames that ask for a window over
/// 128 MiB, the library's own default, are refused.
Result<std::unique_ptr<ByteSource>> unzstded(std::unique_ptr<ByteSource> source, SwellLimits limits);

}  // namespace evident::files
