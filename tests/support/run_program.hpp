// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace evident::test {

enum class Answers { to_pipe, to_terminal };

/// How a program is to be run. The environment is what is given here and nothing else, but for PATH and the options of
/// the sanitizers.
struct ProgramRun {
  std::vector<std::string> arguments;
  std::string input = {};
  std::map<std::string, std::string> environment = {};
  /// Where standard output goes: a pseudo-terminal of 100 columns shows what people see.
  Answers answers = Answers::to_pipe;
};

struct ProgramResult {
  int status = -1;  ///< exit status; 128 + N after signal N, as shells have it
  std::string out;
  std::string err;
};

/// Runs the program to its end. Aborts the test binary where it cannot be started.
ProgramResult run_program(const std::filesystem::path& program, const ProgramRun& run);

}  // namespace evident::test
