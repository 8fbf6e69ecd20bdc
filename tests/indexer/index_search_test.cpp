// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/index/search_index.hpp"
#include "tests/indexer/index_library.hpp"

using namespace evident;
using namespace evident::index;
using namespace evident::test;

namespace {

using Ids = std::vector<PublicationId>;

/// Ten publications, each with something of its own.
void fill(IndexLibrary& library) {
  Publication one =
      publication(1, "Remote monitoring of heart failure", "We monitored patients at home. Failure was rare.");
  one.contributors = {contributor("Smith, John Robert"), contributor("Święcicki, Łukasz")};
  one.contributors[0].orcid = Orcid::parse("0000-0002-1825-0097");
  one.contributors[0].affiliations = {{"Leeds Teaching Hospitals NHS Trust, Leeds", ""}};
  one.venue.title = "Journal of Medical Internet Research";
  one.venue.short_title = "J Med Internet Res";
  one.venue.issns = {"1438-8871"};
  one.dates.issued = PartialDate::of(2024, 3, 9);
  one.doi = Doi::parse("10.5555/one.1");
  one.pmid = Pmid::parse("90000001");
  one.pmcid = Pmcid::parse("PMC9000001");
  one.languages = {"eng"};
  one.publication_types = {"Journal Article", "Randomized Controlled Trial"};
  one.mesh = {{"Telemedicine", "D017216", false, {{"methods", "Q000379", true}}},
              {"Heart Failure", "D006333", false, {}}};
  one.keywords = {{"mHealth apps", "NOTNLM", false}};
  one.cited_by = 12;
  one.sources = {{"crossref", "10.5555/one.1"}, {"pubmed", "90000001"}};
  Grant grant;
  grant.number = "R01 HL12345";
  grant.funder = "Wellcome Trust";
  one.grants = {grant};
  library.add(one, {"jsmith"}, 1000);

  Publication two = publication(2, "Failure of the heart", "A remote island.");
  two.contributors = {contributor("Smith, Jane"), contributor("van der Berg, Anna")};
  two.dates.issued = PartialDate::of(2019);
  two.languages = {"fre"};
  two.cited_by = 100;
  two.sources = {{"crossref", "10.5555/two"}};
  two.venue.title = "BMJ Open";
  two.notices = {{NoticeKind::retraction, std::nullopt, "crossref", std::nullopt, std::nullopt}};
  library.add(two, {}, 3000);

  Publication three = publication(3, "Müller cells and the Straße of Łódź", "Øystein and Ærø.");
  three.contributors = {contributor("O'Brien, Kate"), contributor("Müller, Hans")};
  three.dates.issued = PartialDate::of(2021, 6);
  three.venue.title = "BMJ";
  three.type = WorkType::article;
  library.add(three, {}, 2000);

  Publication four = publication(4, "遠隔医療の評価", "Электронное здоровье и телемедицина");
  four.dates.issued = PartialDate::of(2020);
  four.languages = {"jpn"};
  library.add(four);

  library.add(publication(5, "Electronic health records",
                          "Interoperability, usability. Heart of the matter: failure to adopt."));
  library.commit(1);
}

}  // namespace

