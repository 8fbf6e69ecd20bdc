// SPDX-License-Identifier: GPL-2.0-or-later
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "tests/cli/cli_library.hpp"
#include "tests/support/paths.hpp"

using namespace evident::test;
using Strings = std::vector<std::string>;

namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t times = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++times;
  return times;
}

std::size_t files_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

}  // namespace

TEST_CASE("without a selector every publication is exported") {
  const CliLibrary library;
  library.fill();
  const auto ris = library.run({"export", "--format", "ris"});
  CHECK(ris.status == 0);
  CHECK(count(ris.out, "TY  - ") == 4);
  CHECK(ris.err == "Exported 4 publications.\n");
  CHECK(library.run({"export", "--format", "ris", "--quiet"}).err.empty());
}

TEST_CASE("every format is written and holds the publications asked for") {
  const CliLibrary library;
  library.fill();
  for (const auto& [format, sign] :
       {std::pair("ris", "TY  - JOUR"), std::pair("bibtex", "@article{"), std::pair("csl-json", "\"type\":"),
        std::pair("csv", "Remote monitoring"), std::pair("jsonl", "\"sources\":")}) {
    const auto result = library.run({"export", "--format", format, "--query", "remote monitoring"});
    INFO(format << ": " << result.out << result.err);
    CHECK(result.status == 0);
    CHECK(result.out.find("10.5555/hjt.2024.0001") != std::string::npos);
    CHECK(result.out.find(sign) != std::string::npos);
    CHECK(result.out.find("portals") == std::string::npos);
  }
}

TEST_CASE("jsonl is one publication a line with its sources") {
  const CliLibrary library;
  library.fill();
  std::istringstream lines(library.run({"export", "--format", "jsonl"}).out);
  std::size_t publications = 0;
  for (std::string line; std::getline(lines, line);) {
    const Json publication = Json::parse(line);
    CHECK(publication["sources"].size() >= 1);
    CHECK(names_of(publication["sources"][0]) == Strings{"source", "id"});
    ++publications;
  }
  CHECK(publications == 4);
}

TEST_CASE("a member's accepted publications are exported") {
  const CliLibrary library;
  library.fill();
  const auto result = library.run({"export", "--format", "ris", "--member", "lsmith"});
  CHECK(result.status == 0);
  CHECK(count(result.out, "TY  - ") == 1);
  CHECK(library.run({"export", "--format", "ris", "--member", "nobody"}).status == 1);
  CHECK(library.run({"export", "--format", "ris", "--member", "quiet"}).status == 4);
  CHECK(library.run({"export", "--format", "ris", "--member", "lsmith", "--query", "x"}).status == 2);
}

TEST_CASE("retracted work is included with its notice or left out by name") {
  const CliLibrary library;
  library.fill();
  CHECK_THAT(library.run({"export", "--format", "ris", "--query", "dosing"}).out, Catch::Contains("RETRACTED"));
  const auto omitted = library.run({"export", "--format", "ris", "--retracted", "omit", "--quiet"});
  CHECK(omitted.status == 0);
  CHECK(count(omitted.out, "TY  - ") == 3);
  CHECK_THAT(omitted.err, Catch::Contains("Left out because retracted: 1 publication.") &&
                              Catch::Contains("Automated dosing advice"));
  const auto only = library.run({"export", "--format", "ris", "--retracted", "omit", "--query", "dosing"});
  CHECK(only.status == 4);
  CHECK(only.out.empty());
}

TEST_CASE("a file appears whole and tells what it holds") {
  const CliLibrary library;
  library.fill();
  const std::string file = library.path("evidence.ris").string();
  const auto answer = library.json({"export", "--format", "ris", "-o", file, "--retracted", "omit"});
  CHECK(names_of(answer) == Strings{"file", "exported", "omitted"});
  CHECK(answer["file"] == file);
  CHECK(answer["exported"] == 3);
  CHECK(answer["omitted"][0]["title"] == "Automated dosing advice without a pharmacist");
  CHECK(read_file(file) == library.run({"export", "--format", "ris", "--retracted", "omit"}).out);
}

TEST_CASE("nothing matched is status 4 and leaves an older file as it was") {
  const CliLibrary library;
  library.fill();
  std::filesystem::create_directory(library.path("out"));
  const std::string file = library.path("out/evidence.ris").string();
  std::ofstream(file) << "older";
  const auto result = library.run({"export", "--format", "ris", "--query", "zeppelin", "-o", file});
  CHECK(result.status == 4);
  CHECK_THAT(result.err, Catch::Contains("Nothing matched"));
  CHECK(read_file(file) == "older");
  CHECK(files_in(library.path("out")) == 1);
}

TEST_CASE("an export does not go where it cannot") {
  const CliLibrary library;
  library.fill();
  CHECK(library.run({"export", "--format", "ris", "-o", library.path("").string()}).status == 2);
  const auto absent = library.run({"export", "--format", "ris", "-o", library.path("absent/evidence.ris").string()});
  CHECK(absent.status == 1);
  CHECK_THAT(absent.err, Catch::Contains("cannot write"));
  // The disk that is always full: full(4).
  const auto full = library.run({"export", "--format", "ris", "-o", "/dev/full"});
  CHECK(full.status == 1);
  CHECK_THAT(full.err, Catch::Contains("No space left"));
}

TEST_CASE("an unreadable query points at the character before anything is written") {
  const CliLibrary library;
  library.fill();
  const auto result = library.run({"export", "--format", "ris", "--query", "a AND (b"});
  CHECK(result.status == 2);
  CHECK(result.out.empty());
  CHECK_THAT(result.err, Catch::Contains("\n  a AND (b\n        ^\n"));
}
