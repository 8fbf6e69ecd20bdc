// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include "connectors/pubmed/pubmed_fields.hpp"
#include "connectors/pubmed/xml_text.hpp"

namespace evident::pubmed {
namespace {

bool holds(const std::vector<Doi>& dois, const Doi& doi) {
  return std::find(dois.begin(), dois.end(), doi) != dois.end();
}

}  // namespace

void add_identifier(Publication& publication, std::string kind, std::string value) {
  NamedIdentifier identifier{std::move(kind), std::move(value)};
  auto& known = publication.other_identifiers;
  if (!identifier.value.empty() && std::find(known.begin(), known.end(), identifier) == known.end())
    known.push_back(std::move(identifier));
}

std::vector<Doi> read_locations(pugi::xml_node parent, Publication& publication) {
  std::vector<Doi> invalid;
  each_child(parent, "ELocationID", [&](pugi::xml_node node) {
    const std::string kind = ascii_lower(attribute_text(node, "EIdType"));
    const bool valid = !says_no(node, "ValidYN");
    std::string value = plain_text(node);
    if (kind == "doi") {
      const auto doi = Doi::parse(value);
      if (doi && !valid)
        invalid.push_back(*doi);
      else if (doi && !publication.doi)
        publication.doi = doi;
    } else if (valid) {
      add_identifier(publication, kind, std::move(value));
    }
  });
  return invalid;
}

void read_article_ids(pugi::xml_node list, const std::vector<Doi>& invalid, Publication& publication) {
  each_child(list, "ArticleId", [&](pugi::xml_node node) {
    const std::string kind = ascii_lower(attribute_text(node, "IdType"));
    std::string value = plain_text(node);
    if (kind == "pubmed") return;
    if (kind == "doi") {
      const auto doi = Doi::parse(value);
      if (doi && !publication.doi && !holds(invalid, *doi)) publication.doi = doi;
      return;
    }
    if (kind == "pmc" || kind == "pmcid") {
      // "pmcid" has also been seen as "pmc-id: PMC123;".
      std::string_view id = value;
      if (const auto at = id.find("PMC"); at != id.npos) id.remove_prefix(at);
      if (const auto pmcid = Pmcid::parse(id.substr(0, id.find_first_of("; ")))) {
        if (!publication.pmcid) publication.pmcid = pmcid;
        return;
      }
    }
    add_identifier(publication, kind, std::move(value));
  });
}

void read_other_ids(pugi::xml_node citation, Publication& publication) {
  each_child(citation, "OtherID", [&](pugi::xml_node node) {
    std::string value = plain_text(node);
    const std::string source = attribute_text(node, "Source");
    // NLM's own are PMC and manuscript numbers. "PMC123 [Available on 01/01/12]" was under embargo when written.
    if (source == "NLM" && value.starts_with("PMC") && value.find(' ') == value.npos) {
      if (const auto pmcid = Pmcid::parse(value)) {
        if (!publication.pmcid) publication.pmcid = pmcid;
        return;
      }
    }
    const bool manuscript = source == "NLM" && value.starts_with("NIHMS");
    add_identifier(publication, manuscript ? "mid" : ascii_lower(source), std::move(value));
  });
}

}  // namespace evident::pubmed
