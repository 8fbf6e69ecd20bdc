// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "connectors/files/csv.hpp"
#include "connectors/files/csv_columns.hpp"
#include "connectors/files/csv_text.hpp"
#include "connectors/files/open_file.hpp"
#include "connectors/files/reference_fields.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

class CsvSplitter : public RecordSplitter {
 public:
  CsvSplitter(std::unique_ptr<ByteSource> source, CsvHeader header)
      : rows_(std::move(source), header.delimiter), header_(header) {}

  Result<std::optional<RecordText>> next() override {
    if (names_.empty()) {
      if (const auto skipped = rows_.skip_lines(header_.line); !skipped) return fail(skipped.error());
      const auto names = rows_.next();
      if (!names) return fail(names.error());
      if (!*names) return std::nullopt;
      names_ = (*names)->text;
    }
    const auto row = rows_.next();
    if (!row) return fail(row.error());
    if (!*row) return std::nullopt;
    return RecordText{names_ + "\n" + (*row)->text, (*row)->line};
  }
  std::uint64_t bytes_read() const override { return rows_.bytes_read(); }

 private:
  CsvRows rows_;
  CsvHeader header_;
  std::string names_;
};

/// Words that people's names do not hold and groups' names mostly do.
bool sounds_like_a_group(std::string_view name) {
  constexpr auto words = std::to_array<std::string_view>(
      {"agency",     "association", "board",        "center",       "centre",     "collaboration", "collaborators",
       "college",    "committee",   "consortium",   "council",      "department", "federation",    "for",
       "foundation", "group",       "hospital",     "initiative",   "institute",  "investigators", "ministry",
       "network",    "of",          "organisation", "organization", "panel",      "programme",     "project",
       "service",    "society",     "study",        "team",         "the",        "trial",         "university"});
  const auto parts = folded_words(name);
  return parts.size() > 4 || std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
           return std::find(words.begin(), words.end(), part) != words.end();
         });
}

/// Tables print names in every order: "Family, Given", "Family AB", "A B Family", "Given Family".
PersonName name_from_cell(std::string_view text) {
  PersonName name = name_from_text(text);
  if (!name.is_collective() || sounds_like_a_group(name.collective)) return name;
  const std::string natural = std::exchange(name.collective, {});
  const auto blank = natural.rfind(' ');
  name.given = natural.substr(0, blank);
  name.family = natural.substr(blank + 1);
  return name;
}

std::vector<std::string> split_names(std::string_view cell) {
  if (cell.find(';') != cell.npos) return split_list(cell, ";");
  std::vector<std::string> names;
  for (std::size_t at = cell.find(" and "); at != cell.npos; at = cell.find(" and ")) {
    names.push_back(collapsed(cell.substr(0, at)));
    cell.remove_prefix(at + 5);
  }
  // "Griffin DK, Larkin DM, O'Connor RE.": commas between names that end in initials.
  const auto parts = split_list(cell.ends_with('.') ? cell.substr(0, cell.size() - 1) : cell, ",");
  const bool comma_list = parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
                            const PersonName name = name_from_text(part);
                            return !name.family.empty() && !name.given.empty();
                          });
  if (comma_list)
    names.insert(names.end(), parts.begin(), parts.end());
  else if (!trimmed(cell).empty())
    names.push_back(collapsed(cell));
  return names;
}

WorkType work_type_of_words(std::string_view text) {
  if (const auto type = work_type_of_csl(trimmed(text))) return *type;
  const std::string word = comparison_key(text);
  const auto has = [&](std::string_view part) { return word.find(part) != word.npos; };
  if (has("preprint")) return WorkType::article;
  if (has("chapter") || has("booksection")) return WorkType::chapter;
  if (has("conference") || has("proceeding")) return WorkType::paper_conference;
  if (has("book")) return WorkType::book;
  if (has("thesis") || has("dissertation")) return WorkType::thesis;
  if (has("dataset")) return WorkType::dataset;
  if (has("report")) return WorkType::report;
  return WorkType::article_journal;  // databases of articles name kinds of article here
}

void take_date(Publication& p, const std::string& year, const std::string& date) {
  if (const auto whole = PartialDate::parse(date))
    p.dates.issued = whole;
  else if (const auto span = parse_date_span(date))
    p.dates.issued = span->first;
  const auto of_year = PartialDate::parse(year);
  if (of_year && (!p.dates.issued || p.dates.issued->year != of_year->year)) p.dates.issued = of_year;
}

}  // namespace

