// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/cli/cli_library.hpp"

#include <ctime>
#include <regex>
#include <sstream>

#include <catch2/catch.hpp>

#include "tests/support/paths.hpp"

namespace evident::test {
namespace {

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

}  // namespace

CliLibrary::CliLibrary()
    : environment_{{"HOME", home_.path().string()},
                   {"XDG_CONFIG_HOME", (home_ / "config").string()},
                   {"XDG_DATA_HOME", (home_ / "data").string()},
                   {"TMPDIR", home_.path().string()},
                   {"EVIDENT_ASSETS", asset("").string()},
                   // Port 9 discards: whoever asks a source by mistake is refused at once.
                   {"EVIDENT_PUBMED_URL", "http://127.0.0.1:9/"},
                   {"EVIDENT_CROSSREF_URL", "http://127.0.0.1:9/"},
                   {"TZ", "UTC"},
                   {"TERM", "xterm"}} {}

ProgramResult CliLibrary::run(std::vector<std::string> arguments, std::string input, Answers answers) const {
  arguments.insert(arguments.begin(), {"--library", folder().string()});
  return run_program(EVIDENT_PROGRAM, {std::move(arguments), std::move(input), environment_, answers});
}

Json CliLibrary::json(std::vector<std::string> arguments) const {
  arguments.emplace_back("--json");
  const auto result = run(std::move(arguments));
  INFO(result.out << result.err);
  const Json answer = Json::parse(result.out, nullptr, false);
  REQUIRE_FALSE(answer.is_discarded());
  return answer;
}

std::vector<Json> CliLibrary::json_lines(std::vector<std::string> arguments) const {
  arguments.emplace_back("--json");
  std::istringstream lines(run(std::move(arguments)).out);
  std::vector<Json> all;
  for (std::string line; std::getline(lines, line);) {
    all.push_back(Json::parse(line, nullptr, false));
    INFO(line);
    REQUIRE_FALSE(all.back().is_discarded());
  }
  return all;
}

void CliLibrary::fill() const {
  REQUIRE(run({"member", "import", fixture("cli/roster.csv").string()}).status == 0);
  REQUIRE(run({"import", fixture("cli/pubmed/trial-and-retraction.xml").string(),
               fixture("cli/crossref/trial-and-preprint.json").string()})
              .status == 0);
}

std::string normalised(std::string text, const CliLibrary& library) {
  replace_all(text, library.path("").string(), "HOME/");
  replace_all(text, fixture("").string(), "FIXTURES/");
  replace_all(text, asset("").string(), "ASSETS/");
  text = std::regex_replace(text, std::regex("In this library since: [0-9A-Za-z ]+"), "In this library since: DAY");
  text = std::regex_replace(text, std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z"), "MOMENT");
  text = std::regex_replace(text, std::regex("\"took_ms\":[0-9.]+"), "\"took_ms\":0");
  return text;
}

std::vector<std::string> names_of(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

}  // namespace evident::test
