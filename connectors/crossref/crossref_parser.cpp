// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/crossref_parser.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "connectors/crossref/contributors.hpp"
#include "connectors/crossref/json_access.hpp"
#include "connectors/crossref/markup.hpp"
#include "connectors/crossref/relations.hpp"

namespace evident::crossref {
namespace {

struct TypeWord {
  std::string_view word;
  WorkType type;
};
// Crossref's types: https://api.crossref.org/types, read from a recorded answer of 2022, and "database", "grant" and
// "peer-review" of the later schema. Types not listed, and works without one, are documents.
constexpr std::array<TypeWord, 29> kTypes = {{
    {"journal-article", WorkType::article_journal},
    {"posted-content", WorkType::article},
    {"preprint", WorkType::article},
    {"proceedings-article", WorkType::paper_conference},
    {"book-chapter", WorkType::chapter},
    {"book-section", WorkType::chapter},
    {"book-part", WorkType::chapter},
    {"book-track", WorkType::chapter},
    {"reference-entry", WorkType::entry},
    {"book", WorkType::book},
    {"monograph", WorkType::book},
    {"edited-book", WorkType::book},
    {"reference-book", WorkType::book},
    {"book-set", WorkType::book},
    {"proceedings", WorkType::book},
    {"book-series", WorkType::collection},
    {"proceedings-series", WorkType::collection},
    {"report-series", WorkType::collection},
    {"standard-series", WorkType::collection},
    {"dataset", WorkType::dataset},
    {"database", WorkType::dataset},
    {"report", WorkType::report},
    {"report-component", WorkType::report},
    {"dissertation", WorkType::thesis},
    {"peer-review", WorkType::review},
    {"standard", WorkType::standard},
    {"journal", WorkType::periodical},
    {"journal-volume", WorkType::periodical},
    {"journal-issue", WorkType::periodical},
}};

WorkType work_type(std::string_view type, std::string_view subtype) {
  if (type == "posted-content" && subtype == "blog") return WorkType::post_weblog;
  for (const auto& [word, meaning] : kTypes)
    if (word == type) return meaning;
  return WorkType::document;
}

void append_note(Publication& publication, std::string_view label, const std::string& text) {
  publication.note += fmt::format("{}{}: {}", publication.note.empty() ? "" : "\n", label, text);
}

/// The first of the list that still holds text when its markup is read.
MarkedText first_marked(const std::vector<std::string>& texts) {
  for (const std::string& text : texts)
    if (MarkedText marked = marked_text(text); !marked.empty()) return marked;
  return {};
}

void read_titles(const Value& work, Publication& publication) {
  for (const std::string& text : texts_at(work, "title")) {
    MarkedText title = marked_text(text);
    if (title.empty()) continue;
    if (publication.title.empty()) publication.title = std::move(title);
    // A second title is the same in another language, or another title; the source does not say which.
    else if (title != publication.title)
      append_note(publication, "Also titled", title.plain());
  }
  publication.original_title = first_marked(texts_at(work, "original-title"));
  publication.subtitle = first_marked(texts_at(work, "subtitle"));
}

bool names_a_series(const std::string& title) {
  constexpr std::array<std::string_view, 6> words = {"series",         "lecture notes", "colloquia",
                                                     "springerbriefs", "schriften",     "studies in"};
  const std::string text = folded(title);
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != text.npos; });
}

void read_venue(const Value& work, Publication& publication) {
  Venue& venue = publication.venue;
  std::vector<std::string> titles;
  for (const std::string& text : texts_at(work, "container-title"))
    if (std::string title = plain_text(text); !title.empty()) titles.push_back(std::move(title));
  for (const std::string& text : texts_at(work, "short-container-title"))
    if (venue.short_title.empty()) venue.short_title = plain_text(text);
  if (!titles.empty()) {
    // Answers of before 2018 give a journal's title and abbreviation in either order; a chapter's or paper's book
    // stands beside its series in either order.
    auto chosen = titles.begin();
    if (publication.type == WorkType::article_journal)
      chosen = std::max_element(titles.begin(), titles.end(),
                                [](const auto& a, const auto& b) { return a.size() < b.size(); });
    else if (const auto book = std::find_if_not(titles.begin(), titles.end(), names_a_series); book != titles.end())
      chosen = book;
    venue.title = *chosen;
    titles.erase(chosen);
    for (const std::string& other : titles) {
      if (other == venue.title || other == venue.short_title) continue;
      if (publication.type == WorkType::article_journal && venue.short_title.empty())
        venue.short_title = other;
      else
        append_note(publication, "Also in", other);
    }
  }
  const Value& institutions = list_at(work, "institution");
  const std::string institution = institutions.empty() ? "" : plain_text(text_at(institutions.front(), "name"));
  const bool posted = publication.type == WorkType::article || publication.type == WorkType::post_weblog;
  if (venue.title.empty() && posted) venue.title = institution;
  venue.publisher = plain_text(text_at(work, "publisher"));
  if (venue.publisher.empty()) venue.publisher = institution;
  venue.place = plain_text(text_at(work, "publisher-location"));
  venue.event = plain_text(text_at(member(work, "event"), "name"));
  if (venue.event.empty()) venue.event = plain_text(text_at(work, "event"));
  for (const std::string& issn : texts_at(work, "ISSN")) {
    // Once an address: "http://id.crossref.org/issn/1234-567X".
    std::string number = issn.substr(issn.rfind('/') + 1);
    if (std::find(venue.issns.begin(), venue.issns.end(), number) == venue.issns.end())
      venue.issns.push_back(std::move(number));
  }
}

