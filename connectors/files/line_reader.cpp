// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/line_reader.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

// 0x80 to 0x9F of Windows-1252, the only part that differs from Latin-1: "cp1252 to Unicode table", unicode.org, 1998.
constexpr std::array<char32_t, 32> kWindows1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      text.remove_prefix(1);
      continue;
    }
    const auto [code, bytes] = decode_utf8(text);
    if (bytes == 1) return false;  // an ASCII byte never gets here, so one byte means malformed
    text.remove_prefix(bytes);
  }
  return true;
}

}  // namespace

std::string utf8_or_windows_1252(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte);
  }
  return out;
}

Result<std::optional<std::string_view>> LineReader::next() {
  current_.clear();
  bool any = false;
  while (true) {
    if (at_ == size_) {
      const auto got = source_->read(buffer_);
      if (!got) return fail(got.error());
      at_ = 0;
      size_ = *got;
      bytes_read_ += size_;
      if (size_ == 0) {
        if (!any) return std::nullopt;
        break;
      }
    }
    if (std::exchange(after_cr_, false) && buffer_[at_] == '\n') {
      ++at_;
      continue;
    }
    any = true;
    const auto from = buffer_.begin() + static_cast<std::ptrdiff_t>(at_);
    const auto to = buffer_.begin() + static_cast<std::ptrdiff_t>(size_);
    const auto end = std::find_if(from, to, [](char c) { return c == '\n' || c == '\r'; });
    current_.append(from, end);
    at_ += static_cast<std::size_t>(end - from);
    if (current_.size() > kLongestLine)
      return fail(Code::too_large, fmt::format("line {} is longer than {} bytes", line_ + 1, kLongestLine));
    if (end != to) {
      after_cr_ = *end == '\r';
      ++at_;
      break;
    }
  }
  ++line_;
  if (!is_utf8(current_)) current_ = utf8_or_windows_1252(current_);
  return current_;
}

}  // namespace evident::files
