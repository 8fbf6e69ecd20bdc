// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>

#include "connectors/pubmed/pubmed_fields.hpp"
#include "connectors/pubmed/xml_text.hpp"

namespace evident::pubmed {
namespace {

struct RefTypeRow {
  std::string_view word;
  RelationKind kind;
  std::optional<NoticeKind> notice = std::nullopt;  ///< what it says of the work that carries it
};

// CommentsCorrections@RefType of the DTD of 2025-01-01, and words that earlier ones had. A partial retraction withdraws
// findings, so it warns as a retraction does; the label keeps the word.
constexpr std::array<RefTypeRow, 25> kRefTypes = {{
    {"AssociatedDataset", RelationKind::associated_dataset},
    {"AssociatedPublication", RelationKind::associated_publication},
    {"Cites", RelationKind::cites},
    {"CommentIn", RelationKind::comment_in},
    {"CommentOn", RelationKind::comment_on},
    {"CorrectedandRepublishedIn", RelationKind::corrected_republished_in, NoticeKind::correction},
    {"CorrectedandRepublishedFrom", RelationKind::corrected_republished_from},
    {"ErratumIn", RelationKind::erratum_in, NoticeKind::correction},
    {"ErratumFor", RelationKind::erratum_for},
    {"ExpressionOfConcernIn", RelationKind::concern_in, NoticeKind::expression_of_concern},
    {"ExpressionOfConcernFor", RelationKind::concern_for},
    {"OriginalReportIn", RelationKind::original_report},
    {"PartialRetractionIn", RelationKind::retraction_in, NoticeKind::retraction},
    {"PartialRetractionOf", RelationKind::retraction_of},
    {"RepublishedIn", RelationKind::republished_in},
    {"RepublishedFrom", RelationKind::republished_from},
    {"ReprintIn", RelationKind::republished_in},
    {"ReprintOf", RelationKind::republished_from},
    {"RetractedandRepublishedIn", RelationKind::retracted_republished_in, NoticeKind::retraction},
    {"RetractedandRepublishedFrom", RelationKind::retracted_republished_from},
    {"RetractionIn", RelationKind::retraction_in, NoticeKind::retraction},
    {"RetractionOf", RelationKind::retraction_of},
    {"SummaryForPatientsIn", RelationKind::summary},
    {"UpdateIn", RelationKind::update_in},
    {"UpdateOf", RelationKind::update_of},
}};

const RefTypeRow* row_of(std::string_view word) {
  const auto row =
      std::find_if(kRefTypes.begin(), kRefTypes.end(), [&](const RefTypeRow& r) { return r.word == word; });
  return row == kRefTypes.end() ? nullptr : &*row;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The first DOI printed in a citation.
std::optional<Doi> doi_in(std::string_view text) {
  for (auto at = text.find("10."); at != text.npos; at = text.find("10.", at + 1)) {
    if (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.')) continue;
    std::string_view word = text.substr(at, text.substr(at).find_first_of(" \t\n"));
    while (!word.empty() && std::string_view(".,;:)]").find(word.back()) != std::string_view::npos) {
      if (word.back() == ')' && word.find('(') != word.npos) break;  // a SICI may end so
      word.remove_suffix(1);
    }
    if (auto doi = Doi::parse(word)) return doi;
  }
  return std::nullopt;
}

bool begins_with_year(std::string_view text) {
  return text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_digit) &&
         (text.size() == 4 || std::string_view(" ;:.").find(text[4]) != std::string_view::npos);
}

/// The date in a citation as NLM prints it: "Lancet. 2010 Feb 6;375(9713):445"; until 2008 without the full stop.
std::optional<PartialDate> date_in_citation(std::string_view text) {
  for (const std::string_view before : {". ", " "}) {
    for (auto at = text.find(before); at != text.npos; at = text.find(before, at + 1)) {
      std::string_view rest = text.substr(at + before.size());
      if (!begins_with_year(rest)) continue;
      rest = rest.substr(0, rest.find_first_of(";:.("));
      if (const auto span = parse_date_span(rest)) return span->first;
    }
  }
  return std::nullopt;
}

Relation read_relation(pugi::xml_node node, std::string word) {
  Relation relation;
  if (const RefTypeRow* row = row_of(word)) relation.kind = row->kind;
  relation.label = std::move(word);
  relation.pmid = Pmid::parse(child_text(node, "PMID"));
  relation.text = child_text(node, "RefSource");
  relation.doi = doi_in(relation.text);
  relation.date = date_in_citation(relation.text);
  if (const std::string note = child_text(node, "Note"); !note.empty())
    relation.text += (relation.text.empty() ? "" : " ") + ("(" + note + ")");
  relation.asserted_by = "nlm";
  return relation;
}

}  // namespace

void read_relations(pugi::xml_node citation, Publication& publication) {
  each_child(citation.child("CommentsCorrectionsList"), "CommentsCorrections", [&](pugi::xml_node node) {
    publication.relations.push_back(read_relation(node, attribute_text(node, "RefType")));
  });
  // Until 2008 the word was the element's name.
  for (const pugi::xml_node node : citation.child("CommentsCorrections").children())
    if (node.type() == pugi::node_element) publication.relations.push_back(read_relation(node, node.name()));
}

void derive_notices(Publication& publication) {
  for (const Relation& relation : publication.relations) {
    const RefTypeRow* row = row_of(relation.label);
    if (!row || !row->notice) continue;
    Notice notice{*row->notice, relation.date, std::string(kPubmed), relation.doi, relation.pmid};
    auto& notices = publication.notices;
    if (std::find(notices.begin(), notices.end(), notice) == notices.end()) notices.push_back(std::move(notice));
  }
  const auto& types = publication.publication_types;
  const bool marked_retracted = std::find(types.begin(), types.end(), "Retracted Publication") != types.end();
  if (marked_retracted && !publication.is_retracted())
    publication.notices.push_back({NoticeKind::retraction, {}, std::string(kPubmed), {}, {}});
}

std::int64_t count_references(pugi::xml_node parent) {
  std::int64_t count = 0;
  std::vector<pugi::xml_node> lists;
  each_child(parent, "ReferenceList", [&](pugi::xml_node list) { lists.push_back(list); });
  while (!lists.empty()) {
    const pugi::xml_node list = lists.back();
    lists.pop_back();
    each_child(list, "Reference", [&](pugi::xml_node) { ++count; });
    each_child(list, "ReferenceList", [&](pugi::xml_node inner) { lists.push_back(inner); });
  }
  return count;
}

}  // namespace evident::pubmed
