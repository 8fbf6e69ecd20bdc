// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/pubmed_field.hpp"

#include <functional>
#include <map>
#include <string>

namespace evident::test::source {

std::optional<Field> field_tagged(std::string_view tag) {
  static const std::map<std::string, Field, std::less<>> fields = {
      {"all", Field::everywhere},
      {"all fields", Field::everywhere},
      {"ti", Field::title},
      {"title", Field::title},
      {"tiab", Field::title_abstract},
      {"title/abstract", Field::title_abstract},
      {"tw", Field::text_word},
      {"text word", Field::text_word},
      {"au", Field::author},
      {"auth", Field::author},
      {"author", Field::author},
      {"1au", Field::first_author},
      {"author - first", Field::first_author},
      {"first author name", Field::first_author},
      {"lastau", Field::last_author},
      {"author - last", Field::last_author},
      {"last author name", Field::last_author},
      {"fau", Field::full_author},
      {"author - full", Field::full_author},
      {"full author name", Field::full_author},
      {"auid", Field::author_identifier},
      {"author - identifier", Field::author_identifier},
      {"ad", Field::affiliation},
      {"affiliation", Field::affiliation},
      {"cn", Field::collective},
      {"author - corporate", Field::collective},
      {"ir", Field::investigator},
      {"investigator", Field::investigator},
      {"ta", Field::journal},
      {"journal", Field::journal},
      {"mh", Field::mesh},
      {"mesh", Field::mesh},
      {"mesh terms", Field::mesh},
      {"majr", Field::mesh_major},
      {"mesh major topic", Field::mesh_major},
      {"pt", Field::type},
      {"publication type", Field::type},
      {"la", Field::language},
      {"lang", Field::language},
      {"language", Field::language},
      {"gr", Field::grant},
      {"grant number", Field::grant},
      {"grants and funding", Field::grant},
      {"aid", Field::article_id},
      {"doi", Field::article_id},
      {"pmcid", Field::article_id},
      {"article identifier", Field::article_id},
      {"location id", Field::article_id},
      {"lid", Field::article_id},
      {"ot", Field::keyword},
      {"other term", Field::keyword},
      {"dp", Field::published},
      {"pdat", Field::published},
      {"date - publication", Field::published},
      {"publication date", Field::published},
      {"edat", Field::entrez},
      {"date - entrez", Field::entrez},
      {"date - entry", Field::entrez},
      {"entry date", Field::entrez},
      {"crdt", Field::created},
      {"date - create", Field::created},
      {"date - completion", Field::created},
      {"mdat", Field::revised},
      {"lr", Field::revised},
      {"date - modification", Field::revised},
      {"uid", Field::uid},
      {"pmid", Field::uid},
      {"sb", Field::filter},
      {"filter", Field::filter},
      {"subset", Field::filter},
  };
  const auto found = fields.find(tag);
  return found == fields.end() ? std::nullopt : std::optional(found->second);
}

bool is_ordered(Field field) {
  return field == Field::uid || field == Field::published || field == Field::entrez || field == Field::created ||
         field == Field::revised;
}

}  // namespace evident::test::source
