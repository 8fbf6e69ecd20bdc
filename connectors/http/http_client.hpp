// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/model/result.hpp"

namespace evident::http {

enum class Method { get, post };

struct Header {
  std::string name;
  std::string value;
  bool secret = false;  ///< never logged, never sent to another host than the one the request names
};

struct Request {
  Method method = Method::get;
  std::string url;        ///< http or https
  std::string body = {};  ///< of a POST, application/x-www-form-urlencoded
  std::vector<Header> headers = {};
  std::uint64_t size_limit_bytes = 256ull
                                   << 20;  ///< of the decoded body; past it the transfer ends with Code::too_large
};

struct Response {
  int status = 0;                    ///< 100 to 599
  std::vector<Header> headers = {};  ///< names in lower case
  std::string body = {};             ///< decoded (gzip)
  std::string url = {};              ///< after redirects
  std::chrono::milliseconds took{0};
  /// The first header of that lower-case name; empty where there is none.
  std::string_view header(std::string_view name) const;
};

/// Asks one web server one thing. A Response of any status is a value; an Error means that no whole answer arrived:
/// Code::network (asking again may help), too_large, cancelled, and, where asking again will not help, refused (the
/// certificate does not verify, a redirect that must not be followed), invalid_argument (an address or header that
/// cannot be sent), io (a certificate file of ours). Messages never hold keys or e-mail addresses.
class Client {
 public:
  virtual ~Client() = default;
  /// May be called from several threads at once. Returns soon, with Code::cancelled, once `stop` is requested.
  virtual Result<Response> send(const Request& request, std::stop_token stop) = 0;
};

/// Whether a parameter of that name carries what only its own host may see: api_key, email, mailto, tool-private,
/// token. The name may be percent-encoded and in any case.
bool is_secret_parameter(std::string_view name);

/// `url` for logs and messages: the values of api_key, email, mailto, tool-private and token parameters are replaced by
/// "***", and user information is dropped.
std::string redacted(std::string_view url);

}  // namespace evident::http
