// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/reference_fields.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// En dash, em dash, minus sign and non-breaking hyphen as "-".
std::string plain_dashes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [code, bytes] = decode_utf8(text);
    if ((code >= U'\u2010' && code <= U'\u2015') || code == U'\u2212')
      out += '-';
    else
      out.append(text.substr(0, bytes));
    text.remove_prefix(bytes);
  }
  return out;
}

// Particles that bibliographies keep with the family name but do not sort by; only in lower case, for "Van Gogh" may be
// sorted under V.
constexpr auto kParticles = std::to_array<std::string_view>(
    {"af",  "al", "da", "de",  "degli", "dei", "del",  "della", "den", "der", "di", "do",  "dos", "du", "el", "la",
     "las", "le", "lo", "los", "ten",   "ter", "thor", "van",   "vom", "von", "zu", "zum", "zur", "'t", "in"});

/// Words like "AB", "A.", "J-P" that can only be initials.
bool is_initials(std::string_view word) {
  std::size_t letters = 0;
  for (const char c : word) {
    if (c == '.' || c == '-') continue;
    if (c < 'A' || c > 'Z') return false;
    ++letters;
  }
  return letters >= 1 && letters <= 3;
}

struct NoticeWord {
  NoticeKind kind;
  std::string_view word;
};
constexpr auto kNoticeWords = std::to_array<NoticeWord>({{NoticeKind::retraction, "RETRACTED"},
                                                         {NoticeKind::expression_of_concern, "EXPRESSION OF CONCERN"},
                                                         {NoticeKind::correction, "CORRECTED"}});

bool is_section_label(std::string_view label) {
  if (label.size() < 3 || label.size() > 60) return false;
  std::size_t letters = 0;
  for (const char c : label) {
    if (c >= 'A' && c <= 'Z')
      ++letters;
    else if (std::string_view(" ,/&-'()0123456789").find(c) == std::string_view::npos &&
             static_cast<unsigned char>(c) < 0x80)
      return false;
  }
  return letters >= 3;
}

/// Runs of digits and X with single hyphens inside, of `least` to `most` significant characters.
std::vector<std::string> numbers_in(std::string_view text, std::initializer_list<std::size_t> lengths) {
  const std::string flat = plain_dashes(text);
  std::vector<std::string> found;
  std::size_t i = 0;
  while (i < flat.size()) {
    if (!is_digit(flat[i])) {
      ++i;
      continue;
    }
    const std::size_t start = i;
    std::size_t significant = 0;
    while (i < flat.size() && (is_digit(flat[i]) || flat[i] == 'X' || flat[i] == 'x' ||
                               (flat[i] == '-' && i + 1 < flat.size() && flat[i + 1] != '-'))) {
      if (flat[i] != '-') ++significant;
      ++i;
    }
    std::string run = flat.substr(start, i - start);
    while (run.ends_with('-')) run.pop_back();
    if (std::find(lengths.begin(), lengths.end(), significant) != lengths.end()) found.push_back(std::move(run));
  }
  return found;
}

}  // namespace

Pages pages_from_text(std::string_view text) {
  Pages pages;
  pages.printed = collapsed(text);
  const std::string flat = plain_dashes(pages.printed);
  const auto dash = flat.find('-');
  pages.first = trimmed(std::string_view(flat).substr(0, dash));
  if (dash == flat.npos) return pages;
  std::string_view last = std::string_view(flat).substr(dash);
  last.remove_prefix(std::min(last.find_first_not_of("- "), last.size()));
  // More pages follow ("12-18, 22"): the first range is what a citation needs, and `printed` keeps the rest.
  last = trimmed(last.substr(0, last.find_first_of(",;")));
  pages.last = last;
  if (all_digits(pages.first) && all_digits(last) && last.size() < pages.first.size())
    pages.last = pages.first.substr(0, pages.first.size() - last.size()) + std::string(last);
  return pages;
}

std::string page_range(const Publication& publication, std::string_view between) {
  const Pages& pages = publication.pages;
  if (pages.first.empty()) return pages.printed;
  if (pages.last.empty() || pages.last == pages.first) return pages.first;
  return pages.first + std::string(between) + pages.last;
}

void take_pages(Publication& publication, std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return;
  const bool e_locator = (text.front() == 'e' || text.front() == 'E') && all_digits(text.substr(1)) && text.size() > 4;
  // Page numbers stay below 100,000; a longer number alone is an article's.
  if (e_locator || (all_digits(text) && text.size() >= 6))
    publication.article_number = text;
  else
    publication.pages = pages_from_text(text);
}

