// SPDX-License-Identifier: GPL-2.0-or-later
#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "connectors/http/curl_client.hpp"
#include "connectors/http/url.hpp"
#include "tests/support/local_server.hpp"

using namespace evident;
using namespace evident::http;
using namespace std::chrono_literals;
using test::LocalServer;
using test::RawServer;

namespace {

CurlOptions direct() { return {.user_agent = "Evident/test", .proxy = ""}; }

std::string with_length(std::string_view body, std::size_t claimed, std::string_view more = {}) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(claimed) + "\r\n" + std::string(more) + "\r\n" +
         std::string(body);
}

std::string compressed(std::string_view text) {
  std::string out;
  httplib::detail::gzip_compressor compressor;
  compressor.compress(text.data(), text.size(), true, [&](const char* data, std::size_t size) {
    out.append(data, size);
    return true;
  });
  return out;
}

}  // namespace

TEST_CASE("A request goes out with our name and headers and its answer comes back whole") {
  LocalServer local;
  httplib::Request seen;
  local.server.Get("/works", [&](const httplib::Request& request, httplib::Response& response) {
    seen = request;
    response.set_header("X-Api-Pool", "polite-array");
    response.set_content("{}", "application/json");
  });
  local.run();
  CurlClient client(direct());
  const auto response =
      client.send({.url = local.url("/works?query=a%20b&rows=2"), .headers = {{"Accept", "application/json"}}}, {});
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(response->body == "{}");
  CHECK(response->header("x-api-pool") == "polite-array");
  CHECK(response->url == local.url("/works?query=a%20b&rows=2"));
  CHECK(seen.get_header_value("User-Agent") == "Evident/test");
  CHECK(seen.get_header_value("Accept") == "application/json");
  CHECK(seen.get_param_value("query") == "a b");
}

TEST_CASE("A POST carries its form") {
  LocalServer local;
  std::string form, type;
  local.server.Post("/efetch", [&](const httplib::Request& request, httplib::Response& response,
                                   const httplib::ContentReader& content) {
    content([&](const char* data, std::size_t size) {
      form.append(data, size);
      return true;
    });
    type = request.get_header_value("Content-Type");
    response.set_content("ok", "text/plain");
  });
  local.run();
  CurlClient client(direct());
  const std::string ids = "id=" + std::string(20000, '1');
  REQUIRE(client.send({.method = Method::post, .url = local.url("/efetch"), .body = ids}, {}));
  CHECK((form == ids));
  CHECK(type == "application/x-www-form-urlencoded");
}

TEST_CASE("Compressed answers are asked for and unpacked") {
  LocalServer local;
  std::string accepted;
  const std::string text(100000, 'x');
  local.server.Get("/", [&](const httplib::Request& request, httplib::Response& response) {
    accepted = request.get_header_value("Accept-Encoding");
    response.set_content(text, "application/json");
  });
  local.run();
  CurlClient client(direct());
  const auto response = client.send({.url = local.url("/")}, {});
  REQUIRE(response);
  CHECK(accepted == "gzip, deflate");
  CHECK(response->header("content-encoding") == "gzip");
  CHECK(response->body == text);
}

TEST_CASE("One connection serves request after request and also after a status of 500") {
  LocalServer local;
  std::set<int> ports;
  local.server.Get("/", [&](const httplib::Request& request, httplib::Response& response) {
    ports.insert(request.remote_port);
    response.status = ports.empty() ? 500 : 200;
    response.set_content("ok", "text/plain");
  });
  local.run();
  CurlClient client(direct());
  for (int i = 0; i < 12; ++i) REQUIRE(client.send({.url = local.url("/")}, {}));
  CHECK(ports.size() == 1);
}

TEST_CASE("Any status is an answer with or without a body") {
  LocalServer local;
  local.server.Get("/404", [](const httplib::Request&, httplib::Response& response) {
    response.status = 404;
    response.set_content("Resource not found.", "text/plain");
  });
  local.server.Get("/204", [](const httplib::Request&, httplib::Response& response) { response.status = 204; });
  local.server.Get("/empty", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("", "application/json");
  });
  local.server.Get("/301", [](const httplib::Request&, httplib::Response& response) { response.status = 301; });
  local.run();
  CurlClient client(direct());
  const auto missing = client.send({.url = local.url("/404")}, {});
  REQUIRE(missing);
  CHECK(missing->status == 404);
  CHECK(missing->body == "Resource not found.");
  for (const auto& [path, status] : {std::pair{"/204", 204}, {"/empty", 200}, {"/301", 301}}) {
    const auto response = client.send({.url = local.url(path)}, {});
    REQUIRE(response);
    CHECK(response->status == status);
    CHECK(response->body.empty());
  }
}

