// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/harvest/harvest.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace evident::harvest {
namespace {

std::int64_t now() { return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()); }

}  // namespace

bool HarvestReport::complete() const {
  return std::all_of(runs.begin(), runs.end(),
                     [](const store::HarvestRun& run) { return run.state == store::RunState::complete; });
}

Harvester::Harvester(store::Store& store, Ingest& ingest, std::vector<Source*> sources, TakeLog take_log)
    : store_(store), ingest_(ingest), sources_(std::move(sources)), take_log_(std::move(take_log)) {}

Result<HarvestReport> Harvester::run(const std::vector<Member>& members, Resume resume,
                                     const std::function<void(const HarvestProgress&)>& progress,
                                     std::stop_token stop) {
  resume_ = resume;
  progress_ = progress;
  stop_ = stop;
  HarvestReport report;
  for (const Member& member : members) {
    if (!member.consent.given) continue;
    for (Source* source : sources_)
      if (auto done = ask_member(member, *source, report); !done) return fail(done.error());
  }
  return report;
}

Result<void> Harvester::ask_member(const Member& member, Source& source, HarvestReport& report) {
  const bool can_narrow = !member.organisations.empty();
  bool narrow = false;
  for (const SourceQuery& query : source.queries_for(member, false)) {
    bool too_common = false;
    auto run = ask(member, source, query, can_narrow && query.basis == QueryBasis::name, too_common);
    if (!run) return fail(run.error());
    report.runs.push_back(std::move(*run));
    narrow = narrow || too_common;
  }
  if (!narrow) return {};
  for (const SourceQuery& query : source.queries_for(member, true)) {
    if (query.basis != QueryBasis::name) continue;
    bool ignored = false;
    auto run = ask(member, source, query, false, ignored);
    if (!run) return fail(run.error());
    report.runs.push_back(std::move(*run));
  }
  return {};
}

Result<store::HarvestRun> Harvester::ask(const Member& member, Source& source, const SourceQuery& query, bool may_leave,
                                         bool& too_common) {
  store::HarvestRun run;
  std::optional<store::HarvestRun> earlier;
  if (resume_ == Resume::where_stopped) {
    auto unfinished = store_.harvests().unfinished(source.name(), query.text);
    if (!unfinished) return fail(unfinished.error());
    earlier = std::move(*unfinished);
  }
  if (earlier) {
    run = std::move(*earlier);
    run.state = store::RunState::running;
    run.error.clear();
    run.finished_at.reset();
  } else {
    run.member_key = member.key;
    run.source = source.name();
    run.query = query.text;
    run.why = query.why;
    run.started_at = now();
    auto id = store_.harvests().begin(run);
    if (!id) return fail(id.error());
    run.id = *id;
  }
  const auto tell = [&] {
    if (progress_)
      progress_({member.key, run.source, static_cast<std::uint64_t>(run.received),
                 static_cast<std::uint64_t>(run.announced.value_or(0))});
  };
  tell();
  while (true) {
    auto page = source.page(query, run.token, stop_);
    if (!page) {
      run.state = page.error().code == Code::cancelled ? store::RunState::cancelled : store::RunState::failed;
      run.error = page.error().message;
      run.finished_at = now();
      if (auto done = save(run); !done) return fail(done.error());
      if (run.state == store::RunState::cancelled) return fail(page.error());
      return run;
    }
    if (page->announced) run.announced = static_cast<std::int64_t>(*page->announced);
    if (may_leave && !page->ranked && run.received == 0 && page->announced && *page->announced > kCommonName) {
      too_common = true;
      run.passed_over = *run.announced;
      run.why += fmt::format("; too common a name to be asked alone ({} records), asked again with the organisation",
                             *run.announced);
      run.state = store::RunState::complete;
      run.finished_at = now();
      if (auto done = save(run); !done) return fail(done.error());
      return run;
    }
    run.token = page->next;
    if (auto done = keep_page(*page, member, source, run); !done) return fail(done.error());
    tell();
    if (run.finished_at) return run;
  }
}

Result<void> Harvester::keep_page(const SourcePage& page, const Member& member, Source& source,
                                  store::HarvestRun& run) {
  auto transaction = store_.begin();
  if (!transaction) return fail(transaction.error());
  if (page.restarted) {  // the source began again and will tell everything anew
    run.received = run.unchanged = run.passed_over = 0;
    run.refused.clear();
    run.missing.clear();
    if (auto done = store_.harvests().forget_gaps(run.id); !done) return done;
  }
  for (const ReadItem& item : page.items) {
    if (const auto* refusal = std::get_if<Refusal>(&item)) {
      run.refused.push_back(*refusal);
    } else if (const auto* deletion = std::get_if<Deletion>(&item)) {
      auto gone = ingest_.withdraw(deletion->key);
      if (!gone) return fail(gone.error());
      if (*gone) ++run.deleted;
    } else {
      SourceRecord record = std::get<SourceRecord>(item);
      record.raw.received_at = now();
      auto taken = ingest_.take(record, store::Arrival::by_source, {"member", member.key});
      if (!taken) return fail(taken.error());
      ++run.received;
      switch (*taken) {
        case store::RecordOutcome::added: ++run.added; break;
        case store::RecordOutcome::revised: ++run.revised; break;
        case store::RecordOutcome::unchanged:
        case store::RecordOutcome::older: ++run.unchanged; break;
      }
    }
  }
  run.missing.insert(run.missing.end(), page.missing.begin(), page.missing.end());
  run.passed_over += static_cast<std::int64_t>(page.passed_over);
  run.not_read += static_cast<std::int64_t>(page.not_read);
  if (page.not_read > 0) run.not_read_why = page.not_read_why;
  if (page.next.empty()) {
    const auto accounted = run.received + run.passed_over + run.not_read +
                           static_cast<std::int64_t>(run.refused.size() + run.missing.size());
    const std::int64_t short_by = run.announced.value_or(accounted) - accounted;
    if (short_by > 0)
      run.missing.push_back(
          {"", fmt::format("{} announced {} more records than it delivered", source.name(), short_by)});
    run.finished_at = now();
    // A ranked answer has no end worth reaching: what ranks below its end is told, and is no gap.
    const bool gap = !run.missing.empty() || (run.not_read > 0 && !page.ranked);
    run.state = gap ? store::RunState::partial : store::RunState::complete;
  }
  if (auto done = save(run); !done) return done;
  return transaction->commit();
}

Result<void> Harvester::save(store::HarvestRun& run) {
  if (take_log_)
    for (const store::LoggedRequest& request : take_log_())
      if (auto done = store_.harvests().log(request); !done) return done;
  return store_.harvests().save(run);
}

}  // namespace evident::harvest