std::vector<std::string> issns_in(std::string_view text) {
  std::vector<std::string> issns;
  for (std::string number : numbers_in(text, {8})) {
    std::erase(number, '-');
    if (number.back() == 'x') number.back() = 'X';
    if (!all_digits(std::string_view(number).substr(0, 7))) continue;
    number.insert(4, "-");
    if (std::find(issns.begin(), issns.end(), number) == issns.end()) issns.push_back(std::move(number));
  }
  return issns;
}

std::vector<std::string> isbns_in(std::string_view text) { return numbers_in(text, {10, 13}); }

void take_serial_numbers(Publication& publication, std::string_view text) {
  for (std::string& issn : issns_in(text))
    if (std::find(publication.venue.issns.begin(), publication.venue.issns.end(), issn) ==
        publication.venue.issns.end())
      publication.venue.issns.push_back(std::move(issn));
  for (std::string& isbn : isbns_in(text)) publication.other_identifiers.push_back({"isbn", std::move(isbn)});
}

std::vector<std::string> identifiers_of(const Publication& publication, std::string_view kind) {
  std::vector<std::string> values;
  for (const NamedIdentifier& identifier : publication.other_identifiers)
    if (identifier.kind == kind) values.push_back(identifier.value);
  return values;
}

std::vector<AbstractSection> sections_from_text(std::string_view text) {
  std::vector<AbstractSection> sections;
  bool all_labelled = true;
  for (const std::string& line : split_list(text, "\r\n")) {
    const auto colon = line.find(": ");
    const bool labelled = colon != line.npos && is_section_label(std::string_view(line).substr(0, colon));
    all_labelled = all_labelled && labelled;
    if (labelled)
      sections.push_back({line.substr(0, colon), "", MarkedText::from_plain(std::string_view(line).substr(colon + 2))});
  }
  if (all_labelled && sections.size() > 1) return sections;
  sections.clear();
  if (!trimmed(text).empty()) sections.push_back({"", "", MarkedText::from_plain(text)});
  return sections;
}

std::vector<AbstractSection> sections_from_running_text(std::string_view text) {
  std::string parted;
  for (std::size_t at = 0; at < text.size(); ++at) {
    parted += text[at];
    if (std::string_view(".)?!").find(text[at]) == std::string_view::npos || !text.substr(at + 1).starts_with(' '))
      continue;
    const auto rest = text.substr(at + 2);
    const auto colon = rest.substr(0, 64).find(": ");
    if (colon == rest.npos || colon < 4 || !is_section_label(rest.substr(0, colon))) continue;
    parted += '\n';
    ++at;
  }
  return sections_from_text(parted);
}

std::pair<std::string, std::string> split_particle(std::string_view family) {
  std::size_t at = 0;
  while (true) {
    const auto blank = family.find(' ', at);
    if (blank == family.npos) break;
    if (std::find(kParticles.begin(), kParticles.end(), family.substr(at, blank - at)) == kParticles.end()) break;
    at = blank + 1;
  }
  if (at == 0) return {"", std::string(family)};
  return {std::string(family.substr(0, at - 1)), std::string(family.substr(at))};
}

PersonName name_from_text(std::string_view text) {
  const std::string flat = collapsed(text);
  if (flat.find(',') != flat.npos) return name_from_inverted(flat);
  PersonName name;
  const auto blank = flat.rfind(' ');
  if (blank == flat.npos) {
    name.family = flat;
    return name;
  }
  // "Brownstein C D": family name, then initials only.
  std::size_t initials_from = flat.size();
  while (true) {
    const auto end = initials_from == flat.size() ? flat.size() : initials_from - 1;
    const auto before = flat.rfind(' ', end - 1);
    if (before == flat.npos) break;
    if (!is_initials(std::string_view(flat).substr(before + 1, end - before - 1))) break;
    initials_from = before + 1;
  }
  if (initials_from == flat.size()) {
    name.collective = flat;
    return name;
  }
  name.family = flat.substr(0, initials_from - 1);
  name.given = flat.substr(initials_from);
  return name;
}

Contributor contributor_from_text(std::string_view text, ContributorRole role) {
  Contributor contributor;
  contributor.name = name_from_text(text);
  contributor.role = role;
  return contributor;
}

