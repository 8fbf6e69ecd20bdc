// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

namespace evident {

/// What can be searched. The order is that of kSearchFields and of help; nothing stored depends on it.
enum class Field : std::uint8_t {
  all,
  text,
  title,
  abstract,
  keyword,
  mesh,
  heading,
  major_heading,
  author,
  first_author,
  last_author,
  orcid,
  member,
  affiliation,
  grant,
  journal,
  journal_name,
  type,
  csl_type,
  year,
  published,
  entered,
  added,
  cited,
  language,
  doi,
  pmid,
  pmcid,
  identifier,
  source,
  notice,
  access,
  is,
  has,
};

/// How the words given for a field are matched.
enum class FieldKind : std::uint8_t {
  prose,   ///< words with positions; a bare word also finds the words that share its stem
  words,   ///< words with positions, as written
  name,    ///< a person or group: family name, family name and initials, or the full name in either order
  exact,   ///< one whole value, folded
  number,  ///< a value slot: one number or a range
  date,    ///< a value slot: a date as precise as given, or a range
};

/// A short list of names, padded with empty ones.
template <std::size_t N>
struct NameList {
  std::array<std::string_view, N> names{};
  std::size_t count = 0;

  constexpr NameList() = default;
  template <class... Names>
  constexpr NameList(Names... given) : names{std::string_view(given)...}, count(sizeof...(given)) {
    static_assert(sizeof...(given) <= N);
  }
  constexpr const std::string_view* begin() const { return names.data(); }
  constexpr const std::string_view* end() const { return names.data() + count; }
  constexpr std::size_t size() const { return count; }
  constexpr std::string_view operator[](std::size_t at) const { return names[at]; }
  constexpr bool holds(std::string_view name) const { return std::find(begin(), end(), name) != end(); }
};

/// One row of THE table of fields. Indexing, query parsing, help, completion and column headings read it.
struct SearchField {
  Field id;
  std::string_view name;   ///< what is typed before the colon
  std::string_view label;  ///< for people
  std::string_view help;
  std::string_view example;
  FieldKind kind;
  /// PubMed's search tags, lower case ("PubMed User Guide", search field tags,
  /// https://pubmed.ncbi.nlm.nih.gov/help/#search-tags).
  NameList<5> tags = {};
  /// Prefixes of the index terms that are searched, in upper case; "" is a prefix too (bare words). The first one is
  /// the field's own. Stored in every index: never renumber or rename, add new ones and raise the schema version.
  NameList<8> prefixes = {};
  /// Value slot; -1 for none. Stored: never renumber.
  int slot = -1;
  /// The facet this field counts, as `--facets` names it; empty where it is none.
  std::string_view facet = {};
};

/// Value slots that belong to no field of their own. Stored: never renumber.
inline constexpr unsigned kFacetSlot = 4;

inline constexpr SearchField kSearchFields[] = {
    SearchField{.id = Field::all,
                .name = "all",
                .label = "All words",
                .help = "title, abstract, names, keywords, headings, journal and PMID; not affiliations",
                .example = "all:telehealth",
                .kind = FieldKind::prose,
                .tags = {"all", "all fields", "tw", "text word"},
                .prefixes = {"", "S", "K", "H", "J", "A", "XPM", "XPMC"}},
    SearchField{.id = Field::text,
                .name = "text",
                .label = "Title, abstract, keywords",
                .help = "words of the title, the abstract or the authors' keywords",
                .example = "text:\"remote monitoring\"",
                .kind = FieldKind::prose,
                .tags = {"tiab", "title/abstract"},
                .prefixes = {"", "S", "K"}},
    SearchField{.id = Field::title,
                .name = "title",
                .label = "Title",
                .help = "words of the title",
                .example = "title:\"heart failure\"",
                .kind = FieldKind::prose,
                .tags = {"ti", "title", "tt"},
                .prefixes = {"S"}},
    SearchField{.id = Field::abstract,
                .name = "abstract",
                .label = "Abstract",
                .help = "words of the abstract",
                .example = "abstract:randomised",
                .kind = FieldKind::prose,
                .tags = {"ab", "abstract"},
                .prefixes = {""}},
    SearchField{.id = Field::keyword,
                .name = "keyword",
                .label = "Keywords",
                .help = "words of a keyword",
                .example = "keyword:interoperability",
                .kind = FieldKind::prose,
                .tags = {"ot", "other term"},
                .prefixes = {"K"}},
    SearchField{.id = Field::mesh,
                .name = "mesh",
                .label = "MeSH words",
                .help = "words of a MeSH heading or substance",
                .example = "mesh:telemedicine",
                .kind = FieldKind::words,
                .prefixes = {"H"}},
    SearchField{.id = Field::heading,
                .name = "heading",
                .label = "MeSH heading",
                .help = "a MeSH heading, exactly as it is written",
                .example = "heading:\"Electronic Health Records\"",
                .kind = FieldKind::exact,
                .tags = {"mh", "mh:noexp", "mesh", "mesh terms", "mesh:noexp"},
                .prefixes = {"XMH"},
                .facet = "mesh"},
    SearchField{.id = Field::major_heading,
                .name = "major",
                .label = "Major MeSH heading",
                .help = "a MeSH heading that is a main subject of the work",
                .example = "major:Telemedicine",
                .kind = FieldKind::exact,
                .tags = {"majr", "majr:noexp", "mesh major topic"},
                .prefixes = {"XMJ"}},
    SearchField{.id = Field::author,
                .name = "author",
                .label = "Author",
                .help = "a name on the publication: family name, with initials, or in full",
                .example = "author:\"Smith J\"",
                .kind = FieldKind::name,
                .tags = {"au", "author", "fau", "full author name", "cn"},
                .prefixes = {"A"}},
    SearchField{.id = Field::first_author,
                .name = "first",
                .label = "First author",
                .help = "the first author's name",
                .example = "first:\"Smith J\"",
                .kind = FieldKind::name,
                .tags = {"1au", "first author", "author - first"},
                .prefixes = {"XAF"}},
    SearchField{.id = Field::last_author,
                .name = "last",
                .label = "Last author",
                .help = "the last author's name",
                .example = "last:\"Smith J\"",
                .kind = FieldKind::name,
                .tags = {"lastau", "last author", "author - last"},
                .prefixes = {"XAL"}},
    SearchField{.id = Field::orcid,
                .name = "orcid",
                .label = "ORCID",
                .help = "the ORCID iD of a contributor",
                .example = "orcid:0000-0002-1825-0097",
                .kind = FieldKind::exact,
                .tags = {"auid", "author - identifier"},
                .prefixes = {"XOR"}},
    SearchField{.id = Field::member,
                .name = "member",
                .label = "Member",
                .help = "the key of a member whose accepted publication it is",
                .example = "member:lsmith",
                .kind = FieldKind::exact,
                .prefixes = {"XME"},
                .facet = "member"},
    SearchField{.id = Field::affiliation,
                .name = "affiliation",
                .label = "Affiliation",
                .help = "words of a contributor's affiliation",
                .example = "affiliation:\"Leeds Teaching Hospitals\"",
                .kind = FieldKind::words,
                .tags = {"ad", "affiliation"},
                .prefixes = {"XAD"}},
    SearchField{.id = Field::grant,
                .name = "grant",
                .label = "Grant",
                .help = "words of a grant's number or funder",
                .example = "grant:\"Wellcome Trust\"",
                .kind = FieldKind::words,
                .tags = {"gr", "grant number", "grants and funding"},
                .prefixes = {"XGR"}},
    SearchField{.id = Field::journal,
                .name = "journal",
                .label = "Journal words",
                .help = "words of the journal, book or conference",
                .example = "journal:informatics",
                .kind = FieldKind::words,
                .prefixes = {"J"}},
    SearchField{.id = Field::journal_name,
                .name = "venue",
                .label = "Journal",
                .help = "the journal's whole name, its abbreviation or its ISSN",
                .example = "venue:\"J Med Internet Res\"",
                .kind = FieldKind::exact,
                .tags = {"ta", "journal", "jour", "is"},
                .prefixes = {"XJ"},
                .facet = "journal"},
    SearchField{.id = Field::type,
                .name = "type",
                .label = "Type of publication",
                .help = "words of the publication type",
                .example = "type:\"systematic review\"",
                .kind = FieldKind::words,
                .tags = {"pt", "publication type"},
                .prefixes = {"T"}},
    SearchField{.id = Field::csl_type,
                .name = "csl",
                .label = "CSL type",
                .help = "the citation type, as exports write it",
                .example = "csl:article-journal",
                .kind = FieldKind::exact,
                .prefixes = {"XT"},
                .facet = "type"},
    SearchField{.id = Field::year,
                .name = "year",
                .label = "Year",
                .help = "the citation's year, or a range",
                .example = "year:2019..2024",
                .kind = FieldKind::number,
                .slot = 0,
                .facet = "year"},
    SearchField{.id = Field::published,
                .name = "published",
                .label = "Published",
                .help = "the citation's date; a work dated by year only is found by year",
                .example = "published:2024-03..2024-06",
                .kind = FieldKind::date,
                .tags = {"dp", "pdat", "date - publication", "publication date"},
                .slot = 1},
    SearchField{.id = Field::entered,
                .name = "entered",
                .label = "Entered at the source",
                .help = "when the source's database first held it",
                .example = "entered:2024..",
                .kind = FieldKind::date,
                .tags = {"crdt", "date - create", "create date"},
                .slot = 5},
    SearchField{.id = Field::added,
                .name = "added",
                .label = "Added",
                .help = "when this library first held it",
                .example = "added:2026-11..",
                .kind = FieldKind::date,
                .slot = 3},
    SearchField{.id = Field::cited,
                .name = "cited",
                .label = "Cited by",
                .help = "how often Crossref counts it cited",
                .example = "cited:100..",
                .kind = FieldKind::number,
                .slot = 2},
    SearchField{.id = Field::language,
                .name = "language",
                .label = "Language",
                .help = "language of the text, by name or ISO 639 code",
                .example = "language:french",
                .kind = FieldKind::exact,
                .tags = {"la", "language"},
                .prefixes = {"L"},
                .facet = "language"},
    SearchField{.id = Field::doi,
                .name = "doi",
                .label = "DOI",
                .help = "the digital object identifier",
                .example = "doi:10.5555/12345678",
                .kind = FieldKind::exact,
                .tags = {"doi"},
                .prefixes = {"XDOI"}},
    SearchField{.id = Field::pmid,
                .name = "pmid",
                .label = "PMID",
                .help = "the PubMed identifier",
                .example = "pmid:31418828",
                .kind = FieldKind::exact,
                .tags = {"pmid", "uid"},
                .prefixes = {"XPM"}},
    SearchField{.id = Field::pmcid,
                .name = "pmcid",
                .label = "PMCID",
                .help = "the PubMed Central identifier",
                .example = "pmcid:PMC1234567",
                .kind = FieldKind::exact,
                .tags = {"pmcid", "pmc"},
                .prefixes = {"XPMC"}},
    SearchField{.id = Field::identifier,
                .name = "identifier",
                .label = "Any identifier",
                .help = "DOI, publisher's item number, ISBN, registry number",
                .example = "identifier:e58214",
                .kind = FieldKind::exact,
                .tags = {"aid", "article identifier", "si"},
                .prefixes = {"XID", "XDOI"}},
    SearchField{.id = Field::source,
                .name = "source",
                .label = "Source",
                .help = "who said so: pubmed, crossref, or a file",
                .example = "source:crossref",
                .kind = FieldKind::exact,
                .prefixes = {"XSO"},
                .facet = "source"},
    SearchField{.id = Field::notice,
                .name = "notice",
                .label = "Notice",
                .help = "retraction, expression_of_concern or correction",
                .example = "notice:retraction",
                .kind = FieldKind::exact,
                .prefixes = {"XNO"},
                .facet = "notice"},
    SearchField{.id = Field::access,
                .name = "access",
                .label = "Open access",
                .help = "open where it is known to be; everything else is unknown",
                .example = "access:open",
                .kind = FieldKind::exact,
                .prefixes = {"XOA"},
                .facet = "access"},
    SearchField{.id = Field::is,
                .name = "is",
                .label = "Is",
                .help = "retracted, concern, corrected, preprint, oa, member",
                .example = "is:retracted",
                .kind = FieldKind::exact,
                .prefixes = {"XIS"}},
    SearchField{.id = Field::has,
                .name = "has",
                .label = "Has",
                .help = "abstract, doi, pmid, pmcid, orcid, mesh, keyword, grant, date",
                .example = "has:abstract",
                .kind = FieldKind::exact,
                .prefixes = {"XHA"}},
};

constexpr const SearchField& search_field(Field field) { return kSearchFields[static_cast<std::size_t>(field)]; }

/// The field a prefix belongs to; other fields may search it too.
constexpr Field owner_of_prefix(std::string_view prefix) {
  for (const SearchField& field : kSearchFields)
    if (field.prefixes.size() == 1 && field.prefixes[0] == prefix) return field.id;
  return Field::all;
}

/// The field typed as `name` (lower case); nothing where there is none.
constexpr std::optional<Field> field_named(std::string_view name) {
  for (const SearchField& field : kSearchFields)
    if (field.name == name) return field.id;
  return std::nullopt;
}

/// The field behind a PubMed tag (lower case, without brackets); nothing where we know none.
constexpr std::optional<Field> field_tagged(std::string_view tag) {
  for (const SearchField& field : kSearchFields)
    if (field.tags.holds(tag)) return field.id;
  return std::nullopt;
}

/// The field that a facet counts and filters by, e.g. "journal"; nothing where it is none.
constexpr std::optional<Field> field_of_facet(std::string_view facet) {
  if (facet.empty()) return std::nullopt;
  for (const SearchField& field : kSearchFields)
    if (field.facet == facet) return field.id;
  return std::nullopt;
}

namespace detail {

constexpr bool fields_stand_in_order() {
  for (std::size_t i = 0; i < std::size(kSearchFields); ++i)
    if (static_cast<std::size_t>(kSearchFields[i].id) != i) return false;
  return std::size(kSearchFields) == static_cast<std::size_t>(Field::has) + 1;
}

/// True where no two fields share a name, a tag, a slot or a facet, and no two own one prefix.
constexpr bool fields_are_distinct() {
  for (std::size_t i = 0; i < std::size(kSearchFields); ++i) {
    const SearchField& a = kSearchFields[i];
    if (a.name.empty() || a.label.empty() || a.help.empty() || a.example.empty()) return false;
    if ((a.prefixes.size() == 0) == (a.slot < 0)) return false;
    if (a.slot == static_cast<int>(kFacetSlot)) return false;
    for (std::size_t j = i + 1; j < std::size(kSearchFields); ++j) {
      const SearchField& b = kSearchFields[j];
      if (a.name == b.name) return false;
      if (a.slot >= 0 && a.slot == b.slot) return false;
      if (!a.facet.empty() && a.facet == b.facet) return false;
      for (std::string_view tag : a.tags)
        if (b.tags.holds(tag)) return false;
      // Fields that search several prefixes borrow them; each prefix has one field of its own.
      if (a.prefixes.size() == 1 && b.prefixes.size() == 1 && a.prefixes[0] == b.prefixes[0]) return false;
    }
  }
  return true;
}

/// True where each prefix that is searched belongs to some field.
constexpr bool prefixes_have_owners() {
  for (const SearchField& field : kSearchFields)
    for (std::string_view prefix : field.prefixes)
      if (owner_of_prefix(prefix) == Field::all && field.id != Field::identifier) return false;
  return true;
}

/// Prefixes are capital letters, and index words are folded, so a prefix never runs into the word behind it.
constexpr bool prefixes_are_capitals() {
  for (const SearchField& field : kSearchFields)
    for (std::string_view prefix : field.prefixes)
      for (char c : prefix)
        if (c < 'A' || c > 'Z') return false;
  return true;
}

}  // namespace detail

static_assert(detail::fields_stand_in_order(), "kSearchFields lists every Field once, in the enum's order");
static_assert(detail::fields_are_distinct(), "a name, tag, prefix, slot or facet stands for one field only");
static_assert(detail::prefixes_have_owners());
static_assert(detail::prefixes_are_capitals());

}  // namespace evident
