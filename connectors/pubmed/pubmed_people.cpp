// SPDX-License-Identifier: GPL-2.0-or-later
#include <utility>

#include "connectors/pubmed/pubmed_fields.hpp"
#include "connectors/pubmed/xml_text.hpp"

namespace evident::pubmed {
namespace {

PersonName read_name(pugi::xml_node node) {
  PersonName name;
  name.family = child_text(node, "LastName");
  name.given = child_text(node, "ForeName");
  if (name.given.empty()) {  // as written until 2007
    name.given = child_text(node, "FirstName");
    if (const std::string middle = child_text(node, "MiddleName"); !middle.empty())
      name.given += (name.given.empty() ? "" : " ") + middle;
  }
  name.initials = child_text(node, "Initials");
  name.suffix = child_text(node, "Suffix");
  if (name.family.empty()) name.family = std::exchange(name.given, {});
  if (!name.family.empty()) return name;
  PersonName group;
  group.collective = child_text(node, "CollectiveName");
  return group;
}

/// An organisation's identifier as an address; empty where its source is none that has addresses.
std::string organisation_address(std::string_view source, std::string_view value) {
  if (value.starts_with("https://") || value.starts_with("http://")) return std::string(value);
  if (source == "ROR") {
    if (const auto slash = value.rfind('/'); slash != value.npos) value.remove_prefix(slash + 1);
    return "https://ror.org/" + std::string(value);
  }
  if (source == "ISNI") {
    std::string digits;
    for (char c : value)
      if (c != ' ' && c != '-') digits += c;
    return "https://isni.org/isni/" + digits;
  }
  if (source == "GRID") return "https://www.grid.ac/institutes/" + std::string(value);
  return {};
}

/// The best known of an affiliation's identifiers: ROR, which has taken over from GRID, before ISNI.
std::string read_organisation(pugi::xml_node info) {
  std::string best;
  int best_rank = 0;
  each_child(info, "Identifier", [&](pugi::xml_node node) {
    const std::string source = attribute_text(node, "Source");
    const int rank = source == "ROR" ? 3 : source == "ISNI" ? 2 : source == "GRID" ? 1 : 0;
    const std::string value = plain_text(node);
    if (rank <= best_rank || value.empty()) return;
    best = organisation_address(source, value);
    best_rank = rank;
  });
  return best;
}

/// The first identifier below `node` that is an ORCID iD; a wrong one (check digit, another scheme) is no identity.
std::optional<Orcid> read_orcid(pugi::xml_node node) {
  for (auto identifier = node.child("Identifier"); identifier; identifier = identifier.next_sibling("Identifier")) {
    if (ascii_lower(attribute_text(identifier, "Source")) != "orcid") continue;
    if (auto orcid = Orcid::parse(plain_text(identifier))) return orcid;
  }
  return std::nullopt;
}

void add_affiliation(std::vector<Affiliation>& affiliations, pugi::xml_node text, std::string organisation) {
  Affiliation affiliation{plain_text(text), std::move(organisation)};
  if (!affiliation.text.empty() || !affiliation.ror.empty()) affiliations.push_back(std::move(affiliation));
}

Contributor read_person(pugi::xml_node node, ContributorRole role) {
  Contributor person;
  person.name = read_name(node);
  person.role = role;
  person.orcid = read_orcid(node);
  person.equal_contribution = says_yes(node, "EqualContrib");
  each_child(node, "AffiliationInfo", [&](pugi::xml_node info) {
    if (!person.orcid) person.orcid = read_orcid(info);
    std::string organisation = read_organisation(info);
    const pugi::xml_node first = info.child("Affiliation");
    add_affiliation(person.affiliations, first, std::move(organisation));
    for (auto text = first.next_sibling("Affiliation"); text; text = text.next_sibling("Affiliation"))
      add_affiliation(person.affiliations, text, {});
  });
  each_child(node, "Affiliation", [&](pugi::xml_node text) { add_affiliation(person.affiliations, text, {}); });
  return person;
}

}  // namespace

std::vector<Contributor> read_people(pugi::xml_node list, const char* element, ContributorRole role) {
  std::vector<Contributor> people;
  each_child(list, element, [&](pugi::xml_node node) {
    // N marks a name printed wrongly; the right one stands beside it.
    if (says_no(node, "ValidYN")) return;
    Contributor person = read_person(node, role);
    if (person.name.family.empty() && !person.name.is_collective()) return;
    people.push_back(std::move(person));
  });
  return people;
}

ContributorRole role_of_list(pugi::xml_node author_list, ContributorRole otherwise) {
  const std::string type = ascii_lower(attribute_text(author_list, "Type"));
  if (type == "editors") return ContributorRole::editor;
  if (type == "authors") return ContributorRole::author;
  return otherwise;
}

}  // namespace evident::pubmed
