// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <algorithm>

#include "indexer/match/attribution.hpp"
#include "indexer/match/duplicates.hpp"
#include "indexer/match/merge.hpp"

using namespace evident;
using namespace evident::match;

namespace {

Publication record(const std::string& source, const std::string& id, const std::string& title,
                   const std::string& doi = {}) {
  Publication p;
  p.type = WorkType::article_journal;
  p.sources = {{source, id}};
  p.title = MarkedText::from_plain(title);
  if (!doi.empty()) p.doi = Doi::parse(doi);
  if (source == "pubmed") p.pmid = Pmid::parse(id);
  return p;
}

Contributor author(const std::string& family, const std::string& given, const std::string& affiliation = {},
                   const std::string& orcid = {}) {
  Contributor one;
  one.name.family = family;
  one.name.given = given;
  if (!affiliation.empty()) one.affiliations = {{affiliation, ""}};
  if (!orcid.empty()) one.orcid = Orcid::parse(orcid);
  return one;
}

Member member(MemberId id, const std::string& family, const std::string& given) {
  Member one;
  one.id = id;
  one.key = ascii_lower(given + family);
  one.name.family = family;
  one.name.given = given;
  one.consent.given = true;
  return one;
}

const std::string kOrcid = "0000-0002-1825-0097";

}  // namespace

TEST_CASE("one DOI joins two records whose titles agree and no others") {
  const auto pubmed = record("pubmed", "1", "Virtual wards in winter: a cohort study.", "10.5555/a");
  CHECK(judge(pubmed, record("crossref", "10.5555/a", "Virtual wards in winter", "10.5555/a")).same == SameWork::yes);
  CHECK(judge(pubmed, record("crossref", "10.5555/a", "Abstracts of the annual meeting", "10.5555/a")).same ==
        SameWork::doubtful);
  CHECK(judge(pubmed, record("crossref", "10.5555/b", "Virtual wards in winter: a cohort study", "10.5555/b")).same ==
        SameWork::no);
}

TEST_CASE("two PubMed records are two works though they share a DOI") {
  CHECK(judge(record("pubmed", "1", "A", "10.5555/s"), record("pubmed", "2", "A", "10.5555/s")).same == SameWork::no);
}

TEST_CASE("grouping does not depend on the order of the records") {
  std::vector<Publication> records = {
      record("crossref", "10.5555/a", "Same work", "10.5555/a"), record("pubmed", "1", "Same work", "10.5555/a"),
      record("file", "x", "Same work", "10.5555/a"), record("pubmed", "2", "Other", "10.5555/b")};
  std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.sources < b.sources; });
  do {
    const auto groups = group(records);
    REQUIRE(groups.size() == 2);
    for (const auto& one : groups) CHECK((one.size() == 3 || records[one.front()].pmid == Pmid::parse("2")));
  } while (std::next_permutation(records.begin(), records.end(),
                                 [](const auto& a, const auto& b) { return a.sources < b.sources; }));
}

TEST_CASE("each field comes from the better witness and says so") {
  auto pubmed = record("pubmed", "1", "Title as indexed", "10.5555/a");
  pubmed.mesh = {{"Telemedicine", "D017216", true, {}}};
  pubmed.contributors = {author("Smith", "J")};
  auto crossref = record("crossref", "10.5555/a", "Title as deposited", "10.5555/a");
  crossref.type = WorkType::paper_conference;
  crossref.cited_by = 9;
  crossref.contributors = {author("Smith", "Jane", "Example Hospital", kOrcid)};
  for (const auto& records : {std::vector{pubmed, crossref}, std::vector{crossref, pubmed}}) {
    const auto one = merged(records);
    CHECK(one.title.plain() == "Title as indexed");
    CHECK(one.type == WorkType::paper_conference);
    CHECK(one.cited_by == 9);
    CHECK(one.mesh.size() == 1);
    CHECK(one.origin_of("title")->source == "pubmed");
    CHECK(one.origin_of("cited_by")->source == "crossref");
    CHECK(one.contributors.front().orcid == Orcid::parse(kOrcid));
    CHECK(one.origin_of("contributors.orcid")->source == "crossref");
    CHECK(one.sources.size() == 2);
  }
}

