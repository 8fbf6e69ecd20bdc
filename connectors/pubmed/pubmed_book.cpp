// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/pubmed_fields.hpp"
#include "connectors/pubmed/xml_text.hpp"

namespace evident::pubmed {
namespace {

/// Whether what we describe is a part of the book or the book itself; a part has a title of its own.
enum class Extent { whole_book, part };

void read_people_of_book(pugi::xml_node document, pugi::xml_node book, Extent extent, Publication& publication) {
  const auto add_lists = [&](pugi::xml_node parent, ContributorRole role_of_authors) {
    each_child(parent, "AuthorList", [&](pugi::xml_node list) {
      if (says_no(list, "CompleteYN")) publication.contributors_complete = false;
      ContributorRole role = role_of_list(list, ContributorRole::author);
      if (role == ContributorRole::author) role = role_of_authors;
      for (Contributor& person : read_people(list, "Author", role))
        publication.contributors.push_back(std::move(person));
    });
  };
  add_lists(document, ContributorRole::author);
  // Who wrote the book did not thereby write the chapter that has authors of its own.
  const bool part_with_authors = extent == Extent::part && !publication.contributors.empty();
  add_lists(book, part_with_authors ? ContributorRole::other : ContributorRole::author);
  for (const pugi::xml_node parent : {document, book})
    each_child(parent, "InvestigatorList", [&](pugi::xml_node list) {
      for (Contributor& person : read_people(list, "Investigator", ContributorRole::investigator))
        publication.investigators.push_back(std::move(person));
    });
}

void read_book_dates(pugi::xml_node document, pugi::xml_node book, pugi::xml_node data, Extent extent, Dates& dates) {
  PublicationDate of_book = read_publication_date(book.child("PubDate"));
  if (!of_book.first) of_book.first = read_date(book.child("BeginningDate"));
  const auto contributed = read_date(document.child("ContributionDate"));
  // Books kept up for decades are dated by their first part; a chapter is as old as its own contribution.
  if (extent == Extent::part && contributed) {
    dates.issued = contributed;
  } else {
    dates.issued = of_book.first;
    dates.issued_end = of_book.last ? of_book.last : read_date(book.child("EndingDate"));
    dates.issued_text = std::move(of_book.text);
  }
  dates.revised = read_date(document.child("DateRevised"));
  read_history(data.child("History"), dates);
}

/// What the model has no field for, in words, as library catalogues note it.
std::string notes_of_book(pugi::xml_node document, pugi::xml_node book, Extent extent) {
  std::string notes;
  const auto add = [&](std::string line) {
    if (!line.empty()) notes += (notes.empty() ? "" : "\n") + line;
  };
  each_child(document, "LocationLabel", [&](pugi::xml_node node) {
    const std::string label = plain_text(node), type = attribute_text(node, "Type");
    const bool named = type.empty() || ascii_lower(label).starts_with(ascii_lower(type));
    if (!label.empty()) add(named ? label : "In its " + type + ": " + label);
  });
  if (const std::string volume = child_text(book, "VolumeTitle"); !volume.empty()) add("Volume title: " + volume);
  if (const std::string series = child_text(book, "CollectionTitle"); extent == Extent::part && !series.empty())
    add("Series: " + series);
  if (const std::string medium = child_text(book, "Medium"); !medium.empty()) add("Medium: " + medium);
  std::string contents;
  each_child(document.child("Sections"), "Section", [&](pugi::xml_node section) {
    const std::string label = child_text(section, "LocationLabel"), title = child_text(section, "SectionTitle");
    if (label.empty() && title.empty()) return;
    if (!contents.empty()) contents += "; ";
    contents += label.empty() || title.empty() ? label + title : label + " " + title;
  });
  if (!contents.empty()) add("Contents: " + contents);
  return notes;
}

}  // namespace

void read_book(pugi::xml_node document, pugi::xml_node data, Publication& publication) {
  const pugi::xml_node book = document.child("Book");
  const MarkedText own_title = marked_text(document.child("ArticleTitle"));
  const Extent extent = own_title.empty() ? Extent::whole_book : Extent::part;

  read_publication_types(document, publication);
  publication.original_title = marked_text(document.child("VernacularTitle"));
  if (extent == Extent::part) {
    publication.type = WorkType::chapter;
    publication.title = own_title;
    publication.venue.title = child_text(book, "BookTitle");
  } else {
    publication.type = WorkType::book;
    publication.title = marked_text(book.child("BookTitle"));
    publication.venue.title = child_text(book, "CollectionTitle");
  }
  publication.venue.publisher = child_text(book.child("Publisher"), "PublisherName");
  publication.venue.place = child_text(book.child("Publisher"), "PublisherLocation");
  publication.volume = child_text(book, "Volume");
  publication.edition = child_text(book, "Edition");
  publication.abstract = read_abstract(document.child("Abstract"));
  publication.abstract_copyright = child_text(document.child("Abstract"), "CopyrightInformation");
  read_other_abstracts(document, publication);
  read_people_of_book(document, book, extent, publication);
  read_book_dates(document, book, data, extent, publication.dates);

  // The DOI that a Book element carries is the book's, also in a chapter's record.
  std::vector<Doi> invalid;
  if (extent == Extent::whole_book) invalid = read_locations(book, publication);
  read_article_ids(document.child("ArticleIdList"), invalid, publication);
  read_article_ids(data.child("ArticleIdList"), invalid, publication);
  each_child(book, "Isbn", [&](pugi::xml_node node) { add_identifier(publication, "isbn", plain_text(node)); });
  add_identifier(publication, "report-number", child_text(book, "ReportNumber"));

  Location location = read_pagination(document.child("Pagination"));
  publication.pages = std::move(location.pages);
  publication.article_number = std::move(location.article_number);
  each_child(document, "Language", [&](pugi::xml_node node) {
    if (std::string language = plain_text(node); !language.empty())
      publication.languages.push_back(std::move(language));
  });
  read_keywords(document, publication);
  read_grants(document, publication);
  if (document.child("ReferenceList")) publication.reference_count = count_references(document);
  publication.note = notes_of_book(document, book, extent);
}

}  // namespace evident::pubmed
