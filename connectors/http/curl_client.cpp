// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/http/curl_client.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

#include "connectors/http/url.hpp"
#include "indexer/model/text.hpp"

namespace evident::http {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

/// All headers of one answer; no honest server comes near it. Older versions of libcurl limit only single lines, newer
/// ones everything to 300 KB, with a message that names no reason.
constexpr std::size_t header_limit_bytes = std::size_t{256} << 10;

struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiCleanup {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct UrlCleanup {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using HeaderList = std::unique_ptr<curl_slist, ListCleanup>;

/// `given`, or where it is empty the environment variable, or nothing.
std::string first_of(std::string given, const char* variable) {
  const char* value = std::getenv(variable);
  return given.empty() && value != nullptr ? value : given;
}

bool has_line_break(std::string_view text) { return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos; }

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// `location` as seen from `base`, without user information or fragment. Empty where the two make no address.
std::string resolved(const std::string& base, const std::string& location) {
  const std::unique_ptr<CURLU, UrlCleanup> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK ||
      curl_url_set(url.get(), CURLUPART_URL, location.c_str(), CURLU_URLENCODE) != CURLUE_OK) {
    return {};
  }
  for (const CURLUPart part : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT}) {
    curl_url_set(url.get(), part, nullptr, 0);
  }
  char* text = nullptr;
  if (curl_url_get(url.get(), CURLUPART_URL, &text, 0) != CURLUE_OK) return {};
  std::string result(text);
  curl_free(text);
  return result;
}

/// The next request of a chain of redirects. RFC 9110, section 15.4: 307 and 308 repeat the request as it was, the
/// others make a GET of a POST.
Request redirected(Request request, std::string target, int status) {
  const bool same_origin = origin_of(target) == origin_of(request.url);
  request.url = std::move(target);
  if (status != 307 && status != 308) {
    request.method = Method::get;
    request.body.clear();
  }
  if (same_origin) return request;
  std::erase_if(request.headers, [](const Header& header) { return header.secret; });
  request.body = without_secret_parameters(request.body);
  if (const auto query = request.url.find('?'); query != std::string::npos) {
    const std::string kept = without_secret_parameters(std::string_view(request.url).substr(query + 1));
    request.url.resize(query);
    if (!kept.empty()) request.url += '?' + kept;
  }
  return request;
}

Result<void> check(const Request& request) {
  if (origin_of(request.url).empty() || has_line_break(request.url)) {
    return fail(Code::invalid_argument, "not an http or https address: " + redacted(request.url));
  }
  for (const Header& header : request.headers) {
    if (has_line_break(header.name) || has_line_break(header.value)) {
      return fail(Code::invalid_argument, "the header " + valid_utf8(header.name) + " holds a line break");
    }
  }
  return {};
}

constexpr std::string_view network_hint = "Check the network connection and the proxy settings, then try again.";

}  // namespace

/// One request at a time over connections of its own, which stay open for the next.
class CurlClient::Transfer {
 public:
  Transfer() : multi_(curl_multi_init()), easy_(curl_easy_init()) {}
  bool usable() const { return multi_ && easy_; }

  /// One hop; redirects are answers here.
  Result<Response> run(const Request& request, const CurlOptions& options, SteadyTime deadline, std::stop_token stop);

 private:
  HeaderList prepare(const Request& request, const CurlOptions& options, SteadyTime deadline);
  CURLcode perform(std::stop_token stop);
  Error explain(CURLcode code, const Request& request, const CurlOptions& options) const;
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);

  std::unique_ptr<CURLM, MultiCleanup> multi_;
  std::unique_ptr<CURL, EasyCleanup> easy_;  // goes before the multi handle, which owns the connections
  std::array<char, CURL_ERROR_SIZE> detail_{};
  Response response_;
  std::uint64_t size_limit_ = 0;
  std::size_t header_bytes_ = 0;
  std::optional<std::uint64_t> limit_passed_;  ///< the limit that ended the transfer
};

std::size_t CurlClient::Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::size_t bytes = size * count;
  if (bytes > transfer.size_limit_ - transfer.response_.body.size()) {
    transfer.limit_passed_ = transfer.size_limit_;
    return CURL_WRITEFUNC_ERROR;
  }
  transfer.response_.body.append(data, bytes);
  return bytes;
}

