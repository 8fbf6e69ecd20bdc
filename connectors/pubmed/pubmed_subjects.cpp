// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/pubmed_fields.hpp"
#include "connectors/pubmed/xml_text.hpp"

namespace evident::pubmed {

std::vector<AbstractSection> read_abstract(pugi::xml_node abstract) {
  std::vector<AbstractSection> sections;
  each_child(abstract, "AbstractText", [&](pugi::xml_node node) {
    AbstractSection section;
    section.label = attribute_text(node, "Label");
    section.category = attribute_text(node, "NlmCategory");
    // NLM's words for "no label" and "no category".
    if (section.label == "UNLABELLED") section.label.clear();
    if (section.category == "UNLABELLED" || section.category == "UNASSIGNED") section.category.clear();
    section.text = marked_text(node);
    if (!section.text.empty() || !section.label.empty()) sections.push_back(std::move(section));
  });
  return sections;
}

void read_other_abstracts(pugi::xml_node parent, Publication& publication) {
  each_child(parent, "OtherAbstract", [&](pugi::xml_node node) {
    OtherAbstract other;
    other.type = attribute_text(node, "Type");
    other.language = attribute_text(node, "Language");
    other.sections = read_abstract(node);
    if (!other.sections.empty()) publication.other_abstracts.push_back(std::move(other));
  });
}

void read_keywords(pugi::xml_node parent, Publication& publication) {
  each_child(parent, "KeywordList", [&](pugi::xml_node list) {
    const std::string owner = attribute_text(list, "Owner");
    each_child(list, "Keyword", [&](pugi::xml_node node) {
      Keyword keyword{plain_text(node), owner, says_yes(node, "MajorTopicYN")};
      if (!keyword.text.empty()) publication.keywords.push_back(std::move(keyword));
    });
  });
}

void read_mesh(pugi::xml_node citation, Publication& publication) {
  each_child(citation.child("MeshHeadingList"), "MeshHeading", [&](pugi::xml_node node) {
    MeshHeading heading;
    // Until 2002 the descriptor was called Descriptor, and UIs came in 2015.
    const pugi::xml_node descriptor =
        node.child("DescriptorName") ? node.child("DescriptorName") : node.child("Descriptor");
    heading.descriptor = plain_text(descriptor);
    heading.ui = attribute_text(descriptor, "UI");
    heading.major = says_yes(descriptor, "MajorTopicYN");
    each_child(node, "QualifierName", [&](pugi::xml_node qualifier) {
      heading.qualifiers.push_back(
          {plain_text(qualifier), attribute_text(qualifier, "UI"), says_yes(qualifier, "MajorTopicYN")});
    });
    if (!heading.descriptor.empty()) publication.mesh.push_back(std::move(heading));
  });
}

void read_substances(pugi::xml_node citation, Publication& publication) {
  each_child(citation.child("ChemicalList"), "Chemical", [&](pugi::xml_node node) {
    const pugi::xml_node name = node.child("NameOfSubstance");
    Substance substance{plain_text(name), attribute_text(name, "UI"), child_text(node, "RegistryNumber")};
    if (substance.registry_number == "0") substance.registry_number.clear();  // NLM's word for "has none"
    if (!substance.name.empty()) publication.substances.push_back(std::move(substance));
  });
  each_child(citation.child("SupplMeshList"), "SupplMeshName", [&](pugi::xml_node node) {
    Substance concept_named{plain_text(node), attribute_text(node, "UI"), {}};
    if (!concept_named.name.empty()) publication.substances.push_back(std::move(concept_named));
  });
}

void read_grants(pugi::xml_node parent, Publication& publication) {
  each_child(parent.child("GrantList"), "Grant", [&](pugi::xml_node node) {
    Grant grant;
    grant.number = child_text(node, "GrantID");
    grant.acronym = child_text(node, "Acronym");
    grant.funder = child_text(node, "Agency");
    grant.country = child_text(node, "Country");
    if (grant != Grant{}) publication.grants.push_back(std::move(grant));
  });
}

void read_databanks(pugi::xml_node article, Publication& publication) {
  each_child(article.child("DataBankList"), "DataBank", [&](pugi::xml_node node) {
    DataBank bank;
    bank.name = child_text(node, "DataBankName");
    each_child(node.child("AccessionNumberList"), "AccessionNumber", [&](pugi::xml_node number) {
      if (std::string text = plain_text(number); !text.empty()) bank.accessions.push_back(std::move(text));
    });
    if (bank != DataBank{}) publication.databanks.push_back(std::move(bank));
  });
}

void read_publication_types(pugi::xml_node parent, Publication& publication) {
  each_child(parent, "PublicationType", [&](pugi::xml_node node) {
    if (std::string type = plain_text(node); !type.empty()) publication.publication_types.push_back(std::move(type));
  });
}

}  // namespace evident::pubmed
