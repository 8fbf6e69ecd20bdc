// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "connectors/http/curl_client.hpp"
#include "connectors/http/url.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/source_server/source_server.hpp"

namespace evident::test::source {

using Pairs = http::Parameters;
using Ids = std::vector<std::string>;

/// A running server over our fixtures, and a client for it.
struct SourceServerSetting {
  explicit SourceServerSetting(ServerOptions options = {.today = 20240110}) : server(std::move(options)) {
    server.load_pubmed(fixture("source_server/pubmed"));
    server.load_crossref(fixture("source_server/crossref"));
    REQUIRE(server.start());
  }

  http::Response get(const std::string& address) {
    auto response = client.send({.url = address}, {});
    if (!response) FAIL(response.error().message);
    return std::move(*response);
  }
  http::Response eutils(const std::string& program, const Pairs& parameters) {
    return get(server.eutils_address() + program + ".fcgi?" + http::query_string(parameters));
  }
  nlohmann::json esearch(Pairs parameters) {
    parameters.emplace_back("db", "pubmed");
    parameters.emplace_back("retmode", "json");
    return nlohmann::json::parse(eutils("esearch", parameters).body).at("esearchresult");
  }
  std::vector<std::string> found(const std::string& term) { return esearch({{"term", term}}).at("idlist"); }
  http::Response crossref(const std::string& path, const Pairs& parameters = {}) {
    return get(server.crossref_address() + path + (parameters.empty() ? "" : "?" + http::query_string(parameters)));
  }
  nlohmann::json works(const Pairs& parameters) {
    return nlohmann::json::parse(crossref("/works", parameters).body).at("message");
  }
  std::vector<std::string> dois(const Pairs& parameters) {
    std::vector<std::string> out;
    const auto message = works(parameters);
    for (const auto& item : message.at("items")) out.push_back(item.at("DOI"));
    return out;
  }

  SourceServer server;
  http::CurlClient client{{.proxy = ""}};
};

/// How often a piece of text stands in another.
inline std::size_t count(const std::string& text, const std::string& piece) {
  std::size_t n = 0;
  for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++n;
  return n;
}

}  // namespace evident::test::source
