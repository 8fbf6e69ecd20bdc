// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/snippet.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/indexer/index_library.hpp"

using namespace evident;
using namespace evident::index;
using namespace evident::test;

namespace {

/// The text with what is marked in brackets.
std::string marked(std::string_view text, const Highlights& highlights) {
  std::string out;
  std::size_t at = 0;
  for (const ByteRange& range : highlight(text, highlights)) {
    out += std::string(text.substr(at, range.begin - at)) + "<" +
           std::string(text.substr(range.begin, range.end - range.begin)) + ">";
    at = range.end;
  }
  return out + std::string(text.substr(at));
}

std::string shown(const std::vector<SnippetPart>& parts) {
  std::string out;
  for (const SnippetPart& part : parts) out += part.hit ? "<" + part.text + ">" : part.text;
  return out;
}

}  // namespace

TEST_CASE("marks cover whole words as the index cuts them") {
  const Highlights heart{{"heart", "patients"}, {}};
  CHECK(marked("Heart, hearts and HEART-failure", heart) == "<Heart>, hearts and <HEART>-failure");
  CHECK(marked("The patient’s view", {{"patients"}, {}}) == "The <patient’s> view");
  CHECK(marked("Święcicki et al.", {{"swiecicki"}, {}}) == "<Święcicki> et al.");
  CHECK(marked("", heart).empty());
  CHECK(highlight("Heart", {}).empty());
}

TEST_CASE("phrases are marked as one and only where the words stand together") {
  const Highlights phrase{{}, {{{"heart", "failure"}, false}}};
  CHECK(marked("Failure of heart; heart failure; heart-failure", phrase) ==
        "Failure of heart; <heart failure>; <heart-failure>");
  const Highlights beginning{{}, {{{"tele"}, true}, {{"remote", "mon"}, true}}};
  CHECK(marked("Telehealth by remote monitoring, remote care", beginning) ==
        "<Telehealth> by <remote monitoring>, remote care");
  CHECK(marked("遠隔医療の", {{}, {{{"医", "療"}, false}}}) == "遠隔<医療>の");
  // A word that is also in a phrase widens its mark, never doubles it.
  CHECK(marked("heart failure clinic", {{"failure"}, {{{"heart", "failure"}, false}}}) == "<heart failure> clinic");
}

TEST_CASE("a snippet begins at the sentence of the first match, in its section") {
  Publication made = publication(1, "T");
  made.abstract = {
      {"BACKGROUND", "", MarkedText::from_plain("Nothing to see.")},
      {"METHODS", "", MarkedText::from_plain("We did many things. Patients were monitored at home for a year.")},
      {"RESULTS", "", MarkedText::from_plain("Monitored patients did well.")},
  };
  const Highlights monitored{{"monitored"}, {}};
  CHECK(shown(snippet(made, monitored, 100)) == "METHODS: … Patients were <monitored> at home for a year.");
  CHECK(shown(snippet(made, monitored, 30)) == "METHODS: … Patients were <monitored> at …");
  CHECK(shown(snippet(made, {{"absent"}, {}}, 100)) == "BACKGROUND: Nothing to see.");
  CHECK(shown(snippet(made, {}, 9)) == "BACKGROUND: Nothing …");
}

TEST_CASE("a match deep in a long sentence is shown with the words before it") {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "filler ";
  const Publication made = publication(1, "T", text + "needle and more filler behind it");
  CHECK(shown(snippet(made, {{"needle"}, {}}, 50)) == "… filler filler filler filler <needle> and more filler …");
}

TEST_CASE("a snippet never cuts a character and counts characters, not bytes") {
  const Publication made = publication(1, "T", "жжжжжжжжжжжжжжжжжжжж");
  CHECK(shown(snippet(made, {}, 5)) == "жжжжж …");
  CHECK(shown(snippet(made, {}, 20)) == "жжжжжжжжжжжжжжжжжжжж");
}

TEST_CASE("a publication without an abstract has no snippet") {
  CHECK(snippet(publication(1, "heart"), {{"heart"}, {}}, 100).empty());
  CHECK(snippet(publication(1, "heart", "heart"), {{"heart"}, {}}, 0).empty());
}
