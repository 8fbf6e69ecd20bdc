// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/harvest_store.hpp"

#include <array>

#include <fmt/format.h>

namespace evident::store {
namespace {

constexpr std::array<std::string_view, 5> kStates = {"running", "complete", "partial", "failed", "cancelled"};
constexpr std::string_view kColumns =
    "id, member_key, topic, source, query, why, started_at, finished_at, state, announced, received, new, revised, "
    "unchanged, deleted, passed_over, not_read, not_read_why, token, error";

}  // namespace

std::string_view run_state_name(RunState state) { return kStates[static_cast<std::size_t>(state)]; }

Result<std::int64_t> HarvestStore::begin(const HarvestRun& run) {
  auto add = database_.prepare(
      "INSERT INTO harvest_run(member_key, topic, source, query, why, started_at, state) "
      "VALUES(?1,?2,?3,?4,?5,?6,'running')");
  if (!add) return fail(add.error());
  const auto or_null = [&](int position, const std::string& text) {
    if (text.empty())
      add->bind(position, nullptr);
    else
      add->bind(position, text);
  };
  or_null(1, run.member_key);
  or_null(2, run.topic);
  add->bind(3, run.source).bind(4, run.query).bind(5, run.why).bind(6, run.started_at);
  if (auto done = add->run(); !done) return fail(done.error());
  return database_.last_inserted_id();
}

Result<void> HarvestStore::save(const HarvestRun& run) {
  auto write = database_.prepare(
      "UPDATE harvest_run SET finished_at=?2, state=?3, announced=?4, received=?5, new=?6, revised=?7, unchanged=?8,"
      " deleted=?9, passed_over=?10, token=?11, error=?12, not_read=?13, not_read_why=?14 WHERE id=?1");
  if (!write) return fail(write.error());
  write->bind(1, run.id).bind(2, run.finished_at).bind(3, run_state_name(run.state)).bind(4, run.announced);
  write->bind(5, run.received).bind(6, run.added).bind(7, run.revised).bind(8, run.unchanged).bind(9, run.deleted);
  write->bind(10, run.passed_over).bind(11, run.token).bind(12, run.error);
  write->bind(13, run.not_read).bind(14, run.not_read_why);
  if (auto done = write->run(); !done) return done;
  auto held = database_.prepare("SELECT kind, count(*) FROM harvest_gap WHERE run_id=?1 GROUP BY kind");
  if (!held) return fail(held.error());
  held->bind(1, run.id);
  std::size_t refused = 0, missing = 0;
  while (true) {
    const auto row = held->step();
    if (!row) return fail(row.error());
    if (!*row) break;
    (held->text(0) == "refused" ? refused : missing) = static_cast<std::size_t>(held->integer(1));
  }
  auto add = database_.prepare("INSERT INTO harvest_gap VALUES(?1,?2,?3,?4)");
  if (!add) return fail(add.error());
  const auto append = [&](std::string_view kind, const std::vector<Refusal>& gaps, std::size_t from) -> Result<void> {
    for (std::size_t i = from; i < gaps.size(); ++i) {
      add->bind(1, run.id).bind(2, kind).bind(3, gaps[i].id).bind(4, gaps[i].why);
      if (auto done = add->run(); !done) return done;
    }
    return {};
  };
  if (auto done = append("refused", run.refused, refused); !done) return done;
  return append("missing", run.missing, missing);
}

Result<void> HarvestStore::forget_gaps(std::int64_t run) {
  auto clear = database_.prepare("DELETE FROM harvest_gap WHERE run_id=?1");
  if (!clear) return fail(clear.error());
  clear->bind(1, run);
  return clear->run();
}

Result<std::vector<HarvestRun>> HarvestStore::runs(Statement& statement) {
  std::vector<HarvestRun> all;
  while (true) {
    const auto row = statement.step();
    if (!row) return fail(row.error());
    if (!*row) break;
    HarvestRun run;
    run.id = statement.integer(0);
    run.member_key = statement.text(1);
    run.topic = statement.text(2);
    run.source = statement.text(3);
    run.query = statement.text(4);
    run.why = statement.text(5);
    run.started_at = statement.integer(6);
    if (!statement.is_null(7)) run.finished_at = statement.integer(7);
    const std::string state = statement.text(8);
    for (std::size_t i = 0; i < kStates.size(); ++i)
      if (kStates[i] == state) run.state = static_cast<RunState>(i);
    if (!statement.is_null(9)) run.announced = statement.integer(9);
    run.received = statement.integer(10);
    run.added = statement.integer(11);
    run.revised = statement.integer(12);
    run.unchanged = statement.integer(13);
    run.deleted = statement.integer(14);
    run.passed_over = statement.integer(15);
    run.not_read = statement.integer(16);
    run.not_read_why = statement.text(17);
    run.token = statement.text(18);
    run.error = statement.text(19);
    all.push_back(std::move(run));
  }
  auto gaps = database_.prepare("SELECT kind, item, why FROM harvest_gap WHERE run_id=?1 ORDER BY rowid");
  if (!gaps) return fail(gaps.error());
  for (HarvestRun& run : all) {
    gaps->bind(1, run.id);
    while (true) {
      const auto row = gaps->step();
      if (!row) return fail(row.error());
      if (!*row) break;
      (gaps->text(0) == "refused" ? run.refused : run.missing).push_back({gaps->text(1), gaps->text(2)});
    }
    gaps->reset();
  }
  return all;
}

Result<std::optional<HarvestRun>> HarvestStore::unfinished(std::string_view source, std::string_view query) {
  auto look = database_.prepare(
      fmt::format("SELECT {} FROM harvest_run WHERE source=?1 AND query=?2 ORDER BY id DESC LIMIT 1", kColumns));
  if (!look) return fail(look.error());
  look->bind(1, source).bind(2, query);
  auto found = runs(*look);
  if (!found) return fail(found.error());
  if (found->empty() || found->front().token.empty()) return std::optional<HarvestRun>();
  const RunState state = found->front().state;
  if (state == RunState::complete || state == RunState::partial) return std::optional<HarvestRun>();
  return std::optional<HarvestRun>(std::move(found->front()));
}

Result<std::vector<HarvestRun>> HarvestStore::list(int limit) {
  auto look = database_.prepare(fmt::format("SELECT {} FROM harvest_run ORDER BY id DESC LIMIT ?1", kColumns));
  if (!look) return fail(look.error());
  look->bind(1, static_cast<std::int64_t>(limit));
  return runs(*look);
}

Result<std::optional<std::int64_t>> HarvestStore::last_complete() {
  auto look = database_.prepare("SELECT max(finished_at) FROM harvest_run WHERE state='complete'");
  if (!look) return fail(look.error());
  const auto row = look->step();
  if (!row) return fail(row.error());
  if (!*row || look->is_null(0)) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(look->integer(0));
}

Result<void> HarvestStore::log(const LoggedRequest& request) {
  auto add = database_.prepare(
      "INSERT INTO request_log(at, source, method, url, status, bytes, milliseconds, attempt, outcome) "
      "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)");
  if (!add) return fail(add.error());
  add->bind(1, request.at).bind(2, request.source).bind(3, request.method).bind(4, request.url);
  add->bind(5, static_cast<std::int64_t>(request.status)).bind(6, request.bytes).bind(7, request.milliseconds);
  add->bind(8, static_cast<std::int64_t>(request.attempt)).bind(9, request.outcome);
  return add->run();
}

Result<std::vector<LoggedRequest>> HarvestStore::requests(int limit) {
  auto look = database_.prepare(
      "SELECT at, source, method, url, status, bytes, milliseconds, attempt, outcome FROM request_log ORDER BY id DESC "
      "LIMIT ?1");
  if (!look) return fail(look.error());
  look->bind(1, static_cast<std::int64_t>(limit));
  std::vector<LoggedRequest> all;
  while (true) {
    const auto row = look->step();
    if (!row) return fail(row.error());
    if (!*row) return all;
    LoggedRequest request;
    request.at = look->integer(0);
    request.source = look->text(1);
    request.method = look->text(2);
    request.url = look->text(3);
    request.status = static_cast<int>(look->integer(4));
    request.bytes = look->integer(5);
    request.milliseconds = look->integer(6);
    request.attempt = static_cast<int>(look->integer(7));
    request.outcome = look->text(8);
    all.push_back(std::move(request));
  }
}

}  // namespace evident::store
