// SPDX-License-Identifier: GPL-2.0-or-later
// Whole sessions as people see them, approved by eye. EVIDENT_ACCEPT=1 writes them anew.
#include <algorithm>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "tests/cli/cli_library.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"

using namespace evident::test;
using Strings = std::vector<std::string>;

namespace {

/// Runs the commands one after the other and writes down what they say.
std::string transcript(const CliLibrary& library, const std::vector<Strings>& session) {
  std::string text;
  for (const Strings& command : session) {
    const auto result = library.run(command);
    text += fmt::format("$ evident {}\n{}", fmt::join(command, " "), result.out);
    if (!result.err.empty()) text += "--- standard error\n" + result.err;
    text += fmt::format("--- status {}\n\n", result.status);
  }
  return normalised(text, library);
}

Strings import_all(const std::filesystem::path& folder) {
  Strings command = {"import"};
  for (const auto& entry : std::filesystem::directory_iterator(folder)) command.push_back(entry.path().string());
  std::sort(command.begin() + 1, command.end());
  return command;
}

}  // namespace

TEST_CASE("a small library from roster to citation reads as approved") {
  const CliLibrary library;
  check_golden("cli/small_library.txt",
               transcript(library, {{"member", "import", fixture("cli/roster.csv").string()},
                                    {"import", fixture("cli/pubmed/trial-and-retraction.xml").string(),
                                     fixture("cli/crossref/trial-and-preprint.json").string()},
                                    {"member", "list"},
                                    {"search", "remote monitoring"},
                                    {"search", "", "--sort", "date", "--limit", "2", "--facets"},
                                    {"search", "is:retracted", "--json"},
                                    {"search", "heart AND (failure"},
                                    {"show", "pmid:990900001", "--explain"},
                                    {"show", "pmid:990900002"},
                                    {"show", "pmid:990900002", "--json"},
                                    {"attributions"},
                                    {"accept", "lsmith", "pmid:990900003"},
                                    {"undo"},
                                    {"export", "--format", "ris", "--query", "remote monitoring"},
                                    {"export", "--format", "bibtex", "--query", "dosing"},
                                    {"check"}}));
}

TEST_CASE("the example library reads as approved") {
  const CliLibrary library;
  check_golden("cli/example_library.txt",
               transcript(library, {{"--quiet", "member", "import", asset("example/roster.csv").string()},
                                    import_all(asset("example/pubmed")),
                                    import_all(asset("example/crossref")),
                                    {"check"},
                                    {"search", "telehealth", "--limit", "5"},
                                    {"search", "author:almansa", "--limit", "3"},
                                    {"search", "is:retracted", "--limit", "10"},
                                    {"show", "pmid:990000660"}}));
}

TEST_CASE("the demonstration shows the example and leaves nothing behind") {
  const CliLibrary library;
  const auto before =
      std::distance(std::filesystem::directory_iterator(library.path("")), std::filesystem::directory_iterator());
  const auto result = library.run({"demo", "--text"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out,
             Catch::Contains("which does not exist") && Catch::Contains("RETRACTED") && Catch::Contains("TY  - "));
  CHECK(std::distance(std::filesystem::directory_iterator(library.path("")), std::filesystem::directory_iterator()) ==
        before);
}

TEST_CASE("the demonstration's library is kept where that is asked for") {
  const CliLibrary library;
  const auto answer = library.json({"demo", "--text", "--keep"});
  REQUIRE(answer["library"].is_string());
  CHECK(library.run({"--library", answer["library"].get<std::string>(), "search", "telehealth"}).status == 0);
  CHECK(answer["publications"].get<int>() > 300);
}
