// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/http/http_client.hpp"

#include <algorithm>
#include <array>

#include "connectors/http/url.hpp"
#include "indexer/model/text.hpp"

namespace evident::http {

std::string_view Response::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const Header& h) { return h.name == name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

bool is_secret_parameter(std::string_view name) {
  static constexpr std::array<std::string_view, 5> secret = {"api_key", "email", "mailto", "tool-private", "token"};
  const std::string plain = ascii_lower(percent_decoded(name));
  return std::find(secret.begin(), secret.end(), plain) != secret.end();
}

std::string redacted(std::string_view url) {
  std::string out;
  if (const auto scheme_end = url.find("://"); scheme_end != std::string_view::npos) {
    const auto start = scheme_end + 3;
    const auto end = std::min(url.find_first_of("/?#", start), url.size());
    const auto at = url.substr(start, end - start).rfind('@');
    out += url.substr(0, start);
    url.remove_prefix(at == std::string_view::npos ? start : start + at + 1);
  }
  const auto query = std::min(url.find_first_of("?#"), url.size());
  out += url.substr(0, query);
  url.remove_prefix(query);
  while (!url.empty()) {  // at "?", "#", "&" or ";"
    const auto end = std::min(url.find_first_of("&;#", 1), url.size());
    const std::string_view parameter = url.substr(0, end);
    const auto equals = parameter.find('=');
    if (equals != std::string_view::npos && is_secret_parameter(parameter.substr(1, equals - 1))) {
      out += parameter.substr(0, equals + 1);
      out += "***";
    } else {
      out += parameter;
    }
    url.remove_prefix(end);
  }
  return out;
}

}  // namespace evident::http
