// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdint>
#include <string_view>

#include "connectors/pubmed/pubmed_reader.hpp"
#include "tests/fuzz/read_all.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  evident::pubmed::PubmedFileReader reader(std::make_unique<evident::pubmed::TextBytes>(text));
  evident::fuzz::read_all(reader);
  return 0;
}
