// SPDX-License-Identifier: GPL-2.0-or-later
// What holds for every command: help, version, usage errors, where answers and errors go.
#include <csignal>
#include <future>

#include <catch2/catch.hpp>

#include "indexer/store/library_lock.hpp"
#include "tests/cli/cli_library.hpp"
#include "tests/support/paths.hpp"
#include "ui/cli/commands.hpp"

using namespace evident;
using namespace evident::test;
using Strings = std::vector<std::string>;

namespace {

/// Every command and sub-command of the table, as typed: {"member", "add"}.
void collect(const CLI::App& app, const Strings& path, std::vector<Strings>& all) {
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    Strings here = path;
    here.push_back(command->get_name());
    all.push_back(here);
    collect(*command, here, all);
  }
}

std::vector<Strings> every_command() {
  cli::Context context;
  const auto app = cli::make_app(context);
  std::vector<Strings> all;
  collect(*app, {}, all);
  return all;
}

}  // namespace

TEST_CASE("every command tells how it is used, with an example") {
  const CliLibrary library;
  const auto commands = every_command();
  REQUIRE(commands.size() > 20);
  for (Strings command : commands) {
    command.emplace_back("--help");
    const auto result = library.run(command);
    INFO(command.front() << ": " << result.out << result.err);
    CHECK(result.status == 0);
    CHECK(result.out.find("Example:\n  evident ") != std::string::npos);
    CHECK(result.err.empty());
  }
}

TEST_CASE("the program's help lists every command and an example") {
  const CliLibrary library;
  const auto result = library.run({"--help"});
  CHECK(result.status == 0);
  CHECK(result.out.find("Example:") != std::string::npos);
  for (const Strings& command : every_command()) {
    if (command.size() > 1) continue;
    CHECK_THAT(result.out, Catch::Contains("\n  " + command.front() + " "));
  }
}

TEST_CASE("the version is the project's") {
  const CliLibrary library;
  const auto result = library.run({"--version"});
  CHECK(result.status == 0);
  CHECK(result.out == "evident " EVIDENT_VERSION "\n");
}

TEST_CASE("wrong usage ends with status 2 and one sentence with a way on") {
  const CliLibrary library;
  for (const Strings& wrong :
       {Strings{"serach", "x"}, Strings{"search", "x", "--limit", "many"}, Strings{"search", "x", "--limit", "-1"},
        Strings{"search"}, Strings{"search", "x", "--sort", "size"}, Strings{"show"}, Strings{"member"},
        Strings{"member", "add", "x"}, Strings{"export", "--format", "docx"}, Strings{"harvest", "--source", "scopus"},
        Strings{"search", "x", "--nonsense"}, Strings{"config", "set", "theme", "purple"},
        Strings{"desktop", "--size", "big"}, Strings{"desktop", "--scale", "9"},
        Strings{"desktop", "--screen", "cellar"}}) {
    const auto result = library.run(wrong);
    INFO(wrong.front() << " " << wrong.back() << ": " << result.err);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err.starts_with("evident: "));
    CHECK(result.err.find("\n  hint: ") != std::string::npos);
  }
}

TEST_CASE("under --json failures are JSON on standard output") {
  const CliLibrary library;
  for (const auto& [arguments, code, status] :
       {std::tuple(Strings{"search", "x"}, "not_found", 1), std::tuple(Strings{"--nonsense"}, "invalid_argument", 2),
        std::tuple(Strings{"show", "1"}, "not_found", 1)}) {
    Strings with_json = arguments;
    with_json.emplace_back("--json");
    const auto result = library.run(with_json);
    INFO(result.out << result.err);
    CHECK(result.status == status);
    CHECK(result.err.empty());
    const Json answer = Json::parse(result.out, nullptr, false);
    REQUIRE(names_of(answer) == Strings{"error"});
    CHECK(names_of(answer["error"]) == Strings{"code", "message", "hint"});
    CHECK(answer["error"]["code"] == code);
    CHECK_FALSE(answer["error"]["message"].get<std::string>().empty());
  }
}

TEST_CASE("a library that is not there is a failure and not an empty answer") {
  const CliLibrary library;
  for (const Strings& question :
       {Strings{"search", "x"}, Strings{"show", "1"}, Strings{"member", "list"}, Strings{"attributions"},
        Strings{"export", "--format", "ris"}, Strings{"check"}, Strings{"undo"}, Strings{"rebuild"},
        Strings{"log", "requests"}, Strings{"accept", "a", "1"}}) {
    const auto result = library.run(question);
    INFO(question.front());
    CHECK(result.status == 1);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, Catch::Contains("there is no library in"));
  }
  CHECK_FALSE(std::filesystem::exists(library.folder()));
}

TEST_CASE("a library that somebody writes to is locked for writers and open to readers") {
  const CliLibrary library;
  library.fill();
  auto lock = store::LibraryLock::acquire(library.folder(), "a long harvest", std::chrono::seconds(0));
  REQUIRE(lock);
  const auto writing = library.run({"member", "import", fixture("cli/roster.csv").string()});
  CHECK(writing.status == 1);
  CHECK_THAT(writing.err, Catch::Contains("a long harvest") && Catch::Contains("--wait"));
  CHECK(library.run({"search", "monitoring"}).status == 0);
}

TEST_CASE("an interrupt asks for a stop and a stop ends with status 130") {
  CHECK(cli::status(cli::exit_for(Code::cancelled)) == 130);
  const cli::Interrupt interrupt;
  std::promise<void> asked;
  const std::stop_callback on_stop(interrupt.token(), [&] { asked.set_value(); });
  REQUIRE_FALSE(interrupt.token().stop_requested());
  REQUIRE(std::raise(SIGINT) == 0);
  asked.get_future().wait();
  CHECK(interrupt.token().stop_requested());
}

TEST_CASE("options of the program may stand before and behind the command") {
  const CliLibrary library;
  library.fill();
  const auto before = library.run({"--json", "--quiet", "member", "list"});
  const auto behind = library.run({"member", "list", "--quiet", "--json"});
  CHECK(before.status == 0);
  CHECK(before.out == behind.out);
  CHECK(before.out.starts_with("["));
}

TEST_CASE("words of a query that are names of commands stay words") {
  const CliLibrary library;
  library.fill();
  const auto result = library.run({"search", "export", "member"});
  CHECK(result.status == 4);
  CHECK_THAT(result.out, Catch::StartsWith("0 results\n"));
}