Pages pages_of(std::string_view printed) {
  // Wiley's and others' stand-ins for "not yet paged".
  if (printed == "n/a-n/a" || printed == "n/a" || printed == "no-no" || printed == "-" || printed == "0-0") return {};
  Pages pages;
  pages.printed = collapsed(printed);
  std::string_view range = std::string_view(pages.printed).substr(0, pages.printed.find_first_of(",;"));
  constexpr std::string_view en_dash = "–";
  const auto hyphen = range.find('-');
  const auto dash = range.find(en_dash);
  const auto cut = std::min(hyphen, dash);
  pages.first = trimmed(range.substr(0, cut));
  if (cut == range.npos) return pages;
  range.remove_prefix(cut + (cut == dash ? en_dash.size() : 1));
  std::string last(trimmed(range));
  const auto digits = [](std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (last.find_first_of("-/") != last.npos) {
    // "12-3-12-9": pages within chapters; what is first and what last cannot be told.
    pages.first.clear();
    return pages;
  }
  if (digits(last) && digits(pages.first) && last.size() < pages.first.size())
    last.insert(0, pages.first.substr(0, pages.first.size() - last.size()));
  if (last != pages.first) pages.last = std::move(last);
  return pages;
}

void read_place_in_venue(const Value& work, Publication& publication) {
  publication.volume = text_at(work, "volume");
  publication.issue = text_at(work, "issue");
  if (publication.issue.empty()) publication.issue = text_at(member(work, "journal-issue"), "issue");
  publication.edition = text_at(work, "edition-number");
  publication.pages = pages_of(text_at(work, "page"));
  publication.article_number = text_at(work, "article-number");
}

std::optional<PartialDate> first_date(const Value& work, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const auto date = date_at(work, name)) return date;
  return std::nullopt;
}

void read_dates(const Value& work, Publication& publication) {
  Dates& dates = publication.dates;
  dates.issued = first_date(work, {"issued", "published", "published-other", "approved", "content-created"});
  dates.print = first_date(work, {"published-print"});
  if (!dates.print) dates.print = date_at(member(work, "journal-issue"), "published-print");
  dates.online = first_date(work, {"published-online"});
  dates.accepted = date_at(work, "accepted");
  dates.posted = date_at(work, "posted");
  dates.entered = date_at(work, "created");
  // "indexed" moves with every citation counted; only without a deposit date does it tell anything.
  dates.revised = first_date(work, {"deposited", "indexed"});
}

void read_identifiers(const Value& work, Publication& publication) {
  auto& identifiers = publication.other_identifiers;
  const auto add = [&](std::string kind, std::string value) {
    NamedIdentifier identifier{std::move(kind), std::move(value)};
    if (!identifier.value.empty() && std::find(identifiers.begin(), identifiers.end(), identifier) == identifiers.end())
      identifiers.push_back(std::move(identifier));
  };
  for (const std::string& isbn : texts_at(work, "ISBN")) add("isbn", isbn.substr(isbn.rfind('/') + 1));
  for (const Value& isbn : list_at(work, "isbn-type")) add("isbn", text_at(isbn, "value"));
  for (const std::string& alias : texts_at(work, "aliases"))
    if (const auto doi = Doi::parse(alias); doi && doi != publication.doi) add("alias-doi", doi->text());
  for (const std::string& id : texts_at(work, "alternative-id"))
    if (const auto doi = Doi::parse(id); !doi || doi != publication.doi) add("alternative-id", id);
}

void read_grants(const Value& work, Publication& publication) {
  for (const Value& funder : list_at(work, "funder")) {
    Grant grant;
    grant.funder = plain_text(text_at(funder, "name"));
    if (const auto doi = Doi::parse(text_at(funder, "DOI"))) grant.funder_doi = doi->text();
    std::vector<std::string> awards = texts_at(funder, "award");
    if (awards.empty()) awards.emplace_back();
    for (const std::string& award : awards) {
      grant.number = plain_text(award);
      if (grant == Grant{}) continue;
      auto& grants = publication.grants;
      if (std::find(grants.begin(), grants.end(), grant) == grants.end()) grants.push_back(grant);
    }
  }
}