std::size_t CurlClient::Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string_view line(data, size * count);
  transfer.header_bytes_ += line.size();
  if (transfer.header_bytes_ > header_limit_bytes) {
    transfer.limit_passed_ = header_limit_bytes;
    return CURL_WRITEFUNC_ERROR;
  }
  if (line.starts_with("HTTP/")) {
    transfer.response_.headers.clear();  // of an interim answer (100, 103) or of a proxy
  } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    transfer.response_.headers.push_back(
        {.name = ascii_lower(trimmed(line.substr(0, colon))), .value = std::string(trimmed(line.substr(colon + 1)))});
  }
  return line.size();
}

HeaderList CurlClient::Transfer::prepare(const Request& request, const CurlOptions& options, SteadyTime deadline) {
  CURL* easy = easy_.get();
  curl_easy_reset(easy);  // keeps the connections
  const auto set = [easy](CURLoption option, auto value) { curl_easy_setopt(easy, option, value); };
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_QUICK_EXIT, 1L);  // or stopping waits for a name to be resolved
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  set(CURLOPT_USERAGENT, options.user_agent.c_str());
  set(CURLOPT_FOLLOWLOCATION, 0L);  // we follow ourselves: libcurl would send our headers along
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
  if (!options.ca_directory.empty()) set(CURLOPT_CAPATH, options.ca_directory.c_str());
  if (options.proxy) set(CURLOPT_PROXY, options.proxy->c_str());
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::chrono::milliseconds(options.connect_timeout).count()));
  set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stall_timeout.count()));
  if (options.total_timeout.count() > 0) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(left.count(), std::int64_t{1})));
  }
  set(CURLOPT_ERRORBUFFER, detail_.data());
  set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(this));

  curl_slist* list = nullptr;
  if (request.method == Method::post) {
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
    list = curl_slist_append(list, "Expect:");  // a body of ids is not worth asking for leave to send it
  }
  for (const Header& header : request.headers) {
    list = curl_slist_append(list, (header.name + ": " + header.value).c_str());
  }
  set(CURLOPT_HTTPHEADER, list);
  return HeaderList(list);
}

CURLcode CurlClient::Transfer::perform(std::stop_token stop) {
  const std::stop_callback wake(stop, [multi = multi_.get()] { curl_multi_wakeup(multi); });
  int running = 1;
  while (!stop.stop_requested()) {
    if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) return CURLE_FAILED_INIT;
    int waiting = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &waiting)) {
      if (message->msg == CURLMSG_DONE) return message->data.result;
    }
    if (curl_multi_poll(multi_.get(), nullptr, 0, 1000, nullptr) != CURLM_OK) return CURLE_FAILED_INIT;
  }
  return CURLE_ABORTED_BY_CALLBACK;
}

Result<Response> CurlClient::Transfer::run(const Request& request, const CurlOptions& options, SteadyTime deadline,
                                           std::stop_token stop) {
  response_ = {};
  size_limit_ = request.size_limit_bytes;
  header_bytes_ = 0;
  limit_passed_.reset();
  detail_[0] = '\0';
  const HeaderList headers = prepare(request, options, deadline);
  if (curl_multi_add_handle(multi_.get(), easy_.get()) != CURLM_OK) {
    return fail(Code::internal, "libcurl did not take the request");
  }
  const CURLcode code = perform(stop);
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  auto result = code == CURLE_OK ? Result<Response>(std::move(response_)) : fail(explain(code, request, options));
  curl_multi_remove_handle(multi_.get(), easy_.get());
  curl_easy_reset(easy_.get());  // it must not keep pointers to this request
  if (result) result->status = static_cast<int>(status);
  return result;
}

