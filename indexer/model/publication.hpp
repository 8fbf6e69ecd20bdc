// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "indexer/model/identifiers.hpp"
#include "indexer/model/name.hpp"
#include "indexer/model/partial_date.hpp"
#include "indexer/model/provenance.hpp"
#include "indexer/model/text.hpp"

namespace evident {

/// Our number for a publication: positive, kept across rebuild; 0 is "not stored yet".
using PublicationId = std::int64_t;

/// The CSL 1.0.2 item types. `article` is CSL's word for a preprint or working paper, and ours.
enum class WorkType : std::uint8_t {
  article,
  article_journal,
  article_magazine,
  article_newspaper,
  bill,
  book,
  broadcast,
  chapter,
  classic,
  collection,
  dataset,
  document,
  entry,
  entry_dictionary,
  entry_encyclopedia,
  event,
  figure,
  graphic,
  hearing,
  interview,
  legal_case,
  legislation,
  manuscript,
  map,
  motion_picture,
  musical_score,
  pamphlet,
  paper_conference,
  patent,
  performance,
  periodical,
  personal_communication,
  post,
  post_weblog,
  regulation,
  report,
  review,
  review_book,
  software,
  song,
  speech,
  standard,
  thesis,
  treaty,
  webpage,
};
std::string_view csl_type(WorkType type);
std::optional<WorkType> work_type_of_csl(std::string_view text);
/// For people: "Journal article", "Preprint", "Book chapter".
std::string_view work_type_label(WorkType type);

enum class ContributorRole : std::uint8_t { author, editor, translator, chair, investigator, other };
std::string_view role_name(ContributorRole role);
std::optional<ContributorRole> role_named(std::string_view name);

/// Whether the person confirmed the ORCID to the depositor (Crossref `authenticated-orcid`).
enum class OrcidAssurance : std::uint8_t { unstated, unauthenticated, authenticated };
std::string_view assurance_name(OrcidAssurance assurance);
std::optional<OrcidAssurance> assurance_named(std::string_view name);

struct Affiliation {
  std::string text;
  std::string ror;  ///< organisation identifier as an address, where the source gives one
  bool operator==(const Affiliation&) const = default;
};

/// A name on a publication, in order.
struct Contributor {
  PersonName name;
  ContributorRole role = ContributorRole::author;
  std::optional<Orcid> orcid;
  OrcidAssurance orcid_assurance = OrcidAssurance::unstated;
  std::vector<Affiliation> affiliations;
  bool equal_contribution = false;
  bool operator==(const Contributor&) const = default;
};

struct AbstractSection {
  std::string label;     ///< as printed ("METHODS"); empty where the source gives none or "UNLABELLED"
  std::string category;  ///< NlmCategory, else empty
  MarkedText text;
  bool operator==(const AbstractSection&) const = default;
};

/// An abstract in another language or for other readers (PubMed OtherAbstract).
struct OtherAbstract {
  std::string type;
  std::string language;  ///< ISO 639-2 as the source gives it
  std::vector<AbstractSection> sections;
  bool operator==(const OtherAbstract&) const = default;
};

/// Where a work appeared: journal, book, proceedings or preprint server.
struct Venue {
  std::string title;
  std::string short_title;         ///< ISO or Medline abbreviation
  std::vector<std::string> issns;  ///< "1234-567X"
  std::string nlm_id;
  std::string publisher;
  std::string place;
  std::string country;
  std::string event;  ///< conference name
  bool operator==(const Venue&) const = default;
};

struct Pages {
  std::string first;
  std::string last;     ///< in full: "123-8" is read as 123 and 128
  std::string printed;  ///< as the source printed it
  bool operator==(const Pages&) const = default;
};

struct Dates {
  std::optional<PartialDate> issued;  ///< the citation's date
  std::string issued_text;            ///< the source's words where `issued` cannot hold them ("1998 Dec-1999 Jan")
  std::optional<PartialDate> issued_end;
  std::optional<PartialDate> print;
  std::optional<PartialDate> online;
  std::optional<PartialDate> received;
  std::optional<PartialDate> accepted;
  std::optional<PartialDate> posted;
  std::optional<PartialDate> entered;  ///< first entered into the source's database
  std::optional<PartialDate> revised;  ///< the source's record last revised
  bool operator==(const Dates&) const = default;
};

struct Keyword {
  std::string text;
  std::string owner;  ///< PubMed KeywordList@Owner; "crossref" for Crossref subjects
  bool major = false;
  bool operator==(const Keyword&) const = default;
};

struct MeshQualifier {
  std::string name, ui;
  bool major = false;
  bool operator==(const MeshQualifier&) const = default;
};
struct MeshHeading {
  std::string descriptor, ui;
  bool major = false;
  std::vector<MeshQualifier> qualifiers;
  bool operator==(const MeshHeading&) const = default;
};
/// Chemical or supplementary concept.
struct Substance {
  std::string name, ui, registry_number;
  bool operator==(const Substance&) const = default;
};

struct Grant {
  std::string number, funder, funder_doi, acronym, country;
  bool operator==(const Grant&) const = default;
};

struct Licence {
  std::string url;
  std::optional<PartialDate> start;
  std::string applies_to;  ///< "vor", "am", "tdm", "unspecified", as Crossref's content-version
  bool operator==(const Licence&) const = default;
};

/// Accession numbers in one databank ("ClinicalTrials.gov").
struct DataBank {
  std::string name;
  std::vector<std::string> accessions;
  bool operator==(const DataBank&) const = default;
};

/// Any other identifier: kind is the source's word in lower case ("pii", "mid", "isbn", "arxiv").
struct NamedIdentifier {
  std::string kind, value;
  bool operator==(const NamedIdentifier&) const = default;
};

enum class RelationKind : std::uint8_t {
  retraction_in,
  retraction_of,
  concern_in,
  concern_for,
  erratum_in,
  erratum_for,
  corrected_republished_in,
  corrected_republished_from,
  retracted_republished_in,
  retracted_republished_from,
  republished_in,
  republished_from,
  update_in,
  update_of,
  comment_in,
  comment_on,
  associated_dataset,
  associated_publication,
  has_preprint,
  preprint_of,
  has_version,
  version_of,
  has_review,
  review_of,
  supplement,
  supplement_to,
  part_of,
  has_part,
  translation_of,
  has_translation,
  reply_to,
  has_reply,
  summary,
  original_report,
  cites,
  other,
};
std::string_view relation_name(RelationKind kind);
std::optional<RelationKind> relation_named(std::string_view name);

/// A link to another work, as one source asserts it.
struct Relation {
  RelationKind kind = RelationKind::other;
  std::string label;  ///< the source's own word ("RetractionIn", "is-supplemented-by")
  std::optional<Doi> doi;
  std::optional<Pmid> pmid;
  std::string text;         ///< the citation as printed, where one is
  std::string asserted_by;  ///< "publisher", "retraction-watch", "subject", "object", "nlm"
  std::optional<PartialDate> date;
  bool operator==(const Relation&) const = default;
};

enum class NoticeKind : std::uint8_t { retraction, expression_of_concern, correction };
std::string_view notice_name(NoticeKind kind);
std::optional<NoticeKind> notice_named(std::string_view name);
/// For people: "Retracted", "Expression of concern", "Corrected".
std::string_view notice_label(NoticeKind kind);

/// A retraction, expression of concern or correction *of this publication*.
struct Notice {
  NoticeKind kind = NoticeKind::retraction;
  std::optional<PartialDate> date;
  std::string source;        ///< who says so: "pubmed", "crossref", "retraction-watch"
  std::optional<Doi> doi;    ///< of the notice
  std::optional<Pmid> pmid;  ///< of the notice
  bool operator==(const Notice&) const = default;
};

/// The work as we present it; also what one record says, before records are put together.
struct Publication {
  PublicationId id = 0;
  std::vector<RecordKey> sources;  ///< the records it is made from, sorted

