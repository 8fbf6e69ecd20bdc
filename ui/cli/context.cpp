// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/context.hpp"

#include <fmt/format.h>

#include "ui/app/display.hpp"
#include "ui/app/platform_paths.hpp"

namespace evident::cli {

Result<std::unique_ptr<app::LibraryReader>> Context::read_library() {
  return app::LibraryReader::open(options.library);
}

Result<std::unique_ptr<store::Store>> Context::read_store() {
  return store::Store::open(options.library, store::Access::read);
}

Result<std::unique_ptr<app::LibraryWriter>> Context::write_library(const std::string& job) {
  return app::LibraryWriter::open(options.library, job, std::chrono::seconds(options.wait_seconds),
                                  job_progress("Bringing the library up to date"), stop());
}

Result<std::unique_ptr<app::LibraryWriter>> Context::write_existing_library(const std::string& job) {
  // Only absence counts here: an older schema is what the writer mends.
  if (auto there = read_store(); !there && there.error().code == Code::not_found) return fail(there.error());
  return write_library(job);
}

Result<app::Settings> Context::settings() { return app::load_settings(app::settings_file()); }

std::stop_token Context::stop() {
  if (!interrupt_) interrupt_.emplace();
  return interrupt_->token();
}

app::JobProgress Context::job_progress(std::string doing) {
  return [this, doing = std::move(doing)](std::string_view unit, std::uint64_t done, std::uint64_t total) {
    if (!output.shows_progress()) return;
    const auto count = app::count_text(static_cast<std::int64_t>(done));
    output.progress(total == 0 ? fmt::format("{}: {} {}", doing, count, unit)
                               : fmt::format("{}: {} of {} {}", doing, count,
                                             app::count_text(static_cast<std::int64_t>(total)), unit));
  };
}

}  // namespace evident::cli
