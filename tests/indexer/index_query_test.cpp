// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/query.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace evident;
using namespace evident::index;

namespace {

std::string read(std::string_view text) {
  const auto parsed = parse_query(text, Match::all);
  return parsed ? print(parsed->root) : "error: " + parsed.error().message;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace

TEST_CASE("queries are read as the table says, and what was read reads back the same") {
  struct Row {
    std::string_view text, tree;
  };
  const Row rows[] = {
      // words and phrases
      {"", "everything"},
      {"  \t\n ", "everything"},
      {"telehealth", "telehealth"},
      {"Remote MONITORING", "remote AND monitoring"},
      {"remote  monitoring heart", "remote AND monitoring AND heart"},
      {"\"heart failure\"", "\"heart failure\""},
      {"“heart failure”", "\"heart failure\""},
      {"„heart failure“", "\"heart failure\""},
      {"\"monitoring\"", "\"monitoring\""},
      {"\"Heart-Failure, acute!\"", "\"heart failure acute\""},
      {"heart\"acute failure\"", "heart AND \"acute failure\""},
      {"follow-up", "\"follow up\""},
      {"COVID-19 vaccine", "\"covid 19\" AND vaccine"},
      {"patient's O'Brien", "patients AND obrien"},
      {"0.05", "\"0 05\""},
      {"what is the role of telehealth", "role AND telehealth"},
      {"the", "the"},
      {"the of", "the AND of"},
      {"the OR a", "the OR a"},
      {"\"the role of\"", "\"the role of\""},
      {"heart failure, acute.", "heart AND failure AND acute"},
      {"what?", "what"},
      {"Telehealth: a review", "telehealth AND review"},
      {"1:2 ratio", "\"1 2\" AND ratio"},
      {"C++ & R", "c AND r"},
      // operators, left to right
      {"a1 AND b1", "a1 AND b1"},
      {"a1 OR b1", "a1 OR b1"},
      {"a1 NOT b1", "a1 NOT b1"},
      {"a1 OR b1 AND c1", "(a1 OR b1) AND c1"},
      {"a1 AND b1 OR c1", "(a1 AND b1) OR c1"},
      {"a1 NOT b1 OR c1", "(a1 NOT b1) OR c1"},
      {"a1 OR b1 c1", "a1 OR (b1 AND c1)"},
      {"a1 b1 OR c1 d1", "(a1 AND b1) OR (c1 AND d1)"},
      {"a1 AND NOT b1", "a1 NOT b1"},
      {"NOT b1", "NOT b1"},
      {"NOT b1 AND c1", "(NOT b1) AND c1"},
      {"a1 AND (NOT b1)", "a1 AND (NOT b1)"},
      {"a1 and b1", "a1 AND b1"},
      {"a1 or b1", "a1 AND b1"},
      {"\"AND\" \"OR\"", "\"and\" AND \"or\""},
      {"ANDROID NOTE", "android AND note"},
      // exclusion by hyphen
      {"heart -failure", "heart NOT failure"},
      {"-failure", "NOT failure"},
      {"heart -\"acute failure\" -mice", "heart NOT (\"acute failure\" OR mice)"},
      {"heart -(mice OR rats)", "heart NOT (mice OR rats)"},
      {"heart - failure", "heart AND failure"},
      {"stored at -80", "stored AND 80"},
      {"heart -title:mice", "heart NOT title:mice"},
      // brackets
      {"(a1)", "a1"},
      {"((a1 b1))", "a1 AND b1"},
      {"(a1 OR b1) c1", "(a1 OR b1) AND c1"},
      {"a1 (b1 OR (c1 AND d1))", "a1 AND (b1 OR (c1 AND d1))"},
      {"a1 AND (b1 AND c1)", "a1 AND b1 AND c1"},
      {"device(s)", "device AND s"},
      // wildcards and distance
      {"monitor*", "monitor*"},
      {"Święc*", "swiec*"},
      {"\"telehealth app*\"", "\"telehealth app*\""},
      {"e-health*", "\"e health*\""},
      {"title:monitor*", "title:monitor*"},
      {"\"remote care\"~3", "\"remote care\"~3"},
      {"\"remote care\"[tiab:~2]", "text:\"remote care\"~2"},
      // fields
      {"title:heart", "title:heart"},
      {"Title:heart", "title:heart"},
      {"title:heart failure", "title:heart AND failure"},
      {"title:\"heart failure\"", "title:\"heart failure\""},
      {"title: heart", "title:heart"},
      {"title:(heart failure)", "title:heart AND title:failure"},
      {"title:(heart OR abstract:lung)", "title:heart OR abstract:lung"},
      {"title:follow-up", "title:\"follow up\""},
      {"year:2020", "year:2020"},
      {"year:2019..2024", "year:2019..2024"},
      {"year:2019-2024", "year:2019..2024"},
      {"year:2019..", "year:2019.."},
      {"year:..2024", "year:..2024"},
      {"year:>=2019", "year:2019.."},
      {"year:<=2019", "year:..2019"},
      {"year:(2019 OR 2021)", "year:2019 OR year:2021"},
      {"cited:100..", "cited:100.."},
      {"published:2024-03", "published:2024-03"},
      {"published:2024-03..2024-06-15", "published:2024-03..2024-06-15"},
      {"author:smith", "author:\"smith\""},
      {"author:\"Smith J\"", "author:\"Smith J\""},
      {"author:(Smith J)", "author:\"Smith J\""},
      {"author:Święcicki", "author:\"Święcicki\""},
      {"journal:informatics", "journal:informatics"},
      {"venue:\"J Med Internet Res\"", "venue:\"J Med Internet Res\""},
      {"type:\"systematic review\"", "type:\"systematic review\""},
      {"mesh:telemedicine", "mesh:telemedicine"},
      {"language:french", "language:french"},
      {"is:retracted", "is:retracted"},
      {"has:abstract NOT is:preprint", "has:abstract NOT is:preprint"},
      {"member:lsmith", "member:lsmith"},
      {"orcid:0000-0002-1825-0097", "orcid:0000-0002-1825-0097"},
      {"doi:10.5555/12345678", "doi:10.5555/12345678"},
      {"10.5555/ABC", "doi:10.5555/abc"},
      {"https://doi.org/10.5555/abc", "doi:10.5555/abc"},
      {"(10.5555/abc)", "doi:10.5555/abc"},
      {"see https://doi.org/10.5555/abc", "see AND doi:10.5555/abc"},
      {"10.5555/ab doi.org/10.5555/cd", "doi:10.5555/ab AND doi:10.5555/cd"},
      {"doi:10.1016/s0140-6736(97)11096-0", "doi:\"10.1016/s0140-6736(97)11096-0\""},
      {"10.1016/s0140-6736(97)11096-0[doi]", "doi:\"10.1016/s0140-6736(97)11096-0\""},
      {"pmid:31418828 OR pmcid:PMC123", "pmid:31418828 OR pmcid:PMC123"},
      // PubMed's tags
      {"asthma[ti]", "title:asthma"},
      {"asthma[Title]", "title:asthma"},
      {"heart failure[ti]", "title:heart AND title:failure"},
      {"role of telehealth[ti]", "title:role AND title:telehealth"},
      {"\"heart failure\"[tiab]", "text:\"heart failure\""},
      {"\"heart failure\"[Title/Abstract] AND telehealth[ti]", "text:\"heart failure\" AND title:telehealth"},
      {"asthma \"heart failure\"[ti]", "asthma AND title:\"heart failure\""},
      {"(heart OR lung)[ti]", "title:heart OR title:lung"},
      {"smith j[au]", "author:\"smith j\""},
      {"Smith J[1au] AND Jones A[lastau]", "first:\"Smith J\" AND last:\"Jones A\""},
      {"smith j[au] 2020[dp]", "author:\"smith j\" AND published:2020"},
      {"2019:2024[dp]", "published:2019..2024"},
      {"2019/1/5:2024/12[dp]", "published:2019-01-05..2024-12"},
      {"\"2019/01/01\"[Date - Publication] : \"3000\"[Date - Publication]", "published:2019-01-01..3000"},
      {"telehealth AND 2019:2024[pdat] NOT review[pt]", "(telehealth AND published:2019..2024) NOT type:review"},
      {"\"J Med Internet Res\"[ta]", "venue:\"J Med Internet Res\""},
      {"Telemedicine[mh]", "heading:Telemedicine"},
      {"\"Telemedicine/methods\"[mh:noexp]", "heading:Telemedicine/methods"},
      {"Telemedicine[majr]", "major:Telemedicine"},
      {"english[la]", "language:english"},
      {"asthma [ti]", "title:asthma"},
      {"asth*[tiab]", "text:asth*"},
      // other scripts, emoji
      {"遠隔医療", "\"遠 隔 医 療\""},
      {"遠", "遠"},
      {"الصحة الرقمية", "الصحة AND الرقمية"},
      {"בריאות OR דיגיטלית", "בריאות OR דיגיטלית"},
      {"title:الصحة", "title:الصحة"},
      {"heart 😀 failure", "heart AND failure"},
      {"heart\u00A0failure", "heart AND failure"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto parsed = parse_query(row.text, Match::all);
    if (!parsed) {
      FAIL_CHECK(parsed.error().message);
      continue;
    }
    const std::string tree = print(parsed->root);
    CHECK(tree == row.tree);
    if (row.tree == "everything") continue;
    const auto again = parse_query(tree, Match::all);
    if (!again) {
      FAIL_CHECK("does not read back: " << again.error().message);
      continue;
    }
    CHECK(print(again->root) == tree);
  }
}

TEST_CASE("a query that cannot be read points at the character and says how to mend it") {
  struct Row {
    std::string_view text;
    std::size_t at;
    std::string_view says, hint;
  };
  const Row rows[] = {
      {"AND heart", 0, "'AND' has nothing before it", "quote it"},
      {"heart AND", 6, "'AND' has nothing after it", "add a word"},
      {"heart OR AND lung", 9, "'AND' has nothing before it", "put a word"},
      {"heart OR NOT lung", 9, "'NOT' has nothing before it", "brackets"},
      {"heart NOT", 6, "'NOT' has nothing after it", "add a word"},
      {"NOT", 0, "'NOT' has nothing after it", "add a word"},
      {"(heart", 0, "bracket is not closed", "add ')'"},
      {"a1 (b1 (c1)", 3, "bracket is not closed", "add ')'"},
      {"heart)", 5, "no '(' before", "leave it out"},
      {"()", 0, "nothing between these brackets", "put a word"},
      {"heart AND ()", 10, "nothing between these brackets", "put a word"},
      {"heart (lung AND)", 12, "'AND' has nothing after it", "add a word"},
      {"\"heart failure", 0, "quotation mark is not closed", "add '\"'"},
      {"lung “heart failure", 5, "quotation mark is not closed", "add '\"'"},
      {"\"\"", 0, "nothing between these quotation marks", "put a word"},
      {"mon*tor", 3, "'*' may only end", "write 'mon*'"},
      {"heart *itis", 6, "'*' may only end", "write"},
      {"m*", 1, "begins too many words", "two letters"},
      {"*", 0, "needs the beginning", "two letters"},
      {"foo:bar", 0, "there is no field 'foo'", "there are: all"},
      {"heart titel:lung", 6, "there is no field 'titel'", "did you mean 'title:'?"},
      {"heart title:", 6, "'title:' has nothing after it", "title:\"heart failure\""},
      {"title:AND lung", 6, "'title:' has nothing after it", "quotes"},
      {"title:)", 0, "'title:' has nothing after it", "for example"},
      {"title:😀", 6, "has no word after it", "for example"},
      {"year:soon", 5, "'soon' is not a whole number", "year:2019..2024"},
      {"year:2024..2019", 5, "ends before it begins", "year:2019..2024"},
      {"year:2019..x", 11, "'x' is not", "for example"},
      {"published:>2019", 10, "do not say whether", "published:"},
      {"published:2024-13", 10, "is not a date", "for example"},
      {"year:..", 5, "is not a whole number", "for example"},
      {"2019:x[dp]", 5, "'x' is not a date", "for example"},
      {"doi:abc", 4, "'abc' is not something 'doi:' knows", "doi:10.5555"},
      {"pmid:PMC12", 5, "is not something", "pmid:"},
      {"orcid:0000-0002-1825-0098", 6, "is not something", "orcid:"},
      {"is:nice", 3, "is not something 'is:' knows", "retracted, concern"},
      {"has:wings", 4, "is not something", "abstract, doi"},
      {"[ti]", 0, "[ti] has nothing before it", "asthma[ti]"},
      {"asthma[xyz]", 6, "there is no tag [xyz]", "[tiab]"},
      {"asthma[journalx]", 6, "there is no tag", "for example"},
      {"asthma[grant]", 6, "there is no tag [grant]", "PubMed's tag is [gr]"},
      {"asthma[sb]", 6, "PubMed's [sb] asks for what this library does not index", "leave that part"},
      {"asthma[ti", 6, "'[' is not closed", "add ']'"},
      {"asthma]", 6, "no '[' before", "leave it out"},
      {"title:heart[ab]", 11, "[ab] cannot be put behind this", "its own tag"},
      {"(author:smith OR heart)[ti]", 23, "[ti] cannot be put behind this", "its own tag"},
      {"(heart OR lung)[au]", 15, "[au] cannot be put behind this", "its own tag"},
      {"\"remote care\"~x", 14, "'~' needs the number", "~3"},
      {"\"remote care\"[ti:~x]", 13, "':~' needs the number", "tiab:~3"},
      {"remote care[ti:~3]", 11, "for a phrase in quotation marks", "write \""},
      {"2019[dp] :", 9, "this range has no end", "2019:2024[dp]"},
      {"2019[dp] : heart[ti]", 9, "needs a date of the same field", "2019:2024[dp]"},
      {"😀", 0, "no word to search for", "type a word"},
      {"heart AND 😀", 6, "'AND' has no word after it", "add a word"},
      {"ab\xFF"
       "cd",
       2, "not valid UTF-8", "anew"},
      {"العربية [ti", 15, "'[' is not closed", "add ']'"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto parsed = parse_query(row.text, Match::all);
    if (parsed) {
      FAIL_CHECK("was read as " << print(parsed->root));
      continue;
    }
    CHECK(parsed.error().code == Code::unreadable_query);
    CHECK(parsed.error().at == row.at);
    CHECK_THAT(parsed.error().message, Catch::Contains(std::string(row.says)));
    CHECK_THAT(parsed.error().hint, Catch::Contains(std::string(row.hint)));
  }
}

TEST_CASE("ten thousand brackets that change nothing are read") {
  CHECK(read(repeated("(", 10'000) + "heart" + repeated(")", 10'000)) == "heart");
  CHECK(read(repeated("(a1 AND ", 10'000) + "b1" + repeated(")", 10'000)).starts_with("a1 AND a1"));
}

TEST_CASE("ten thousand brackets that nest are refused where they pass the limit") {
  const auto parsed = parse_query(repeated("(a1 OR (b1 AND ", 5'000) + "c1" + repeated("))", 5'000), Match::all);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == Code::unreadable_query);
  CHECK_THAT(parsed.error().message, Catch::Contains("levels deep"));
  CHECK(parsed.error().at);
  const auto open = parse_query(repeated("(", 10'000), Match::all);
  REQUIRE_FALSE(open);
  CHECK(open.error().at == 9'999);
}

TEST_CASE("a chain of different operators is bounded like brackets") {
  CHECK_FALSE(parse_query(repeated("a1 OR b1 AND ", 500) + "c1", Match::all));
  CHECK(read(repeated("a1 OR ", 5'000) + "c1").starts_with("a1 OR a1"));
}

TEST_CASE("a text longer than the limit is refused") {
  const auto parsed = parse_query(std::string(kLongestQuery + 1, 'a'), Match::all);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == Code::unreadable_query);
}

TEST_CASE("what is read but left out is said") {
  const auto warning = [](std::string_view text) {
    const auto parsed = parse_query(text, Match::all);
    if (!parsed) return "error: " + parsed.error().message;
    std::string all;
    for (const auto& one : parsed->warnings) all += one + "\n";
    return all;
  };
  CHECK_THAT(warning("role of the nurse"), Catch::Contains("left out: of, the"));
  CHECK_THAT(warning("heart or lung"), Catch::Contains("write it in capitals"));
  CHECK_THAT(warning("heart & lung"), Catch::Contains("'&' holds no letter or digit"));
  CHECK_THAT(warning("heart 😀"), Catch::Contains("'😀' holds no letter or digit"));
  CHECK_THAT(warning("Telemedicine[mh]"), Catch::Contains("headings below it in the MeSH tree were not"));
  CHECK(warning("Telemedicine[mh:noexp]").empty());
  CHECK_THAT(warning("asthma[tw]"), Catch::Contains("[tw] was read as [all]"));
  CHECK(warning("heart failure").empty());
}

TEST_CASE("any takes the text as plain words and nothing in it is an error") {
  const auto any = [](std::string_view text) {
    const auto parsed = parse_query(text, Match::any);
    REQUIRE(parsed);
    return print(parsed->root);
  };
  CHECK(any("heart failure") == "heart OR failure");
  CHECK(any("what is (heart AND failure[") == "heart OR failure");
  CHECK(any("foo:bar \"x mon*tor") == "foo OR bar OR x OR mon OR tor");
  CHECK(any("1-1% of colorectal") == "1 OR colorectal");
  CHECK(any("the of") == "the OR of");
  CHECK(any("") == "everything");
  const auto nothing = parse_query("?!", Match::any);
  REQUIRE(nothing);
  CHECK(nothing->root.kind == QueryNode::Kind::any_of);
  CHECK(nothing->root.children.empty());
  CHECK_FALSE(nothing->warnings.empty());
}

TEST_CASE("every field of the table shows an example that is read as that field") {
  for (const SearchField& field : kSearchFields) {
    INFO(field.name);
    const auto parsed = parse_query(field.example, Match::all);
    if (!parsed) {
      FAIL_CHECK(parsed.error().message);
      continue;
    }
    CHECK(parsed->root.field == field.id);
    for (const std::string_view tag : field.tags) CHECK(field_tagged(tag) == field.id);
  }
}
