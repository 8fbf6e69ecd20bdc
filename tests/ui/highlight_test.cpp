// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/highlight.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "indexer/index/snippet.hpp"

using namespace evident;

namespace {

app::HighlightedText marked(const MarkedText& text, std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  return app::highlighted(text, index::highlight(text.plain(), {std::move(words), {}}));
}

}  // namespace

TEST_CASE("matched words that follow each other are one highlight") {
  const auto runs = marked(MarkedText::from_plain("In heart failure, heart-failure and hearts"), {"heart", "failure"});
  REQUIRE(runs.size() == 5);
  CHECK(runs[1].text == "heart failure");
  CHECK(runs[1].matched);
  CHECK(runs[2].text == ", ");
  CHECK(runs[3].text == "heart-failure");
  CHECK(runs[4].text == " and hearts");
  CHECK_FALSE(runs[4].matched);
  CHECK(app::match_count(runs) == 2);
}

TEST_CASE("highlighting loses no character and keeps marks") {
  const MarkedText text = MarkedText::from_source("CO<sub>2</sub> in <i>Święcicki</i> &amp; 王小明");
  const auto runs = marked(text, {"swiecicki"});
  CHECK(app::plain_text(runs) == text.plain());
  const auto matched = std::find_if(runs.begin(), runs.end(), [](const app::TextRun& run) { return run.matched; });
  REQUIRE(matched != runs.end());
  CHECK(matched->text == "Święcicki");
  CHECK(matched->marks == std::vector<Mark>{Mark::italic});
}

TEST_CASE("a highlight that crosses a mark is counted once") {
  const auto runs = marked(MarkedText::from_source("heart <i>failure</i>"), {"heart", "failure"});
  CHECK(app::match_count(runs) == 1);
}

TEST_CASE("text without matches is one plain run and empty text none") {
  CHECK(marked(MarkedText(), {"heart"}).empty());
  CHECK(app::plain_run("").empty());
  const auto runs = marked(MarkedText::from_plain("sepsis"), {"heart"});
  REQUIRE(runs.size() == 1);
  CHECK_FALSE(runs[0].matched);
}
