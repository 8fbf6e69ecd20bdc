// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdint>
#include <string>

#include "connectors/files/open_file.hpp"
#include "connectors/files/record_files.hpp"
#include "tests/fuzz/read_all.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto file = evident::files::open_file(
      evident::files::bytes_in_memory(std::string(reinterpret_cast<const char*>(data), size)), "fuzz", "fuzz");
  if (!file) return 0;
  if (auto* reader = std::get_if<std::unique_ptr<evident::RecordReader>>(&file->content))
    evident::fuzz::read_all(**reader);
  return 0;
}
