// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <functional>
#include <unordered_map>
#include <vector>

#include "connectors/files/line_reader.hpp"
#include "connectors/files/reference_fields.hpp"
#include "connectors/files/ris.hpp"
#include "connectors/files/ris_types.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

struct TaggedLine {
  std::string_view tag;
  std::string_view value;
};

/// "TY  - JOUR", with one to three blanks before the dash and one or none after it; nothing for any other line.
std::optional<TaggedLine> tagged(std::string_view line) {
  const auto is_tag_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  if (line.size() < 4 || line[0] < 'A' || line[0] > 'Z' || !is_tag_letter(line[1])) return std::nullopt;
  const auto dash = line.find('-');
  if (dash < 3 || dash > 5 || !trimmed(line.substr(2, dash - 2)).empty()) return std::nullopt;
  if (line.size() > dash + 1 && line[dash + 1] != ' ') return std::nullopt;
  return TaggedLine{line.substr(0, 2), trimmed(line.substr(dash + 1))};
}

class RisSplitter : public RecordSplitter {
 public:
  explicit RisSplitter(std::unique_ptr<ByteSource> source) : lines_(std::move(source)) {}

  Result<std::optional<RecordText>> next() override {
    RecordText record;
    if (!pending_.empty()) {
      record = {std::exchange(pending_, {}), pending_line_};
    }
    while (true) {
      const auto line = lines_.next();
      if (!line) return fail(line.error());
      if (!*line) {
        if (record.body.empty()) return std::nullopt;
        return record;
      }
      const auto parts = tagged(**line);
      if (parts && parts->tag == "TY") {
        const bool unfinished = !record.body.empty();
        std::string& body = unfinished ? pending_ : record.body;
        body = std::string(**line) + "\n";
        (unfinished ? pending_line_ : record.line) = lines_.line();
        if (unfinished) return record;
      } else if (!record.body.empty()) {
        record.body += **line;
        record.body += '\n';
        if (parts && parts->tag == "ER") return record;
      }
    }
  }
  std::uint64_t bytes_read() const override { return lines_.bytes_read(); }

 private:
  LineReader lines_;
  std::string pending_;
  std::uint64_t pending_line_ = 0;
};

/// "2024/03/09/", "2024///Spring", "2024", "2024-03", "Mar 2024".
std::optional<PartialDate> ris_date(std::string_view text) {
  text = trimmed(text);
  if (std::count(text.begin(), text.end(), '/') >= 2) {
    std::vector<std::string_view> parts;
    for (std::string_view rest = text; parts.size() < 4;) {
      const auto slash = parts.size() == 3 ? rest.npos : rest.find('/');
      parts.push_back(trimmed(rest.substr(0, slash)));
      if (slash == rest.npos) break;
      rest.remove_prefix(slash + 1);
    }
    std::string iso(parts[0]);
    if (!parts[1].empty()) iso += "-" + std::string(parts[1].size() == 1 ? "0" : "") + std::string(parts[1]);
    if (!parts[1].empty() && !parts[2].empty())
      iso += "-" + std::string(parts[2].size() == 1 ? "0" : "") + std::string(parts[2]);
    auto date = PartialDate::parse(iso);
    if (!date) date = PartialDate::parse(parts[0]);
    if (date && date->month == 0 && parts.size() > 3) date->season = season_named(parts[3]);
    return date;
  }
  if (const auto date = PartialDate::parse(text)) return date;
  const auto span = parse_date_span(text);
  return span ? std::optional(span->first) : std::nullopt;
}

/// What RIS spreads over several tags, gathered until the whole reference is read.
struct Gathered {
  std::string accession, reference_id, database, event_or_title, proceedings, first_page, last_page, place;
  std::vector<std::string> dates;
  std::string type_note;
};

using Take = std::function<void(Publication&, Gathered&, std::string_view)>;

Take names(ContributorRole role) {
  return [role](Publication& p, Gathered&, std::string_view text) {
    for (const std::string& name : split_list(text, ";")) p.contributors.push_back(contributor_from_text(name, role));
  };
}
/// The first tag to say it wins.
Take once(std::string Publication::*field) {
  return [field](Publication& p, Gathered&, std::string_view text) {
    if ((p.*field).empty()) p.*field = collapsed(text);
  };
}
Take once(std::string Venue::*field) {
  return [field](Publication& p, Gathered&, std::string_view text) {
    if ((p.venue.*field).empty()) p.venue.*field = collapsed(text);
  };
}
Take once(std::string Gathered::*field) {
  return [field](Publication&, Gathered& g, std::string_view text) {
    if ((g.*field).empty()) g.*field = collapsed(text);
  };
}
void title(Publication& p, Gathered&, std::string_view text) {
  if (p.title.empty()) p.title = MarkedText::from_source(text);
}
void date(Publication&, Gathered& g, std::string_view text) { g.dates.emplace_back(text); }

