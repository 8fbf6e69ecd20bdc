// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>

#include <fmt/format.h>

#include "connectors/files/reference_fields.hpp"
#include "connectors/files/ris.hpp"
#include "connectors/files/ris_types.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

constexpr std::array<std::string_view, 5> kSeasons = {"", "Spring", "Summer", "Autumn", "Winter"};

/// One line; a value never brings a line of its own, for readers take that for the next tag.
void put(std::string& out, std::string_view tag, std::string_view value) {
  if (trimmed(value).empty()) return;
  out += tag;
  out += "  - ";
  out += value.find_first_of("\r\n\t") == value.npos ? std::string(value) : collapsed(value);
  out += "\r\n";
}

void put_names(std::string& out, std::string_view tag, const Publication& publication, ContributorRole role) {
  for (const Contributor* contributor : with_role(publication, role)) put(out, tag, inverted_name(contributor->name));
}

/// "YYYY/MM/DD/other": all three slashes are always there, and a season is the "other".
std::string ris_date(const PartialDate& date) {
  const auto part = [](int number) { return number == 0 ? std::string() : fmt::format("{:02}", number); };
  return fmt::format("{:04}/{}/{}/{}", date.year, part(date.month), part(date.day),
                     kSeasons[static_cast<std::size_t>(date.season)]);
}

class RisWriter : public PublicationWriter {
 public:
  void begin(std::string&) override {}
  void end(std::string&) override {}

  void write(const Publication& p, std::string& out) override {
    put(out, "TY", ris_type(p.type));
    put(out, "ID", p.id != 0 ? std::to_string(p.id) : std::string());
    put_names(out, "AU", p, ContributorRole::author);
    put_names(out, in_a_larger_work(p) ? "A2" : "ED", p, ContributorRole::editor);
    put_names(out, "A4", p, ContributorRole::translator);
    put(out, "TI", p.title.plain());
    put(out, "TT", p.original_title.plain());
    put_venue(out, p);
    put_dates(out, p);
    put(out, "VL", p.volume);
    put(out, "IS", p.issue);
    put(out, "ET", p.edition);
    put(out, "SP",
        !p.pages.first.empty()     ? p.pages.first
        : !p.pages.printed.empty() ? p.pages.printed
                                   : p.article_number);
    put(out, "EP", p.pages.last);
    put(out, "C7", p.article_number);
    for (const std::string& issn : p.venue.issns) put(out, "SN", issn);
    for (const std::string& isbn : identifiers_of(p, "isbn")) put(out, "SN", isbn);
    put(out, "PB", p.venue.publisher);
    put(out, "CY", p.venue.place);
    if (p.doi) put(out, "DO", p.doi->text());
    if (p.pmid) {
      put(out, "DB", "PubMed");
      put(out, "AN", p.pmid->text());
    }
    if (p.pmcid) put(out, "C2", p.pmcid->text());
    put(out, "UR", best_url(p));
    put(out, "M3",
        p.is_preprint()               ? "Preprint"
        : p.publication_types.empty() ? std::string_view()
                                      : p.publication_types.front());
    put(out, "AB", p.abstract_text());
    for (const std::string& keyword : keyword_texts(p)) put(out, "KW", keyword);
    for (const std::string& language : p.languages) put(out, "LA", language);
    for (const std::string& line : note_lines(p)) put(out, "N1", line);
    out += "ER  - \r\n\r\n";
  }

 private:
  static bool in_a_larger_work(const Publication& p) {
    return p.type == WorkType::chapter || p.type == WorkType::paper_conference;
  }

  static void put_venue(std::string& out, const Publication& p) {
    // For conference papers T2 is the conference and C3 its proceedings, in EndNote and Zotero alike; where only one of
    // them is known, T2 holds it.
    const bool both = p.type == WorkType::paper_conference && !p.venue.event.empty() && !p.venue.title.empty();
    put(out, "T2", both ? p.venue.event : p.venue.title.empty() ? p.venue.event : p.venue.title);
    if (both) put(out, "C3", p.venue.title);
    put(out, "J2", p.venue.short_title);
    if (p.type == WorkType::article_journal) put(out, "JO", p.venue.short_title);
  }

  static void put_dates(std::string& out, const Publication& p) {
    const auto date = p.sort_date();
    if (!date) return;
    put(out, "PY", fmt::format("{:04}", date->year));
    put(out, "DA", ris_date(*date));
  }
};

}  // namespace

std::unique_ptr<PublicationWriter> ris_writer() { return std::make_unique<RisWriter>(); }

}  // namespace evident::files