TEST_CASE("No secret header or parameter or form field follows a redirect to another port") {
  LocalServer other;
  std::vector<httplib::Request> seen;
  const auto note = [&](const httplib::Request& request, httplib::Response& response) {
    seen.push_back(request);
    response.set_content("elsewhere", "text/plain");
  };
  other.server.Get("/landed", note);
  other.server.Post("/landed", note);
  other.run();
  LocalServer local;
  const auto away = [&](int status) {
    return [&, status](const httplib::Request& request, httplib::Response& response) {
      response.set_redirect(other.url("/landed?db=pubmed&api_key=" + request.get_param_value("api_key") + "&email=e"),
                            status);
    };
  };
  local.server.Get("/301", away(301));
  local.server.Post("/302", away(302));
  local.server.Post("/307", away(307));
  local.run();
  CurlClient client(direct());
  const std::vector<Header> headers = {{"Crossref-Plus-API-Token", "Bearer s3cret", true}, {"Accept", "text/plain"}};
  const auto got = client.send({.url = local.url("/301?api_key=s3cret"), .headers = headers}, {});
  REQUIRE(got);
  CHECK(got->body == "elsewhere");
  CHECK(got->url == other.url("/landed?db=pubmed"));
  const std::string form = "id=1&api_key=s3cret";
  REQUIRE(client.send({.method = Method::post, .url = local.url("/302"), .body = form, .headers = headers}, {}));
  REQUIRE(client.send({.method = Method::post, .url = local.url("/307"), .body = form, .headers = headers}, {}));
  REQUIRE(seen.size() == 3);
  for (const auto& request : seen) {
    CHECK_FALSE(request.has_header("Crossref-Plus-API-Token"));
    CHECK(request.get_header_value("Accept") == "text/plain");
    CHECK_FALSE(request.has_param("api_key"));
    CHECK_FALSE(request.has_param("email"));
    CHECK(request.get_param_value("db") == "pubmed");
    CHECK(request.target.find("s3cret") == std::string::npos);
    CHECK(request.body.find("s3cret") == std::string::npos);
  }
  CHECK(seen[1].method == "GET");
  CHECK(seen[2].method == "POST");
  CHECK(seen[2].get_param_value("id") == "1");
}

TEST_CASE("A redirect on the same host keeps the key it needs") {
  LocalServer local;
  httplib::Request seen;
  local.server.Get("/old", [&](const httplib::Request&, httplib::Response& response) {
    response.set_redirect("new?api_key=k", 302);
  });
  local.server.Get("/new", [&](const httplib::Request& request, httplib::Response&) { seen = request; });
  local.run();
  CurlClient client(direct());
  const auto response = client.send({.url = local.url("/old"), .headers = {{"X-Token", "t", true}}}, {});
  REQUIRE(response);
  CHECK(response->url == local.url("/new?api_key=k"));
  CHECK(seen.get_header_value("X-Token") == "t");
  CHECK(seen.get_param_value("api_key") == "k");
}

TEST_CASE("Redirects to other schemes and without end are refused") {
  LocalServer local;
  local.server.Get("/file", [](const httplib::Request&, httplib::Response& response) {
    response.set_redirect("file:///etc/passwd");
  });
  local.server.Get(
      "/ftp", [](const httplib::Request&, httplib::Response& response) { response.set_redirect("ftp://127.0.0.1/x"); });
  local.server.Get("/loop",
                   [](const httplib::Request&, httplib::Response& response) { response.set_redirect("/loop"); });
  local.run();
  CurlClient client(direct());
  for (const char* path : {"/file", "/ftp", "/loop"}) {
    const auto response = client.send({.url = local.url(path)}, {});
    REQUIRE_FALSE(response);
    CHECK(response.error().code == Code::refused);
    CHECK(response.error().message.find("127.0.0.1") != std::string::npos);
  }
}

TEST_CASE("Only http and https addresses and headers of one line are sent") {
  CurlClient client(direct());
  for (const char* url :
       {"file:///etc/passwd", "ftp://127.0.0.1/", "127.0.0.1", "", "http://", "http://127.0.0.1/\r\nX: y"}) {
    const auto response = client.send({.url = url}, {});
    REQUIRE_FALSE(response);
    CHECK(response.error().code == Code::invalid_argument);
  }
  const auto response = client.send({.url = "http://127.0.0.1:1/", .headers = {{"X-A", "b\r\nX-C: d"}}}, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::invalid_argument);
}

TEST_CASE("A body ends the transfer as soon as it is larger than allowed once unpacked") {
  LocalServer local;
  std::atomic<std::size_t> sent = 0;
  local.server.Get("/endless", [&](const httplib::Request&, httplib::Response& response) {
    response.set_chunked_content_provider("text/plain",
                                          [&, block = std::string(10000, 'x')](std::size_t, httplib::DataSink& sink) {
                                            ++sent;
                                            return sink.write(block.data(), block.size());
                                          });
  });
  local.server.Get("/bomb", [](const httplib::Request&, httplib::Response& response) {
    response.set_content(std::string(3000000, 'x'), "text/plain");
  });
  local.server.Get("/exact", [](const httplib::Request&, httplib::Response& response) {
    response.set_content(std::string(50000, 'x'), "application/octet-stream");
  });
  local.run();
  CurlClient client(direct());
  for (const char* path : {"/endless", "/bomb"}) {
    const auto response = client.send({.url = local.url(path), .size_limit_bytes = 50000}, {});
    REQUIRE_FALSE(response);
    CHECK(response.error().code == Code::too_large);
    CHECK(response.error().message.find("50000") != std::string::npos);
  }
  const auto exact = client.send({.url = local.url("/exact"), .size_limit_bytes = 50000}, {});
  REQUIRE(exact);
  CHECK(exact->body.size() == 50000);
}

