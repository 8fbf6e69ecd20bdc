// SPDX-License-Identifier: GPL-2.0-or-later
// attributions, accept, reject, undecide, undo.
#include <catch2/catch.hpp>

#include "tests/cli/cli_library.hpp"

using namespace evident::test;
using Strings = std::vector<std::string>;

namespace {

Json attribution(const CliLibrary& library, const std::string& member, const std::string& pmid) {
  for (const Json& one : library.json_lines({"attributions", "--member", member}))
    for (const Json& source : one["sources"])
      if (source["source"] == "pubmed" && source["id"] == pmid) return one;
  return {};
}

}  // namespace

TEST_CASE("attributions are one object a line with their grounds") {
  const CliLibrary library;
  library.fill();
  const Json one = attribution(library, "lsmith", "990900001");
  REQUIRE(one.is_object());
  CHECK(names_of(one) == Strings{"member", "publication", "sources", "status", "by", "score", "grounds"});
  CHECK(one["status"] == "accepted");
  CHECK(one["by"] == "rule");
  CHECK(one["score"].get<double>() > 0.9);
  CHECK(one["score"].get<double>() <= 1);
  REQUIRE_FALSE(one["grounds"].empty());
  CHECK(names_of(one["grounds"][0]) == Strings{"kind", "says", "weight"});
}

TEST_CASE("attributions are narrowed by member and status") {
  const CliLibrary library;
  library.fill();
  for (const Json& one : library.json_lines({"attributions", "--member", "okafor"})) CHECK(one["member"] == "okafor");
  const auto accepted = library.json_lines({"attributions", "--status", "accepted"});
  REQUIRE_FALSE(accepted.empty());
  for (const Json& one : accepted) CHECK(one["status"] == "accepted");
  CHECK(library.run({"attributions", "--member", "nobody"}).status == 1);
  CHECK(library.run({"attributions", "--status", "perhaps"}).status == 2);
  CHECK(library.run({"attributions", "--member", "quiet"}).out == "No attributions.\n");
}

TEST_CASE("a person's word settles an attribution and undo takes it back") {
  const CliLibrary library;
  library.fill();
  const Json before = attribution(library, "lsmith", "990900003");
  REQUIRE(before["by"] == "rule");
  for (const auto& [verdict, status] :
       {std::pair("accept", "accepted"), std::pair("reject", "rejected"), std::pair("undecide", "undecided")}) {
    CHECK(library.run({verdict, "lsmith", "pmid:990900003"}).status == 0);
    const Json after = attribution(library, "lsmith", "990900003");
    CHECK(after["status"] == status);
    CHECK(after["by"] == "person");
  }
  const Json undone = library.json({"undo"});
  CHECK(names_of(undone["undone"]) == Strings{"member", "status", "sources", "at", "who"});
  CHECK(undone["undone"]["member"] == "lsmith");
  CHECK(undone["undone"]["status"] == "undecided");
  CHECK(attribution(library, "lsmith", "990900003")["status"] == "rejected");
  CHECK(library.run({"undo"}).status == 0);
  CHECK(library.run({"undo"}).status == 0);
  CHECK(attribution(library, "lsmith", "990900003") == before);
  CHECK(library.run({"undo"}).out == "There is no decision to take back.\n");
  CHECK(library.json({"undo"})["undone"].is_null());
}

TEST_CASE("an accepted publication is found as the member's") {
  const CliLibrary library;
  library.fill();
  CHECK(library.json({"search", "member:lsmith"})["total"] == 1);
  REQUIRE(library.run({"accept", "lsmith", "pmid:990900003"}).status == 0);
  CHECK(library.json({"search", "member:lsmith"})["total"] == 2);
}

TEST_CASE("many decisions come from standard input and each bad line is named") {
  const CliLibrary library;
  library.fill();
  const auto result =
      library.run({"reject", "--json"}, "lsmith\tpmid:990900003\nnobody\tpmid:990900003\nlsmith\tpmid:1\nno tab\n\n");
  CHECK(result.status == 3);
  const Json answer = Json::parse(result.out);
  REQUIRE(answer["decided"].size() == 1);
  CHECK(answer["decided"][0]["member"] == "lsmith");
  CHECK(answer["decided"][0]["status"] == "rejected");
  REQUIRE(answer["refused"].size() == 3);
  CHECK(answer["refused"][0]["id"] == "line 2");
  CHECK(library.run({"reject"}, "nobody\tpmid:990900003\n").status == 1);
}

TEST_CASE("a decision needs a member and a publication") {
  const CliLibrary library;
  library.fill();
  CHECK(library.run({"accept", "lsmith"}).status == 2);
  CHECK(library.run({"accept", "nobody", "pmid:990900003"}).status == 1);
  CHECK(library.run({"accept", "lsmith", "pmid:1"}).status == 1);
}
