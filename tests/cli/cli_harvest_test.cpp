// SPDX-License-Identifier: GPL-2.0-or-later
// harvest, against the local PubMed and Crossref over real HTTP.
#include <catch2/catch.hpp>

#include "tests/cli/cli_library.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/source_server/source_server.hpp"

using namespace evident::test;
using Strings = std::vector<std::string>;

namespace {

/// A library with a roster, whose sources are the local server.
struct Harvested {
  source::SourceServer server;
  CliLibrary library;
  Harvested() {
    server.load_pubmed(fixture("cli/pubmed"));
    server.load_crossref(fixture("cli/crossref"));
    REQUIRE(server.start());
    library.set_environment("EVIDENT_PUBMED_URL", server.eutils_address());
    library.set_environment("EVIDENT_CROSSREF_URL", server.crossref_address() + "/");
    REQUIRE(library.run({"member", "import", fixture("cli/roster.csv").string()}).status == 0);
  }
};

}  // namespace

TEST_CASE("a harvest accounts for every record it was told of") {
  Harvested harvested;
  const auto result = harvested.library.run({"harvest", "--json"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  const Json answer = Json::parse(result.out, nullptr, false);
  REQUIRE(answer.is_object());
  REQUIRE_FALSE(answer["runs"].empty());
  for (const Json& run : answer["runs"]) {
    const auto names = names_of(run);
    REQUIRE(names.size() >= 12);
    CHECK(Strings(names.begin(), names.begin() + 12) == Strings{"member", "topic", "source", "announced", "received",
                                                                "new", "revised", "unchanged", "deleted", "refused",
                                                                "missing", "complete"});
    CHECK(run["complete"] == true);
    CHECK(run["announced"].get<int>() == run["received"].get<int>() + run["passed_over"].get<int>() +
                                             run["not_read"].get<int>() + run["not_read"].get<int>() +
                                             static_cast<int>(run["refused"].size() + run["missing"].size()));
    CHECK(run["member"] != "quiet");
  }
  CHECK(answer["left_out"] == Json::array({"quiet"}));
  CHECK(harvested.library.json({"search", "member:lsmith"})["total"] == 1);
  CHECK(harvested.library.json({"show", "pmid:990900001"})["notices_checked"]["pubmed"].is_string());
}

TEST_CASE("a second harvest brings nothing new and still is done") {
  Harvested harvested;
  REQUIRE(harvested.library.run({"harvest"}).status == 0);
  const auto again = harvested.library.run({"harvest"});
  CHECK(again.status == 0);
  CHECK_THAT(again.out, Catch::Contains("0 new"));
  CHECK_FALSE(harvested.library.json({"log", "requests"})["requests"].empty());
  CHECK_FALSE(harvested.library.json({"log", "harvests"})["runs"].empty());
}

TEST_CASE("a source that cannot be asked is never a source that found nothing") {
  Harvested harvested;
  // A wrong address, because a refusal is told at once while silence is asked again.
  harvested.library.set_environment("EVIDENT_PUBMED_URL", harvested.server.crossref_address() + "/nowhere/");
  const auto text = harvested.library.run({"harvest", "--member", "okafor", "--source", "pubmed"});
  CHECK(text.status == 1);
  CHECK_THAT(text.out, Catch::Contains("1 of 1 question not answered."));
  CHECK_THAT(text.err,
             Catch::Contains("Not answered: pubmed") && Catch::Contains("evident: pubmed could not be asked"));
  const auto json = harvested.library.run({"harvest", "--member", "okafor", "--source", "pubmed", "--json"});
  CHECK(json.status == 1);
  const Json answer = Json::parse(json.out);
  CHECK(answer["error"]["code"] == "network");
  CHECK(answer["runs"][0]["complete"] == false);
  CHECK(answer["runs"][0]["announced"].is_null());
}

TEST_CASE("one source that cannot be asked beside one that can is done in part") {
  Harvested harvested;
  harvested.library.set_environment("EVIDENT_CROSSREF_URL", harvested.server.eutils_address() + "nowhere/");
  const auto result = harvested.library.run({"harvest", "--member", "okafor"});
  CHECK(result.status == 3);
  CHECK_THAT(result.out, Catch::Contains("1 of 2 questions not answered."));
  CHECK(harvested.library.run({"show", "pmid:990900001"}).status == 0);
}

TEST_CASE("only the member and the source named are asked") {
  Harvested harvested;
  const auto answer = harvested.library.json({"harvest", "--member", "okafor", "--source", "crossref"});
  REQUIRE_FALSE(answer["runs"].empty());
  for (const Json& run : answer["runs"]) {
    CHECK(run["member"] == "okafor");
    CHECK(run["source"] == "crossref");
  }
}

TEST_CASE("without a roster and without consent nobody is asked and that is a failure") {
  const CliLibrary empty;
  const auto nobody = empty.run({"harvest"});
  CHECK(nobody.status == 1);
  CHECK_THAT(nobody.err, Catch::Contains("the roster is empty") && Catch::Contains("member add"));
  Harvested harvested;
  harvested.server.clear_journal();
  const auto unwilling = harvested.library.run({"harvest", "--member", "quiet"});
  CHECK(unwilling.status == 1);
  CHECK_THAT(unwilling.err, Catch::Contains("consent"));
  CHECK(harvested.library.run({"harvest", "--member", "nobody"}).status == 1);
  CHECK(harvested.server.journal().empty());
}
