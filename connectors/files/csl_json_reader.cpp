// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>
#include <charconv>

#include "connectors/files/csl_json.hpp"
#include "connectors/files/reference_fields.hpp"
#include "indexer/model/publication_json.hpp"

namespace evident::files {
namespace {

/// A member as text; numbers as they would be written. Empty where it is absent or of another kind.
std::string text_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_number_integer() || json.is_number_unsigned()) return json.dump();
  if (json.is_array() && !json.empty()) return text_of(json.front());  // Crossref's CSL service lists some variables
  return {};
}

std::string text(const Json& item, const char* name) {
  const auto found = item.find(name);
  return found == item.end() ? std::string() : text_of(*found);
}

std::string first_text(const Json& item, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (std::string value = collapsed(text(item, name)); !value.empty()) return value;
  return {};
}

MarkedText rich_text(std::string source) {
  // The one tag of CSL that carries its meaning in an attribute.
  constexpr auto openings = std::to_array<std::string_view>(
      {"<span style=\"font-variant:small-caps;\">", "<span style=\"font-variant: small-caps;\">"});
  for (const std::string_view opening : openings) {
    for (std::size_t at = source.find(opening); at != source.npos; at = source.find(opening, at)) {
      source.replace(at, opening.size(), "<sc>");
      if (const auto end = source.find("</span>", at); end != source.npos) source.replace(end, 7, "</sc>");
    }
  }
  return MarkedText::from_source(source);
}

/// Markup gone, line ends kept: they part the sections of an abstract.
std::string plain_lines(std::string_view source) {
  std::vector<std::string> lines;
  for (const std::string& line : split_list(source, "\r\n")) lines.push_back(MarkedText::from_source(line).plain());
  return joined(lines, "\n");
}

int number_of(const Json& json) {
  if (json.is_number_integer()) {
    const auto value = json.get<std::int64_t>();
    return value > 0 && value < 10000 ? static_cast<int>(value) : 0;
  }
  const std::string digits = text_of(json);
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

Season season_of(const Json& json) {
  if (const int number = number_of(json); number >= 1 && number <= 4) return static_cast<Season>(number);
  return json.is_string() ? season_named(json.get_ref<const std::string&>()) : Season::none;
}

std::optional<PartialDate> date_of_parts(const Json& parts) {
  if (!parts.is_array() || parts.empty()) return std::nullopt;
  const int year = number_of(parts[0]);
  const int month = parts.size() > 1 ? number_of(parts[1]) : 0;
  const int day = parts.size() > 2 ? number_of(parts[2]) : 0;
  // 13 to 16 in CSL 1.0.1, 21 to 24 in EDTF: seasons in the place of a month.
  if (month >= 13 && month <= 16) return PartialDate::of_season(year, static_cast<Season>(month - 12));
  if (month >= 21 && month <= 24) return PartialDate::of_season(year, static_cast<Season>(month - 20));
  if (const auto date = PartialDate::of(year, month, day)) return date;
  return PartialDate::of(year);  // an impossible day does not take the year with it
}

struct CslDate {
  std::optional<PartialDate> first, last;
  std::string words;
};

CslDate date(const Json& item, const char* name) {
  CslDate out;
  const auto found = item.find(name);
  if (found == item.end()) return out;
  if (found->is_object()) {
    if (const auto parts = found->find("date-parts"); parts != found->end() && parts->is_array()) {
      if (!parts->empty()) out.first = date_of_parts((*parts)[0]);
      if (parts->size() > 1) out.last = date_of_parts((*parts)[1]);
    }
    if (const auto season = found->find("season"); season != found->end() && out.first && out.first->month == 0)
      out.first->season = season_of(*season);
    out.words = first_text(*found, {"literal", "raw"});
  } else {
    out.words = collapsed(text_of(*found));
  }
  if (!out.first && !out.words.empty()) {
    if (const auto whole = PartialDate::parse(out.words)) {
      out.first = whole;
      out.words.clear();
    } else if (const auto span = parse_date_span(out.words)) {
      out.first = span->first;
      out.last = span->last;
    }
  }
  return out;
}

void take_names(Publication& publication, const Json& item, const char* variable, ContributorRole role) {
  const auto list = item.find(variable);
  if (list == item.end() || !list->is_array()) return;
  for (const Json& person : *list) {
    Contributor contributor;
    contributor.role = role;
    if (person.is_object()) {
      contributor.name.collective = collapsed(text(person, "literal"));
      if (!contributor.name.is_collective()) {
        std::string family;
        for (const char* part : {"dropping-particle", "non-dropping-particle", "family"})
          if (const std::string piece = collapsed(text(person, part)); !piece.empty())
            family += (family.empty() ? "" : " ") + piece;
        contributor.name.family = family;
        contributor.name.given = collapsed(text(person, "given"));
        contributor.name.suffix = collapsed(text(person, "suffix"));
      }
      for (const char* orcid : {"ORCID", "orcid"})
        if (!contributor.orcid) contributor.orcid = Orcid::parse(text(person, orcid));
    } else {
      contributor.name = name_from_text(text_of(person));
    }
    const PersonName& name = contributor.name;
    if (name.is_collective() || !name.family.empty() || !name.given.empty())
      publication.contributors.push_back(std::move(contributor));
  }
}

void take_dates(Publication& publication, const Json& item) {
  const CslDate issued = date(item, "issued");
  publication.dates.issued = issued.first;
  publication.dates.issued_end = issued.last;
  publication.dates.issued_text = issued.words;
  publication.dates.online = date(item, "available-date").first;
  publication.dates.received = date(item, "submitted").first;
}

void take_custom(Publication& publication, const Json& item) {
  const auto custom = item.find("custom");
  if (custom == item.end() || !custom->is_object()) return;
  // Notices have the shape of our own JSON, so its reader reads them; what it finds wrong is left out, not fatal.
  Json ours = Json::object();
  if (const auto notices = custom->find("notices"); notices != custom->end()) ours["notices"] = *notices;
  if (auto carried = publication_from_json(ours)) publication.notices = std::move(carried->notices);
  if (const auto types = custom->find("publication-types"); types != custom->end() && types->is_array())
    for (const Json& type : *types)
      if (type.is_string()) publication.publication_types.push_back(type.get<std::string>());
}

void take_identifiers(Publication& publication, const Json& item) {
  take_doi(publication, text(item, "DOI"));
  publication.pmid = Pmid::parse(text(item, "PMID"));
  publication.pmcid = Pmcid::parse(text(item, "PMCID"));
  for (std::string& issn : issns_in(text(item, "ISSN"))) publication.venue.issns.push_back(std::move(issn));
  for (std::string& isbn : isbns_in(text(item, "ISBN")))
    publication.other_identifiers.push_back({"isbn", std::move(isbn)});
}

}  // namespace

