// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/relations.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "indexer/model/text.hpp"

namespace evident::crossref {
namespace {

struct RelationWord {
  std::string_view word;
  RelationKind kind;
};
// Crossref, "Relationships between works",
// https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/relationships/, and words met in
// recorded answers ("cites"). Words not listed keep their label under RelationKind::other.
constexpr std::array<RelationWord, 26> kRelationWords = {{
    {"has-preprint", RelationKind::has_preprint},
    {"is-preprint-of", RelationKind::preprint_of},
    {"has-version", RelationKind::has_version},
    {"is-version-of", RelationKind::version_of},
    {"has-review", RelationKind::has_review},
    {"is-review-of", RelationKind::review_of},
    {"is-supplemented-by", RelationKind::supplement},
    {"is-supplement-to", RelationKind::supplement_to},
    {"is-part-of", RelationKind::part_of},
    {"is-component-of", RelationKind::part_of},
    {"has-part", RelationKind::has_part},
    {"has-component", RelationKind::has_part},
    {"is-translation-of", RelationKind::translation_of},
    {"has-translation", RelationKind::has_translation},
    {"is-reply-to", RelationKind::reply_to},
    {"has-reply", RelationKind::has_reply},
    {"is-comment-on", RelationKind::comment_on},
    {"has-comment", RelationKind::comment_in},
    {"is-replaced-by", RelationKind::update_in},
    {"replaces", RelationKind::update_of},
    {"is-data-basis-for", RelationKind::associated_publication},
    {"is-based-on-data", RelationKind::associated_dataset},
    {"has-related-material", RelationKind::other},
    {"is-related-material", RelationKind::other},
    {"references", RelationKind::cites},
    {"cites", RelationKind::cites},
}};

RelationKind relation_kind(std::string_view word) {
  for (const auto& [name, kind] : kRelationWords)
    if (name == word) return kind;
  return RelationKind::other;
}

/// What an update does to the work it is about.
enum class Update { retraction, concern, correction, version, other };

struct UpdateWord {
  std::string_view word;
  Update update;
};
// Crossref, "Version control, corrections, and retractions", the twelve accepted update types,
// https://www.crossref.org/documentation/crossmark/version-control-corrections-and-retractions/.
constexpr std::array<UpdateWord, 12> kUpdateWords = {{
    {"retraction", Update::retraction},
    {"partial_retraction", Update::retraction},
    {"withdrawal", Update::retraction},
    {"removal", Update::retraction},
    {"expression_of_concern", Update::concern},
    {"correction", Update::correction},
    {"erratum", Update::correction},
    {"corrigendum", Update::correction},
    {"addendum", Update::correction},
    {"clarification", Update::correction},
    {"new_version", Update::version},
    {"new_edition", Update::version},
}};

Update update_named(std::string_view type) {
  std::string word = ascii_lower(type);
  std::replace_if(
      word.begin(), word.end(), [](char c) { return c == '-' || c == ' '; }, '_');
  for (const auto& [name, update] : kUpdateWords)
    if (name == word) return update;
  return Update::other;
}

RelationKind relation_to_updated(Update update) {
  switch (update) {
    case Update::retraction: return RelationKind::retraction_of;
    case Update::concern: return RelationKind::concern_for;
    case Update::correction: return RelationKind::erratum_for;
    case Update::version: return RelationKind::update_of;
    case Update::other: return RelationKind::other;
  }
  return RelationKind::other;
}

RelationKind relation_to_updating(Update update) {
  switch (update) {
    case Update::retraction: return RelationKind::retraction_in;
    case Update::concern: return RelationKind::concern_in;
    case Update::correction: return RelationKind::erratum_in;
    case Update::version: return RelationKind::update_in;
    case Update::other: return RelationKind::other;
  }
  return RelationKind::other;
}

std::optional<NoticeKind> notice_kind(Update update) {
  switch (update) {
    case Update::retraction: return NoticeKind::retraction;
    case Update::concern: return NoticeKind::expression_of_concern;
    case Update::correction: return NoticeKind::correction;
    case Update::version:
    case Update::other: return std::nullopt;
  }
  return std::nullopt;
}

void add_relation(Publication& publication, Relation relation) {
  if (relation.doi && relation.doi == publication.doi) return;
  if (!relation.doi && !relation.pmid && relation.text.empty()) return;
  auto& relations = publication.relations;
  if (std::find(relations.begin(), relations.end(), relation) == relations.end())
    relations.push_back(std::move(relation));
}

void read_relation_object(const Value& work, Publication& publication) {
  const Value& groups = member(work, "relation");
  if (!groups.is_object()) return;
  for (const auto& group : groups.items()) {
    if (!group.value().is_array()) continue;
    for (const Value& target : group.value()) {
      Relation relation;
      relation.kind = relation_kind(group.key());
      relation.label = group.key();
      relation.asserted_by = text_at(target, "asserted-by");
      const std::string id = text_at(target, "id");
      const std::string type = ascii_lower(text_at(target, "id-type"));
      if (type == "pmid")
        relation.pmid = Pmid::parse(id);
      else
        relation.doi = Doi::parse(id);
      if (!relation.doi && !relation.pmid && !id.empty())
        relation.text = type.empty() || type == "uri" || type == "url" || type == "other" ? id : type + ":" + id;
      add_relation(publication, std::move(relation));
    }
  }
}

Relation update_relation(const Value& update) {
  Relation relation;
  relation.label = text_at(update, "type");
  relation.doi = Doi::parse(text_at(update, "DOI"));
  relation.asserted_by = text_at(update, "source");
  relation.date = date_at(update, "updated");
  return relation;
}

/// The publisher speaks through Crossref; Retraction Watch is a source of its own.
std::string notice_source(const std::string& asserted_by) {
  return asserted_by.empty() || asserted_by == "publisher" ? std::string(kCrossref) : asserted_by;
}

/// "RETRACTED: ...", "Retracted Article: ...", "[WITHDRAWN] ...": publishers' words before the titles of retracted
/// works. A notice says "Retraction:" instead. "Withdrawn" counts in capitals only, since titles also speak of
/// withdrawn patients and drugs.
bool title_says_retracted(const Publication& publication) {
  // Cochrane heads reviews that are merely out of date so: "Withdrawing published Cochrane Reviews", Cochrane editorial
  // and publishing policy. A false retraction on someone's paper is worse than a mark that the title bears anyway.
  constexpr std::string_view cochrane_reviews = "10.1002/14651858.";
  if (publication.doi && publication.doi->text().starts_with(cochrane_reviews)) return false;
  const std::string title = publication.title.plain();
  std::string_view rest = title;
  const bool bracketed = rest.starts_with('[');
  if (bracketed) rest.remove_prefix(1);
  constexpr std::string_view retracted = "retracted", withdrawn = "WITHDRAWN";  // of one length
  const auto word = rest.substr(0, retracted.size());
  if (ascii_lower(word) != retracted && word != withdrawn) return false;
  rest.remove_prefix(word.size());
  const std::string after = ascii_lower(rest.substr(0, 10));
  for (std::string_view noun : {" article", " chapter", " paper"})
    if (after.starts_with(noun)) rest.remove_prefix(noun.size());
  return bracketed ? rest.starts_with(']') : rest.starts_with(':');
}

}  // namespace

void read_relations(const Value& work, Publication& publication) {
  read_relation_object(work, publication);
  bool is_notice = false;
  for (const Value& update : list_at(work, "update-to")) {
    Relation relation = update_relation(update);
    const Update what = update_named(relation.label);
    relation.kind = relation_to_updated(what);
    if (relation.doi != publication.doi) is_notice |= notice_kind(what).has_value();
    add_relation(publication, std::move(relation));
  }
  for (const Value& update : list_at(work, "updated-by")) {
    Relation relation = update_relation(update);
    if (relation.doi && relation.doi == publication.doi) continue;
    const Update what = update_named(relation.label);
    relation.kind = relation_to_updating(what);
    if (const auto kind = notice_kind(what)) {
      Notice notice{*kind, relation.date, notice_source(relation.asserted_by), relation.doi, std::nullopt};
      auto& notices = publication.notices;
      if (std::find(notices.begin(), notices.end(), notice) == notices.end()) notices.push_back(std::move(notice));
    }
    add_relation(publication, std::move(relation));
  }
  if (!is_notice && !publication.is_retracted() && title_says_retracted(publication))
    publication.notices.push_back(
        {NoticeKind::retraction, std::nullopt, std::string(kCrossref), std::nullopt, std::nullopt});
}

}  // namespace evident::crossref
