// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "connectors/files/bibtex.hpp"
#include "connectors/files/latex_text.hpp"
#include "connectors/files/reference_fields.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

struct Entry {
  std::string type, key;
  std::map<std::string, std::string> fields;  ///< LaTeX as written, by lower-case name
};

/// Reads the entries of one body; the last one that is no @string is the record.
class EntryParser {
 public:
  explicit EntryParser(std::string_view text) : rest_(text) {}

  Result<Entry> parse() {
    Entry entry;
    while (true) {
      const auto at = rest_.find('@');
      if (at == rest_.npos) break;
      rest_.remove_prefix(at + 1);
      const std::string word = ascii_lower(name());
      blanks();
      if (rest_.empty() || (rest_.front() != '{' && rest_.front() != '(')) break;
      rest_.remove_prefix(1);
      if (word == "string") {
        auto defined = fields();
        if (!defined) return fail(defined.error());
        strings_.insert(defined->begin(), defined->end());
        continue;
      }
      entry.type = word;
      blanks();
      const auto end = rest_.find_first_of(",}\n)");
      if (end == rest_.npos) return fail(Code::malformed, "this entry breaks off after its type");
      entry.key = trimmed(rest_.substr(0, end));
      rest_.remove_prefix(end + (rest_[end] == ',' ? 1 : 0));
      auto read = fields();
      if (!read) return fail(read.error());
      entry.fields = std::move(*read);
      return entry;
    }
    return fail(Code::malformed, "this is no BibTeX entry");
  }

 private:
  void blanks() {
    constexpr std::string_view no_break_space = "\u00A0";
    while (true) {
      rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n,"), rest_.size()));
      if (!rest_.starts_with(no_break_space)) return;
      rest_.remove_prefix(no_break_space.size());
    }
  }

  std::string_view name() {
    std::size_t size = 0;
    while (size < rest_.size() && (std::isalnum(static_cast<unsigned char>(rest_[size])) != 0 ||
                                   std::string_view("_-+:.").find(rest_[size]) != std::string_view::npos))
      ++size;
    const auto word = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return word;
  }

  Result<std::map<std::string, std::string>> fields() {
    std::map<std::string, std::string> found;
    while (true) {
      blanks();
      if (rest_.empty()) return fail(Code::malformed, "this entry is never closed");
      if (rest_.front() == '}' || rest_.front() == ')') {
        rest_.remove_prefix(1);
        return found;
      }
      std::string field = ascii_lower(name());
      blanks();
      while (!field.empty() && !rest_.empty() && std::isalnum(static_cast<unsigned char>(rest_.front())) != 0) {
        field += "_" + ascii_lower(name());  // Scopus writes "funding_text 1"
        blanks();
      }
      if (field.empty() || rest_.empty() || rest_.front() != '=')
        return fail(Code::malformed, fmt::format("the field '{}' of this entry has no value", field));
      rest_.remove_prefix(1);
      auto text = value();
      if (!text) return fail(text.error());
      found.try_emplace(field, std::move(*text));
    }
  }

  /// Pieces joined with '#': in braces, in quotes, a number or the name of a @string.
  Result<std::string> value() {
    std::string text;
    while (true) {
      rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
      if (rest_.empty()) return fail(Code::malformed, "this entry is never closed");
      if (rest_.front() == '{' || rest_.front() == '"') {
        const auto piece = delimited(rest_.front() == '{' ? '}' : '"');
        if (!piece) return fail(Code::malformed, "a field of this entry is never closed");
        text += *piece;
      } else {
        const std::string word(name());
        const auto defined = strings_.find(ascii_lower(word));
        text += defined == strings_.end() ? word : defined->second;
        if (word.empty()) return text;
      }
      const auto after = rest_.find_first_not_of(" \t\r\n");
      if (after == rest_.npos || rest_[after] != '#') return text;
      rest_.remove_prefix(after + 1);
    }
  }

  /// A quotation mark inside a quoted value should stand in braces; where it does not, only one that is followed by
  /// what may follow a value ends it.
  bool ends_value(std::size_t at) const {
    const auto next = rest_.find_first_not_of(" \t\r\n", at);
    return next == rest_.npos || std::string_view(",}#)").find(rest_[next]) != std::string_view::npos;
  }

