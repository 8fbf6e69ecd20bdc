// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/languages.hpp"

#include "indexer/model/text.hpp"

namespace evident::index {
namespace {

/// ISO 639-1, 639-2/T, 639-2/B and the English name: https://www.loc.gov/standards/iso639-2/php/code_list.php. The
/// languages that MEDLINE indexes most; others keep the code the source gave.
struct Language {
  std::string_view code, three, bibliographic, name;
};
constexpr Language kLanguages[] = {
    {"af", "afr", "afr", "Afrikaans"},  {"ar", "ara", "ara", "Arabic"},     {"bg", "bul", "bul", "Bulgarian"},
    {"bs", "bos", "bos", "Bosnian"},    {"ca", "cat", "cat", "Catalan"},    {"cs", "ces", "cze", "Czech"},
    {"cy", "cym", "wel", "Welsh"},      {"da", "dan", "dan", "Danish"},     {"de", "deu", "ger", "German"},
    {"el", "ell", "gre", "Greek"},      {"en", "eng", "eng", "English"},    {"es", "spa", "spa", "Spanish"},
    {"et", "est", "est", "Estonian"},   {"fa", "fas", "per", "Persian"},    {"fi", "fin", "fin", "Finnish"},
    {"fr", "fra", "fre", "French"},     {"he", "heb", "heb", "Hebrew"},     {"hi", "hin", "hin", "Hindi"},
    {"hr", "hrv", "hrv", "Croatian"},   {"hu", "hun", "hun", "Hungarian"},  {"hy", "hye", "arm", "Armenian"},
    {"id", "ind", "ind", "Indonesian"}, {"is", "isl", "ice", "Icelandic"},  {"it", "ita", "ita", "Italian"},
    {"ja", "jpn", "jpn", "Japanese"},   {"ka", "kat", "geo", "Georgian"},   {"ko", "kor", "kor", "Korean"},
    {"la", "lat", "lat", "Latin"},      {"lt", "lit", "lit", "Lithuanian"}, {"lv", "lav", "lav", "Latvian"},
    {"mk", "mkd", "mac", "Macedonian"}, {"ms", "msa", "may", "Malay"},      {"nl", "nld", "dut", "Dutch"},
    {"no", "nor", "nor", "Norwegian"},  {"pl", "pol", "pol", "Polish"},     {"pt", "por", "por", "Portuguese"},
    {"ro", "ron", "rum", "Romanian"},   {"ru", "rus", "rus", "Russian"},    {"sk", "slk", "slo", "Slovak"},
    {"sl", "slv", "slv", "Slovenian"},  {"sq", "sqi", "alb", "Albanian"},   {"sr", "srp", "srp", "Serbian"},
    {"sv", "swe", "swe", "Swedish"},    {"th", "tha", "tha", "Thai"},       {"tr", "tur", "tur", "Turkish"},
    {"uk", "ukr", "ukr", "Ukrainian"},  {"vi", "vie", "vie", "Vietnamese"}, {"zh", "zho", "chi", "Chinese"},
};

}  // namespace

std::string language_code(std::string_view text) {
  std::string word = ascii_lower(trimmed(text));
  // "en-GB" and "zh_Hans" say more than we keep.
  const std::string base = word.substr(0, word.find_first_of("-_"));
  for (const Language& language : kLanguages)
    if (base == language.code || base == language.three || base == language.bibliographic ||
        word == ascii_lower(language.name))
      return std::string(language.code);
  return word;
}

std::string language_label(std::string_view code) {
  for (const Language& language : kLanguages)
    if (code == language.code) return std::string(language.name);
  return std::string(code);
}

}  // namespace evident::index