const std::unordered_map<std::string_view, Take>& tags() {
  static const std::unordered_map<std::string_view, Take> table = {
      {"AU", names(ContributorRole::author)},
      {"A1", names(ContributorRole::author)},
      {"A2", names(ContributorRole::editor)},
      {"ED", names(ContributorRole::editor)},
      {"A4", names(ContributorRole::translator)},
      {"TI", title},
      {"T1", title},
      {"TT",
       [](Publication& p, Gathered&, std::string_view text) { p.original_title = MarkedText::from_source(text); }},
      {"T2", once(&Gathered::event_or_title)},
      {"JF", once(&Gathered::event_or_title)},
      {"BT", once(&Gathered::event_or_title)},
      {"C3", once(&Gathered::proceedings)},
      {"J2", once(&Venue::short_title)},
      {"JA", once(&Venue::short_title)},
      {"JO", once(&Venue::short_title)},
      {"PY", date},
      {"Y1", date},
      {"DA", date},
      {"VL", once(&Publication::volume)},
      {"IS", once(&Publication::issue)},
      {"ET", once(&Publication::edition)},
      {"SP", once(&Gathered::first_page)},
      {"EP", once(&Gathered::last_page)},
      {"C7", once(&Publication::article_number)},
      {"SN", [](Publication& p, Gathered&, std::string_view text) { take_serial_numbers(p, text); }},
      {"PB", once(&Venue::publisher)},
      {"CY", once(&Venue::place)},
      {"PP", once(&Venue::place)},
      {"DO", [](Publication& p, Gathered&, std::string_view text) { take_doi(p, text); }},
      {"M3", once(&Gathered::type_note)},
      {"DB", once(&Gathered::database)},
      {"AN", once(&Gathered::accession)},
      {"ID", once(&Gathered::reference_id)},
      {"C2",
       [](Publication& p, Gathered&, std::string_view text) {
         if (text.starts_with("PMC")) p.pmcid = Pmcid::parse(text);
       }},
      {"UR", once(&Publication::url)},
      {"L2", once(&Publication::url)},
      {"AB",
       [](Publication& p, Gathered&, std::string_view text) {
         if (p.abstract.empty()) p.abstract = sections_from_running_text(collapsed(text));
       }},
      {"N2",
       [](Publication& p, Gathered&, std::string_view text) {
         if (p.abstract.empty()) p.abstract = sections_from_running_text(collapsed(text));
       }},
      {"KW",
       [](Publication& p, Gathered&, std::string_view text) {
         for (const std::string& word : split_list(text, ";\n")) take_keyword(p, word);
       }},
      {"LA",
       [](Publication& p, Gathered&, std::string_view text) {
         for (std::string& language : split_list(text, ";,")) p.languages.push_back(std::move(language));
       }},
      {"N1", [](Publication& p, Gathered&, std::string_view text) { take_note(p, text); }},
  };
  return table;
}

void settle(Publication& p, Gathered& g) {
  if (p.type == WorkType::paper_conference && !g.proceedings.empty()) {
    p.venue.title = g.proceedings;
    p.venue.event = g.event_or_title;
  } else {
    p.venue.title = g.event_or_title;
  }
  if (p.venue.title.empty()) p.venue.title = p.venue.short_title;
  for (const std::string& text : g.dates) {
    const auto date = ris_date(text);
    // PY gives the year, DA the day: the one that says more and does not contradict the first.
    if (date && (!p.dates.issued || (date->year == p.dates.issued->year && *date > *p.dates.issued)))
      p.dates.issued = date;
  }
  if (g.first_page != p.article_number || !g.last_page.empty()) {
    if (g.last_page.empty() || g.first_page.find('-') != std::string::npos)
      take_pages(p, g.first_page);
    else
      p.pages = pages_from_text(g.first_page + "-" + g.last_page);
  }
  if (ascii_lower(g.database) == "pubmed" || ascii_lower(g.database) == "medline") p.pmid = Pmid::parse(g.accession);
  if (p.type == WorkType::article && ascii_lower(g.type_note) != "preprint") p.type = WorkType::manuscript;
  // Mendeley and Embase put the DOI into M3; other words there are the kind of work.
  if (auto doi = Doi::parse(g.type_note); doi && g.type_note.find("10.") != std::string::npos)
    take_doi(p, g.type_note);
  else if (!g.type_note.empty() && ascii_lower(g.type_note) != "preprint")
    p.publication_types.push_back(g.type_note);
  if (!p.doi && !p.url.empty())
    if (p.url.find("doi.org/10.") != std::string::npos) p.doi = Doi::parse(p.url);
}

}  // namespace

std::unique_ptr<RecordSplitter> ris_splitter(std::unique_ptr<ByteSource> source) {
  return std::make_unique<RisSplitter>(std::move(source));
}

Result<ParsedRecord> parse_ris(std::string_view body) {
  ParsedRecord record;
  Publication& p = record.content;
  Gathered gathered;
  std::string tag, value;
  bool ended = false;
  const auto flush = [&] {
    if (const auto take = tags().find(tag); take != tags().end() && !value.empty()) take->second(p, gathered, value);
    tag.clear();
    value.clear();
  };
  while (!body.empty()) {
    const auto end = body.find('\n');
    const std::string_view line = body.substr(0, end);
    body.remove_prefix(end == body.npos ? body.size() : end + 1);
    if (const auto parts = tagged(line)) {
      flush();
      tag = parts->tag;
      value = parts->value;
      if (tag == "TY") p.type = work_type_of_ris(trimmed(value));
      if (tag == "ER") ended = true;
    } else if (!tag.empty() && !trimmed(line).empty()) {
      value += "\n" + std::string(trimmed(line));  // a value may go on over lines, above all abstracts
    }
  }
  flush();
  settle(p, gathered);
  record.id = !gathered.accession.empty() ? gathered.accession : gathered.reference_id;
  if (p.title.empty() && p.contributors.empty() && !p.doi && !p.pmid)
    return fail(Code::malformed, ended ? "this reference has neither title, names, DOI nor PMID"
                                       : "this reference breaks off before it says anything");
  return record;
}

}  // namespace evident::files
