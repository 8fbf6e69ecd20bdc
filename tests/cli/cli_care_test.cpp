// SPDX-License-Identifier: GPL-2.0-or-later
// config, check, rebuild, log: looking after a library.
#include <catch2/catch.hpp>

#include "tests/cli/cli_library.hpp"
#include "tests/support/paths.hpp"

using namespace evident::test;
using Strings = std::vector<std::string>;

TEST_CASE("settings are set and read back") {
  const CliLibrary library;
  CHECK(library.run({"config", "set", "contact", "library@example.org"}).status == 0);
  CHECK(library.run({"config", "get", "contact"}).out == "library@example.org\n");
  CHECK(library.json({"config", "get"})["contact"] == "library@example.org");
  CHECK(library.run({"config", "get", "shoesize"}).status == 2);
  CHECK(library.run({"config", "set", "shoesize", "44"}).status == 2);
  const auto file = library.path("config/evident/config.toml");
  CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::all) ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("keys are never printed") {
  CliLibrary library;
  const std::string key = "8f3a-secret-key";
  const std::string token = "crossref-secret-token";
  CHECK(library.run({"config", "set", "ncbi_api_key", "-"}, key + "\n").status == 0);
  library.set_environment("EVIDENT_CROSSREF_TOKEN", token);
  for (const Strings& command :
       {Strings{"config", "get"}, Strings{"config", "get", "ncbi_api_key"}, Strings{"config", "get", "crossref_token"},
        Strings{"config", "get", "--json"}, Strings{"config", "set", "ncbi_api_key", key}}) {
    const auto result = library.run(command);
    CHECK(result.status == 0);
    CHECK((result.out + result.err).find("secret") == std::string::npos);
  }
  CHECK(library.run({"config", "get", "ncbi_api_key"}).out == "set\n");
  CHECK(library.json({"config", "get"})["crossref_token"] == "set");
  CHECK(library.run({"config", "set", "ncbi_api_key", ""}).status == 0);
  CHECK(library.run({"config", "get", "ncbi_api_key"}).out == "not set\n");
}

TEST_CASE("a sound library is found sound and its counts are told") {
  const CliLibrary library;
  library.fill();
  const auto answer = library.json({"check", "--fingerprint"});
  CHECK(names_of(answer) == Strings{"good", "findings", "records", "publications", "indexed", "fingerprint"});
  CHECK(answer["good"] == true);
  CHECK(answer["records"] == 5);
  CHECK(answer["publications"] == 4);
  CHECK(answer["indexed"] == 4);
  CHECK(answer["fingerprint"].get<std::string>().size() == 64);
  CHECK(library.run({"check"}).status == 0);
  CHECK(library.run({"check", "--fingerprint"}).out == answer["fingerprint"].get<std::string>() + "\n");
}

TEST_CASE("a missing index is found and repaired") {
  const CliLibrary library;
  library.fill();
  std::filesystem::remove_all(library.folder() / "index");
  const auto found = library.run({"check"});
  CHECK(found.status == 1);
  CHECK_THAT(found.err, Catch::Contains("the index cannot be read") && Catch::Contains("--repair"));
  CHECK(library.run({"search", "monitoring"}).status == 1);
  CHECK(library.run({"check", "--repair"}).status == 0);
  CHECK(library.run({"search", "monitoring"}).status == 0);
}

TEST_CASE("a rebuilt library is the same library") {
  const CliLibrary library;
  library.fill();
  REQUIRE(library.run({"reject", "lsmith", "pmid:990900003"}).status == 0);
  const auto before = library.json({"check", "--fingerprint"});
  const auto shown = library.json({"show", "pmid:990900001"});
  const auto rebuilt = library.json({"rebuild"});
  CHECK(rebuilt == Json{{"records", 5}, {"publications", 4}});
  CHECK(library.json({"check", "--fingerprint"}) == before);
  CHECK(library.json({"show", "pmid:990900001"}) == shown);
}

TEST_CASE("the order of import does not show in the fingerprint") {
  const CliLibrary first;
  const CliLibrary second;
  first.fill();
  const std::string pubmed = fixture("cli/pubmed/trial-and-retraction.xml").string();
  const std::string crossref = fixture("cli/crossref/trial-and-preprint.json").string();
  REQUIRE(second.run({"import", crossref, pubmed}).status == 0);
  CHECK(second.json({"check", "--fingerprint"})["fingerprint"] !=
        first.json({"check", "--fingerprint"})["fingerprint"]);
  REQUIRE(second.run({"member", "import", fixture("cli/roster.csv").string()}).status == 0);
  CHECK(second.json({"check", "--fingerprint"})["fingerprint"] ==
        first.json({"check", "--fingerprint"})["fingerprint"]);
}

TEST_CASE("logs that hold nothing say so") {
  const CliLibrary library;
  library.fill();
  CHECK(library.run({"log", "requests"}).out == "The log is empty.\n");
  CHECK(library.json({"log", "harvests"}) == Json{{"runs", Json::array()}});
  CHECK_THAT(library.run({"log", "requests", "--csv"}).out, Catch::StartsWith("at,source,method"));
}