Result<ParsedRecord> parse_csl_json(std::string_view body) {
  const Json item = Json::parse(body, nullptr, false);
  if (item.is_discarded()) return fail(Code::malformed, "this is not valid JSON");
  if (!item.is_object()) return fail(Code::malformed, "this item of the list is not an object");

  ParsedRecord record;
  record.id = first_text(item, {"id", "citation-key"});
  Publication& p = record.content;
  p.type = work_type_of_csl(text(item, "type")).value_or(WorkType::document);
  p.title = rich_text(text(item, "title"));
  p.original_title = rich_text(text(item, "original-title"));
  for (const auto& [variable, role] : {std::pair{"author", ContributorRole::author},
                                       {"editor", ContributorRole::editor},
                                       {"translator", ContributorRole::translator},
                                       {"chair", ContributorRole::chair}})
    take_names(p, item, variable, role);
  p.venue.title = MarkedText::from_source(first_text(item, {"container-title"})).plain();
  p.venue.short_title =
      MarkedText::from_source(first_text(item, {"container-title-short", "journalAbbreviation"})).plain();
  p.venue.publisher = first_text(item, {"publisher"});
  p.venue.place = first_text(item, {"publisher-place"});
  p.venue.event = first_text(item, {"event-title", "event"});
  p.volume = first_text(item, {"volume"});
  p.issue = first_text(item, {"issue"});
  p.edition = first_text(item, {"edition"});
  if (const std::string number = first_text(item, {"number"}); !number.empty()) p.article_number = number;
  if (const std::string page = first_text(item, {"page"}); page != p.article_number) take_pages(p, page);
  take_dates(p, item);
  take_identifiers(p, item);
  p.abstract = sections_from_text(plain_lines(text(item, "abstract")));
  for (std::string& language : split_list(text(item, "language"), ",;")) p.languages.push_back(std::move(language));
  const std::string keywords = text(item, "keyword");
  for (const std::string& keyword : split_list(keywords, keywords.find(';') == keywords.npos ? "," : ";"))
    take_keyword(p, keyword);
  p.url = first_text(item, {"URL"});
  take_custom(p, item);
  take_note(p, text(item, "note"));
  if (p.title.empty() && p.contributors.empty() && !p.doi && !p.pmid)
    return fail(Code::malformed, "this item has neither title, names, DOI nor PMID");
  return record;
}

}  // namespace evident::files
