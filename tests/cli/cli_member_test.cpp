// SPDX-License-Identifier: GPL-2.0-or-later
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/cli/cli_library.hpp"
#include "tests/support/paths.hpp"

using namespace evident::test;
using Strings = std::vector<std::string>;

TEST_CASE("a member is added with every field and listed with it") {
  const CliLibrary library;
  const auto added = library.json({"member",
                                   "add",
                                   "--alias",
                                   "Smith-Jones, Lena",
                                   "--alias",
                                   "Smith, L M",
                                   "lsmith",
                                   "--family",
                                   "Smith",
                                   "--given",
                                   "Lena Mary",
                                   "--orcid",
                                   "0000-0000-1000-011X",
                                   "--email",
                                   "lena@example.org",
                                   "--organisation",
                                   "Northmere (2015-2021)",
                                   "--role",
                                   "CNIO",
                                   "--consent",
                                   "2025-03-14"});
  CHECK(added["outcome"] == "added");
  const Json member = library.json({"member", "list"}).at(0);
  CHECK(names_of(member) ==
        Strings{"key", "family", "given", "aliases", "orcids", "emails", "organisations", "roles", "consent"});
  CHECK(member["aliases"] == Json{"Smith-Jones, Lena", "Smith, L M"});
  CHECK(member["orcids"] == Json::array({"0000-0000-1000-011X"}));
  CHECK(member["organisations"] == Json::array({"Northmere (2015-2021)"}));
  CHECK(member["consent"] == "2025-03-14");
}

TEST_CASE("adding a key again replaces the member and says so") {
  const CliLibrary library;
  REQUIRE(library.run({"member", "add", "lsmith", "--family", "Smith", "--consent", "yes"}).status == 0);
  const auto again = library.run({"member", "add", "lsmith", "--family", "Smythe", "--consent", "yes"});
  CHECK(again.status == 0);
  CHECK(again.out == "Replaced Smythe (lsmith).\n");
  CHECK(library.json({"member", "list"}).size() == 1);
  CHECK(library.json({"member", "list"})[0]["family"] == "Smythe");
}

TEST_CASE("without consent given it is no and that is said") {
  const CliLibrary library;
  const auto result = library.run({"member", "add", "lsmith", "--family", "Smith"});
  CHECK(result.status == 0);
  CHECK_THAT(result.err, Catch::Contains("lsmith has not consented"));
  CHECK(library.json({"member", "list"})[0]["consent"] == "no");
}

TEST_CASE("what cannot be a member is refused with status 2 and nobody is added") {
  const CliLibrary library;
  for (const Strings& wrong :
       {Strings{"a b", "--family", "Smith"}, Strings{"x", "--family", "Smith", "--orcid", "0000-0000-1000-0111"},
        Strings{"x", "--family", "Smith", "--consent", "maybe"},
        Strings{"x", "--family", "Smith", "--email", "nobody"}}) {
    Strings arguments = {"member", "add"};
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    CHECK(library.run(arguments).status == 2);
  }
  CHECK_FALSE(std::filesystem::exists(library.folder()));
}

TEST_CASE("a roster goes in from CSV and comes out the same") {
  const CliLibrary library;
  const auto imported = library.json({"member", "import", fixture("cli/roster.csv").string()});
  CHECK(imported["added"] == 3);
  CHECK(imported["replaced"] == 0);
  const auto listed = library.run({"member", "list", "--csv"});
  std::ofstream(library.path("again.csv")) << listed.out;
  const auto again = library.json({"member", "import", library.path("again.csv").string()});
  CHECK(again["replaced"] == 3);
  CHECK(library.run({"member", "list", "--csv"}).out == listed.out);
}

TEST_CASE("a roster's bad rows are named and its good ones kept") {
  const CliLibrary library;
  std::ofstream(library.path("roster.csv")) << "key,family,orcids\ngood,Good,\nbad,Bad,1234\n";
  const auto result = library.run({"member", "import", library.path("roster.csv").string()});
  CHECK(result.status == 3);
  CHECK_THAT(result.err, Catch::Contains("line 3"));
  CHECK(library.json({"member", "list"}).size() == 1);
}

TEST_CASE("a roster without a good row is a failure") {
  const CliLibrary library;
  std::ofstream(library.path("roster.csv")) << "key,family,orcids\nbad,Bad,1234\n";
  CHECK(library.run({"member", "import", library.path("roster.csv").string()}).status == 1);
  std::ofstream(library.path("roster.csv")) << "key,family,shoesize\na,A,44\n";
  const auto unknown = library.run({"member", "import", library.path("roster.csv").string()});
  CHECK(unknown.status == 1);
  CHECK_THAT(unknown.err, Catch::Contains("shoesize"));
}

TEST_CASE("a roster is read from standard input") {
  const CliLibrary library;
  CHECK(library.run({"member", "import", "-"}, "key,family,consent\na,Ames,yes\n").status == 0);
  CHECK(library.json({"member", "list"})[0]["key"] == "a");
}
