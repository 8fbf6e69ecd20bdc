// SPDX-License-Identifier: GPL-2.0-or-later
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "tests/cli/cli_library.hpp"
#include "tests/support/paths.hpp"

using namespace evident::test;
using Strings = std::vector<std::string>;

TEST_CASE("a search answers in the fixed shape") {
  const CliLibrary library;
  library.fill();
  const auto answer = library.json({"search", "remote monitoring"});
  CHECK(names_of(answer) == Strings{"query", "read_as", "warnings", "total", "total_is", "took_ms", "hits", "facets"});
  CHECK(answer["query"] == "remote monitoring");
  CHECK(answer["read_as"].is_string());
  CHECK(answer["warnings"] == Json::array());
  CHECK(answer["total"] == 1);
  CHECK(answer["total_is"] == "exact");
  CHECK(answer["took_ms"].is_number());
  CHECK(answer["facets"] == Json::object());
  const Json& hit = answer["hits"].at(0);
  CHECK(names_of(hit) == Strings{"id", "title", "year", "venue", "type", "contributors", "members", "doi", "pmid",
                                 "notices", "notices_checked", "score", "snippet", "sources"});
  CHECK(hit["id"].is_number_integer());
  CHECK(hit["title"] == "Remote monitoring of heart failure at home: a randomised trial");
  CHECK(hit["year"] == 2024);
  CHECK(hit["venue"] == "Harbour Journal of Telecare");
  CHECK(hit["type"] == "article-journal");
  CHECK(hit["contributors"] == Json{"Smith LM", "Okafor J"});
  CHECK(hit["doi"] == "10.5555/hjt.2024.0001");
  CHECK(hit["pmid"] == "990900001");
  CHECK(hit["notices"] == Json::array());
  CHECK(hit["notices_checked"] == Json{{"pubmed", nullptr}, {"crossref", nullptr}});
  CHECK(hit["score"].get<double>() > 0);
  CHECK(hit["sources"] == Json::array({Json{{"source", "crossref"}, {"id", "10.5555/hjt.2024.0001"}},
                                       Json{{"source", "pubmed"}, {"id", "990900001"}}}));
  bool marked = false;
  for (const Json& part : hit["snippet"]) {
    CHECK(names_of(part) == Strings{"text", "hit"});
    marked = marked || (part["hit"] == true && part["text"].get<std::string>().find("monitoring") != std::string::npos);
  }
  CHECK(marked);
  CHECK(hit["members"] == Json::array({"lsmith", "okafor"}));
}

TEST_CASE("what is not known is null and never empty text") {
  const CliLibrary library;
  library.fill();
  const auto hit = library.json({"search", "portals"})["hits"].at(0);
  CHECK(hit["pmid"].is_null());
  CHECK(hit["type"] == "article");
  const auto retracted = library.json({"search", "is:retracted"})["hits"].at(0);
  CHECK(retracted["doi"].is_null());
  CHECK(names_of(retracted["notices"].at(0)) == Strings{"kind", "date", "source", "doi", "pmid"});
  CHECK(retracted["notices"][0]["kind"] == "retraction");
  CHECK(retracted["notices"][0]["source"] == "pubmed");
  CHECK(retracted["notices"][0]["pmid"] == "990900009");
}

TEST_CASE("nothing found is status 4 and a whole answer") {
  const CliLibrary library;
  library.fill();
  const auto result = library.run({"search", "zeppelin", "--json"});
  CHECK(result.status == 4);
  const Json answer = Json::parse(result.out);
  CHECK(answer["total"] == 0);
  CHECK(answer["hits"] == Json::array());
}

TEST_CASE("an unreadable query is status 2 and a caret below the character") {
  const CliLibrary library;
  library.fill();
  const auto result = library.run({"search", "heart AND (failure"});
  CHECK(result.status == 2);
  CHECK(result.out.empty());
  CHECK_THAT(result.err, Catch::Contains("\n  heart AND (failure\n            ^\n  hint: "));
  const auto json = library.run({"search", "heart AND (failure", "--json"});
  CHECK(json.status == 2);
  CHECK(Json::parse(json.out)["error"]["code"] == "unreadable_query");
}

TEST_CASE("the caret stands below the character whatever stands before it") {
  const CliLibrary library;
  library.fill();
  const auto result = library.run({"search", "Świę 東京 AND (x"});
  CHECK(result.status == 2);
  CHECK_THAT(result.err, Catch::Contains("\n  Świę 東京 AND (x\n" + std::string(16, ' ') + "^\n"));
}

TEST_CASE("with match any nothing in the text is a syntax error") {
  const CliLibrary library;
  library.fill();
  const auto result = library.run({"search", "heart AND (failure", "--match", "any", "--json"});
  CHECK(result.status == 0);
  CHECK(Json::parse(result.out)["total"] == 1);
}

TEST_CASE("after two dashes a leading dash is part of the query") {
  const CliLibrary library;
  library.fill();
  const auto result = library.run({"search", "--limit", "1", "--", "-dosing journal:telecare"});
  CHECK(result.status == 0);
  CHECK_THAT(result.out, Catch::StartsWith("1 result\n"));
}

