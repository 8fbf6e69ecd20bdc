// SPDX-License-Identifier: GPL-2.0-or-later
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/cli/cli_library.hpp"
#include "tests/support/paths.hpp"

using namespace evident::test;
using Strings = std::vector<std::string>;

TEST_CASE("an import accounts for each file") {
  const CliLibrary library;
  const auto answer = library.json(
      {"import", fixture("cli/pubmed/trial-and-retraction.xml").string(), fixture("cli/references.ris").string()});
  REQUIRE(answer["runs"].size() == 2);
  const Json& run = answer["runs"][0];
  CHECK(names_of(run) == Strings{"file", "member", "topic", "source", "announced", "received", "new", "revised",
                                 "unchanged", "deleted", "refused", "missing", "complete", "error"});
  CHECK(run["source"] == "pubmed");
  CHECK(run["received"] == 3);
  CHECK(run["new"] == 3);
  CHECK(run["complete"] == true);
  CHECK(run["member"].is_null());
  CHECK(run["error"].is_null());
  CHECK(answer["runs"][1]["source"] == "references");
}

TEST_CASE("a file that is imported again changes nothing") {
  const CliLibrary library;
  library.fill();
  const auto again = library.json({"import", fixture("cli/pubmed/trial-and-retraction.xml").string()});
  CHECK(again["runs"][0]["new"] == 0);
  CHECK(again["runs"][0]["unchanged"] == 3);
}

TEST_CASE("the source is what the user calls it") {
  const CliLibrary library;
  CHECK(library.json({"import", fixture("cli/references.ris").string(), "--source",
                      "safety-list"})["runs"][0]["source"] == "safety-list");
  CHECK(library.json({"show", "1"})["sources"][0] == Json{{"source", "safety-list"}, {"id", "north-2019"}});
}

TEST_CASE("standard input is a file called a dash") {
  const CliLibrary library;
  const auto result = library.run({"import", "-", "--json"}, read_file(fixture("cli/references.ris")));
  CHECK(result.status == 0);
  const Json run = Json::parse(result.out)["runs"][0];
  CHECK(run["file"] == "-");
  CHECK(run["received"] == 1);
}

TEST_CASE("a file that breaks off is kept as far as it goes and told with status 3") {
  const CliLibrary library;
  const auto result = library.run({"import", fixture("cli/truncated.xml").string()});
  CHECK(result.status == 3);
  CHECK_THAT(result.out, Catch::Contains("1 record (1 new"));
  CHECK_THAT(result.err, Catch::StartsWith("evident: "));
  CHECK(library.run({"show", "pmid:990900001"}).status == 0);
}

TEST_CASE("nothing that can be read is a failure in text and JSON") {
  const CliLibrary library;
  std::ofstream(library.path("notes.txt")) << "dear diary\n";
  const auto text = library.run({"import", library.path("notes.txt").string()});
  CHECK(text.status == 1);
  CHECK_THAT(text.err, Catch::Contains("notes.txt"));
  const auto json = library.run({"import", library.path("notes.txt").string(), "--json"});
  CHECK(json.status == 1);
  const Json answer = Json::parse(json.out);
  CHECK(answer["runs"][0]["complete"] == false);
  CHECK(answer["error"]["code"] == "unsupported");
  CHECK(library.run({"import", library.path("absent.xml").string()}).status == 1);
}

TEST_CASE("one bad file among good ones is done in part") {
  const CliLibrary library;
  std::ofstream(library.path("notes.txt")) << "dear diary\n";
  CHECK(library.run({"import", library.path("notes.txt").string(), fixture("cli/references.ris").string()}).status ==
        3);
  CHECK(library.run({"search", "register"}).status == 0);
}

TEST_CASE("quiet leaves answers and takes remarks away") {
  const CliLibrary library;
  const auto result = library.run({"--quiet", "member", "import", fixture("cli/roster.csv").string()});
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  CHECK_FALSE(result.out.empty());
}
