// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/xapian_guard.hpp"

#include <fmt/format.h>

namespace evident::index {
namespace {

constexpr std::string_view kRebuildHint = "run 'evident rebuild': the index is made anew from the library";

}  // namespace

Error translated(std::string_view doing, const Xapian::Error& error) {
  const std::string_view type = error.get_type();
  const auto made = [&](Code code, std::string_view hint) {
    std::string what = error.get_msg();
    if (const char* system = error.get_error_string()) what += fmt::format(" ({})", system);
    return Error{code, fmt::format("{}: {}", doing, what), std::string(hint)};
  };
  if (type == "DatabaseLockError")
    return made(Code::locked, "another Evident is writing to this library; wait for it, or give --wait SECONDS");
  if (type == "DatabaseNotFoundError") return made(Code::not_found, kRebuildHint);
  if (type == "DatabaseVersionError") return made(Code::unsupported, kRebuildHint);
  if (type == "DatabaseCorruptError" || type == "DatabaseOpeningError" || type == "SerialisationError")
    return made(Code::corrupt, kRebuildHint);
  if (type == "DatabaseModifiedError") return made(Code::io, "the index is being written to; search again");
  if (type == "NetworkError" || type == "NetworkTimeoutError")
    return made(Code::network, "check that the index server is running and can be reached");
  if (type.starts_with("Database")) return made(Code::io, "check the disk and its free space");
  return made(Code::internal, {});
}

Error cancelled(std::string_view doing) { return Error{Code::cancelled, fmt::format("{}: cancelled", doing)}; }

}  // namespace evident::index