  std::optional<std::string> delimited(char end) {
    int depth = 0;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (c == '\\' && i + 1 < rest_.size() && (end == '}' || rest_[i + 1] != '"')) {
        ++i;
      } else if (depth == 0 && c == end && (end == '}' || ends_value(i + 1))) {
        std::string text(rest_.substr(1, i - 1));
        rest_.remove_prefix(i + 1);
        return text;
      } else if (c == '{') {
        ++depth;
      } else if (c == '}') {
        --depth;
      }
    }
    return std::nullopt;
  }

  std::string_view rest_;
  std::map<std::string, std::string> strings_;
};

/// Splits at a word or comma outside braces.
std::vector<std::string_view> split_outside_braces(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{')
      ++depth;
    else if (text[i] == '}')
      --depth;
    else if (depth == 0 && ascii_lower(text.substr(i, separator.size())) == separator) {
      parts.push_back(trimmed(text.substr(from, i - from)));
      from = i + separator.size();
      i = from - 1;
    }
  }
  parts.push_back(trimmed(text.substr(from)));
  return parts;
}

std::string plain(std::string_view latex) { return text_of_latex(latex).plain(); }

/// "{World {Fictional} Organisation}": the first brace closes at the very end.
bool is_one_group(std::string_view text) {
  if (!text.starts_with('{')) return false;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{')
      ++depth;
    else if (text[i] == '}' && --depth == 0)
      return i + 1 == text.size();
  }
  return false;
}

/// "von Last, Jr, First", "First von Last", or a group in double braces.
PersonName person(std::string_view text) {
  PersonName name;
  if (is_one_group(text)) {
    name.collective = plain(text);
    return name;
  }
  const auto parts = split_outside_braces(text, ",");
  if (parts.size() > 1) {
    name.family = plain(parts[0]);
    name.given = plain(parts.back());
    if (parts.size() > 2) name.suffix = plain(parts[1]);
    return name;
  }
  const auto words = split_outside_braces(text, " ");
  // The family name begins at the first word in lower case, else it is the last word.
  std::size_t family = words.size() - 1;
  for (std::size_t i = 1; i + 1 < words.size(); ++i)
    if (!words[i].empty() && words[i].front() >= 'a' && words[i].front() <= 'z') {
      family = i;
      break;
    }
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string& part = i < family ? name.given : name.family;
    part += (part.empty() ? "" : " ") + plain(words[i]);
  }
  return name;
}

WorkType work_type(const Entry& entry) {
  struct Row {
    std::string_view name;
    WorkType type;
  };
  constexpr auto rows = std::to_array<Row>({
      {"article", WorkType::article_journal},
      {"suppperiodical", WorkType::article_journal},
      {"review", WorkType::review},
      {"book", WorkType::book},
      {"mvbook", WorkType::book},
      {"collection", WorkType::book},
      {"booklet", WorkType::pamphlet},
      {"manual", WorkType::report},
      {"proceedings", WorkType::collection},
      {"incollection", WorkType::chapter},
      {"inbook", WorkType::chapter},
      {"inproceedings", WorkType::paper_conference},
      {"conference", WorkType::paper_conference},
      {"techreport", WorkType::report},
      {"report", WorkType::report},
      {"phdthesis", WorkType::thesis},
      {"mastersthesis", WorkType::thesis},
      {"thesis", WorkType::thesis},
      {"unpublished", WorkType::manuscript},
      {"dataset", WorkType::dataset},
      {"software", WorkType::software},
      {"online", WorkType::webpage},
      {"electronic", WorkType::webpage},
      {"www", WorkType::webpage},
      {"patent", WorkType::patent},
      {"standard", WorkType::standard},
      {"periodical", WorkType::periodical},
  });
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.name == entry.type; });
  return row == rows.end() ? WorkType::document : row->type;
}

void take_dates(Publication& p, const std::string& date, const std::string& year, const std::string& month) {
  if (!date.empty()) {
    const auto slash = date.find('/');
    p.dates.issued = PartialDate::parse(std::string_view(date).substr(0, slash));
    if (slash != date.npos) p.dates.issued_end = PartialDate::parse(std::string_view(date).substr(slash + 1));
  }
  if (p.dates.issued) return;
  p.dates.issued = PartialDate::parse(year);
  if (!p.dates.issued) {
    p.dates.issued_text = year;
  } else if (const auto number = month_number(std::string_view(month).substr(0, month.find_first_of(" ~-/.")))) {
    p.dates.issued = PartialDate::of(p.dates.issued->year, *number);
  } else {
    p.dates.issued->season = season_named(month);
  }
}

}  // namespace

