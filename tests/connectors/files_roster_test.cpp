// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "connectors/files/csv_text.hpp"
#include "connectors/files/open_file.hpp"
#include "connectors/files/roster_csv.hpp"
#include "tests/support/paths.hpp"

using namespace evident;
using namespace evident::files;

namespace {

Result<RosterFile> roster(std::string text) { return read_roster_csv(bytes_in_memory(std::move(text))); }

std::vector<std::vector<std::string>> rows_of(const std::string& text) {
  CsvRows rows(bytes_in_memory(text), ',');
  std::vector<std::vector<std::string>> all;
  while (true) {
    const auto row = rows.next();
    REQUIRE(row);
    if (!*row) return all;
    all.push_back((*row)->fields);
  }
}

}  // namespace

TEST_CASE("a roster is read in any column order and refuses rows by their line") {
  const auto file = roster(test::read_file(test::fixture("files/roster.csv")));
  REQUIRE(file);
  REQUIRE(file->members.size() == 3);
  const Member& first = file->members[0];
  CHECK(first.key == "mgarcia");
  CHECK(first.name.family == "García López");
  CHECK(first.name.given == "María José");
  REQUIRE(first.aliases.size() == 2);
  CHECK(first.aliases[0].family == "García");
  CHECK(first.aliases[0].given == "M J");
  REQUIRE(first.orcids.size() == 2);
  CHECK(first.orcids[1].text() == "0000-0001-5109-3700");
  CHECK(first.emails == std::vector<std::string>{"maria@example.org"});
  REQUIRE(first.organisations.size() == 2);
  CHECK(first.organisations[0] == DatedOrganisation{"Leeds Teaching Hospitals", 2015, 2021});
  CHECK(first.organisations[1] == DatedOrganisation{"Fictional Trust", 2021, 0});
  CHECK(first.roles == std::vector<std::string>{"CNIO", "lead"});
  CHECK(first.consent.given);
  CHECK(first.consent.on == PartialDate::of(2025, 3, 14));
  CHECK(file->members[1].consent.given);
  CHECK_FALSE(file->members[2].consent.given);

  std::vector<std::string> lines;
  for (const Refusal& refusal : file->refused) lines.push_back(refusal.id);
  CHECK(lines == std::vector<std::string>{"line 5", "line 6", "line 7", "line 8", "line 9"});
  CHECK(file->refused[0].why.find("two words") != std::string::npos);
  CHECK(file->refused[1].why.find("no key") != std::string::npos);
  CHECK(file->refused[2].why.find("0000-0002-1825-0098") != std::string::npos);
  CHECK(file->refused[3].why.find("perhaps") != std::string::npos);
  CHECK(file->refused[4].why.find("jsmith") != std::string::npos);
}

TEST_CASE("a roster that was written reads back the same") {
  const auto file = roster(test::read_file(test::fixture("files/roster.csv")));
  REQUIRE(file);
  const auto again = roster(roster_csv(file->members));
  REQUIRE(again);
  CHECK(again->refused.empty());
  CHECK(again->members == file->members);
  const auto with_mark = roster("\xef\xbb\xbf" + roster_csv(file->members));
  REQUIRE(with_mark);
  CHECK(with_mark->members == file->members);
}

TEST_CASE("an unknown, doubled or missing roster column is refused by name") {
  const auto unknown = roster("key,family,orcid\na,b,c\n");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().message.find("'orcid'") != std::string::npos);
  CHECK(unknown.error().hint.find("orcids") != std::string::npos);
  CHECK(roster("key,family,key\n").error().message.find("twice") != std::string::npos);
  CHECK(roster("key,given\n").error().message.find("'family'") != std::string::npos);
  CHECK(roster("").error().message.find("empty") != std::string::npos);
  const auto unclosed = roster("key,family\na,\"b\n");
  REQUIRE_FALSE(unclosed);
  CHECK(unclosed.error().message.find("line 2") != std::string::npos);
}

TEST_CASE("a roster without consent, or separated by semicolons, is read as cautiously") {
  const auto file = roster("key;family;given\na;Smith;Ann\n");
  REQUIRE(file);
  REQUIRE(file->members.size() == 1);
  CHECK(file->members[0].name.family == "Smith");
  CHECK_FALSE(file->members[0].consent.given);
}

TEST_CASE("CSV follows RFC 4180") {
  CHECK(rows_of("a,b\r\n\"x,\"\"y\"\"\nz\",\n") ==
        std::vector<std::vector<std::string>>{{"a", "b"}, {"x,\"y\"\nz", ""}});
  CHECK(rows_of("a \"quoted\" b,c") == std::vector<std::vector<std::string>>{{"a \"quoted\" b", "c"}});
  CHECK(rows_of(",,\n\n  \n").empty());
  CHECK(rows_of("").empty());
}

TEST_CASE("a field that a spreadsheet would run is guarded and read back") {
  for (const std::string field :
       {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "plain", "", "'quoted", " edge ", "a,b", "a\"b", "a\nb"}) {
    std::string out;
    append_csv_row(out, {field, "end"}, CsvCells::formula_safe);
    if (!field.empty() && std::string("=+-@\t").find(field[0]) != std::string::npos) CHECK(out.starts_with("\"'"));
    const auto rows = rows_of(out);
    REQUIRE(rows.size() == 1);
    CHECK(without_formula_guard(rows[0][0]) == field);
  }
}
