// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/connections.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <random>

#include <fmt/format.h>

#include "connectors/crossref/crossref_source.hpp"
#include "connectors/http/clock.hpp"
#include "connectors/http/curl_client.hpp"
#include "connectors/http/documented_limits.hpp"
#include "connectors/http/polite_client.hpp"
#include "connectors/pubmed/pubmed_source.hpp"

namespace evident::app {
namespace {

/// Collects what the clients log until somebody writes it down.
class Log {
 public:
  http::RequestLog for_source(std::string_view source) {
    return [this, source = std::string(source)](const http::RequestRecord& record) {
      store::LoggedRequest line;
      line.at = std::chrono::system_clock::to_time_t(record.at);
      line.source = source;
      line.method = record.method == http::Method::get ? "GET" : "POST";
      line.url = record.url;
      line.status = record.status;
      line.bytes = static_cast<std::int64_t>(record.bytes);
      line.milliseconds = record.took.count();
      line.attempt = static_cast<int>(record.attempt);
      line.outcome = record.outcome;
      const std::scoped_lock lock(mutex_);
      lines_.push_back(std::move(line));
    };
  }
  std::vector<store::LoggedRequest> take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(lines_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<store::LoggedRequest> lines_;
};

http::CurlOptions curl_options(const Settings& settings) {
  http::CurlOptions options;
  options.user_agent = "Evident/" EVIDENT_VERSION;
  options.ca_file = settings.ca_file;
  if (!settings.proxy.empty()) options.proxy = settings.proxy;
  return options;
}

pubmed::PubmedOptions pubmed_options(const Settings& settings) {
  pubmed::PubmedOptions options;
  options.base_url = settings.pubmed_url;
  options.api_key = settings.ncbi_api_key;
  options.contact = settings.contact;
  return options;
}

crossref::CrossrefOptions crossref_options(const Settings& settings) {
  crossref::CrossrefOptions options;
  options.base_url = settings.crossref_url;
  options.contact = settings.contact;
  options.plus_token = settings.crossref_token;
  return options;
}

}  // namespace

struct Connections::Parts {
  explicit Parts(const Settings& settings)
      : client(curl_options(settings)),
        ncbi_limiter(clock,
                     http::ncbi_limits(settings.ncbi_api_key.empty() ? http::ApiKey::absent : http::ApiKey::present)),
        crossref_limiter(clock, http::crossref_limits(settings.contact.empty() ? http::CrossrefPool::public_pool
                                                                               : http::CrossrefPool::polite)),
        ncbi(client, ncbi_limiter, clock, std::random_device{}(), log.for_source(kPubmed)),
        crossref_client(client, crossref_limiter, clock, std::random_device{}(), log.for_source(kCrossref)),
        pubmed(ncbi, pubmed_options(settings)),
        crossref(crossref_client, crossref_options(settings)) {}

  Log log;
  http::SystemClock clock;
  http::CurlClient client;
  http::RateLimiter ncbi_limiter;
  http::RateLimiter crossref_limiter;
  http::PoliteClient ncbi;
  http::PoliteClient crossref_client;
  pubmed::PubmedSource pubmed;
  crossref::CrossrefSource crossref;
};

Connections::Connections(const Settings& settings) : parts_(std::make_unique<Parts>(settings)) {}
Connections::~Connections() = default;

Result<std::vector<Source*>> Connections::sources(const std::vector<std::string>& names) {
  const std::vector<Source*> all = {&parts_->pubmed, &parts_->crossref};
  if (names.empty()) return all;
  std::vector<Source*> wanted;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Source* source) { return source->name() == name; });
    if (found == all.end())
      return fail(Code::invalid_argument, fmt::format("there is no source '{}'", name),
                  "the sources are pubmed and crossref");
    wanted.push_back(*found);
  }
  return wanted;
}

std::vector<store::LoggedRequest> Connections::take_log() { return parts_->log.take(); }

}  // namespace evident::app
