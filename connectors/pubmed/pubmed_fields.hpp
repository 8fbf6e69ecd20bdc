// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "indexer/model/publication.hpp"

/// The parts of a PubMed record, each read from the element that holds it. Internal to the parser: absent elements
/// (null nodes) read as nothing, never as an error.
namespace evident::pubmed {

// ---- dates (pubmed_dates.cpp)
// ----------------------------------------------------------------------------------------

/// A publication date: what it says exactly, and the words where they say more.
struct PublicationDate {
  std::optional<PartialDate> first;
  std::optional<PartialDate> last;  ///< of a span
  std::string text;                 ///< as printed; empty where `first` says it all
};
/// PubDate: Year with Month and Day or Season, or MedlineDate.
PublicationDate read_publication_date(pugi::xml_node node);
/// Year, Month, Day: as much of it as makes a date.
std::optional<PartialDate> read_date(pugi::xml_node node);
/// received, accepted and entered, and online where it is not known yet.
void read_history(pugi::xml_node history, Dates& dates);

// ---- pages (pubmed_pages.cpp)
// ----------------------------------------------------------------------------------------

struct Location {
  Pages pages;
  std::string article_number;
};
/// Pagination: StartPage and EndPage, or MedlinePgn.
Location read_pagination(pugi::xml_node node);
/// "123" and "8" give "128"; "S12" and "5" give "S15"; a last page that is whole stays.
std::string whole_last_page(std::string_view first, std::string_view last);
/// True for "e58214", "58214" as publishers put them into ELocationID where a work has no pages.
bool is_article_number(std::string_view text);

// ---- people (pubmed_people.cpp)
// --------------------------------------------------------------------------------------

/// Authors of one AuthorList, in order; those marked as invalid are left out.
std::vector<Contributor> read_people(pugi::xml_node list, const char* element, ContributorRole role);
/// AuthorList@Type.
ContributorRole role_of_list(pugi::xml_node author_list, ContributorRole otherwise);

// ---- links (pubmed_links.cpp)
// ----------------------------------------------------------------------------------------

/// CommentsCorrectionsList, or the CommentsCorrections of 2008 and before.
void read_relations(pugi::xml_node citation, Publication& publication);
/// What the relations and publication types say of this very work.
void derive_notices(Publication& publication);
/// References below a ReferenceList, nested lists included.
std::int64_t count_references(pugi::xml_node parent);

// ---- identifiers (pubmed_identifiers.cpp)
// ----------------------------------------------------------------------------

/// ELocationID children. DOIs marked invalid are returned, so that no other list brings them back.
std::vector<Doi> read_locations(pugi::xml_node parent, Publication& publication);
/// The ArticleId children of one list; fills what is not known yet.
void read_article_ids(pugi::xml_node list, const std::vector<Doi>& invalid, Publication& publication);
/// OtherID children.
void read_other_ids(pugi::xml_node citation, Publication& publication);
/// Adds what is not there yet.
void add_identifier(Publication& publication, std::string kind, std::string value);

// ---- subjects (pubmed_subjects.cpp)
// ----------------------------------------------------------------------------------

std::vector<AbstractSection> read_abstract(pugi::xml_node abstract);
void read_other_abstracts(pugi::xml_node parent, Publication& publication);
void read_keywords(pugi::xml_node parent, Publication& publication);
void read_mesh(pugi::xml_node citation, Publication& publication);
/// ChemicalList and SupplMeshList.
void read_substances(pugi::xml_node citation, Publication& publication);
void read_grants(pugi::xml_node parent, Publication& publication);
void read_databanks(pugi::xml_node article, Publication& publication);
/// PublicationType children of `parent`.
void read_publication_types(pugi::xml_node parent, Publication& publication);

// ---- whole records
// ---------------------------------------------------------------------------------------------------

/// MedlineCitation, with the PubmedData beside it where there is one.
void read_citation(pugi::xml_node citation, pugi::xml_node data, Publication& publication);
/// BookDocument, with the PubmedBookData beside it where there is one.
void read_book(pugi::xml_node document, pugi::xml_node data, Publication& publication);

}  // namespace evident::pubmed
