// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/source_server/answer.hpp"

namespace evident::test::source {

/// What esearch has to say, before it is XML or JSON.
struct EsearchAnswer {
  std::size_t count = 0;
  std::size_t retmax = 0;
  std::size_t retstart = 0;
  std::vector<std::uint64_t> ids = {};
  std::string web_env = {};  ///< empty: no history was asked for
  std::size_t query_key = 0;
  std::string term = {};
  std::vector<std::string> phrases_not_found = {};
  std::vector<std::string> fields_not_found = {};
  std::vector<std::string> messages = {};
};

enum class Mode { xml, json };

Answer written(const EsearchAnswer& answer, Mode mode);
Answer count_only(std::size_t count, Mode mode);
/// Status 200, as E-utilities reports nearly everything.
Answer esearch_error(const std::string& message, Mode mode);

/// `text` with &, < and > written as XML.
std::string xml_escaped(const std::string& text);

}  // namespace evident::test::source
