// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/attribution_store.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace evident::store {
namespace {

using Json = nlohmann::ordered_json;

std::string grounds_text(const std::vector<Ground>& grounds) {
  Json list = Json::array();
  for (const Ground& ground : grounds)
    list.push_back({{"kind", ground.kind}, {"says", ground.says}, {"weight", ground.weight}});
  return list.dump();
}

std::vector<Ground> grounds_from(const std::string& text) {
  std::vector<Ground> grounds;
  const Json list = Json::parse(text, nullptr, false);
  if (!list.is_array()) return grounds;
  for (const Json& one : list)
    grounds.push_back({one.value("kind", ""), one.value("says", ""), one.value("weight", 0.0)});
  return grounds;
}

// Records of a decision are stored as lines "source:id".
std::string records_text(const std::vector<RecordKey>& records) {
  std::string text;
  for (const RecordKey& key : records) text += key.text() + "\n";
  return text;
}

std::vector<RecordKey> records_from(std::string_view text) {
  std::vector<RecordKey> records;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    if (const auto colon = line.find(':'); colon != line.npos)
      records.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 1))});
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return records;
}

Result<Decision> decision_from(const Statement& row) {
  Decision decision;
  decision.id = row.integer(0);
  decision.at = row.integer(1);
  decision.who = row.text(2);
  const auto verdict = status_named(row.text(3));
  if (!verdict)
    return fail(Code::corrupt, fmt::format("decision {} has no known verdict", decision.id), "run 'evident check'");
  decision.verdict = *verdict;
  decision.member = row.integer(4);
  decision.records = records_from(row.text(5));
  decision.grounds_shown = grounds_from(row.text(6));
  return decision;
}

constexpr std::string_view kDecisionColumns = "id, at, who, kind, member_id, records, grounds";

}  // namespace

Result<bool> AttributionStore::replace(PublicationId publication, const std::vector<Attribution>& attributions) {
  auto held = list({.publication = publication, .member_key = {}, .status = {}});
  if (!held) return fail(held.error());
  auto wanted = attributions;
  const auto by_member = [](const Attribution& a, const Attribution& b) { return a.member < b.member; };
  std::sort(wanted.begin(), wanted.end(), by_member);
  std::sort(held->begin(), held->end(), by_member);
  if (wanted == *held) return false;
  auto clear = database_.prepare("DELETE FROM attribution WHERE publication_id=?1");
  if (!clear) return fail(clear.error());
  clear->bind(1, publication);
  if (auto done = clear->run(); !done) return fail(done.error());
  auto add = database_.prepare("INSERT INTO attribution VALUES(?1,?2,?3,?4,?5,?6,?7)");
  if (!add) return fail(add.error());
  for (const Attribution& one : wanted) {
    add->bind(1, publication).bind(2, one.member);
    if (one.contributor)
      add->bind(3, static_cast<std::int64_t>(*one.contributor));
    else
      add->bind(3, nullptr);
    add->bind(4, one.score).bind(5, static_cast<std::int64_t>(one.status));
    add->bind(6, std::int64_t{one.by == DecidedBy::person ? 1 : 0}).bind(7, grounds_text(one.grounds));
    if (auto done = add->run(); !done) return fail(done.error());
  }
  return true;
}

Result<std::vector<Attribution>> AttributionStore::list(const AttributionFilter& filter) {
  std::string sql =
      "SELECT publication_id, member_id, key, contributor, score, status, by_person, grounds FROM attribution"
      " JOIN member ON member.id=member_id WHERE 1";
  if (filter.publication) sql += " AND publication_id=?1";
  if (filter.member_key) sql += " AND key=?2";
  if (filter.status) sql += " AND status=?3";
  sql += " ORDER BY key, score DESC, publication_id";
  auto look = database_.prepare(sql);
  if (!look) return fail(look.error());
  if (filter.publication) look->bind(1, *filter.publication);
  if (filter.member_key) look->bind(2, *filter.member_key);
  if (filter.status) look->bind(3, static_cast<std::int64_t>(*filter.status));
  std::vector<Attribution> all;
  while (true) {
    const auto row = look->step();
    if (!row) return fail(row.error());
    if (!*row) return all;
    Attribution one;
    one.publication = look->integer(0);
    one.member = look->integer(1);
    one.member_key = look->text(2);
    if (!look->is_null(3)) one.contributor = static_cast<int>(look->integer(3));
    one.score = look->real(4);
    one.status = static_cast<AttributionStatus>(look->integer(5));
    one.by = look->integer(6) != 0 ? DecidedBy::person : DecidedBy::rule;
    one.grounds = grounds_from(look->text(7));
    all.push_back(std::move(one));
  }
}

Result<std::int64_t> AttributionStore::count(AttributionStatus status) {
  return database_.query_integer(
      fmt::format("SELECT count(*) FROM attribution WHERE status={}", static_cast<int>(status)));
}

Result<std::int64_t> AttributionStore::add_decision(const Decision& decision) {
  auto add =
      database_.prepare("INSERT INTO decision(at, who, kind, member_id, records, grounds) VALUES(?1,?2,?3,?4,?5,?6)");
  if (!add) return fail(add.error());
  add->bind(1, decision.at).bind(2, decision.who).bind(3, status_name(decision.verdict)).bind(4, decision.member);
  add->bind(5, records_text(decision.records)).bind(6, grounds_text(decision.grounds_shown));
  if (auto done = add->run(); !done) return fail(done.error());
  return database_.last_inserted_id();
}

Result<std::vector<Decision>> AttributionStore::standing_decisions() {
  std::vector<Decision> all;
  auto look = database_.prepare(fmt::format(
      "SELECT {} FROM decision WHERE undone_at IS NULL AND member_id IS NOT NULL ORDER BY id", kDecisionColumns));
  if (!look) return fail(look.error());
  while (true) {
    const auto row = look->step();
    if (!row) return fail(row.error());
    if (!*row) return all;
    auto decision = decision_from(*look);
    if (!decision) return fail(decision.error());
    all.push_back(std::move(*decision));
  }
}

Result<std::optional<Decision>> AttributionStore::undo_last(std::int64_t now) {
  auto look = database_.prepare(
      fmt::format("SELECT {} FROM decision WHERE undone_at IS NULL AND member_id IS NOT NULL ORDER BY id DESC LIMIT 1",
                  kDecisionColumns));
  if (!look) return fail(look.error());
  const auto row = look->step();
  if (!row) return fail(row.error());
  if (!*row) return std::optional<Decision>();
  auto decision = decision_from(*look);
  if (!decision) return fail(decision.error());
  look->reset();
  auto mark = database_.prepare("UPDATE decision SET undone_at=?2 WHERE id=?1");
  if (!mark) return fail(mark.error());
  mark->bind(1, decision->id).bind(2, now);
  if (auto done = mark->run(); !done) return fail(done.error());
  return std::optional<Decision>(std::move(*decision));
}

}  // namespace evident::store
