// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/http_client.hpp"

namespace evident::http {

struct CurlOptions {
  std::string user_agent = "Evident";
  std::chrono::seconds connect_timeout{20};
  std::chrono::seconds stall_timeout{60};   ///< without a single byte; efetch of 500 records was seen to think for 30
  std::chrono::seconds total_timeout{600};  ///< all redirects together; 0: none
  /// PEM file or hashed folder of certificate authorities. Empty: CURL_CA_BUNDLE, SSL_CERT_FILE and SSL_CERT_DIR, as
  /// the curl program reads them, then the system's.
  std::string ca_file = {};
  std::string ca_directory = {};
  /// Absent: http_proxy, https_proxy, all_proxy and no_proxy; empty: no proxy at all.
  std::optional<std::string> proxy = std::nullopt;
  unsigned max_redirects = 5;
};

/// HTTP/1.1 and, over TLS, HTTP/2 through libcurl. Certificates are always verified; only http and https are spoken;
/// gzip and deflate are accepted; connections are kept for the next request. A redirect to another scheme, host or port
/// goes there without secret headers, secret parameters and user information; one from https to http is refused.
/// Thread-safe: each request in flight has a connection of its own.
class CurlClient final : public Client {
 public:
  explicit CurlClient(CurlOptions options = {});
  ~CurlClient() override;
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  Result<Response> send(const Request& request, std::stop_token stop) override;

 private:
  class Transfer;
  std::unique_ptr<Transfer> take_idle();
  void put_back(std::unique_ptr<Transfer> transfer);

  CurlOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Transfer>> idle_;
};

}  // namespace evident::http
