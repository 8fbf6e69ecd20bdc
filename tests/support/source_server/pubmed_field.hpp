// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace evident::test::source {

/// What a tag of PubMed's query language searches.
enum class Field {
  everywhere,
  title,
  title_abstract,
  text_word,
  author,
  first_author,
  last_author,
  full_author,
  author_identifier,
  affiliation,
  collective,
  investigator,
  journal,
  mesh,
  mesh_major,
  type,
  language,
  grant,
  article_id,
  keyword,
  published,
  entrez,
  created,
  revised,
  uid,
  filter
};

/// The field of a tag without its brackets, in lower case: "au", "author - first". Nothing where there is no such tag.
/// Source: PubMed Help, "Search field tags", https://pubmed.ncbi.nlm.nih.gov/help/#using-search-field-tags, read
/// 2026-11.
std::optional<Field> field_tagged(std::string_view tag);

/// Whether ranges of it can be asked for.
bool is_ordered(Field field);

}  // namespace evident::test::source
