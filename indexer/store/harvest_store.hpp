// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/result.hpp"
#include "indexer/model/source.hpp"
#include "indexer/store/database.hpp"

namespace evident::store {

enum class RunState { running, complete, partial, failed, cancelled };
std::string_view run_state_name(RunState state);

/// One question put to one source, and what came of it. announced = received + refused + missing + passed_over +
/// not_read where the run has ended; each gap is listed.
struct HarvestRun {
  std::int64_t id = 0;
  std::string member_key;  ///< empty for a topic
  std::string topic;
  std::string source;
  std::string query;
  std::string why;
  std::int64_t started_at = 0;
  std::optional<std::int64_t> finished_at;
  RunState state = RunState::running;
  std::optional<std::int64_t> announced;
  std::int64_t received = 0, added = 0, revised = 0, unchanged = 0, deleted = 0;
  std::int64_t passed_over = 0;  ///< looked at and left: the source's fuzzy answer held another person's work
  std::int64_t not_read = 0;     ///< announced and never seen, too many to name
  std::string not_read_why;
  std::string token;  ///< where to go on; empty at the start and at the end
  std::string error;
  std::vector<Refusal> refused;
  std::vector<Refusal> missing;
};

/// One request, as it may be shown: no keys, no e-mail addresses.
struct LoggedRequest {
  std::int64_t at = 0;
  std::string source, method, url;
  int status = 0;
  std::int64_t bytes = 0, milliseconds = 0;
  int attempt = 1;
  std::string outcome;
};

/// The log of harvests and requests; also what an interrupted harvest goes on from.
class HarvestStore {
 public:
  explicit HarvestStore(Database& database) : database_(database) {}

  Result<std::int64_t> begin(const HarvestRun& run);
  /// Writes counts, state, token and error; appends gaps that `save` has not seen yet.
  Result<void> save(const HarvestRun& run);
  Result<void> forget_gaps(std::int64_t run);
  /// The newest run of this very question, if it was left before its end.
  Result<std::optional<HarvestRun>> unfinished(std::string_view source, std::string_view query);
  /// The newest runs first.
  Result<std::vector<HarvestRun>> list(int limit);
  /// When the newest complete run ended; nothing where there is none.
  Result<std::optional<std::int64_t>> last_complete();

  Result<void> log(const LoggedRequest& request);
  Result<std::vector<LoggedRequest>> requests(int limit);

 private:
  Result<std::vector<HarvestRun>> runs(Statement& statement);
  Database& database_;
};

}  // namespace evident::store
