// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdint>
#include <string>

#include "connectors/crossref/crossref_reader.hpp"
#include "tests/fuzz/read_all.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  evident::crossref::CrossrefFileReader reader(
      evident::crossref::WorkStream(std::string(reinterpret_cast<const char*>(data), size)));
  evident::fuzz::read_all(reader);
  return 0;
}
