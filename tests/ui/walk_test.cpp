// SPDX-License-Identifier: GPL-2.0-or-later
// The whole way over real HTTP: a member is harvested from the local PubMed and Crossref, searched and exported.
#include <catch2/catch.hpp>

#include "connectors/files/open_file.hpp"
#include "connectors/files/roster_csv.hpp"
#include "indexer/store/fingerprint.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/source_server/source_server.hpp"
#include "tests/support/temporary_directory.hpp"
#include "ui/app/connections.hpp"
#include "ui/app/export.hpp"
#include "ui/app/library_reader.hpp"
#include "ui/app/library_writer.hpp"

using namespace evident;
using namespace evident::app;
using harvest::Harvester;

namespace {

/// A server over the example's records, and settings that point at it.
struct World {
  test::TemporaryDirectory folder;
  test::source::SourceServer server;
  Settings settings;
  Member member;

  World() {
    server.load_pubmed(test::asset("example/pubmed"));
    server.load_crossref(test::asset("example/crossref"));
    REQUIRE(server.start());
    settings.pubmed_url = server.eutils_address();
    settings.crossref_url = server.crossref_address();
    settings.contact = "walk@example.org";
    settings.ncbi_api_key = "the-key-of-the-walk";
    auto roster = files::read_roster_csv(std::move(*files::open_bytes(test::asset("example/roster.csv"))));
    REQUIRE(roster);
    for (const Member& one : roster->members)
      if (one.key == "papastavrinou") member = one;
    REQUIRE(member.key == "papastavrinou");
  }

  std::unique_ptr<LibraryWriter> writer() {
    return std::move(*LibraryWriter::open(folder.path(), "test", std::chrono::seconds(0)));
  }

  Result<harvest::HarvestReport> harvest(LibraryWriter& into, std::stop_token stop = {}) {
    Connections connections(settings);
    const auto sources = connections.sources({});
    REQUIRE(sources);
    return into.harvest(
        {member}, *sources, [&] { return connections.take_log(); }, Harvester::Resume::where_stopped, {}, stop);
  }
};

}  // namespace

TEST_CASE("a member's publications are harvested, found and exported") {
  World world;
  {
    auto writer = world.writer();
    REQUIRE(writer->put_members({world.member}, {}, {}));
    const auto report = world.harvest(*writer);
    REQUIRE(report);
    std::int64_t added = 0;
    for (const store::HarvestRun& run : report->runs) {
      INFO(run.source << " " << run.query << " " << run.error);
      CHECK(run.state == store::RunState::complete);
      CHECK(run.announced ==
            run.received + run.passed_over + run.not_read + static_cast<std::int64_t>(run.refused.size()));
      added += run.added;
    }
    CHECK(added > 20);
    const std::string first = *store::fingerprint(writer->store());
    const auto again = world.harvest(*writer);
    REQUIRE(again);
    for (const store::HarvestRun& run : again->runs) CHECK(run.added == 0);
    CHECK(*store::fingerprint(writer->store()) == first);

    const auto requests = *writer->store().harvests().requests(1000);
    CHECK(requests.size() == world.server.journal().size());
    for (const store::LoggedRequest& request : requests) {
      CHECK(request.url.find("example.org") == std::string::npos);
      CHECK(request.url.find("the-key") == std::string::npos);
    }
  }
  auto reader = *LibraryReader::open(world.folder.path());
  index::SearchRequest request;
  request.text = "member:papastavrinou";
  const auto found = reader->search(request);
  REQUIRE(found);
  CHECK(found->answer.total >= 20);
  for (const FoundPublication& one : found->publications) CHECK_FALSE(one.view.asked.empty());

  ExportRequest order;
  order.format = ExportFormat::ris;
  order.path = world.folder / "list.ris";
  const auto written = export_to_file(*reader, order, request, {}, {});
  REQUIRE(written);
  CHECK(*written == found->answer.total);
  const std::string ris = test::read_file(order.path);
  std::size_t references = 0;
  for (std::size_t at = ris.find("ER  - "); at != ris.npos; at = ris.find("ER  - ", at + 1)) ++references;
  CHECK(references == *written);
}

TEST_CASE("a harvest from a source that fails says so and goes on when it is back") {
  World world;
  auto writer = world.writer();
  REQUIRE(writer->put_members({world.member}, {}, {}));
  test::source::Misbehaviour blocked;
  blocked.what = test::source::Mishap::forbidden;
  blocked.where = "/works";
  blocked.times = 1000;
  world.server.behave({{blocked}});
  const auto report = world.harvest(*writer);
  REQUIRE(report);
  CHECK_FALSE(report->complete());
  for (const store::HarvestRun& run : report->runs) {
    CHECK((run.state == store::RunState::complete) == (run.source == "pubmed"));
    CHECK(run.error.empty() == (run.source == "pubmed"));
  }
  world.server.behave({});
  const auto again = world.harvest(*writer);
  REQUIRE(again);
  CHECK(again->complete());
}
