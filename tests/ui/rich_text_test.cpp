// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/rich_text.hpp"

#include <catch2/catch.hpp>

#include "tests/ui/harness.hpp"

using namespace evident;
using namespace evident::test;
using desktop::FontRole;
using desktop::StyledRun;
using desktop::TextLayout;
using desktop::TextRange;

namespace {

struct Fixture {
  FakeController controller{0};
  DesktopHarness desktop{controller};
  TextLayout lay_out(std::vector<StyledRun> runs, float width, int max_lines = 1000, float gap = 0) {
    return TextLayout::make(desktop.ui, std::move(runs), {width, 25, max_lines, gap});
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "text wraps at blanks and keeps every character") {
  const std::string text = "Heart failure is a leading cause of unplanned hospital admission.";
  const TextLayout wide = lay_out({{text, FontRole::read}}, 2000);
  const TextLayout narrow = lay_out({{text, FontRole::read}}, 160);
  CHECK(wide.lines() == 1);
  CHECK(narrow.lines() > 2);
  CHECK(narrow.height() == 25 * narrow.lines());
  CHECK(narrow.text() == text);
  CHECK_FALSE(narrow.truncated());
}

TEST_CASE_METHOD(Fixture, "text beyond the last line is marked as cut") {
  const TextLayout cut =
      lay_out({{"Structured telemonitoring and readmission in adults with heart failure", FontRole::small}}, 120, 2);
  CHECK(cut.lines() == 2);
  CHECK(cut.truncated());
  CHECK_FALSE(lay_out({{"Short", FontRole::small}}, 120, 2).truncated());
  CHECK(lay_out({}, 120, 2).height() == 0);
}

TEST_CASE_METHOD(Fixture, "scripts without blanks and long addresses break where they must") {
  CHECK(lay_out({{"心力衰竭患者远程监测心力衰竭患者远程监测", FontRole::read}}, 100).lines() > 2);
  const TextLayout address =
      lay_out({{"https://doi.org/10.5555/a-very-long-identifier-without-any-blank", FontRole::read}}, 120);
  CHECK(address.lines() > 2);
  CHECK(address.text() == "https://doi.org/10.5555/a-very-long-identifier-without-any-blank");
}

TEST_CASE_METHOD(Fixture, "paragraphs are kept apart by their gap") {
  const TextLayout text = lay_out({{"One.\nTwo.\nThree.", FontRole::read}}, 500, 1000, 12);
  CHECK(text.lines() == 3);
  CHECK(text.height() == 3 * 25 + 2 * 12);
  CHECK(text.text() == "One.\nTwo.\nThree.");
}

TEST_CASE_METHOD(Fixture, "a point finds its character and its word") {
  const TextLayout text = lay_out({{"alpha beta gamma", FontRole::read}}, 500);
  CHECK(text.offset_at(desktop.ui, {-5, 10}) == 0);
  CHECK(text.offset_at(desktop.ui, {5000, 10}) == 16);
  CHECK(text.offset_at(desktop.ui, {0, 5000}) == 16);
  const std::size_t inside = text.offset_at(desktop.ui, {60, 10});
  CHECK(text.word_at(inside) == TextRange{6, 10});
}

TEST_CASE_METHOD(Fixture, "offsets fall between characters and never inside one") {
  const std::string words = "Łukasz Święcicki 王小明 محمد";
  const TextLayout text = lay_out({{words, FontRole::read}}, 500);
  for (float x = 0; x < 400; x += 3) {
    const std::size_t offset = text.offset_at(desktop.ui, {x, 10});
    const bool boundary = offset == words.size() || (static_cast<unsigned char>(words[offset]) & 0xC0) != 0x80;
    CHECK(boundary);
  }
}

TEST_CASE_METHOD(Fixture, "matches are stretches of the text") {
  const TextLayout text = lay_out({{"In ", FontRole::read},
                                   {"heart failure", FontRole::read, desktop::Colour::text, true},
                                   {" and ", FontRole::read},
                                   {"failure", FontRole::read, desktop::Colour::text, true}},
                                  60);
  const auto matches = text.matches();
  REQUIRE(matches.size() == 2);
  CHECK(text.text().substr(matches[0].begin, matches[0].end - matches[0].begin) == "heart failure");
  CHECK(matches[1] == TextRange{21, 28});
  CHECK(text.line_top(matches[1].begin) > text.line_top(0));
}

TEST_CASE_METHOD(Fixture, "marks become raised and lowered text") {
  const auto runs = desktop::styled(
      {{"CO", {}, false}, {"2", {Mark::subscript}, false}, {" 10", {}, true}, {"3", {Mark::superscript}, true}},
      {FontRole::read, FontRole::read_semi, desktop::Colour::text});
  REQUIRE(runs.size() == 4);
  CHECK(runs[1].baseline == desktop::Baseline::subscript);
  CHECK(runs[2].font == FontRole::read_semi);
  CHECK(runs[3].baseline == desktop::Baseline::superscript);
  CHECK(runs[3].matched);
}