TEST_CASE("words, phrases, fields and Boolean queries find what they should") {
  IndexLibrary library;
  fill(library);
  struct Row {
    std::string_view text;
    Ids found;
  };
  const Row rows[] = {
      {"heart", {1, 2, 5}},
      {"HEART failure", {1, 2, 5}},
      {"\"heart failure\"", {1}},
      {"\"failure heart\"", {}},
      {"\"failure of the heart\"", {2}},
      {"\"heart failure we\"", {}},  // no phrase runs from the title into the abstract
      {"remote NOT island", {1}},
      {"island OR interoperability", {2, 5}},
      {"remote heart -island", {1}},
      {"(island OR monitoring) AND smith", {1, 2}},
      {"\"heart failure\"~1", {1}},
      {"\"heart failure\"~2", {1, 2}},
      {"\"failure heart\"~3", {1, 2, 5}},
      {"title:heart", {1, 2}},
      {"abstract:heart", {5}},
      {"abstract:\"at home\"", {1}},
      {"title:\"at home\"", {}},
      {"heart[tiab]", {1, 2, 5}},
      {"smith[tiab]", {}},
      {"mhealth[tiab]", {1}},
      {"smith", {1, 2}},
      {"telemedicine", {1}},
      {"keyword:apps", {1}},
      {"mesh:failure", {1}},
      {"\"Heart Failure\"[mh]", {1}},
      {"\"Telemedicine/methods\"[mh]", {1}},
      {"heading:failure", {}},
      {"Telemedicine[majr]", {1}},
      {"\"Heart Failure\"[majr]", {}},
      {"journal:internet", {1}},
      {"\"J Med Internet Res\"[ta]", {1}},
      {"1438-8871[ta]", {1}},
      {"bmj[ta]", {3}},
      {"journal:bmj", {2, 3}},
      {"venue:bmj*", {2, 3}},
      {"type:\"controlled trial\"", {1}},
      {"\"randomized controlled trial\"[pt]", {1}},
      {"type:preprint", {3}},
      {"csl:article", {3}},
      {"affiliation:\"Leeds Teaching\"", {1}},
      {"leeds", {}},
      {"grant:\"HL12345 Wellcome\"", {1}},
      {"wellcome[gr]", {1}},
      {"source:crossref", {1, 2}},
      {"source:pubmed", {1}},
      {"member:jsmith", {1}},
      {"member:nobody", {}},
      {"is:member", {1}},
      {"is:retracted", {2}},
      {"notice:retraction", {2}},
      {"is:preprint", {3}},
      {"is:oa", {1}},
      {"access:unknown", {2, 3, 4, 5}},
      {"has:doi", {1}},
      {"has:abstract NOT has:date", {5}},
      {"language:english", {1}},
      {"fre[la] OR jpn[la]", {2, 4}},
      {"doi:10.5555/ONE.1", {1}},
      {"https://doi.org/10.5555/one.1", {1}},
      {"10.5555/one.1[aid]", {1}},
      {"pmid:90000001", {1}},
      {"90000001", {1}},
      {"pmc9000001", {1}},
      {"pmcid:9000001", {1}},
      {"orcid:0000-0002-1825-0097", {1}},
      {"year:2019", {2}},
      {"year:2020..2024", {1, 3, 4}},
      {"year:..2020", {2, 4}},
      {"year:2021..", {1, 3}},
      {"2020:2024[dp]", {1, 3, 4}},
      {"published:2024-03", {1}},
      {"published:2024-01..2024-02", {}},
      {"published:2021-06-01..2021-06-30", {}},  // its day is not known
      {"published:2021-06", {3}},
      {"published:..2019", {2}},
      {"cited:50..", {2}},
      {"cited:..50", {1}},
      {"cited:12", {1}},
      {"NOT heart", {3, 4}},
      {"nothinglikethis", {}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(library.sorted_ids(row.text) == row.found);
  }
}

TEST_CASE("accents and letters without a decomposition are folded") {
  IndexLibrary library;
  fill(library);
  for (std::string_view text : {"Swiecicki", "Święcicki", "author:swiecicki", "author:\"Święcicki Ł\""}) {
    INFO(text);
    CHECK(library.ids(text) == Ids{1});
  }
  for (std::string_view text :
       {"Muller", "Müller", "mu\u0308ller", "strasse", "Straße", "lodz", "oystein", "aero", "Ærø"}) {
    INFO(text);
    CHECK(library.ids(text) == Ids{3});
  }
}

TEST_CASE("scripts without blanks are found by any run of their characters") {
  IndexLibrary library;
  fill(library);
  CHECK(library.ids("医療") == Ids{4});
  CHECK(library.ids("遠隔") == Ids{4});
  CHECK(library.ids("療医").empty());
  CHECK(library.ids("ТЕЛЕМЕДИЦИНА") == Ids{4});
}

TEST_CASE("a person is found by family name, initials and full name in either order") {
  IndexLibrary library;
  fill(library);
  struct Row {
    std::string_view text;
    Ids found;
  };
  const Row rows[] = {
      {"author:smith", {1, 2}},
      {"author:\"Smith J\"", {1, 2}},
      {"author:\"J Smith\"", {1, 2}},
      {"author:\"Smith JR\"", {1}},
      {"author:\"Smith, J.R.\"", {1}},
      {"smith jr[au]", {1}},
      {"smith j[au]", {1, 2}},
      {"author:\"Smith John\"", {1}},
      {"author:\"John Robert Smith\"", {1}},
      {"author:\"Smith Jane\"", {2}},
      {"author:\"Smith JX\"", {}},
      {"author:smi*", {1, 2}},
      {"smith[1au]", {1, 2}},
      {"first:\"Smith JR\"", {1}},
      {"last:smith", {}},
      {"last:\"van der Berg A\"", {2}},
      {"author:\"van der Berg\"", {2}},
      {"author:vanderberg", {2}},
      {"author:OBrien", {3}},
      {"author:\"O'Brien K\"", {3}},
      {"author:muller", {3}},
      {"author:\"Smith Święcicki\"", {}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(library.sorted_ids(row.text) == row.found);
  }
}

TEST_CASE("a bare word finds the forms that share its stem and says which") {
  IndexLibrary library;
  fill(library);
  CHECK(library.ids("monitors") == Ids{1});
  CHECK(library.ids("\"monitors\"").empty());
  CHECK(library.ids("usable") == Ids{5});
  CHECK(library.ids("\"usable\"").empty());
  CHECK(library.ids("patient") == Ids{1});
  SearchRequest request;
  request.text = "monitors";
  CHECK(library.ask(request).read_as == "monitors (monitored, monitoring)");
  request.text = "title:monitors OR \"heart failure\"";
  CHECK(library.ask(request).read_as == "title:monitors (monitoring) OR \"heart failure\"");
}

TEST_CASE("words whose stem ends in a letter of its own find each other") {
  IndexLibrary library;
  library.add(publication(1, "happy"));
  library.add(publication(2, "happiness"));
  library.add(publication(3, "hoping"));
  library.add(publication(4, "hope"));
  library.add(publication(5, "hopping"));
  library.add(publication(6, "studies"));
  library.add(publication(7, "study"));
  library.commit(1);
  CHECK(library.sorted_ids("happy") == Ids{1, 2});
  CHECK(library.sorted_ids("hopes") == Ids{3, 4});
  CHECK(library.sorted_ids("hop") == Ids{5});
  CHECK(library.sorted_ids("studying") == Ids{6, 7});
}

TEST_CASE("a wildcard finds every beginning and says which words") {
  IndexLibrary library;
  fill(library);
  CHECK(library.sorted_ids("monitor*") == Ids{1});
  CHECK(library.sorted_ids("inter*") == Ids{1, 5});
  CHECK(library.sorted_ids("\"heart fail*\"") == Ids{1});
  CHECK(library.sorted_ids("swie*") == Ids{1});
  CHECK(library.ids("zz*").empty());
  SearchRequest request;
  request.text = "inter* OR zz*";
  CHECK(library.ask(request).read_as == "inter* (internet, interoperability) OR zz* (no such word here)");
}

TEST_CASE("a wildcard that stands for too many words is cut with a warning") {
  IndexLibrary library;
  std::string words;
  for (int i = 0; i < 2500; ++i) words += "zq" + std::to_string(i) + ' ';
  library.add(publication(1, words));
  library.commit(1);
  SearchRequest request;
  request.text = "zq*";
  const SearchAnswer answer = library.ask(request);
  CHECK(answer.total == 1);
  REQUIRE(answer.warnings.size() == 1);
  CHECK_THAT(answer.warnings[0], Catch::Contains("2500 words"));
}

TEST_CASE("any finds publications with some of the words, the best first") {
  IndexLibrary library;
  fill(library);
  const auto found = library.ids("what about remote monitoring in (heart failure", Match::any);
  REQUIRE(found.size() == 3);
  CHECK(found.front() == 1);
  CHECK(library.ids("?!", Match::any).empty());
}

TEST_CASE("an empty text is everything, newest first") {
  IndexLibrary library;
  fill(library);
  CHECK(library.ids("") == Ids{1, 3, 4, 2, 5});
  SearchRequest request;
  CHECK(library.ask(request).total == 5);
  CHECK(library.ask(request).read_as == "everything");
}

TEST_CASE("each sort has its order, with what is unknown last") {
  IndexLibrary library;
  fill(library);
  const auto sorted = [&](Sort sort, std::string text) {
    SearchRequest request;
    request.text = std::move(text);
    request.sort = sort;
    Ids found;
    for (const Hit& hit : library.ask(request).hits) found.push_back(hit.id);
    return found;
  };
  CHECK(sorted(Sort::date, "heart") == Ids{1, 2, 5});
  CHECK(sorted(Sort::cited, "heart") == Ids{2, 1, 5});
  CHECK(sorted(Sort::added, "") == Ids{2, 3, 1, 4, 5});
  CHECK(sorted(Sort::relevance, "heart").size() == 3);
}

TEST_CASE("a title counts more than an abstract, and equals stand newest first") {
  IndexLibrary library;
  const std::string filler = "some other words stand here and there to fill the text";
  library.add(publication(1, filler, "telehealth " + filler));
  library.add(publication(2, "telehealth " + filler, filler));
  Publication old = publication(3, "usability", "");
  old.dates.issued = PartialDate::of(2001);
  Publication recent = old;
  recent.id = 4;
  recent.dates.issued = PartialDate::of(2020);
  library.add(old);
  library.add(recent);
  library.commit(1);
  CHECK(library.ids("telehealth") == Ids{2, 1});
  CHECK(library.ids("usability") == Ids{4, 3});
}

TEST_CASE("pages cut one and the same list, and totals are exact") {
  IndexLibrary library;
  for (PublicationId id = 1; id <= 137; ++id)
    library.add(publication(id, "telehealth number " + std::to_string(id % 7)));
  library.commit(1);
  SearchRequest request;
  request.text = "telehealth 3";
  request.match = Match::any;
  request.limit = 200;
  const SearchAnswer whole = library.ask(request);
  CHECK(whole.total == 137);
  CHECK(whole.total_is == TotalIs::exact);
  Ids all, paged;
  for (const Hit& hit : whole.hits) all.push_back(hit.id);
  request.limit = 10;
  for (request.offset = 0; request.offset < 140; request.offset += 10) {
    const SearchAnswer page = library.ask(request);
    CHECK(page.total == 137);
    for (const Hit& hit : page.hits) paged.push_back(hit.id);
  }
  CHECK(paged == all);
  request.limit = 0;
  request.offset = 0;
  CHECK(library.ask(request).total == 137);
}

TEST_CASE("facets count all matches, and each value filters to its count") {
  IndexLibrary library;
  fill(library);
  SearchRequest request;
  request.limit = 1;
  request.facets = {"year", "type", "journal", "member", "language", "source", "access", "notice", "mesh"};
  const SearchAnswer answer = library.ask(request);
  using Counts = std::map<std::string, std::size_t>;
  REQUIRE(answer.facets.size() == 9);
  CHECK(answer.facets.at("year") == Counts{{"2019", 1}, {"2020", 1}, {"2021", 1}, {"2024", 1}});
  CHECK(answer.facets.at("type") == Counts{{"article", 1}, {"article-journal", 4}});
  CHECK(answer.facets.at("journal") ==
        Counts{{"BMJ", 1}, {"BMJ Open", 1}, {"Journal of Medical Internet Research", 1}});
  CHECK(answer.facets.at("member") == Counts{{"jsmith", 1}});
  CHECK(answer.facets.at("language") == Counts{{"en", 1}, {"fr", 1}, {"ja", 1}});
  CHECK(answer.facets.at("source") == Counts{{"crossref", 2}, {"pubmed", 1}});
  CHECK(answer.facets.at("access") == Counts{{"open", 1}, {"unknown", 4}});
  CHECK(answer.facets.at("notice") == Counts{{"retraction", 1}});
  CHECK(answer.facets.at("mesh") == Counts{{"Heart Failure", 1}, {"Telemedicine", 1}});
  for (const auto& [facet, counts] : answer.facets)
    for (const auto& [value, count] : counts) {
      INFO(facet << " " << value);
      SearchRequest narrowed;
      narrowed.filters.facets = {{facet, {value}}};
      CHECK(library.ask(narrowed).total == count);
    }
  SearchRequest words;
  words.text = "heart";
  words.facets = {"year"};
  words.limit = 0;
  const SearchAnswer heart = library.ask(words);
  CHECK(heart.total == 3);
  CHECK(heart.facets.at("year") == Counts{{"2019", 1}, {"2024", 1}});
}

TEST_CASE("filters narrow together and are said where they hide") {
  IndexLibrary library;
  fill(library);
  SearchRequest request;
  request.text = "heart";
  request.filters.retracted = Retracted::hidden;
  SearchAnswer answer = library.ask(request);
  CHECK(answer.total == 2);
  CHECK(answer.warnings == std::vector<std::string>{"retracted publications are hidden"});
  request.filters.from_year = 2020;
  CHECK(library.ask(request).total == 1);
  request.filters = {};
  request.filters.to_year = 2019;
  CHECK(library.ask(request).total == 1);
  request.filters = {};
  request.filters.facets = {{"language", {"en", "fr"}}, {"source", {"pubmed"}}};
  CHECK(library.ask(request).total == 1);
}

TEST_CASE("unknown facets, malformed values and stopped searches are errors and not empty answers") {
  IndexLibrary library;
  fill(library);
  auto reader = SearchIndex::open(library.folder());
  REQUIRE(reader);
  SearchRequest request;
  request.facets = {"colour"};
  auto answer = reader->search(request);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Code::invalid_argument);
  request.facets.clear();
  request.filters.facets = {{"year", {"soon"}}};
  CHECK(reader->search(request).error().code == Code::invalid_argument);
  request.filters = {};
  request.text = "heart AND";
  answer = reader->search(request);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Code::unreadable_query);
  CHECK(answer.error().at == 6);
  request.text = "heart";
  std::stop_source source;
  source.request_stop();
  request.stop = source.get_token();
  answer = reader->search(request);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Code::cancelled);
  request.stop = {};
  CHECK(reader->search(request));
}

TEST_CASE("the words of what is excluded are not highlighted") {
  IndexLibrary library;
  fill(library);
  SearchRequest request;
  request.text = "monitor heart -\"at home\" NOT island inter* \"heart failure\"";
  const Highlights marks = library.ask(request).highlights;
  CHECK(marks.words == std::vector<std::string>{"heart", "monitor", "monitored", "monitoring"});
  CHECK(marks.phrases.empty());
  request.text = "inter* OR \"heart failure\"";
  const Highlights phrases = library.ask(request).highlights;
  CHECK(phrases.phrases == std::vector<Highlights::Phrase>{{{"inter"}, true}, {{"heart", "failure"}, false}});
}