std::unique_ptr<RecordSplitter> csv_splitter(std::unique_ptr<ByteSource> source, CsvHeader header) {
  return std::make_unique<CsvSplitter>(std::move(source), header);
}

Result<ParsedRecord> parse_csv(std::string_view body) {
  const auto header = find_csv_header(body.substr(0, body.find('\n')));
  if (!header) return fail(Code::malformed, "the column names of this row are not known");
  CsvRows rows(bytes_in_memory(std::string(body)), header->delimiter);
  const auto names = rows.next();
  if (!names) return fail(names.error());
  const auto row = rows.next();
  if (!row) return fail(row.error());
  if (!*names || !*row) return fail(Code::malformed, "this row is empty");

  const auto columns = columns_of_header((*names)->fields);
  if ((*row)->fields.size() > columns.size())
    return fail(Code::malformed, "this row has more fields than there are columns");
  std::map<CsvColumn, std::string> cells;
  for (std::size_t i = 0; i < (*row)->fields.size(); ++i) {
    const std::string_view field = trimmed(without_formula_guard((*row)->fields[i]));
    if (columns[i] != CsvColumn::unknown && !field.empty())
      cells.try_emplace(columns[i], field);  // the first column of a meaning wins
  }
  const auto cell = [&](CsvColumn column) -> const std::string& {
    static const std::string none;
    const auto found = cells.find(column);
    return found == cells.end() ? none : found->second;
  };

  ParsedRecord record;
  record.id = cell(CsvColumn::id);
  Publication& p = record.content;
  p.type = work_type_of_words(cell(CsvColumn::type));
  p.title = MarkedText::from_source(cell(CsvColumn::title));
  for (const auto& [column, role] :
       {std::pair{CsvColumn::authors, ContributorRole::author}, {CsvColumn::editors, ContributorRole::editor}})
    for (const std::string& name : split_names(cell(column))) {
      Contributor contributor;
      contributor.name = name_from_cell(name);
      contributor.role = role;
      p.contributors.push_back(std::move(contributor));
    }
  take_date(p, cell(CsvColumn::year), cell(CsvColumn::date));
  p.venue.title = collapsed(cell(CsvColumn::venue));
  p.venue.short_title = collapsed(cell(CsvColumn::venue_short));
  p.venue.event = collapsed(cell(CsvColumn::event));
  p.venue.publisher = collapsed(cell(CsvColumn::publisher));
  p.venue.place = collapsed(cell(CsvColumn::place));
  p.volume = cell(CsvColumn::volume);
  p.issue = cell(CsvColumn::issue);
  p.edition = cell(CsvColumn::edition);
  p.article_number = cell(CsvColumn::article_number);
  if (!cell(CsvColumn::pages).empty())
    take_pages(p, cell(CsvColumn::pages));
  else if (!cell(CsvColumn::last_page).empty())
    p.pages = pages_from_text(cell(CsvColumn::first_page) + "-" + cell(CsvColumn::last_page));
  else
    take_pages(p, cell(CsvColumn::first_page));
  take_doi(p, cell(CsvColumn::doi));
  p.pmid = Pmid::parse(cell(CsvColumn::pmid));
  p.pmcid = Pmcid::parse(cell(CsvColumn::pmcid));
  take_serial_numbers(p, cell(CsvColumn::issn));
  take_serial_numbers(p, cell(CsvColumn::isbn));
  for (std::string& language : split_list(cell(CsvColumn::language), ";,")) p.languages.push_back(std::move(language));
  const std::string& keywords = cell(CsvColumn::keywords);
  for (const std::string& word : split_list(keywords, keywords.find(';') == keywords.npos ? ",|" : ";"))
    take_keyword(p, word);
  for (std::string& heading : split_list(cell(CsvColumn::mesh), ";"))
    p.mesh.push_back({std::move(heading), "", false, {}});
  p.publication_types = split_list(cell(CsvColumn::publication_types), ";");
  p.abstract = sections_from_text(cell(CsvColumn::abstract));
  if (const std::string& count = cell(CsvColumn::cited_by); !count.empty()) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), value);
    if (error == std::errc() && end == count.data() + count.size() && value >= 0) p.cited_by = value;
  }
  p.url = cell(CsvColumn::url);
  for (const std::string& notice : split_list(cell(CsvColumn::notices), ";")) take_note(p, notice);
  take_note(p, cell(CsvColumn::note));
  if (p.title.empty() && p.contributors.empty() && !p.doi && !p.pmid)
    return fail(Code::malformed, "this row has neither title, names, DOI nor PMID");
  return record;
}

}  // namespace evident::files
