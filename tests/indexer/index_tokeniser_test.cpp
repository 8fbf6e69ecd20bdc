// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/tokeniser.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/index/languages.hpp"
#include "indexer/index/terms.hpp"
#include "indexer/model/text.hpp"

using namespace evident;
using namespace evident::index;

namespace {

std::string joined(std::string_view text) {
  std::string out;
  for (const std::string& word : index_words(text)) out += (out.empty() ? "" : "|") + word;
  return out;
}

}  // namespace

TEST_CASE("text is cut into the words that are indexed") {
  struct Row {
    std::string_view text, words;
  };
  const Row rows[] = {
      {"", ""},
      {"   ", ""},
      {"Remote Monitoring", "remote|monitoring"},
      {"the role of the nurse", "the|role|of|the|nurse"},  // stop words stay
      {"COVID-19", "covid|19"},
      {"follow-up, self-care", "follow|up|self|care"},
      {"p<0.05 (95% CI 1.2–3.4)", "p|0|05|95|ci|1|2|3|4"},
      {"the patient's and patients' view", "the|patients|and|patients|view"},
      {"O'Brien and O’Brien", "obrien|and|obrien"},
      {"l'hôpital d’Angers dell'ospedale", "l|hopital|d|angers|dell|ospedale"},
      {"rock 'n' roll", "rock|n|roll"},
      {"Święcicki Müller Øystein Łódź Straße", "swiecicki|muller|oystein|lodz|strasse"},
      {"Æther œuvre Þór ıçin", "aether|oeuvre|thor|icin"},
      {"e\u0301tude", "etude"},  // combining accent
      {"co\u00ADoperate zero\u200Bwidth", "cooperate|zerowidth"},
      {"CO₂ and H₂O at 10⁶", "co2|and|h2o|at|106"},
      {"ﬁbrosis", "fibrosis"},
      {"Fitbit™ ½ dose ①", "fitbit|dose|1"},
      {"α-synuclein β2", "α|synuclein|β2"},
      {"ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ|σισυφοσ"},
      {"Электронное здоровье", "электронное|здоровье"},
      {"الصحة الرقمية", "الصحة|الرقمية"},
      {"בריאות דיגיטלית", "בריאות|דיגיטלית"},
      {"遠隔医療", "遠|隔|医|療"},
      {"AIによる診断", "ai|に|よ|る|診|断"},
      {"テレヘルス", "テ|レ|ヘ|ル|ス"},
      {"ﾃﾚ", "テ|レ"},
      {"디지털 건강", "디|지|털|건|강"},
      {"😀 ok 👩‍⚕️", "ok"},
      {"a_b c/d e&f", "a|b|c|d|e|f"},
      {"naïve café", "naive|cafe"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::string expected(row.words);
    // Hangul folds to its letters; the table shows syllables.
    if (row.text.find("디") != row.text.npos) expected = folded(expected);
    CHECK(joined(row.text) == expected);
  }
}

TEST_CASE("each word knows the bytes it came from") {
  const std::string text = "Müller’s “CO₂” 遠隔 e-Health";
  Tokeniser tokeniser;
  tokeniser.start(text);
  std::vector<std::string> cut;
  for (Token token; tokeniser.next(token);) cut.push_back(text.substr(token.begin, token.end - token.begin));
  CHECK(cut == std::vector<std::string>{"Müller’s", "CO₂", "遠", "隔", "e", "Health"});
}

TEST_CASE("every character of a word folds as the model folds it") {
  Tokeniser tokeniser;
  std::size_t letters = 0;
  for (char32_t code = 1; code < 0x30000; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code);
    tokeniser.start(text);
    Token token;
    if (!tokeniser.next(token)) continue;
    ++letters;
    if (token.word != folded(text))
      FAIL_CHECK("U+" << std::hex << static_cast<std::uint32_t>(code) << " gives " << token.word);
  }
  CHECK(letters > 90'000);
}

TEST_CASE("a word longer than the limit is cut and still finds itself") {
  const std::string long_word(500, 'x');
  CHECK(index_words(long_word) == std::vector<std::string>{std::string(kMaxWordBytes, 'x')});
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "ж";
  const auto words = index_words("a" + accents);
  REQUIRE(words.size() == 1);
  CHECK(words[0].size() <= kMaxWordBytes);
  CHECK(valid_utf8(words[0]) == words[0]);
}

TEST_CASE("malformed bytes separate words and are never fatal") {
  CHECK(joined("ab\xFF"
               "cd\xC3") == "ab|cd");
  CHECK(joined(std::string_view("a\0b", 3)) == "a|b");
}

TEST_CASE("exact values are words and blanks however they were punctuated") {
  CHECK(exact_value("Electronic Health  Records") == "electronic health records");
  CHECK(exact_value("Heart Failure, Diastolic") == "heart failure diastolic");
  std::string many_words;
  for (int i = 0; i < 100; ++i) many_words += "word" + std::to_string(i) + ' ';
  CHECK(exact_value(many_words).size() <= 200);
  CHECK(exact_value(many_words) != exact_value(many_words + "more"));
}

TEST_CASE("values that cannot be of their field are refused") {
  CHECK(exact_term(Field::doi, "https://doi.org/10.5555/ABC") == "10.5555/abc");
  CHECK_FALSE(exact_term(Field::doi, "abc"));
  CHECK(exact_term(Field::pmid, "31418828") == "31418828");
  CHECK_FALSE(exact_term(Field::pmid, "PMC1"));
  CHECK(exact_term(Field::pmcid, "PMC123") == "pmc123");
  CHECK(exact_term(Field::orcid, "0000-0002-1825-0097") == "0000-0002-1825-0097");
  CHECK_FALSE(exact_term(Field::orcid, "0000-0002-1825-0098"));
  CHECK(exact_term(Field::is, "Retracted") == "retracted");
  CHECK_FALSE(exact_term(Field::is, "nice"));
  CHECK_FALSE(exact_term(Field::journal_name, "?!"));
}

TEST_CASE("a language has one code however a source writes it") {
  for (std::string_view text : {"eng", "en", "EN-gb", "English", " english "}) CHECK(language_code(text) == "en");
  CHECK(language_code("ger") == "de");
  CHECK(language_code("deu") == "de");
  CHECK(language_code("tlh") == "tlh");
  CHECK(language_label("fr") == "French");
  CHECK(language_label("tlh") == "tlh");
}

TEST_CASE("a person has a term for each way of being named") {
  const auto terms = [](std::string family, std::string given, std::string initials) {
    PersonName name;
    name.family = std::move(family);
    name.given = std::move(given);
    name.initials = std::move(initials);
    return name_terms(name);
  };
  using Terms = std::vector<std::string>;
  CHECK(terms("Smith", "John Robert", "JR") ==
        Terms{"smith", "john", "robert", "smith_j", "smith_jr", "smith_john", "smith_john_robert"});
  CHECK(terms("van der Berg", "Anna", "") ==
        Terms{"van", "der", "berg", "anna", "vanderberg", "vanderberg_a", "vanderberg_anna"});
  CHECK(terms("O'Brien", "", "K") == Terms{"obrien", "obrien_k"});
  CHECK(terms("Święcicki", "Ł", "") == Terms{"swiecicki", "l", "swiecicki_l"});
  PersonName group;
  group.collective = "The Group";
  CHECK(name_terms(group) == Terms{"the", "group", "the_group"});
}