Result<ParsedRecord> parse_bibtex(std::string_view body) {
  const auto entry = EntryParser(body).parse();
  if (!entry) return fail(entry.error());
  const auto raw = [&](std::initializer_list<const char*> names) -> std::string {
    for (const char* name : names)
      if (const auto found = entry->fields.find(name); found != entry->fields.end() && !trimmed(found->second).empty())
        return found->second;
    return {};
  };
  const auto text = [&](std::initializer_list<const char*> names) { return plain(raw(names)); };

  ParsedRecord record;
  record.id = entry->key;
  Publication& p = record.content;
  p.type = work_type(*entry);
  p.title = text_of_latex(raw({"title"}));
  p.subtitle = text_of_latex(raw({"subtitle"}));
  for (const auto& [field, role] : {std::pair{"author", ContributorRole::author},
                                    {"editor", ContributorRole::editor},
                                    {"translator", ContributorRole::translator}}) {
    const std::string names = collapsed(raw({field}));
    if (names.empty()) continue;
    for (const std::string_view one : split_outside_braces(names, " and ")) {
      if (one == "others") {
        p.contributors_complete = false;
        continue;
      }
      Contributor contributor;
      contributor.name = person(one);
      contributor.role = role;
      if (!one.empty()) p.contributors.push_back(std::move(contributor));
    }
  }
  p.venue.title = text({"journal", "journaltitle", "booktitle", "howpublished", "series"});
  p.venue.short_title = text({"shortjournal"});
  p.venue.publisher = text({"publisher", "institution", "school", "organization"});
  p.venue.place = text({"address", "location"});
  p.venue.event = text({"eventtitle"});
  take_dates(p, raw({"date"}), text({"year"}), text({"month"}));
  p.volume = text({"volume"});
  p.issue = text({"number", "issue"});
  p.edition = text({"edition"});
  p.article_number = text({"eid", "article-number", "art_number"});
  if (const std::string pages = text({"pages"}); pages != p.article_number) take_pages(p, pages);
  take_serial_numbers(p, text({"issn"}));
  take_serial_numbers(p, text({"isbn"}));
  // Identifiers and addresses are read as they stand, but for the escapes that many managers put into them.
  const auto unescaped = [](std::string value) {
    for (const std::string_view escape : {"\\_", "\\&", "\\%", "\\#", "\\{", "\\}"})
      for (auto at = value.find(escape); at != value.npos; at = value.find(escape, at)) value.erase(at, 1);
    return collapsed(value);
  };
  take_doi(p, unescaped(raw({"doi"})));
  p.pmid = Pmid::parse(unescaped(raw({"pmid"})));
  p.pmcid = Pmcid::parse(unescaped(raw({"pmcid"})));
  if (ascii_lower(raw({"eprinttype"})) == "pubmed") p.pmid = Pmid::parse(raw({"eprint"}));
  p.url = unescaped(raw({"url"}));
  for (std::string& language : split_list(text({"language", "langid"}), ",;"))
    p.languages.push_back(std::move(language));
  const std::string keywords = text({"keywords", "author_keywords"});
  for (const std::string& word : split_list(keywords, keywords.find(';') == keywords.npos ? "," : ";"))
    take_keyword(p, word);
  std::vector<std::string> abstract;
  for (const std::string& line : split_list(raw({"abstract"}), "\n")) abstract.push_back(plain(line));
  p.abstract = sections_from_text(joined(abstract, "\n"));
  for (const std::string& line : split_list(raw({"note"}), "\n")) {
    const std::string words = plain(line);
    if (words == "Preprint" && entry->type == "misc")
      p.type = WorkType::article;
    else
      take_note(p, words);
  }
  if (p.title.empty() && p.contributors.empty() && !p.doi && !p.pmid)
    return fail(Code::malformed, "this entry has neither title, names, DOI nor PMID");
  return record;
}

}  // namespace evident::files