TEST_CASE("limit and offset page through one order") {
  const CliLibrary library;
  library.fill();
  const auto all = library.json({"search", "", "--sort", "date"});
  REQUIRE(all["total"] == 4);
  REQUIRE(all["hits"].size() == 4);
  CHECK(all["hits"][0]["year"] == 2025);
  CHECK(all["hits"][3]["year"] == 2022);
  const auto second = library.json({"search", "", "--sort", "date", "--limit", "1", "--offset", "1"});
  CHECK(second["total"] == 4);
  REQUIRE(second["hits"].size() == 1);
  CHECK(second["hits"][0]["id"] == all["hits"][1]["id"]);
  CHECK(library.run({"search", "", "--offset", "9"}).status == 0);
  CHECK_THAT(library.run({"search", "", "--limit", "3"}).out,
             Catch::Contains("Shown: 1 to 3 of 4. For the next ones: --offset 3"));
}

TEST_CASE("facets count over all matches and not over the page") {
  const CliLibrary library;
  library.fill();
  const auto answer = library.json({"search", "", "--facets", "--limit", "1"});
  for (const char* facet : {"year", "type", "journal", "member", "mesh", "language", "source", "access", "notice"}) {
    INFO(facet);
    CHECK(answer["facets"].contains(facet));
  }
  CHECK(answer["facets"]["year"]["2024"] == 1);
  CHECK(answer["facets"]["source"]["pubmed"] == 3);
}

TEST_CASE("explain adds the query as the index was asked") {
  const CliLibrary library;
  library.fill();
  const auto answer = library.json({"search", "monitoring", "--explain"});
  CHECK(names_of(answer).back() == "explained");
  CHECK_FALSE(answer["explained"].get<std::string>().empty());
}

TEST_CASE("a file of queries is answered line by line") {
  const CliLibrary library;
  library.fill();
  std::ofstream(library.path("queries.tsv")) << "q1\tremote monitoring\n\nq2\t(broken\nno tab here\nq4\tzeppelin\n";
  const auto result = library.run({"search", "--queries", library.path("queries.tsv").string(), "--json"});
  CHECK(result.status == 3);
  std::istringstream lines(result.out);
  std::vector<Json> answers;
  for (std::string line; std::getline(lines, line);) answers.push_back(Json::parse(line));
  REQUIRE(answers.size() == 4);
  CHECK(names_of(answers[0]) ==
        Strings{"qid", "query", "read_as", "warnings", "total", "total_is", "took_ms", "hits", "facets"});
  CHECK(answers[0]["qid"] == "q1");
  CHECK(answers[0]["total"] == 1);
  CHECK(names_of(answers[1]) == Strings{"qid", "error", "hits", "total"});
  CHECK(answers[1]["qid"] == "q2");
  CHECK(names_of(answers[1]["error"]) == Strings{"code", "message", "hint"});
  CHECK(answers[1]["error"]["code"] == "unreadable_query");
  CHECK(answers[1]["hits"] == Json::array());
  CHECK(answers[1]["total"] == 0);
  CHECK(answers[2]["qid"] == "no tab here");
  CHECK(answers[2]["error"]["code"] == "malformed");
  CHECK(answers[3]["total"] == 0);
}

TEST_CASE("a file of readable queries is status 0 even where one finds nothing") {
  const CliLibrary library;
  library.fill();
  const auto result = library.run({"search", "--queries", "-"}, "a\tmonitoring\nb\tzeppelin\n");
  CHECK(result.status == 0);
  CHECK(result.out.starts_with("{\"qid\":\"a\""));
  CHECK(library.run({"search", "--queries", library.path("absent.tsv").string()}).status == 1);
  CHECK(library.run({"search", "monitoring", "--queries", "-"}).status == 2);
}

TEST_CASE("show finds a publication by every key") {
  const CliLibrary library;
  library.fill();
  const auto id = library.json({"show", "pmid:990900001"})["id"].get<int>();
  for (const std::string& key :
       {std::to_string(id), std::string("doi:10.5555/HJT.2024.0001"), std::string("pmid:990900001")})
    CHECK(library.json({"show", key})["id"] == id);
  CHECK(library.run({"show", "pmid:1"}).status == 4);
  CHECK(library.run({"show", "99999"}).status == 4);
  CHECK(library.run({"show", "nonsense"}).status == 2);
  const auto absent = library.run({"show", "pmid:1", "--json"});
  CHECK(absent.status == 4);
  CHECK(Json::parse(absent.out)["error"]["code"] == "not_found");
}

TEST_CASE("show in JSON is the exported publication with attributions and the days of asking") {
  const CliLibrary library;
  library.fill();
  const auto shown = library.json({"show", "pmid:990900001"});
  const auto names = names_of(shown);
  REQUIRE(names.size() > 3);
  CHECK(names.front() == "id");
  CHECK(Strings(names.end() - 2, names.end()) == Strings{"attributions", "notices_checked"});
  CHECK(shown["cited_by"] == 17);
  CHECK(shown["attributions"].size() == 2);
  CHECK(names_of(shown["attributions"][0]) ==
        Strings{"member", "publication", "sources", "status", "by", "score", "grounds"});
}
