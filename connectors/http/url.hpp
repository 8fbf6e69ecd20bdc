// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace evident::http {

/// Everything but the unreserved characters of RFC 3986, section 2.3, as %XX of its UTF-8 bytes.
std::string percent_encoded(std::string_view text);
/// %XX taken back; a "%" that no two hexadecimal digits follow stays. "+" stays "+".
std::string percent_decoded(std::string_view text);

/// Names and values of a query string or form, in order; a name may come twice.
using Parameters = std::vector<std::pair<std::string, std::string>>;
/// "a=1&b=2", names and values encoded; for the end of an address and for a POST body alike.
std::string query_string(const Parameters& parameters);

/// Scheme, host and port of an http or https address, lower-cased, the port always written: "https://host:443".
/// Empty where `url` is no such address.
std::string origin_of(std::string_view url);
/// Host of an http or https address, with its port where it is not the scheme's own; for messages.
std::string host_of(std::string_view url);

/// A query string or form ("a=1&b=2") without its secret parameters.
std::string without_secret_parameters(std::string_view query);

}  // namespace evident::http