/// Names of the two registries met most, by the DOI that Crossref gives each registry; others keep that DOI as their
/// name. Crossref support, "Linked Clinical Trials",
/// https://support.crossref.org/hc/en-us/articles/115000110103-Linked-Clinical-Trials, read 2026-11.
std::string registry_name(const std::string& registry) {
  struct Registry {
    std::string_view doi, name;
  };
  constexpr std::array<Registry, 2> known = {
      {{"10.18810/clinical-trials-gov", "ClinicalTrials.gov"}, {"10.18810/isrctn", "ISRCTN"}}};
  const auto doi = Doi::parse(registry);
  for (const auto& [name_doi, name] : known)
    if (doi && doi->text() == name_doi) return std::string(name);
  return registry;
}

void read_trials(const Value& work, Publication& publication) {
  for (const Value& trial : list_at(work, "clinical-trial-number")) {
    std::string number = text_at(trial, "clinical-trial-number");
    for (char& c : number)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');  // deposited in small letters
    if (number.empty()) continue;
    const std::string registry = registry_name(text_at(trial, "registry"));
    auto& banks = publication.databanks;
    auto bank = std::find_if(banks.begin(), banks.end(), [&](const DataBank& b) { return b.name == registry; });
    if (bank == banks.end()) bank = banks.insert(banks.end(), DataBank{registry, {}});
    if (std::find(bank->accessions.begin(), bank->accessions.end(), number) == bank->accessions.end())
      bank->accessions.push_back(std::move(number));
  }
}

void read_licences(const Value& work, Publication& publication) {
  for (const Value& value : list_at(work, "license")) {
    // `start` already stands `delay-in-days` after publication.
    Licence licence{text_at(value, "URL"), date_at(value, "start"), text_at(value, "content-version")};
    auto& licences = publication.licences;
    if (!licence.url.empty() && std::find(licences.begin(), licences.end(), licence) == licences.end())
      licences.push_back(std::move(licence));
  }
}

/// Why an object is no work, as the end of a sentence; empty where it is one.
std::string_view not_a_work(const Value& object) {
  if (member(object, "agency").is_object()) return "only says which agency registered the DOI";
  if (!member(object, "key").is_null() && list_at(object, "title").empty())
    return "is an entry of a reference list, not a work";
  if (text_at(object, "DOI").empty()) {
    if (!member(object, "primary-name").is_null()) return "describes a member of Crossref, not a work";
    if (!member(object, "ISSN").is_null() && !member(object, "counts").is_null())
      return "describes a journal, not a work";
    if (!member(object, "hierarchy-names").is_null()) return "describes a funder, not a work";
    if (!member(object, "message").is_null()) return "is an answer inside a list of works";
    return "has no DOI";
  }
  return {};
}

}  // namespace

Result<Publication> parse_work(std::string_view json) {
  const Value work = parsed_json(json);
  if (work.is_discarded()) return fail(Code::malformed, "it is not valid JSON");
  if (!work.is_object()) return fail(Code::malformed, "it is not a JSON object");
  if (const auto why = not_a_work(work); !why.empty()) return fail(Code::unsupported, fmt::format("it {}", why));

  Publication publication;
  const std::string doi = text_at(work, "DOI");
  publication.doi = Doi::parse(doi);
  if (!publication.doi) return fail(Code::malformed, fmt::format("its DOI \"{}\" is none", doi));
  publication.sources = {{std::string(kCrossref), publication.doi->text()}};

  const std::string type = text_at(work, "type"), subtype = text_at(work, "subtype");
  publication.type = work_type(type, subtype);
  std::vector<std::string> words = {type, subtype, text_at(member(work, "review"), "type")};
  for (const std::string& degree : texts_at(work, "degree")) words.push_back(degree);
  for (std::string& word : words)
    if (!word.empty()) publication.publication_types.push_back(std::move(word));

  read_titles(work, publication);
  publication.abstract = abstract_sections(text_at(work, "abstract"));
  Contributors contributors = contributors_of(work);
  publication.contributors = std::move(contributors.list);
  publication.contributors_complete = contributors.complete;
  read_venue(work, publication);
  read_place_in_venue(work, publication);
  read_dates(work, publication);
  read_identifiers(work, publication);
  if (std::string language = text_at(work, "language"); !language.empty())
    publication.languages.push_back(std::move(language));
  for (const std::string& subject : texts_at(work, "subject"))
    publication.keywords.push_back({plain_text(subject), std::string(kCrossref), false});
  read_grants(work, publication);
  read_trials(work, publication);
  read_licences(work, publication);
  read_relations(work, publication);
  publication.cited_by = count_at(work, "is-referenced-by-count");
  publication.reference_count = count_at(work, "references-count");
  if (!publication.reference_count) publication.reference_count = count_at(work, "reference-count");
  publication.url = text_at(member(member(work, "resource"), "primary"), "URL");
  if (publication.url.empty()) publication.url = text_at(work, "URL");
  return publication;
}

}  // namespace evident::crossref
