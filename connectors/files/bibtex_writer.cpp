// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>

#include "connectors/files/bibtex.hpp"
#include "connectors/files/citation_keys.hpp"
#include "connectors/files/latex_text.hpp"
#include "connectors/files/reference_fields.hpp"

namespace evident::files {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 5> kSeasons = {"", "Spring", "Summer", "Autumn", "Winter"};

/// Entry types of BibTeX itself; @misc for what it has no word for. @dataset and @online are BibLaTeX's.
std::string_view entry_type(const Publication& publication) {
  switch (publication.type) {
    case WorkType::article_journal:
    case WorkType::article_magazine:
    case WorkType::article_newspaper:
    case WorkType::review:
    case WorkType::review_book: return "article";
    case WorkType::book:
    case WorkType::classic: return "book";
    case WorkType::collection: return "proceedings";
    case WorkType::chapter:
    case WorkType::entry_dictionary:
    case WorkType::entry_encyclopedia: return "incollection";
    case WorkType::paper_conference: return "inproceedings";
    case WorkType::report:
    case WorkType::standard: return "techreport";
    case WorkType::thesis: return "phdthesis";
    case WorkType::manuscript: return "unpublished";
    case WorkType::pamphlet: return "booklet";
    default: return "misc";
  }
}

class BibtexWriter : public PublicationWriter {
 public:
  explicit BibtexWriter(const WriteOptions& options) : letters_(options.bibtex_letters) {}

  bool wants_announcements() const override { return true; }
  void announce(const Publication& publication) override { keys_.announce(publication); }
  void begin(std::string&) override {}
  void end(std::string&) override {}

  void write(const Publication& p, std::string& out) override {
    const std::string_view type = entry_type(p);
    out += "@" + std::string(type) + "{" + keys_.key_for(p);
    put_names(out, "author", p, ContributorRole::author);
    put_names(out, "editor", p, ContributorRole::editor);
    put_as_is(out, "title", latex_title(p.title, letters_));
    put_venue(out, type, p);
    put_dates(out, p);
    put(out, "volume", p.volume);
    put(out, "number", p.issue);
    put(out, "edition", p.edition);
    put_as_is(out, "pages", pages(p));
    put(out, "eid", p.article_number);
    put(out, "issn", joined(p.venue.issns, ", "));
    put(out, "isbn", joined(identifiers_of(p, "isbn"), ", "));
    // Identifiers and addresses stay as they are: styles print them through \url and \href, which escape for
    // themselves.
    if (p.doi) put_as_is(out, "doi", p.doi->text());
    if (p.pmid) put_as_is(out, "pmid", p.pmid->text());
    if (p.pmcid) put_as_is(out, "pmcid", p.pmcid->text());
    put_as_is(out, "url", best_url(p));
    put(out, "language", joined(p.languages, ", "));
    put(out, "keywords", joined(keyword_texts(p), "; "));
    put(out, "abstract", p.abstract_text());
    put(out, "note", note(p));
    out += "\n}\n\n";
  }

 private:
  static void put_as_is(std::string& out, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += ",\n  ";
    out += name;
    out += " = {";
    out += value;
    out += '}';
  }
  void put(std::string& out, std::string_view name, std::string_view value) const {
    put_as_is(out, name, latex_text(value, letters_));
  }

  void put_names(std::string& out, std::string_view name, const Publication& p, ContributorRole role) const {
    std::string names;
    for (const Contributor* contributor : with_role(p, role)) {
      const PersonName& person = contributor->name;
      if (!names.empty()) names += " and ";
      if (person.is_collective()) {
        names += "{" + latex_text(person.collective, letters_) + "}";
      } else {
        const std::string& given = person.given.empty() ? person.initials : person.given;
        names += word(person.family);
        if (!person.suffix.empty()) names += ", " + word(person.suffix);  // BibTeX's order: von Last, Jr, First
        if (!given.empty() || !person.suffix.empty()) names += ", " + word(given);
      }
    }
    if (!names.empty() && role == ContributorRole::author && !p.contributors_complete) names += " and others";
    put_as_is(out, name, names);
  }

  /// A part of a name; in braces where it holds what would be taken for the end of the name.
  std::string word(std::string_view part) const {
    std::string text = latex_text(part, letters_);
    const bool guard =
        part.find(',') != part.npos || (" " + std::string(part) + " ").find(" and ") != std::string::npos;
    return guard ? "{" + text + "}" : text;
  }

  void put_venue(std::string& out, std::string_view type, const Publication& p) const {
    const bool article = type == "article";
    const bool part = type == "incollection" || type == "inproceedings";
    put(out,
        article ? "journal"
        : part  ? "booktitle"
                : "howpublished",
        article || part || type == "misc" ? p.venue.title : "");
    if (!article && !part && type != "misc") put(out, "series", p.venue.title);
    if (article) put(out, "shortjournal", p.venue.short_title);
    if (type == "techreport")
      put(out, "institution", p.venue.publisher);
    else if (type == "phdthesis")
      put(out, "school", p.venue.publisher);
    else
      put(out, "publisher", p.venue.publisher);
    put(out, "address", p.venue.place);
    put(out, "eventtitle", p.venue.event);
  }

  static void put_dates(std::string& out, const Publication& p) {
    const auto date = p.sort_date();
    if (!date) return;
    put_as_is(out, "year", std::to_string(date->year));
    if (date->month != 0)
      out += ",\n  month = " + std::string(kMonths[date->month - 1U]);
    else
      put_as_is(out, "month", kSeasons[static_cast<std::size_t>(date->season)]);
  }

  std::string pages(const Publication& p) const {
    if (!p.pages.first.empty() && !p.pages.last.empty() && p.pages.last != p.pages.first)
      return latex_text(p.pages.first, letters_) + "--" + latex_text(p.pages.last, letters_);
    const std::string one = page_range(p, "-");
    return latex_text(one.empty() ? p.article_number : one, letters_);
  }

  static std::string note(const Publication& p) {
    std::vector<std::string> lines = note_lines(p);
    if (p.is_preprint()) lines.insert(lines.begin(), "Preprint");
    return joined(lines, "\n");
  }

  BibtexLetters letters_;
  CitationKeys keys_;
};

}  // namespace

std::unique_ptr<PublicationWriter> bibtex_writer(const WriteOptions& options) {
  return std::make_unique<BibtexWriter>(options);
}

}  // namespace evident::files
