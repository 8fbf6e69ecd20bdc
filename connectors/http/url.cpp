// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/http/url.hpp"

#include <cstddef>
#include <optional>

#include "connectors/http/http_client.hpp"
#include "indexer/model/text.hpp"

namespace evident::http {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

struct Authority {
  std::string scheme;
  std::string host;  ///< with brackets, where it is an IPv6 address
  std::string port;  ///< always written
  bool default_port = false;
};

std::optional<Authority> authority_of(std::string_view url) {
  Authority result;
  const auto scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  result.scheme = ascii_lower(url.substr(0, scheme_end));
  if (result.scheme != "http" && result.scheme != "https") return std::nullopt;
  std::string_view rest = url.substr(scheme_end + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest.remove_prefix(at + 1);
  const auto bracket = rest.rfind(']');
  const auto colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  result.host = ascii_lower(rest.substr(0, colon));
  if (colon != std::string_view::npos) result.port = std::string(rest.substr(colon + 1));
  if (result.host.empty()) return std::nullopt;
  const std::string usual = result.scheme == "https" ? "443" : "80";
  result.default_port = result.port.empty() || result.port == usual;
  if (result.port.empty()) result.port = usual;
  return result;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const auto high = hex_digit(text[i + 1]);
      const auto low = hex_digit(text[i + 2]);
      if (high && low) {
        out += static_cast<char>(*high * 16 + *low);
        i += 2;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

std::string query_string(const Parameters& parameters) {
  std::string out;
  for (const auto& [name, value] : parameters) {
    if (!out.empty()) out += '&';
    out += percent_encoded(name) + '=' + percent_encoded(value);
  }
  return out;
}

std::string origin_of(std::string_view url) {
  const auto authority = authority_of(url);
  return authority ? authority->scheme + "://" + authority->host + ':' + authority->port : std::string();
}

std::string host_of(std::string_view url) {
  const auto authority = authority_of(url);
  if (!authority) return {};
  return authority->default_port ? authority->host : authority->host + ':' + authority->port;
}

std::string without_secret_parameters(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const auto end = query.find('&');
    const std::string_view parameter = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    if (is_secret_parameter(parameter.substr(0, parameter.find('=')))) continue;
    if (!out.empty()) out += '&';
    out += parameter;
  }
  return out;
}

}  // namespace evident::http