TEST_CASE("A stalled body is left at once when somebody asks to stop") {
  LocalServer local;
  std::stop_source stop;
  local.server.Get("/", [&](const httplib::Request&, httplib::Response& response) {
    response.set_content_provider(1000, "text/plain", [&](std::size_t offset, std::size_t, httplib::DataSink& sink) {
      if (offset == 0) return sink.write("first", 5);
      stop.request_stop();
      local.stopping().wait();
      return false;
    });
  });
  local.run();
  CurlClient client(direct());
  const auto response = client.send({.url = local.url("/")}, stop.get_token());
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::cancelled);
}

TEST_CASE("A request that is cancelled before it starts is not sent") {
  LocalServer local;
  std::atomic<int> requests = 0;
  local.server.Get("/", [&](const httplib::Request&, httplib::Response&) { ++requests; });
  local.run();
  CurlClient client(direct());
  std::stop_source stop;
  stop.request_stop();
  const auto response = client.send({.url = local.url("/")}, stop.get_token());
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::cancelled);
  CHECK(requests == 0);
}

TEST_CASE("A server that goes silent is given up after the time allowed") {
  LocalServer local;
  local.server.Get("/", [&](const httplib::Request&, httplib::Response&) { local.stopping().wait(); });
  local.run();
  CurlOptions options = direct();
  options.stall_timeout = 1s;
  const auto stalled = CurlClient(options).send({.url = local.url("/")}, {});
  REQUIRE_FALSE(stalled);
  CHECK(stalled.error().code == Code::network);
  CHECK(stalled.error().message == host_of(local.url("/")) + " sent nothing for 1 s");
  options.stall_timeout = 60s;
  options.total_timeout = 1s;
  const auto late = CurlClient(options).send({.url = local.url("/")}, {});
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Code::network);
  CHECK(late.error().message == host_of(local.url("/")) + " was not done within 1 s");
}

TEST_CASE("An answer that breaks off is an error and never a short body") {
  const std::string zipped = compressed(std::string(5000, 'x') + "the end");
  struct Row {
    std::string reply;
    const char* what;
  };
  const Row rows[] = {
      {"", "closed the connection without an answer"},
      {with_length("only this", 100), "broke off its answer after 9 bytes"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "broke off its answer after 5 bytes"},
      {with_length(zipped.substr(0, zipped.size() / 2), zipped.size(), "Content-Encoding: gzip\r\n"), "broke off"},
      {with_length("no gzip at all", 14, "Content-Encoding: gzip\r\n"), "compression is damaged"},
  };
  for (const Row& row : rows) {
    RawServer server(row.reply);
    const auto response = CurlClient(direct()).send({.url = server.url()}, {});
    CAPTURE(row.what);
    REQUIRE_FALSE(response);
    CHECK(response.error().code == Code::network);
    CHECK(response.error().message.find(row.what) != std::string::npos);
    CHECK(response.error().message.starts_with("127.0.0.1:"));
  }
}

TEST_CASE("A port where nobody listens and a name that nobody has are network errors that name the host") {
  int port = 0;
  {
    LocalServer gone;
    port = std::stoi(gone.url("").substr(std::string("http://127.0.0.1:").size()));
    gone.run();
  }
  const std::string host = "127.0.0.1:" + std::to_string(port);
  const auto refused = CurlClient(direct()).send({.url = "http://" + host + "/?api_key=s3cret"}, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::network);
  CHECK(refused.error().message == host + " could not be reached: no connection");
  CHECK_FALSE(refused.error().hint.empty());
}

TEST_CASE("Headers without end are refused") {
  std::string reply = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 30; ++i) reply += "X-Long: " + std::string(60000, 'x') + "\r\n";
  RawServer server(reply + "Content-Length: 0\r\n\r\n");
  const auto response = CurlClient(direct()).send({.url = server.url()}, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Code::too_large);
}

TEST_CASE("Requests from several threads at once do not disturb each other") {
  LocalServer local;
  local.server.Get("/echo", [](const httplib::Request& request, httplib::Response& response) {
    response.set_content(request.get_param_value("n"), "text/plain");
  });
  local.run();
  CurlClient client(direct());
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 3; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 20; ++i) {
          const std::string n = std::to_string(t * 100 + i);
          const auto response = client.send({.url = local.url("/echo?n=" + n)}, {});
          if (response && response->body == n) ++right;
        }
      });
    }
  }
  CHECK(right == 60);
}
