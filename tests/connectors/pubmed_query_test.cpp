// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "connectors/pubmed/author_query.hpp"

using namespace evident;
using evident::pubmed::affiliation_query;
using evident::pubmed::author_queries;

namespace {

PersonName person(std::string family, std::string given) {
  PersonName name;
  name.family = std::move(family);
  name.given = std::move(given);
  return name;
}

PersonName group(std::string collective) {
  PersonName name;
  name.collective = std::move(collective);
  return name;
}

Member consenting(PersonName name) {
  Member member;
  member.key = "someone";
  member.name = std::move(name);
  member.consent.given = true;
  return member;
}

std::vector<std::string> texts(const Member& member, bool common_name = false) {
  std::vector<std::string> out;
  for (const SourceQuery& query : author_queries(member, common_name)) out.push_back(query.text);
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("A name is asked for in full and by its first initial as PubMed's author index folds it") {
  struct Row {
    PersonName name;
    std::string query;
  };
  const auto row = GENERATE(values<Row>({
      {person("Smith", "John Robert"), "(smith john[fau] OR smith j[au])"},
      {person("Smith", "J R"), "smith j[au]"},
      {person("Smith", "JR"), "smith j[au]"},
      {person("Smith", ""), "smith[au]"},
      {person("Ødegård", "Åse"), "(odegard ase[fau] OR odegard a[au])"},
      {person("O'Brien-Łuczak", "Mary-Anne"), "(o'brien-luczak mary-anne[fau] OR o'brien-luczak m[au])"},
      {person("de la Cruz", "José"), "(de la cruz jose[fau] OR de la cruz j[au])"},
      {person("Evil[au] OR (a", "\"X"), "evil au or a x[au]"},
      {group("The Tablet Group"), "the tablet group[cn]"},
  }));
  CHECK(texts(consenting(row.name)) == Texts{row.query});
}

TEST_CASE("A name in another alphabet is not asked for since PubMed would pass over it in silence") {
  CHECK(texts(consenting(person("王", "伟"))).empty());
}

TEST_CASE("Without consent nobody is searched for") {
  Member member = consenting(person("Smith", "John"));
  member.orcids.push_back(*Orcid::parse("0000-0001-5000-0007"));
  member.consent.given = false;
  CHECK(texts(member).empty());
}

TEST_CASE("Each ORCID and each distinct name is asked for once and each query says why") {
  Member member = consenting(person("Müller", "Eva"));
  member.aliases = {person("Muller", "Eva"), person("Schmidt", "E")};
  member.orcids = {*Orcid::parse("0000-0001-5000-0007"), *Orcid::parse("0000-0001-5000-0015")};
  const auto queries = author_queries(member, false);
  REQUIRE(queries.size() == 4);
  CHECK(queries[0].text == "0000-0001-5000-0007[auid]");
  CHECK(queries[0].why == "ORCID 0000-0001-5000-0007");
  CHECK(queries[0].basis == QueryBasis::identifier);
  CHECK(queries[1].text == "0000-0001-5000-0015[auid]");
  CHECK(queries[2].text == "(muller eva[fau] OR muller e[au])");
  CHECK(queries[2].basis == QueryBasis::name);
  CHECK(queries[3].text == "schmidt e[au]");
}

TEST_CASE("A common name is narrowed to the member's organisations") {
  Member member = consenting(person("Smith", "John"));
  member.organisations = {
      {"Leeds Teaching Hospitals NHS Trust", 2015, 2021}, {"University of York", 0, 0}, {"University of York", 0, 0}};
  CHECK(texts(member, true) == Texts{"(smith john[fau] OR smith j[au]) AND ((leeds[ad]) OR (york[ad]))"});
  CHECK(texts(member, false) == Texts{"(smith john[fau] OR smith j[au])"});
}

TEST_CASE("A common name without an organisation is narrowed to the full name or all initials") {
  CHECK(texts(consenting(person("Smith", "John Robert")), true) == Texts{"(smith john[fau] OR smith jr[au])"});
}

TEST_CASE("An affiliation is asked for by its telling words") {
  CHECK(affiliation_query("Leeds Teaching Hospitals NHS Trust") == "(leeds[ad])");
  CHECK(affiliation_query("King's College London") == "(kings[ad] AND london[ad])");
  CHECK(affiliation_query("The Royal Free London NHS Foundation Trust of Hampstead") == "(free[ad] AND london[ad])");
  CHECK(affiliation_query("The University Hospital") == "(the[ad] AND university[ad] AND hospital[ad])");
  CHECK(affiliation_query("東京大学").empty());
}
