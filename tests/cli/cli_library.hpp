// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/run_program.hpp"
#include "tests/support/temporary_directory.hpp"

namespace evident::test {

/// Keeps the order of names, which scripts may rely on.
using Json = nlohmann::ordered_json;

/// The built program over a library of its own, in a home folder of its own, with nobody to ask on the network.
class CliLibrary {
 public:
  CliLibrary();

  /// `evident --library LIBRARY ARGUMENTS...`.
  ProgramResult run(std::vector<std::string> arguments) const { return run(std::move(arguments), ""); }
  ProgramResult run(std::vector<std::string> arguments, std::string input, Answers answers = Answers::to_pipe) const;
  /// Runs with --json and reads the one value it prints.
  Json json(std::vector<std::string> arguments) const;
  /// The same where an answer is one value a line.
  std::vector<Json> json_lines(std::vector<std::string> arguments) const;

  /// Roster, PubMed file, Crossref file.
  void fill() const;

  void set_environment(const std::string& name, const std::string& value) { environment_[name] = value; }
  std::filesystem::path folder() const { return home_ / "library"; }
  std::filesystem::path path(const std::filesystem::path& name) const { return home_ / name; }

 private:
  TemporaryDirectory home_;
  std::map<std::string, std::string> environment_;
};

/// Text that is the same on every run: folders, days of today, clock times and durations replaced by their names.
std::string normalised(std::string text, const CliLibrary& library);

std::vector<std::string> names_of(const Json& object);

}  // namespace evident::test
