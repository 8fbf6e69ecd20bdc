// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/answer.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/http/url.hpp"

namespace evident::test::source {
namespace {

std::string form_decoded(std::string_view text) {
  std::string blanks(text);
  std::replace(blanks.begin(), blanks.end(), '+', ' ');
  return http::percent_decoded(blanks);
}

}  // namespace

Parameters Parameters::parse(std::string_view encoded) {
  Parameters out;
  while (!encoded.empty()) {
    const auto end = encoded.find('&');
    const std::string_view pair = encoded.substr(0, end);
    encoded = end == std::string_view::npos ? std::string_view() : encoded.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    out.pairs_.emplace_back(form_decoded(pair.substr(0, equals)), form_decoded(value));
  }
  return out;
}

void Parameters::set(const std::string& name, std::string value) {
  std::erase_if(pairs_, [&](const auto& pair) { return pair.first == name; });
  pairs_.emplace_back(name, std::move(value));
}

std::optional<std::string> Parameters::find(std::string_view name) const {
  const auto found = std::find_if(pairs_.begin(), pairs_.end(), [&](const auto& pair) { return pair.first == name; });
  return found == pairs_.end() ? std::nullopt : std::optional(found->second);
}

std::string Parameters::get(std::string_view name, std::string_view otherwise) const {
  return find(name).value_or(std::string(otherwise));
}

std::size_t Parameters::number(std::string_view name, std::size_t otherwise) const {
  const std::string text = get(name);
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return !text.empty() && error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

}  // namespace evident::test::source
