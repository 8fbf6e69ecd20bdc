// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/crossref_library.hpp"

#include <algorithm>
#include <initializer_list>
#include <sstream>
#include <string_view>
#include <utility>

#include "indexer/model/text.hpp"

namespace evident::test::source {
namespace {

/// A member of an object; null where there is none or the value is no object.
const Json& member(const Json& value, std::string_view name) {
  static const Json nothing;
  if (!value.is_object()) return nothing;
  const auto found = value.find(name);
  return found == value.end() ? nothing : *found;
}

std::string string_of(const Json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

/// A work has a DOI and what only Crossref adds; a cited reference has a DOI alone.
bool is_work(const Json& value) {
  if (!member(value, "DOI").is_string()) return false;
  return member(value, "title").is_array() || member(value, "type").is_string() || member(value, "indexed").is_object();
}

/// A string, or each string of an array.
void add_strings(Words& words, const Json& value, std::vector<Text>& out) {
  if (value.is_string()) {
    out.push_back(words.add(MarkedText::from_source(value.get<std::string>()).plain()));
  } else if (value.is_array()) {
    for (const Json& item : value) {
      if (item.is_string()) add_strings(words, item, out);
    }
  }
}

CrossrefRecord record_of(Words& words, const Json& work) {
  CrossrefRecord record{.doi = ascii_lower(string_of(member(work, "DOI"))), .work = work};
  record.work.erase("_id");  // of the databases that some folders were exported from
  const Json& indexed = member(member(work, "indexed"), "timestamp");
  if (indexed.is_number()) record.indexed = indexed.get<std::int64_t>();
  for (const char* name : {"title", "subtitle", "original-title", "short-title"}) {
    add_strings(words, member(work, name), record.titles);
  }
  for (const char* name : {"container-title", "short-container-title"}) {
    add_strings(words, member(work, name), record.containers);
  }
  for (const char* name : {"abstract", "publisher", "volume", "issue", "page", "ISSN", "ISBN", "DOI"}) {
    add_strings(words, member(work, name), record.others);
  }
  for (const char* name : {"author", "editor", "translator", "chair"}) {
    const Json& people = member(work, name);
    if (!people.is_array()) continue;
    for (const Json& person : people) {
      const std::string printed = string_of(member(person, "given")) + ' ' + string_of(member(person, "family")) + ' ' +
                                  string_of(member(person, "name"));
      record.authors.push_back(words.add(printed));
      const Json& affiliations = member(person, "affiliation");
      if (!affiliations.is_array()) continue;
      for (const Json& affiliation : affiliations) add_strings(words, member(affiliation, "name"), record.affiliations);
    }
  }
  const Json& parts = member(member(work, "issued"), "date-parts");
  if (parts.is_array() && !parts.empty() && parts[0].is_array() && !parts[0].empty() && parts[0][0].is_number()) {
    record.others.push_back(words.add(std::to_string(parts[0][0].get<int>())));
  }
  return record;
}

bool is_json_file(std::string name) {
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  return name.ends_with(".json") || name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

}  // namespace

void CrossrefLibrary::load(const std::filesystem::path& folder) {
  for (const auto& file : files_under(folder)) {
    if (is_json_file(file.filename().string())) load_file(file);
  }
}

void CrossrefLibrary::load_file(const std::filesystem::path& file) {
  const auto content = read_plain_or_gzip(file);
  if (!content) return skipped_.push_back({file, "it cannot be read to its end"});
  const Json value = Json::parse(*content, nullptr, false);
  if (value.is_discarded()) return load_lines(file, *content);
  if (keep_all(value) == 0) skipped_.push_back({file, "it holds no works"});
}

void CrossrefLibrary::load_lines(const std::filesystem::path& file, const std::string& content) {
  std::istringstream lines(content);
  std::string line;
  std::size_t number = 0;
  std::size_t found = 0;
  std::vector<Skipped> bad;
  while (std::getline(lines, line)) {
    ++number;
    if (trimmed(line).empty()) continue;
    const Json value = Json::parse(line, nullptr, false);
    const std::size_t works = value.is_discarded() ? 0 : keep_all(value);
    if (works == 0) bad.push_back({file, "line " + std::to_string(number) + " holds no work"});
    found += works;
  }
  if (found == 0) return skipped_.push_back({file, "not well formed"});
  skipped_.insert(skipped_.end(), bad.begin(), bad.end());
}

std::size_t CrossrefLibrary::keep_all(const Json& value) {
  if (value.is_array()) {
    std::size_t found = 0;
    for (const Json& item : value) found += keep_all(item);
    return found;
  }
  if (is_work(value)) {
    keep(value);
    return 1;
  }
  for (const char* inside : {"message", "items"}) {
    if (const Json& inner = member(value, inside); !inner.is_null()) return keep_all(inner);
  }
  return 0;
}

void CrossrefLibrary::keep(const Json& work) {
  CrossrefRecord record = record_of(words_, work);
  const auto [place, is_new] = records_.try_emplace(record.doi);
  if (is_new || place->second.indexed <= record.indexed) place->second = std::move(record);
}

}  // namespace evident::test::source
