// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/publications.hpp"

#include <string>
#include <utility>

namespace evident::test {
namespace {

Contributor person(std::string family, std::string given, ContributorRole role = ContributorRole::author,
                   std::string suffix = {}) {
  Contributor contributor;
  contributor.name.family = std::move(family);
  contributor.name.given = std::move(given);
  contributor.name.suffix = std::move(suffix);
  contributor.role = role;
  return contributor;
}

Contributor group(std::string name) {
  Contributor contributor;
  contributor.name.collective = std::move(name);
  return contributor;
}

AbstractSection section(std::string label, std::string_view text) {
  return {std::move(label), "", MarkedText::from_source(text)};
}

Publication journal_article(PublicationId id, std::string_view title, std::string doi) {
  Publication p;
  p.id = id;
  p.type = WorkType::article_journal;
  p.title = MarkedText::from_source(title);
  p.doi = Doi::parse(doi);
  p.venue.title = "Journal of Fictional Informatics";
  p.venue.short_title = "J Fict Inform";
  p.venue.issns = {"1234-5679"};
  p.languages = {"eng"};
  return p;
}

}  // namespace

Publication randomised_trial() {
  Publication p = journal_article(1, "Remote monitoring after discharge: a randomised trial", "10.5555/jfi.2024.0012");
  p.sources = {{"crossref", "10.5555/jfi.2024.0012"}, {"pubmed", "4000000012"}};
  p.publication_types = {"Randomized Controlled Trial", "Journal Article"};
  Contributor first = person("García López", "María José");
  first.orcid = Orcid::parse("0000-0002-1825-0097");
  first.orcid_assurance = OrcidAssurance::authenticated;
  first.affiliations = {{"Fictional University Hospital, Leeds, UK", "https://ror.org/00v4yb702"}};
  p.contributors = {first, person("Smith", "John R", ContributorRole::author, "Jr"), person("O'Connor", "Siobhán")};
  p.abstract = {section("BACKGROUND", "Readmission is common."),
                section("METHODS", "We randomised 412 people & followed them for 30 days."),
                section("RESULTS", "The risk ratio was 0.81 (p < 0.01)."),
                section("CONCLUSIONS", "Monitoring helped.")};
  p.volume = "12";
  p.issue = "3";
  p.pages = {"101", "118", "101-18"};
  p.venue.issns = {"1234-5679", "2049-3630"};
  p.venue.publisher = "Fictional Press";
  p.dates.issued = PartialDate::of(2024, 3, 9);
  p.dates.online = PartialDate::of(2024, 2, 1);
  p.dates.received = PartialDate::of(2023, 9, 30);
  p.pmid = Pmid::parse("4000000012");
  p.pmcid = Pmcid::parse("PMC90000012");
  p.keywords = {{"telehealth", "NOTNLM", false}, {"patient discharge", "NOTNLM", true}};
  p.mesh = {{"Telemedicine", "D017216", true, {{"methods", "Q000379", false}}}, {"Humans", "D006801", false, {}}};
  p.grants = {{"NIHR-0001", "Fictional Research Fund", "10.5555/fund", "FRF", "United Kingdom"}};
  p.licences = {{"https://creativecommons.org/licenses/by/4.0/", PartialDate::of(2024, 3, 9), "vor"}};
  p.cited_by = 17;
  p.reference_count = 42;
  p.url = "https://example.org/jfi/12/3/101";
  return p;
}

Publication preprint() {
  Publication p;
  p.id = 2;
  p.type = WorkType::article;
  p.title = MarkedText::from_plain("Large language models as discharge letter writers");
  p.contributors = {person("Okafor", "Chidi"), person("Smith", "J")};
  p.venue.title = "Fictional Preprints";
  p.venue.publisher = "Fictional Archive";
  p.dates.issued = PartialDate::of(2024, 5, 20);
  p.doi = Doi::parse("10.5555/preprint.777");
  p.abstract = {section("", "We compare letters.")};
  return p;
}

Publication retracted_paper() {
  Publication p = journal_article(3, "Early warning by wristband", "10.5555/jfi.2021.0400");
  p.contributors = {person("Nowak", "Anna")};
  p.volume = "9";
  p.pages = {"S12", "S18", "S12-S18"};
  p.dates.issued = PartialDate::of(2021, 7, 1);
  p.pmid = Pmid::parse("4000000400");
  p.notices = {{NoticeKind::retraction, PartialDate::of(2023, 5, 4), "pubmed", Doi::parse("10.5555/jfi.2023.r1"),
                Pmid::parse("4000000401")},
               {NoticeKind::expression_of_concern, PartialDate::of(2022), "crossref", {}, {}}};
  p.note = "Read for the journal club.";
  return p;
}

Publication group_guideline() {
  Publication p = journal_article(4, "Guideline for safe electronic prescribing", "10.5555/jfi.2022.e58214");
  p.contributors = {group("Digital Safety Working Group of the Fictional College"), person("Brown", "Lee")};
  p.article_number = "e58214";
  p.volume = "10";
  p.dates.issued = PartialDate::of(2022, 11);
  p.notices = {{NoticeKind::correction, {}, "crossref", Doi::parse("10.5555/jfi.2022.c2"), {}}};
  return p;
}

Publication book_chapter() {
  Publication p;
  p.id = 5;
  p.type = WorkType::chapter;
  p.title = MarkedText::from_plain("The nurse at the centre of the design");
  p.contributors = {person("van der Berg", "Anneke"), person("Smith", "John", ContributorRole::author, "3rd"),
                    person("de la Cruz", "Inés", ContributorRole::editor),
                    person("Brown", "Lee", ContributorRole::editor),
                    person("Novák", "Petr", ContributorRole::translator)};
  p.venue.title = "Handbook of Fictional Digital Health";
  p.venue.publisher = "Fictional Press & Sons";
  p.venue.place = "Leeds";
  p.edition = "2";
  p.pages = {"33", "57", "33-57"};
  p.dates.issued = PartialDate::of(2019);
  p.other_identifiers = {{"isbn", "978-3-16-148410-0"}};
  p.languages = {"eng"};
  return p;
}

Publication many_scripts() {
  Publication p = journal_article(6, "Interoperability: ένα παράδειγμα, 一个例子", "10.5555/jfi.2020.0600");
  p.original_title = MarkedText::from_plain("互操作性");
  p.contributors = {person("王", "小明"), person("Παπαδόπουλος", "Γεώργιος"), person("Łukasiewicz-Żółć", "Świętosława"),
                    person("Nguyễn", "Thị Hồng"), person("Straße", "Jürgen")};
  p.contributors_complete = false;
  p.dates.issued = PartialDate::of(2020, 12, 31);
  p.languages = {"eng", "chi"};
  return p;
}

Publication marked_title() {
  Publication p = journal_article(7,
                                  "<i>Escherichia coli</i>, CO<sub>2</sub> and 10<sup>3</sup> mHealth apps: 50% more "
                                  "R&amp;D_for $5 in COVID-19 {really}",
                                  "10.5555/(sici)1234-5679(199901)1:1&lt;1::aid-x1&gt;3.0.co;2-x");
  p.doi = Doi::parse("10.5555/(sici)1234-5679(199901)1:1<1::aid-x1>3.0.co;2-x");
  p.contributors = {person("Smith", "John R")};
  p.abstract = {section("", "One paragraph, with a plain < and > and 5 % of \\commands.")};
  p.dates.issued = PartialDate::of(2023, 1, 15);
  p.keywords = {{"=SUM(A1)", "", false}, {"apps", "", false}};
  p.note = "First line.\nSecond line, with \"quotes\".";
  return p;
}

Publication partial_date() {
  Publication p = journal_article(8, "Remote monitoring revisited", "10.5555/jfi.2024.0800");
  p.contributors = {person("García López", "M J")};
  p.dates.issued = PartialDate::of(2024, 6);
  p.volume = "12";
  p.issue = "Suppl 1";
  return p;
}

Publication season() {
  Publication p = journal_article(9, "Remote monitoring in rural clinics", "10.5555/jfi.2024.0900");
  p.contributors = {person("García López", "María")};
  p.dates.issued = PartialDate::of_season(2024, Season::autumn);
  p.pages = {"7", "", "7"};
  return p;
}

std::vector<Publication> rich_publications() {
  return {randomised_trial(), preprint(),     retracted_paper(), group_guideline(), book_chapter(),
          many_scripts(),     marked_title(), partial_date(),    season()};
}

}  // namespace evident::test