  WorkType type = WorkType::document;
  std::vector<std::string> publication_types;  ///< the source's own words ("Randomized Controlled Trial")
  MarkedText title;
  MarkedText original_title;  ///< in the language of the text
  MarkedText subtitle;
  std::vector<AbstractSection> abstract;
  std::vector<OtherAbstract> other_abstracts;
  std::string abstract_copyright;
  std::vector<Contributor> contributors;
  bool contributors_complete = true;       ///< false: the source says "et al."
  std::vector<Contributor> investigators;  ///< members of a contributing group; not authors
  Venue venue;
  std::string volume, issue, edition;
  Pages pages;
  std::string article_number;  ///< e-locator
  Dates dates;
  std::optional<Doi> doi;
  std::optional<Pmid> pmid;
  std::optional<Pmcid> pmcid;
  std::vector<NamedIdentifier> other_identifiers;
  std::vector<std::string> languages;  ///< as the source gives them ("eng", "en")
  std::vector<Keyword> keywords;
  std::vector<MeshHeading> mesh;
  std::vector<Substance> substances;
  std::vector<Grant> grants;
  std::vector<DataBank> databanks;
  std::vector<Licence> licences;
  std::vector<Relation> relations;
  std::vector<Notice> notices;
  std::optional<std::int64_t> cited_by;  ///< Crossref is-referenced-by-count
  std::optional<std::int64_t> reference_count;
  std::string record_status;  ///< MedlineCitation@Status
  std::string url;            ///< landing page, https or http
  std::string note;           ///< free note carried by import formats

