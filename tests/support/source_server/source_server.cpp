// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/source_server.hpp"

#include <atomic>
#include <functional>
#include <future>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

#include <httplib.h>

#include "connectors/http/url.hpp"
#include "tests/support/source_server/crossref_api.hpp"
#include "tests/support/source_server/eutils.hpp"

namespace evident::test::source {
namespace {

constexpr std::string_view eutils_prefix = "/entrez/eutils/";
constexpr std::string_view crossref_prefix = "/crossref";

Day computer_date() {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return static_cast<int>(date.year()) * 10000 + static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
         static_cast<int>(static_cast<unsigned>(date.day()));
}

/// The answer that a mishap gives by itself, whatever was asked; nothing where it spoils the true one.
std::optional<Answer> given_instead(const Misbehaviour& how, const JournalEntry& request, const std::string& query) {
  constexpr const char* over_rate = R"({"error":"API rate limit exceeded","count":"4","limit":"3"})";
  switch (how.what) {
    case Mishap::rate_limited:
      return Answer{.status = 429,
                    .type = "application/json",
                    .body = over_rate,
                    .headers = {{"Retry-After", std::to_string(how.retry_after.count())}}};
    case Mishap::rate_limited_as_200: return Answer{.type = "application/json", .body = over_rate};
    case Mishap::backend_error:
      if (request.parameters.get("retmode") == "json") {
        return Answer{
            .type = "application/json",
            .body = R"({"esearchresult":{"ERROR":"Search Backend failed: Unable to open connection to #PMQuerySrv"}})"};
      }
      return Answer{.type = "text/xml",
                    .body =
                        "<eFetchResult><ERROR>Search Backend failed: Unable to open connection to "
                        "#PMQuerySrv</ERROR></eFetchResult>\n"};
    case Mishap::server_error_html:
      return Answer{.status = 502, .type = "text/html", .body = "<html><body><h1>502 Bad Gateway</h1></body></html>\n"};
    case Mishap::empty_body: return Answer{.type = "text/xml"};
    case Mishap::redirect:
      return Answer{.status = 302, .headers = {{"Location", how.target + (query.empty() ? "" : "?" + query)}}};
    case Mishap::forbidden: return Answer{.status = 403, .type = "text/plain", .body = "Forbidden"};
    case Mishap::cut_body:
    case Mishap::cut_connection:
    case Mishap::stalled_body:
    case Mishap::no_hits:
    case Mishap::fewer_records:
    case Mishap::expired: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

class SourceServer::Implementation {
 public:
  explicit Implementation(ServerOptions given)
      : options(std::move(given)),
        eutils(pubmed, options.today > 0 ? options.today : computer_date(), options.pubmed_cap),
        crossref_api(crossref) {
    eutils.set_api_keys(options.api_keys);
    server.new_task_queue = [] { return new httplib::ThreadPool(16); };  // each kept connection holds a thread
    server.set_keep_alive_max_count(1000000);
    server.set_tcp_nodelay(true);
    server.set_socket_options([](socket_t socket) {  // the library's own would let two servers share a port
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server.Get(".*",
               [this](const httplib::Request& request, httplib::Response& response) { handle(request, {}, response); });
    // With a reader, because forms past 8 KB are refused without one.
    server.Post(".*", [this](const httplib::Request& request, httplib::Response& response,
                             const httplib::ContentReader& content) {
      std::string form;
      content([&](const char* data, std::size_t size) {
        form.append(data, size);
        return true;
      });
      handle(request, form, response);
    });
  }

  void handle(const httplib::Request& request, const std::string& form, httplib::Response& response) {
    const auto query_at = request.target.find('?');
    const std::string query = query_at == std::string::npos ? std::string() : request.target.substr(query_at + 1);
    JournalEntry entry{.at = std::chrono::steady_clock::now(),
                       .method = request.method,
                       .path = http::percent_decoded(request.target.substr(0, query_at)),
                       .parameters = Parameters::parse(query),
                       .user_agent = request.get_header_value("User-Agent"),
                       .at_once = ++in_flight};
    entry.parameters.append(Parameters::parse(form));
    std::optional<Misbehaviour> mishap;
    Answer answer;
    {
      const std::lock_guard lock(mutex);
      mishap = due(entry.path);
      const auto instead = mishap ? given_instead(*mishap, entry, query) : std::nullopt;
      answer = instead ? *instead : true_answer(entry, mishap);
      entry.status = answer.status;
      journal.push_back(std::move(entry));
    }
    deliver(std::move(answer), mishap ? std::optional(mishap->what) : std::nullopt, response);
    --in_flight;
  }

  /// What is to go wrong with this request. Counts it.
  std::optional<Misbehaviour> due(const std::string& path) {
    std::optional<Misbehaviour> found;
    for (std::size_t i = 0; i < behaviour.misbehaviours.size(); ++i) {
      const Misbehaviour& misbehaviour = behaviour.misbehaviours[i];
      if (path.find(misbehaviour.where) == std::string::npos) continue;
      const std::size_t before = seen[i]++;
      if (!found && before >= misbehaviour.after && before - misbehaviour.after < misbehaviour.times)
        found = misbehaviour;
    }
    return found;
  }

  Answer true_answer(const JournalEntry& request, const std::optional<Misbehaviour>& mishap) {
    Distortion distortion;
    if (mishap && mishap->what == Mishap::no_hits) distortion.no_hits = true;
    if (mishap && mishap->what == Mishap::fewer_records) distortion.withheld = 1;
    if (mishap && mishap->what == Mishap::expired) {
      eutils.expire_history();
      crossref_api.expire_cursors();
    }
    const std::string_view path = request.path;
    if (path.starts_with(eutils_prefix)) {
      return eutils.answer(path.substr(eutils_prefix.size()), request.parameters, distortion);
    }
    if (path.starts_with(crossref_prefix)) {
      return crossref_api.answer(path.substr(crossref_prefix.size()), request.parameters, request.user_agent,
                                 distortion);
    }
    return {.status = 404, .body = "There is nothing here."};
  }

  void deliver(Answer answer, std::optional<Mishap> mishap, httplib::Response& response) {
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers) response.set_header(name, value);
    if (mishap == Mishap::cut_body) answer.body.resize(answer.body.size() / 2);
    if (mishap != Mishap::cut_connection && mishap != Mishap::stalled_body) {
      response.set_content(answer.body, answer.type);
      return;
    }
    const std::size_t size = answer.body.size();
    response.set_content_provider(
        size, answer.type,
        [this, body = std::move(answer.body), mishap](std::size_t offset, std::size_t, httplib::DataSink& sink) {
          if (offset == 0) return sink.write(body.data(), body.size() / 2);
          if (mishap == Mishap::stalled_body) stopped.wait();
          return false;
        });
  }

  const ServerOptions options;
  mutable std::mutex mutex;  ///< of all below but the server itself
  PubmedLibrary pubmed;
  CrossrefLibrary crossref;
  Eutils eutils;
  CrossrefApi crossref_api;
  Behaviour behaviour;
  std::vector<std::size_t> seen;  ///< requests counted for each misbehaviour
  std::vector<JournalEntry> journal;

  std::atomic<std::size_t> in_flight = 0;
  std::promise<void> stopping;
  std::shared_future<void> stopped = stopping.get_future().share();
  httplib::Server server;
  int port = 0;
  std::jthread thread;
};

SourceServer::SourceServer(ServerOptions options)
    : implementation_(std::make_unique<Implementation>(std::move(options))) {}

SourceServer::~SourceServer() { stop(); }

void SourceServer::load_pubmed(const std::filesystem::path& folder) {
  const std::lock_guard lock(implementation_->mutex);
  implementation_->pubmed.load(folder);
}

void SourceServer::load_crossref(const std::filesystem::path& folder) {
  const std::lock_guard lock(implementation_->mutex);
  implementation_->crossref.load(folder);
}

Result<void> SourceServer::start() {
  Implementation& self = *implementation_;
  const char* host = "127.0.0.1";
  const int wanted = self.options.port;
  self.port = wanted == 0 ? self.server.bind_to_any_port(host) : (self.server.bind_to_port(host, wanted) ? wanted : -1);
  if (self.port <= 0) return fail(Code::io, "port " + std::to_string(wanted) + " of 127.0.0.1 is taken");
  self.thread = std::jthread([&self] { self.server.listen_after_bind(); });
  while (!self.server.is_running()) std::this_thread::yield();
  return {};
}

void SourceServer::stop() {
  Implementation& self = *implementation_;
  if (!self.thread.joinable()) return;
  self.stopping.set_value();
  self.server.stop();
  self.thread.join();
}

std::string SourceServer::eutils_address() const {
  return "http://127.0.0.1:" + std::to_string(implementation_->port) + std::string(eutils_prefix);
}

std::string SourceServer::crossref_address() const {
  return "http://127.0.0.1:" + std::to_string(implementation_->port) + std::string(crossref_prefix);
}

void SourceServer::behave(Behaviour behaviour) {
  const std::lock_guard lock(implementation_->mutex);
  implementation_->seen.assign(behaviour.misbehaviours.size(), 0);
  implementation_->behaviour = std::move(behaviour);
}

std::vector<JournalEntry> SourceServer::journal() const {
  const std::lock_guard lock(implementation_->mutex);
  return implementation_->journal;
}

void SourceServer::clear_journal() {
  const std::lock_guard lock(implementation_->mutex);
  implementation_->journal.clear();
}

std::size_t SourceServer::pubmed_records() const {
  const std::lock_guard lock(implementation_->mutex);
  return implementation_->pubmed.records().size();
}

std::size_t SourceServer::crossref_works() const {
  const std::lock_guard lock(implementation_->mutex);
  return implementation_->crossref.records().size();
}

std::vector<Skipped> SourceServer::skipped() const {
  const std::lock_guard lock(implementation_->mutex);
  std::vector<Skipped> out = implementation_->pubmed.skipped();
  const auto& more = implementation_->crossref.skipped();
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace evident::test::source