TEST_CASE("a notice that one source knows is a notice of the publication") {
  auto pubmed = record("pubmed", "1", "T", "10.5555/a");
  auto crossref = record("crossref", "10.5555/a", "T", "10.5555/a");
  crossref.notices = {
      {NoticeKind::retraction, std::nullopt, "retraction-watch", Doi::parse("10.5555/n"), std::nullopt}};
  CHECK(merged({pubmed, crossref}).is_retracted());
}

TEST_CASE("an ORCID under a compatible name is accepted and under another name it is nothing") {
  auto who = member(1, "Smith", "Jane");
  who.orcids = {*Orcid::parse(kOrcid)};
  auto p = record("crossref", "10.5555/a", "T", "10.5555/a");
  p.contributors = {author("Smith", "J", "", kOrcid)};
  const auto one = attribute(p, who);
  REQUIRE(one);
  CHECK(one->status == AttributionStatus::accepted);
  CHECK(one->score > 0.9);
  p.contributors = {author("Smith", "Robert", "", kOrcid)};
  CHECK_FALSE(attribute(p, who));
  p.contributors = {author("Jones", "Jane", "", kOrcid)};
  CHECK_FALSE(attribute(p, who));
}

TEST_CASE("an alias of initials does not lift the veto of another first name") {
  auto who = member(1, "Marchbanks", "Judith Elspeth");
  who.aliases = {name_from_inverted("Marchbanks, J E")};
  auto p = record("pubmed", "1", "T");
  p.contributors = {author("Marchbanks", "Joel")};
  CHECK_FALSE(attribute(p, who));
  p.contributors = {author("Marchbanks", "J")};
  CHECK(attribute(p, who));
}

TEST_CASE("a full name needs the organisation in its years to be accepted") {
  auto who = member(1, "Smith", "Jane");
  who.organisations = {parse_organisation("Northmere Teaching Hospitals (2015-2018)")};
  auto p = record("pubmed", "1", "T");
  p.contributors = {
      author("Smith", "Jane", "Department of Medicine, Northmere Teaching Hospitals NHS Trust, Northmere.")};
  p.dates.issued = PartialDate::parse("2017");
  CHECK(attribute(p, who)->status == AttributionStatus::accepted);
  p.dates.issued = PartialDate::parse("2024");
  CHECK(attribute(p, who)->status == AttributionStatus::suggested);
  p.contributors = {author("Smith", "J")};
  CHECK(attribute(p, who)->status == AttributionStatus::noted);
}

TEST_CASE("another ORCID speaks against the member") {
  auto who = member(1, "Smith", "Jane");
  who.orcids = {*Orcid::parse("0000-0002-1694-233X")};
  who.organisations = {parse_organisation("Northmere Hospital")};
  auto p = record("pubmed", "1", "T");
  p.contributors = {author("Smith", "Jane", "Northmere Hospital", kOrcid)};
  const auto one = attribute(p, who);
  REQUIRE(one);
  CHECK(one->status != AttributionStatus::accepted);
}

TEST_CASE("a contributor is one member's at most") {
  auto first = member(1, "Smith", "Jane"), second = member(2, "Smith", "Jane");
  second.key = "other";
  for (auto* one : {&first, &second}) one->organisations = {parse_organisation("Northmere Hospital")};
  auto p = record("pubmed", "1", "T");
  p.contributors = {author("Smith", "Jane", "Northmere Hospital")};
  for (const auto& one : attribute(p, Roster({first, second}))) CHECK(one.status == AttributionStatus::suggested);
}

TEST_CASE("a member without consent is never matched") {
  auto who = member(1, "Smith", "Jane");
  who.consent.given = false;
  auto p = record("pubmed", "1", "T");
  p.contributors = {author("Smith", "Jane")};
  CHECK(attribute(p, Roster({who})).empty());
}

TEST_CASE("organisations are recognised by their telling words") {
  CHECK(names_organisation("Dept of X, University of Northmere, UK", "Northmere University"));
  CHECK_FALSE(names_organisation("Dept of X, University of Southmere, UK", "Northmere University"));
  CHECK(names_organisation("University College Hospital, London", "University College Hospital"));
}
