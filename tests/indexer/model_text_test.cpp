// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

#include "indexer/model/text.hpp"

using namespace evident;

TEST_CASE("folding makes spellings of one name equal") {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"Ǿrsted ǽon", "orsted aeon"},
      {"Święcicki", "swiecicki"},
      {"Łukasz", "lukasz"},
      {"Müller-Groß", "muller-gross"},
      {"Kjærgaard", "kjaergaard"},
      {"Þórðarson", "thordarson"},
      {"Nguyễn Văn Ánh", "nguyen van anh"},
      {"ÖZTÜRK", "ozturk"},
      {"Ελένη", "ελενη"},
      {"ﬁbrosis", "fibrosis"},
      {"10³", "103"},
  };
  for (const auto& [given, wanted] : table) CHECK(folded(given) == wanted);
}

TEST_CASE("words are cut at punctuation but not at apostrophes") {
  CHECK(folded_words("O'Brien’s COVID-19, e-health") ==
        std::vector<std::string>{"obriens", "covid", "19", "e", "health"});
  CHECK(comparison_key("Virtual wards: a review.") == comparison_key("VIRTUAL WARDS — A REVIEW"));
}

TEST_CASE("source markup becomes our marks and nothing is lost") {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"CO<sub>2</sub> in <i>E. coli</i>", "CO<sub>2</sub> in <i>E. coli</i>"},
      {"R&amp;D &lt; 5", "R&amp;D &lt; 5"},
      {"p < 0.05 and <unknown>", "p &lt; 0.05 and &lt;unknown&gt;"},
      {"<jats:italic>a</jats:italic>\n  b", "<i>a</i> b"},
      {"<p>one</p><p>two</p>", "one two"},
      {"a <i> b</i>", "a <i>b</i>"},
      {"<i></i>empty", "empty"},
      {"<b>unclosed", "<b>unclosed</b>"},
      {"x</i>y", "xy"},
      {"<i>a</i> <b>b</b>", "<i>a</i> <b>b</b>"},
  };
  for (const auto& [given, wanted] : table) {
    INFO(given);
    CHECK(MarkedText::from_source(given).markup() == wanted);
  }
  CHECK(MarkedText::from_source("CO<sub>2</sub> &amp; x").plain() == "CO2 & x");
}

TEST_CASE("marked text survives storing") {
  const auto text = MarkedText::from_source("a <i>b<sup>2</sup></i> &amp; c");
  CHECK(MarkedText::from_stored(text.markup()) == text);
  const auto spans = text.spans();
  REQUIRE(spans.size() == 4);
  CHECK(spans[2].text == "2");
  CHECK(spans[2].marks == std::vector<Mark>{Mark::italic, Mark::superscript});
}

TEST_CASE("broken bytes become the replacement character and controls go") {
  CHECK(valid_utf8("a\xff"
                   "b") ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(valid_utf8(std::string("a\0b\x1b[31m", 8)) == "ab[31m");
  CHECK(decode_entities("&#x3b1;&alpha;&unknown;&#0;") == "αα&unknown;\xEF\xBF\xBD");
  CHECK(collapsed("  a\u00a0\n b ") == "a b");
}