  /// Field name (as each_field calls it) -> the record its value came from, where that is not sources.front(). A dotted
  /// name is a part taken from elsewhere: "contributors.orcid".
  std::map<std::string, RecordKey> origins;

  /// The record a field's value came from; nothing where no record is known.
  std::optional<RecordKey> origin_of(const std::string& field) const;
  bool is_preprint() const { return type == WorkType::article; }
  bool is_retracted() const;
  /// The citation's year: issued, else the earliest other publication date; 0 where none is known.
  int year() const;
  /// The most precise of the citation's dates known, for sorting.
  std::optional<PartialDate> sort_date() const;
  /// Plain text of all sections, labels included, sections separated by a line feed.
  std::string abstract_text() const;
  /// "12-18", "e58214", "12", or empty.
  std::string locator() const;
};

/// True where open access is *known*: a PMCID, or a Creative Commons licence in force on `today`. False is "unknown",
/// never "closed" (product.md, capability 9).
bool is_known_open(const Publication& publication, const PartialDate& today);
/// "CC BY 4.0" from a Creative Commons address; empty for others.
std::string creative_commons_name(std::string_view licence_url);

/// The whole listing of a value's parts, once: storage, JSON, merging and fingerprint go over it. `visit` is called as
/// visit(name, member); names are stable because stored and exported data use them. `id` and `origins` are not listed:
/// they are ours, not the sources'.
template <class Value, class Expected>
concept fields_of = std::same_as<std::remove_cv_t<Value>, Expected>;

template <class Visit, fields_of<RecordKey> T>
void each_field(Visit&& visit, T& v) {
  visit("source", v.source);
  visit("id", v.id);
}
template <class Visit, fields_of<PersonName> T>
void each_field(Visit&& visit, T& v) {
  visit("family", v.family);
  visit("given", v.given);
  visit("initials", v.initials);
  visit("suffix", v.suffix);
  visit("collective", v.collective);
}
template <class Visit, fields_of<Affiliation> T>
void each_field(Visit&& visit, T& v) {
  visit("text", v.text);
  visit("ror", v.ror);
}
template <class Visit, fields_of<Contributor> T>
void each_field(Visit&& visit, T& v) {
  visit("name", v.name);
  visit("role", v.role);
  visit("orcid", v.orcid);
  visit("orcid_assurance", v.orcid_assurance);
  visit("affiliations", v.affiliations);
  visit("equal_contribution", v.equal_contribution);
}
template <class Visit, fields_of<AbstractSection> T>
void each_field(Visit&& visit, T& v) {
  visit("label", v.label);
  visit("category", v.category);
  visit("text", v.text);
}
template <class Visit, fields_of<OtherAbstract> T>
void each_field(Visit&& visit, T& v) {
  visit("type", v.type);
  visit("language", v.language);
  visit("sections", v.sections);
}
template <class Visit, fields_of<Venue> T>
void each_field(Visit&& visit, T& v) {
  visit("title", v.title);
  visit("short_title", v.short_title);
  visit("issns", v.issns);
  visit("nlm_id", v.nlm_id);
  visit("publisher", v.publisher);
  visit("place", v.place);
  visit("country", v.country);
  visit("event", v.event);
}
template <class Visit, fields_of<Pages> T>
void each_field(Visit&& visit, T& v) {
  visit("first", v.first);
  visit("last", v.last);
  visit("printed", v.printed);
}
template <class Visit, fields_of<Dates> T>
void each_field(Visit&& visit, T& v) {
  visit("issued", v.issued);
  visit("issued_text", v.issued_text);
  visit("issued_end", v.issued_end);
  visit("print", v.print);
  visit("online", v.online);
  visit("received", v.received);
  visit("accepted", v.accepted);
  visit("posted", v.posted);
  visit("entered", v.entered);
  visit("revised", v.revised);
}
template <class Visit, fields_of<Keyword> T>
void each_field(Visit&& visit, T& v) {
  visit("text", v.text);
  visit("owner", v.owner);
  visit("major", v.major);
}
template <class Visit, fields_of<MeshQualifier> T>
void each_field(Visit&& visit, T& v) {
  visit("name", v.name);
  visit("ui", v.ui);
  visit("major", v.major);
}
template <class Visit, fields_of<MeshHeading> T>
void each_field(Visit&& visit, T& v) {
  visit("descriptor", v.descriptor);
  visit("ui", v.ui);
  visit("major", v.major);
  visit("qualifiers", v.qualifiers);
}
template <class Visit, fields_of<Substance> T>
void each_field(Visit&& visit, T& v) {
  visit("name", v.name);
  visit("ui", v.ui);
  visit("registry_number", v.registry_number);
}
template <class Visit, fields_of<Grant> T>
void each_field(Visit&& visit, T& v) {
  visit("number", v.number);
  visit("funder", v.funder);
  visit("funder_doi", v.funder_doi);
  visit("acronym", v.acronym);
  visit("country", v.country);
}
template <class Visit, fields_of<Licence> T>
void each_field(Visit&& visit, T& v) {
  visit("url", v.url);
  visit("start", v.start);
  visit("applies_to", v.applies_to);
}
template <class Visit, fields_of<DataBank> T>
void each_field(Visit&& visit, T& v) {
  visit("name", v.name);
  visit("accessions", v.accessions);
}
template <class Visit, fields_of<NamedIdentifier> T>
void each_field(Visit&& visit, T& v) {
  visit("kind", v.kind);
  visit("value", v.value);
}
template <class Visit, fields_of<Relation> T>
void each_field(Visit&& visit, T& v) {
  visit("kind", v.kind);
  visit("label", v.label);
  visit("doi", v.doi);
  visit("pmid", v.pmid);
  visit("text", v.text);
  visit("asserted_by", v.asserted_by);
  visit("date", v.date);
}
template <class Visit, fields_of<Notice> T>
void each_field(Visit&& visit, T& v) {
  visit("kind", v.kind);
  visit("date", v.date);
  visit("source", v.source);
  visit("doi", v.doi);
  visit("pmid", v.pmid);
}
template <class Visit, fields_of<Publication> T>
void each_field(Visit&& visit, T& v) {
  visit("type", v.type);
  visit("publication_types", v.publication_types);
  visit("title", v.title);
  visit("original_title", v.original_title);
  visit("subtitle", v.subtitle);
  visit("abstract", v.abstract);
  visit("other_abstracts", v.other_abstracts);
  visit("abstract_copyright", v.abstract_copyright);
  visit("contributors", v.contributors);
  visit("contributors_complete", v.contributors_complete);
  visit("investigators", v.investigators);
  visit("venue", v.venue);
  visit("volume", v.volume);
  visit("issue", v.issue);
  visit("edition", v.edition);
  visit("pages", v.pages);
  visit("article_number", v.article_number);
  visit("dates", v.dates);
  visit("doi", v.doi);
  visit("pmid", v.pmid);
  visit("pmcid", v.pmcid);
  visit("other_identifiers", v.other_identifiers);
  visit("languages", v.languages);
  visit("keywords", v.keywords);
  visit("mesh", v.mesh);
  visit("substances", v.substances);
  visit("grants", v.grants);
  visit("databanks", v.databanks);
  visit("licences", v.licences);
  visit("relations", v.relations);
  visit("notices", v.notices);
  visit("cited_by", v.cited_by);
  visit("reference_count", v.reference_count);
  visit("record_status", v.record_status);
  visit("url", v.url);
  visit("note", v.note);
}

/// Whether a part says nothing: no text, no items, no value, or only such parts. Numbers and enums always say
/// something.
template <class T>
bool is_empty(const T& value) {
  if constexpr (requires { value.has_value(); })
    return !value.has_value();
  else if constexpr (requires { value.empty(); })
    return value.empty();
  else if constexpr (std::is_class_v<T>) {
    bool empty = true;
    each_field([&](const char*, const auto& part) { empty = empty && is_empty(part); }, value);
    return empty;
  } else {
    return false;
  }
}

}  // namespace evident
