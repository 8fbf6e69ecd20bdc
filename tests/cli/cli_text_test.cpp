// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/cli/cli_library.hpp"
#include "tests/support/paths.hpp"
#include "ui/cli/text.hpp"

using namespace evident;
using namespace evident::cli;
using namespace evident::test;

namespace {

std::string joined(const std::vector<Text>& lines) {
  std::string out;
  for (const Text& line : lines) {
    for (const Text::Span& span : line.spans()) out += span.text;
    out += '|';
  }
  return out;
}

bool obeyed_by_terminals(const std::string& text) {
  return text.find('\x1b') != std::string::npos || text.find('\x07') != std::string::npos ||
         text.find("\xC2\x9B") != std::string::npos;
}

}  // namespace

TEST_CASE("what terminals obey is taken out of text, what they show is kept") {
  CHECK(printable("a\x1b[31mb\x1b]0;t\x07") == "a[31mb]0;t");
  CHECK(printable("a\xC2\x9B"
                  "b\x7F") == "ab");
  CHECK(printable("one\ntwo\tthree") == "one two three");
  CHECK(printable("x\xE2\x80\xAEy\xE2\x81\xA6z") == "xyz");
  CHECK(printable("Łukasz 東京 é") == "Łukasz 東京 é");
  CHECK(printable("bad \xFF byte") == "bad \xEF\xBF\xBD byte");
}

TEST_CASE("width counts columns and not bytes") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("Łé") == 2);
  CHECK(display_width("東京") == 4);
  CHECK(display_width("e\xCC\x81") == 1);
}

TEST_CASE("lines are cut at blanks and the later ones indented") {
  CHECK(joined(wrapped(Text("one two three four"), 9, 2)) == "one two|  three|  four|");
  CHECK(joined(wrapped(Text("  keeps its margin"), 12, 2)) == "  keeps its|  margin|");
  CHECK(joined(wrapped(Text("unbreakable"), 4, 0)) == "unbreakable|");
  CHECK(joined(wrapped(Text(), 10, 0)) == "|");
  CHECK(joined(wrapped(Text("one ").bold("two ").add("three"), 7, 0)) == "one two|three|");
}

TEST_CASE("data cannot bring escape sequences to any output") {
  const CliLibrary library;
  REQUIRE(library.run({"import", fixture("cli/hostile.json").string()}).status == 0);
  for (const auto answers : {Answers::to_pipe, Answers::to_terminal}) {
    for (const std::vector<std::string>& command : {std::vector<std::string>{"search", "zygomorphic"},
                                                    {"show", "1"},
                                                    {"show", "1", "--json"},
                                                    {"search", "zygomorphic", "--json"},
                                                    {"export", "--format", "ris"}}) {
      // An export into a pipe is data, kept as it is; styles of our own are switched off so that none is mistaken.
      if (command.front() == "export" && answers == Answers::to_pipe) continue;
      CliLibrary plain;
      auto arguments = command;
      arguments.insert(arguments.begin(), {"--library", library.folder().string()});
      plain.set_environment("NO_COLOR", "1");
      const auto result = plain.run(arguments, "", answers);
      INFO(command.front() << ": " << result.out << result.err);
      CHECK(result.status == 0);
      CHECK_FALSE(obeyed_by_terminals(result.out));
    }
  }
}

TEST_CASE("styles reach terminals only and NO_COLOR switches them off") {
  CliLibrary library;
  library.fill();
  const std::string bold_hit = "\x1b[1mmonitoring\x1b[0m";
  CHECK_THAT(library.run({"search", "monitoring"}, "", Answers::to_terminal).out, Catch::Contains(bold_hit));
  CHECK(library.run({"search", "monitoring"}).out.find('\x1b') == std::string::npos);
  library.set_environment("NO_COLOR", "1");
  CHECK(library.run({"search", "monitoring"}, "", Answers::to_terminal).out.find('\x1b') == std::string::npos);
}

TEST_CASE("a dumb terminal gets plain text") {
  CliLibrary library;
  library.fill();
  library.set_environment("TERM", "dumb");
  CHECK(library.run({"search", "monitoring"}, "", Answers::to_terminal).out.find('\x1b') == std::string::npos);
}
