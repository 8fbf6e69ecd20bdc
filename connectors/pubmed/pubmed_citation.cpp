// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <charconv>

#include "connectors/pubmed/pubmed_fields.hpp"
#include "connectors/pubmed/xml_text.hpp"

namespace evident::pubmed {
namespace {

void add_issn(Venue& venue, std::string issn) {
  if (!issn.empty() && std::find(venue.issns.begin(), venue.issns.end(), issn) == venue.issns.end())
    venue.issns.push_back(std::move(issn));
}

void read_venue(pugi::xml_node journal, pugi::xml_node info, Venue& venue) {
  venue.title = child_text(journal, "Title");
  // Medline's abbreviation first: it is the one that Vancouver style and PubMed's [ta] use, and records of all years
  // write it alike, while the ISO one had full stops until 2015.
  venue.short_title = child_text(info, "MedlineTA");
  if (venue.short_title.empty()) venue.short_title = child_text(journal, "ISOAbbreviation");
  if (venue.title.empty()) venue.title = venue.short_title;
  each_child(journal, "ISSN", [&](pugi::xml_node node) { add_issn(venue, plain_text(node)); });
  add_issn(venue, child_text(info, "ISSNLinking"));
  venue.nlm_id = child_text(info, "NlmUniqueID");
  venue.country = child_text(info, "Country");
}

/// Whether PubDate is the date on paper: Article@PubModel says so since 2005, before it JournalIssue@CitedMedium.
bool has_print_date(pugi::xml_node article, pugi::xml_node issue) {
  const std::string model = attribute_text(article, "PubModel");
  if (model.empty()) return attribute_text(issue, "CitedMedium") == "Print";
  return model.starts_with("Print") || model.ends_with("-Print");
}

void read_dates(pugi::xml_node citation, pugi::xml_node article, pugi::xml_node data, Dates& dates) {
  const pugi::xml_node issue = article.child("Journal").child("JournalIssue");
  PublicationDate issued = read_publication_date(issue.child("PubDate"));
  dates.issued = issued.first;
  dates.issued_end = issued.last;
  dates.issued_text = std::move(issued.text);
  if (has_print_date(article, issue)) dates.print = dates.issued;
  dates.online = read_date(article.child("ArticleDate"));
  dates.entered = read_date(citation.child("DateCreated"));  // until 2018; the history is nearer to the truth
  dates.revised = read_date(citation.child("DateRevised"));
  read_history(data.child("History"), dates);
}

/// A title without the full stop that NLM puts behind every title ("MEDLINE/PubMed Data Element (Field) Descriptions",
/// Title, https://www.nlm.nih.gov/bsd/mms/medlineelements.html), so that both sources' titles read alike. One that is
/// the title's own stays: of an abbreviation ("in the U.S.") or an ellipsis.
MarkedText title_text(pugi::xml_node node) {
  MarkedText title = marked_text(node);
  const std::string& markup = title.markup();
  if (markup.size() < 3 || !markup.ends_with('.') || markup[markup.size() - 2] == '.' ||
      markup[markup.size() - 3] == '.')
    return title;
  return MarkedText::from_stored(markup.substr(0, markup.size() - 1));
}

void read_titles(pugi::xml_node article, Publication& publication) {
  publication.title = title_text(article.child("ArticleTitle"));
  publication.original_title = title_text(article.child("VernacularTitle"));
  // NLM's phrase for a work that nobody gave an English title.
  if (publication.title.plain() == "[Not Available]") publication.title = {};
  if (publication.title.empty()) publication.title = publication.original_title;
}

void read_contributors(pugi::xml_node citation, pugi::xml_node article, Publication& publication) {
  each_child(article, "AuthorList", [&](pugi::xml_node list) {
    if (says_no(list, "CompleteYN")) publication.contributors_complete = false;
    for (Contributor& person : read_people(list, "Author", role_of_list(list, ContributorRole::author)))
      publication.contributors.push_back(std::move(person));
  });
  // Until 2014 a record had one affiliation, the first author's.
  const std::string lone = child_text(article, "Affiliation");
  if (!lone.empty() && !publication.contributors.empty() && publication.contributors.front().affiliations.empty())
    publication.contributors.front().affiliations.push_back({lone, {}});
  each_child(citation, "InvestigatorList", [&](pugi::xml_node list) {
    for (Contributor& person : read_people(list, "Investigator", ContributorRole::investigator))
      publication.investigators.push_back(std::move(person));
  });
}

void read_identifiers(pugi::xml_node citation, pugi::xml_node article, pugi::xml_node data, Publication& publication) {
  const auto invalid = read_locations(article, publication);
  // Only the article's own list: each reference below PubmedData carries one, too.
  read_article_ids(data.child("ArticleIdList"), invalid, publication);
  read_other_ids(citation, publication);
}

void read_location(pugi::xml_node article, Publication& publication) {
  Location location = read_pagination(article.child("Pagination"));
  publication.pages = std::move(location.pages);
  publication.article_number = std::move(location.article_number);
  if (!publication.pages.printed.empty()) return;
  for (const NamedIdentifier& identifier : publication.other_identifiers)
    if (identifier.kind == "pii" && is_article_number(identifier.value)) publication.article_number = identifier.value;
}

void read_reference_count(pugi::xml_node citation, pugi::xml_node data, Publication& publication) {
  if (data.child("ReferenceList")) {
    publication.reference_count = count_references(data);
    return;
  }
  const std::string stated = child_text(citation, "NumberOfReferences");
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(stated.data(), stated.data() + stated.size(), count);
  if (error == std::errc() && end == stated.data() + stated.size() && count >= 0) publication.reference_count = count;
}

}  // namespace

void read_citation(pugi::xml_node citation, pugi::xml_node data, Publication& publication) {
  const pugi::xml_node article = citation.child("Article");
  const pugi::xml_node journal = article.child("Journal");
  const pugi::xml_node issue = journal.child("JournalIssue");

  publication.record_status = attribute_text(citation, "Status");
  read_publication_types(article.child("PublicationTypeList"), publication);
  const auto& types = publication.publication_types;
  const bool preprint = std::find(types.begin(), types.end(), "Preprint") != types.end();
  publication.type = preprint ? WorkType::article : WorkType::article_journal;

  read_titles(article, publication);
  publication.abstract = read_abstract(article.child("Abstract"));
  publication.abstract_copyright = child_text(article.child("Abstract"), "CopyrightInformation");
  read_other_abstracts(citation, publication);
  read_contributors(citation, article, publication);
  read_venue(journal, citation.child("MedlineJournalInfo"), publication.venue);
  publication.volume = child_text(issue, "Volume");
  publication.issue = child_text(issue, "Issue");
  read_dates(citation, article, data, publication.dates);
  read_identifiers(citation, article, data, publication);
  read_location(article, publication);
  each_child(article, "Language", [&](pugi::xml_node node) {
    if (std::string language = plain_text(node); !language.empty())
      publication.languages.push_back(std::move(language));
  });
  read_keywords(citation, publication);
  read_mesh(citation, publication);
  read_substances(citation, publication);
  read_grants(article, publication);
  read_databanks(article, publication);
  read_relations(citation, publication);
  derive_notices(publication);
  read_reference_count(citation, data, publication);
  each_child(citation, "GeneralNote", [&](pugi::xml_node node) {
    if (const std::string note = plain_text(node); !note.empty())
      publication.note += (publication.note.empty() ? "" : "\n") + note;
  });
}

}  // namespace evident::pubmed