Error CurlClient::Transfer::explain(CURLcode code, const Request& request, const CurlOptions& options) const {
  const std::string host = host_of(request.url);
  const std::string hint(network_hint);
  const auto network = [&](const std::string& what) { return Error{Code::network, host + what, hint}; };
  const std::string_view detail = detail_.data();
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK: return {Code::cancelled, "stopped while waiting for " + host};
    case CURLE_WRITE_ERROR:
      if (limit_passed_) {
        return {Code::too_large, fmt::format("{} sent more than {} bytes", host, *limit_passed_),
                "Ask for fewer records at once."};
      }
      return {Code::internal, fmt::format("{}: {}", host, curl_easy_strerror(code))};
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT: return {Code::invalid_argument, "not an http or https address: " + redacted(request.url)};
    case CURLE_COULDNT_RESOLVE_HOST: return network(": no such host is known");
    case CURLE_COULDNT_RESOLVE_PROXY: return network(" cannot be reached: the proxy's name is not known");
    case CURLE_COULDNT_CONNECT: return network(" could not be reached: no connection");
    case CURLE_OPERATION_TIMEDOUT: {
      curl_off_t connected = 0;
      curl_easy_getinfo(easy_.get(), CURLINFO_CONNECT_TIME_T, &connected);
      if (detail.starts_with("Operation too slow")) {
        return network(fmt::format(" sent nothing for {} s", options.stall_timeout.count()));
      }
      if (connected == 0)
        return network(fmt::format(" did not take the connection within {} s", options.connect_timeout.count()));
      return network(fmt::format(" was not done within {} s", options.total_timeout.count()));
    }
    case CURLE_PEER_FAILED_VERIFICATION:
      return {Code::refused, fmt::format("the certificate of {} does not verify: {}", host, detail),
              "If your network inspects encrypted traffic, give its certificate authority in the settings."};
    case CURLE_SSL_CONNECT_ERROR: return network(fmt::format(" and we could not set up encryption: {}", detail));
    case CURLE_SSL_CACERT_BADFILE:
      return {Code::io, "the file of certificate authorities cannot be read: " + options.ca_file,
              "Correct the path in the settings."};
    case CURLE_GOT_NOTHING: return network(" closed the connection without an answer");
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return network(fmt::format(" broke off its answer after {} bytes", response_.body.size()));
    case CURLE_SEND_ERROR: return network(" closed the connection before the request was sent");
    case CURLE_BAD_CONTENT_ENCODING: return network(" sent an answer whose compression is damaged");
    default:  // some hundred others, most of them about protocols we do not speak
      return network(fmt::format(": {}", curl_easy_strerror(code)));
  }
}

CurlClient::CurlClient(CurlOptions options) : options_(std::move(options)) {
  [[maybe_unused]] static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  options_.ca_file = first_of(first_of(options_.ca_file, "CURL_CA_BUNDLE"), "SSL_CERT_FILE");
  options_.ca_directory = first_of(options_.ca_directory, "SSL_CERT_DIR");
}

CurlClient::~CurlClient() = default;

std::unique_ptr<CurlClient::Transfer> CurlClient::take_idle() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto transfer = std::move(idle_.back());  // the last one used, whose connection is the most likely to be alive
      idle_.pop_back();
      return transfer;
    }
  }
  return std::make_unique<Transfer>();
}

void CurlClient::put_back(std::unique_ptr<Transfer> transfer) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(transfer));
}

Result<Response> CurlClient::send(const Request& request, std::stop_token stop) {
  auto transfer = take_idle();
  if (!transfer->usable()) return fail(Code::internal, "libcurl could not be started");
  const SteadyTime start = std::chrono::steady_clock::now();
  Request hop = request;
  for (unsigned redirects = 0;; ++redirects) {
    if (const auto usable = check(hop); !usable) return fail(usable.error());
    auto response = transfer->run(hop, options_, start + options_.total_timeout, stop);
    const std::string location = response ? std::string(response->header("location")) : std::string();
    if (!response || !is_redirect(response->status) || location.empty()) {
      put_back(std::move(transfer));
      if (!response) return fail(response.error());
      response->url = hop.url;
      response->took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
      return response;
    }
    const std::string host = host_of(hop.url);
    if (redirects >= options_.max_redirects) {
      return fail(Code::refused, fmt::format("{} redirects more than {} times", host, options_.max_redirects));
    }
    std::string target = resolved(hop.url, location);
    if (origin_of(target).empty()) return fail(Code::refused, host + " redirects to what is no web address");
    if (origin_of(hop.url).starts_with("https:") && !origin_of(target).starts_with("https:")) {
      return fail(Code::refused, host + " redirects from https to http, which is not followed");
    }
    hop = redirected(std::move(hop), std::move(target), response->status);
  }
}

}  // namespace evident::http
