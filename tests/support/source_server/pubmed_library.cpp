// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/pubmed_library.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include <pugixml.hpp>

#include "indexer/model/text.hpp"

namespace evident::test::source {
namespace {

/// All characters below a node, marks like <i> left out.
void append_text(const pugi::xml_node& node, std::string& out) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
    append_text(child, out);
  }
}

std::string text_of(const pugi::xml_node& node) {
  std::string out;
  append_text(node, out);
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

int month_of(std::string_view text) {
  static constexpr std::array<std::string_view, 12> names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                             "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string lower = ascii_lower(text).substr(0, 3);
  const auto found = std::find(names.begin(), names.end(), lower);
  if (found != names.end()) return static_cast<int>(found - names.begin()) + 1;
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number >= 1 && number <= 12 ? number : 1;
}

Day day_from(const pugi::xml_node& node) {
  const int year = node.child("Year").text().as_int();
  if (year > 0) {
    const int day = std::max(node.child("Day").text().as_int(), 1);
    return year * 10000 + month_of(trimmed(node.child("Month").text().get())) * 100 + day;
  }
  std::istringstream free(node.child("MedlineDate").text().get());  // "1998 Dec-1999 Jan": its first year and month
  int first_year = 0;
  std::string month;
  free >> first_year >> month;
  return first_year > 0 ? first_year * 10000 + month_of(month) * 100 + 1 : 0;
}

/// Builds the searchable side of one record.
class Reader {
 public:
  explicit Reader(Words& words) : words_(words) {}

  PubmedRecord article(const pugi::xml_node& node) {
    const pugi::xml_node citation = node.child("MedlineCitation");
    const pugi::xml_node article = citation.child("Article");
    identify(citation.child("PMID"));
    add(Part::title, article.child("ArticleTitle"));
    add(Part::title, article.child("VernacularTitle"));
    abstract(article.child("Abstract"));
    for (const auto& other : citation.children("OtherAbstract")) abstract(other);
    for (const auto& list : citation.children("KeywordList")) add_all(Part::keyword, list, "Keyword");
    const pugi::xml_node journal = article.child("Journal");
    add(Part::journal, journal.child("Title"));
    record_.journal = folded(text_of(journal.child("Title")));
    add(Part::journal, journal.child("ISOAbbreviation"));
    add(Part::journal, journal.child("ISSN"));
    add(Part::journal, citation.child("MedlineJournalInfo").child("MedlineTA"));
    affiliations(article);  // where files before 2013 have the first author's
    for (const auto& list : article.children("AuthorList")) people(list, record_.authors);
    people(citation.child("InvestigatorList"), record_.investigators);
    add_all(Part::type, article.child("PublicationTypeList"), "PublicationType");
    add_all(Part::language, article, "Language");
    for (const auto& grant : article.child("GrantList").children("Grant")) add(Part::grant, grant);
    headings(citation.child("MeshHeadingList"));
    add_all(Part::other, citation.child("ChemicalList"), "Chemical");
    published(journal.child("JournalIssue").child("PubDate"));
    published(article.child("ArticleDate"));
    for (const auto& id : article.children("ELocationID")) article_id(id);
    const pugi::xml_node data = node.child("PubmedData");
    for (const auto& id : data.child("ArticleIdList").children("ArticleId")) article_id(id);
    dates(citation, data.child("History"));
    return std::move(record_);
  }

  PubmedRecord book(const pugi::xml_node& node) {
    const pugi::xml_node document = node.child("BookDocument");
    record_.is_book = true;
    identify(document.child("PMID"));
    add(Part::title, document.child("ArticleTitle"));
    add(Part::title, document.child("Book").child("BookTitle"));
    abstract(document.child("Abstract"));
    for (const auto& list : document.child("Book").children("AuthorList")) people(list, record_.authors);
    for (const auto& list : document.children("AuthorList")) people(list, record_.authors);
    for (const auto& list : document.children("KeywordList")) add_all(Part::keyword, list, "Keyword");
    add_all(Part::type, document, "PublicationType");
    add_all(Part::language, document, "Language");
    published(document.child("Book").child("PubDate"));
    for (const auto& id : document.child("ArticleIdList").children("ArticleId")) article_id(id);
    dates(document, node.child("PubmedBookData").child("History"));
    return std::move(record_);
  }

 private:
  void identify(const pugi::xml_node& pmid) {
    record_.pmid = pmid.text().as_ullong();
    record_.version = pmid.attribute("Version").as_int(1);
  }

  void add(Part part, const std::string& text) {
    Text words = words_.add(text);
    if (!words.empty()) record_.texts.push_back({part, std::move(words)});
  }
  void add(Part part, const pugi::xml_node& node) { add(part, text_of(node)); }
  void add_all(Part part, const pugi::xml_node& parent, const char* name) {
    for (const auto& node : parent.children(name)) add(part, node);
  }

  void abstract(const pugi::xml_node& node) {
    for (const auto& text : node.children("AbstractText")) {
      record_.has_abstract = true;
      add(Part::abstract, text);
    }
  }

  void headings(const pugi::xml_node& list) {
    for (const auto& heading : list.children("MeshHeading")) {
      const pugi::xml_node descriptor = heading.child("DescriptorName");
      bool major = std::strcmp(descriptor.attribute("MajorTopicYN").value(), "Y") == 0;
      add(Part::mesh, descriptor);
      for (const auto& qualifier : heading.children("QualifierName")) {
        const bool qualifier_major = std::strcmp(qualifier.attribute("MajorTopicYN").value(), "Y") == 0;
        major = major || qualifier_major;
        add(Part::mesh, text_of(descriptor) + " " + text_of(qualifier));
        if (qualifier_major) add(Part::mesh_major, text_of(descriptor) + " " + text_of(qualifier));
      }
      if (major) add(Part::mesh_major, descriptor);
    }
  }

  void people(const pugi::xml_node& list, std::vector<PubmedPerson>& out) {
    for (const auto& node : list.children()) {
      if (std::strcmp(node.attribute("ValidYN").value(), "N") == 0) continue;
      affiliations(node);
      for (const auto& info : node.children("AffiliationInfo")) {
        affiliations(info);
        identifiers(info);
      }
      identifiers(node);
      if (const auto group = node.child("CollectiveName")) {
        add(Part::collective, group);
        continue;
      }
      PubmedPerson person{.last = joined(folded_words(text_of(node.child("LastName")))),
                          .initials = comparison_key(text_of(node.child("Initials"))),
                          .fore = folded_words(text_of(node.child(node.child("ForeName") ? "ForeName" : "FirstName"))),
                          .suffix = joined(folded_words(text_of(node.child("Suffix"))))};
      if (person.last.empty()) continue;
      add(Part::person, person.last + " " + person.initials + " " + joined(person.fore));
      out.push_back(std::move(person));
    }
  }

  void affiliations(const pugi::xml_node& node) { add_all(Part::affiliation, node, "Affiliation"); }

  void identifiers(const pugi::xml_node& node) {
    for (const auto& identifier : node.children("Identifier")) {
      if (ascii_lower(identifier.attribute("Source").value()) != "orcid") continue;
      std::string digits;
      for (const char c : ascii_lower(text_of(identifier))) {
        if ((c >= '0' && c <= '9') || c == 'x') digits += c;
      }
      add(Part::other, text_of(identifier));
      record_.orcids.push_back(std::move(digits));
    }
  }

  void article_id(const pugi::xml_node& node) {
    const std::string text = text_of(node);
    record_.article_ids.push_back(ascii_lower(trimmed(text)));
    add(Part::other, text);
  }

  void published(const pugi::xml_node& node) {
    if (const Day day = day_from(node); day > 0) record_.published.push_back(day);
  }

  void dates(const pugi::xml_node& citation, const pugi::xml_node& history) {
    for (const char* status : {"entrez", "pubmed"}) {
      const auto node = history.find_child_by_attribute("PubMedPubDate", "PubStatus", status);
      if (record_.entrez == 0) record_.entrez = day_from(node);
    }
    record_.created = day_from(citation.child("DateCreated"));
    if (record_.entrez == 0) record_.entrez = record_.created;
    if (record_.created == 0) record_.created = record_.entrez;
    for (const char* name : {"DateRevised", "DateCompleted"}) {
      if (record_.revised == 0) record_.revised = day_from(citation.child(name));
    }
    if (record_.revised == 0) record_.revised = record_.entrez;
  }

  Words& words_;
  PubmedRecord record_;
};

std::string written(const pugi::xml_node& node) {
  std::ostringstream out;
  node.print(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return out.str();
}

/// Old files list MedlineCitation or BookDocument elements alone; efetch wraps them.
std::string wrapped(const char* wrapper, const pugi::xml_node& node, const std::string& after = {}) {
  return std::string("<") + wrapper + '>' + written(node) + after + "</" + wrapper + '>';
}

std::string pubmed_data(std::uint64_t pmid) {
  return "<PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType=\"pubmed\">" +
         std::to_string(pmid) + "</ArticleId></ArticleIdList></PubmedData>";
}

/// The record that an element is; nothing where it is none.
std::optional<PubmedRecord> record_of(Words& words, const pugi::xml_node& node) {
  const std::string_view name = node.name();
  if (name == "PubmedArticle" || name == "PubmedBookArticle") {
    PubmedRecord record = name == "PubmedArticle" ? Reader(words).article(node) : Reader(words).book(node);
    record.xml = written(node);
    return record;
  }
  pugi::xml_document document;
  if (name == "MedlineCitation") {
    pugi::xml_node wrapper = document.append_child("PubmedArticle");
    wrapper.append_copy(node);
    PubmedRecord record = Reader(words).article(wrapper);
    record.xml = wrapped("PubmedArticle", node, pubmed_data(record.pmid));
    return record;
  }
  if (name == "BookDocument") {
    pugi::xml_node wrapper = document.append_child("PubmedBookArticle");
    wrapper.append_copy(node);
    PubmedRecord record = Reader(words).book(wrapper);
    record.xml = wrapped("PubmedBookArticle", node);
    return record;
  }
  return std::nullopt;
}

}  // namespace

void PubmedLibrary::load(const std::filesystem::path& folder) {
  for (const auto& file : files_under(folder)) {
    const std::string name = file.filename().string();
    if (name.ends_with(".xml") || name.ends_with(".xml.gz")) load_file(file);
  }
}

void PubmedLibrary::load_file(const std::filesystem::path& file) {
  const auto content = read_plain_or_gzip(file);
  if (!content) return skipped_.push_back({file, "it cannot be read to its end"});
  pugi::xml_document document;
  const auto parsed =
      document.load_buffer(content->data(), content->size(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (!parsed) {
    return skipped_.push_back(
        {file, std::string("not well formed: ") + parsed.description() + " at byte " + std::to_string(parsed.offset)});
  }
  std::size_t found = 0;
  std::size_t nameless = 0;
  const auto take = [&](const pugi::xml_node& node) {
    if (std::strcmp(node.name(), "DeleteCitation") == 0) {
      ++found;
      for (const auto& pmid : node.children("PMID")) records_.erase(pmid.text().as_ullong());
    } else if (auto record = record_of(words_, node)) {
      ++found;
      if (record->pmid == 0) {
        ++nameless;
      } else {
        keep(std::move(*record));
      }
    }
  };
  take(document.document_element());
  for (const auto& node : document.document_element().children()) take(node);
  if (nameless > 0) skipped_.push_back({file, std::to_string(nameless) + " of its records have no PMID"});
  if (found == 0) skipped_.push_back({file, "it holds no PubMed records"});
}

void PubmedLibrary::keep(PubmedRecord record) {
  const auto [place, is_new] = records_.try_emplace(record.pmid);
  if (is_new || place->second.version <= record.version) place->second = std::move(record);
}

}  // namespace evident::test::source
