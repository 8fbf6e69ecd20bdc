// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <functional>

#include "indexer/harvest/harvest.hpp"
#include "indexer/store/fingerprint.hpp"
#include "tests/indexer/fake_records.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace evident;
using namespace evident::test;
using harvest::Harvester;

namespace {

/// A source that answers from lists of records, two to a page, and fails when told to.
class FakeSource : public Source {
 public:
  std::map<std::string, std::vector<SourceRecord>> answers;
  std::uint64_t announce_more = 0;
  std::uint64_t not_read = 0;
  bool ranked = false;
  int fail_at_page = -1;
  int pages_asked = 0;
  QueryBasis basis = QueryBasis::identifier;

  std::string_view name() const override { return "pubmed"; }
  std::vector<SourceQuery> queries_for(const Member& member, bool common_name) const override {
    return {{common_name ? "narrow " + member.key : member.key, "test", basis}};
  }
  Result<SourcePage> page(const SourceQuery& query, const std::string& token, std::stop_token) override {
    if (pages_asked++ == fail_at_page) return fail(Code::network, "the line broke");
    const auto& records = answers[query.text];
    SourcePage page;
    page.announced = records.size() + announce_more + not_read;
    page.ranked = ranked;
    const std::size_t from = token.empty() ? 0 : std::stoul(token);
    for (std::size_t i = from; i < std::min(from + 2, records.size()); ++i) page.items.emplace_back(records[i]);
    if (from + 2 < records.size())
      page.next = std::to_string(from + 2);
    else
      page.not_read = not_read;
    return page;
  }
  Result<SourcePage> by_id(std::span<const std::string>, std::stop_token) override { return SourcePage{}; }
  std::size_t page_limit() const override { return 2; }
};

std::vector<SourceRecord> five() {
  std::vector<SourceRecord> all;
  for (int i = 1; i <= 5; ++i) {
    const std::string id = std::to_string(i);
    all.push_back(fake_record("pubmed", id, by(titled("Work " + id, "", id), "Smith", "Jane")));
  }
  return all;
}

struct Library {
  TemporaryDirectory folder;
  std::unique_ptr<store::Store> store = std::move(*store::Store::open(folder.path(), store::Access::write));
  Member jane = consenting("jane", "Smith", "Jane");

  Library() { REQUIRE(store->members().put(jane)); }
  Result<harvest::HarvestReport> run(FakeSource& source, Harvester::Resume resume = Harvester::Resume::where_stopped) {
    auto ingest = std::move(*harvest::Ingest::open(*store, parse_fake));
    return Harvester(*store, ingest, {&source}).run({jane}, resume, {}, {});
  }
};

}  // namespace

TEST_CASE("a harvest accounts for every record") {
  Library library;
  FakeSource source;
  source.answers["jane"] = five();
  const auto report = library.run(source);
  REQUIRE(report);
  REQUIRE(report->runs.size() == 1);
  const auto& run = report->runs.front();
  CHECK(run.announced == 5);
  CHECK(run.received == 5);
  CHECK(run.added == 5);
  CHECK(report->complete());
  const auto again = library.run(source);
  CHECK(again->runs.front().unchanged == 5);
}

TEST_CASE("records announced and never delivered are missing and the run is not complete") {
  Library library;
  FakeSource source;
  source.answers["jane"] = five();
  source.announce_more = 3;
  const auto report = library.run(source);
  CHECK_FALSE(report->complete());
  CHECK(report->runs.front().state == store::RunState::partial);
  REQUIRE(report->runs.front().missing.size() == 1);
  CHECK(report->runs.front().missing.front().why.find("3 more") != std::string::npos);
}

TEST_CASE("what ranks below the end of a ranked answer is told and is no gap") {
  Library library;
  FakeSource source;
  source.answers["jane"] = five();
  source.not_read = 4000;
  source.ranked = true;
  CHECK(library.run(source)->complete());
  source.ranked = false;
  const auto report = library.run(source);
  CHECK_FALSE(report->complete());
  CHECK(report->runs.front().not_read == 4000);
}

TEST_CASE("a harvest stopped at any page ends as an undisturbed one") {
  std::string undisturbed;
  for (int fail_at = -1; fail_at < 3; ++fail_at) {
    Library library;
    FakeSource source;
    source.answers["jane"] = five();
    source.fail_at_page = fail_at;
    auto report = library.run(source);
    REQUIRE(report);
    if (fail_at >= 0) {
      CHECK(report->runs.front().state == store::RunState::failed);
      CHECK(report->runs.front().error == "the line broke");
      CHECK_FALSE(report->complete());
      const int asked = source.pages_asked;
      report = library.run(source);
      CHECK(source.pages_asked - asked == 3 - fail_at);  // only what is still missing is asked for
    }
    CHECK(report->complete());
    const auto digest = *store::fingerprint(*library.store);
    if (undisturbed.empty()) undisturbed = digest;
    CHECK(digest == undisturbed);
  }
}

TEST_CASE("a member without consent is never asked about") {
  Library library;
  library.jane.consent.given = false;
  FakeSource source;
  source.answers["jane"] = five();
  const auto report = library.run(source);
  CHECK(report->runs.empty());
  CHECK(source.pages_asked == 0);
}

TEST_CASE("a name too common is asked again with the organisation") {
  Library library;
  library.jane.organisations = {parse_organisation("Northmere Hospital")};
  FakeSource source;
  source.basis = QueryBasis::name;
  source.answers["jane"] = five();
  source.announce_more = harvest::kCommonName;
  source.answers["narrow jane"] = {};
  const auto report = library.run(source);
  REQUIRE(report->runs.size() == 2);
  CHECK(report->runs.front().received == 0);
  CHECK(report->runs.front().passed_over == 5 + static_cast<std::int64_t>(harvest::kCommonName));
  CHECK(report->runs.back().query == "narrow jane");
}
