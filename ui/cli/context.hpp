// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "indexer/model/result.hpp"
#include "ui/app/library_reader.hpp"
#include "ui/app/library_writer.hpp"
#include "ui/app/settings.hpp"
#include "ui/cli/exit_status.hpp"
#include "ui/cli/interrupt.hpp"
#include "ui/cli/output.hpp"

namespace evident::cli {

/// Options that every command takes.
struct GlobalOptions {
  std::filesystem::path library;
  AnswerForm form = AnswerForm::text;
  bool quiet = false;
  std::int64_t wait_seconds = 0;  ///< for the write lock
};

/// What a command works with. Lives as long as the program.
class Context {
 public:
  using Run = std::function<Result<Exit>(Context&)>;

  GlobalOptions options;
  Output output;
  /// The command that was asked for, once the command line has been read; empty where none was named.
  Run chosen;

  /// Store and index, for reading.
  Result<std::unique_ptr<app::LibraryReader>> read_library();
  /// The store alone: also where the index is missing or behind.
  Result<std::unique_ptr<store::Store>> read_store();
  /// Takes the write lock; makes the library where there is none. `job` is what others are told.
  Result<std::unique_ptr<app::LibraryWriter>> write_library(const std::string& job);
  /// The same for commands that have nothing to do in a new library: not_found where there is none.
  Result<std::unique_ptr<app::LibraryWriter>> write_existing_library(const std::string& job);
  Result<app::Settings> settings();
  /// From the first call on, Ctrl-C asks for a stop instead of ending the process.
  std::stop_token stop();
  /// "Reading 340 records", "Indexing 120 of 340 publications": the progress line of a job.
  app::JobProgress job_progress(std::string doing);

 private:
  std::optional<Interrupt> interrupt_;
};

}  // namespace evident::cli