std::string inverted_name(const PersonName& name) {
  if (name.is_collective()) return name.collective;
  const std::string& given = name.given.empty() ? name.initials : name.given;
  std::string out = name.family;
  if (!given.empty() || !name.suffix.empty()) out += ", " + given;
  if (!name.suffix.empty()) out += ", " + name.suffix;
  return out;
}

std::vector<const Contributor*> with_role(const Publication& publication, ContributorRole role) {
  std::vector<const Contributor*> found;
  for (const Contributor& contributor : publication.contributors)
    if (contributor.role == role) found.push_back(&contributor);
  return found;
}

void take_doi(Publication& publication, std::string_view text) {
  if (trimmed(text).empty()) return;
  if (auto doi = Doi::parse(text)) {
    if (!publication.doi) publication.doi = std::move(doi);
  } else {
    publication.other_identifiers.push_back({"doi-as-given", collapsed(text)});
  }
}

std::vector<std::string> split_list(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (true) {
    const auto end = text.find_first_of(separators);
    std::string part = collapsed(text.substr(0, end));
    if (!part.empty()) parts.push_back(std::move(part));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string notice_line(const Notice& notice) {
  std::vector<std::string> parts;
  if (notice.date) parts.push_back(notice.date->iso());
  if (notice.doi) parts.push_back("notice doi:" + notice.doi->text());
  if (notice.pmid) parts.push_back("notice pmid:" + notice.pmid->text());
  if (!notice.source.empty()) parts.push_back("according to " + notice.source);
  const auto word = std::find_if(kNoticeWords.begin(), kNoticeWords.end(),
                                 [&](const NoticeWord& w) { return w.kind == notice.kind; });
  std::string line(word->word);
  return parts.empty() ? line : line + ": " + joined(parts, ", ");
}

std::optional<Notice> notice_from_line(std::string_view line) {
  line = trimmed(line);
  const auto word = std::find_if(kNoticeWords.begin(), kNoticeWords.end(), [&](const NoticeWord& w) {
    return line == w.word || (line.starts_with(w.word) && line.substr(w.word.size()).starts_with(": "));
  });
  if (word == kNoticeWords.end()) return std::nullopt;
  Notice notice;
  notice.kind = word->kind;
  line.remove_prefix(word->word.size());
  if (line.empty()) return notice;
  line.remove_prefix(2);
  // A DOI may hold a comma, never a blank: only ", " parts.
  while (!line.empty()) {
    const auto end = line.find(", ");
    const std::string_view part = line.substr(0, end);
    if (part.starts_with("notice doi:"))
      notice.doi = Doi::parse(part.substr(11));
    else if (part.starts_with("notice pmid:"))
      notice.pmid = Pmid::parse(part.substr(12));
    else if (part.starts_with("according to "))
      notice.source = part.substr(13);
    else if (const auto date = PartialDate::parse(part))
      notice.date = date;
    else
      return std::nullopt;  // someone's own words, which stay a note
    if (end == line.npos) break;
    line.remove_prefix(end + 2);
  }
  return notice;
}

std::vector<std::string> note_lines(const Publication& publication) {
  std::vector<std::string> lines;
  for (const Notice& notice : publication.notices) lines.push_back(notice_line(notice));
  for (std::string& line : split_list(publication.note, "\n")) lines.push_back(std::move(line));
  return lines;
}

void take_note(Publication& publication, std::string_view text) {
  for (const std::string& line : split_list(text, "\n")) {
    if (auto notice = notice_from_line(line)) {
      if (std::find(publication.notices.begin(), publication.notices.end(), *notice) == publication.notices.end())
        publication.notices.push_back(std::move(*notice));
    } else {
      publication.note += (publication.note.empty() ? "" : "\n") + line;
    }
  }
}

std::string best_url(const Publication& publication) {
  if (!publication.url.empty()) return publication.url;
  if (publication.doi) return publication.doi->url();
  return publication.pmid ? publication.pmid->url() : std::string();
}

std::vector<std::string> keyword_texts(const Publication& publication) {
  std::vector<std::string> texts;
  const auto add = [&](const std::string& text) {
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  };
  for (const Keyword& keyword : publication.keywords) add(keyword.text);
  for (const MeshHeading& heading : publication.mesh) add(heading.descriptor);
  return texts;
}

void take_keyword(Publication& publication, std::string_view text) {
  std::string word = collapsed(text);
  if (!word.empty()) publication.keywords.push_back({std::move(word), "", false});
}

}  // namespace evident::files
