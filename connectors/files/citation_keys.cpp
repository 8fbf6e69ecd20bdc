// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/citation_keys.hpp"

#include <algorithm>
#include <array>

#include "connectors/files/reference_fields.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

/// The ASCII letters and digits of folded text; Han, Greek and other letters have none.
std::string ascii_part(std::string_view text) {
  std::string out;
  for (const char c : folded(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

std::string first_name_part(const Publication& publication) {
  for (const ContributorRole role : {ContributorRole::author, ContributorRole::editor}) {
    const auto people = with_role(publication, role);
    if (people.empty()) continue;
    const PersonName& name = people.front()->name;
    if (!name.is_collective()) return ascii_part(name.family);
    const auto words = folded_words(name.collective);
    return words.empty() ? std::string() : ascii_part(words.front());
  }
  return {};
}

std::string first_telling_word(const Publication& publication) {
  constexpr auto passed_over = std::to_array<std::string_view>(
      {"a",  "an",   "and", "are", "as", "at", "by",  "can", "do",      "does", "for",  "from", "how",
       "in", "into", "is",  "of",  "on", "or", "the", "to",  "towards", "what", "when", "why",  "with"});
  for (const std::string& word : folded_words(publication.title.plain())) {
    if (std::find(passed_over.begin(), passed_over.end(), word) != passed_over.end()) continue;
    if (const std::string ascii = ascii_part(word); ascii.size() > 1) return ascii;
  }
  return {};
}

/// a, b, ... z, aa, ab, ... for 0, 1, ...
std::string letters(std::size_t number) {
  std::string out;
  for (++number; number > 0; number = (number - 1) / 26)
    out.insert(out.begin(), static_cast<char>('a' + (number - 1) % 26));
  return out;
}

}  // namespace

std::string plain_citation_key(const Publication& publication) {
  std::string key = first_name_part(publication);
  if (key.empty()) key = "anon";
  if (const int year = publication.year(); year != 0) key += std::to_string(year);
  return key + first_telling_word(publication);
}

void CitationKeys::announce(const Publication& publication) {
  announced_[plain_citation_key(publication)].push_back(publication.id);
}

std::string CitationKeys::key_for(const Publication& publication) {
  const std::string plain = plain_citation_key(publication);
  std::size_t place = 0;
  if (const auto same = announced_.find(plain); same != announced_.end())
    place = static_cast<std::size_t>(
        std::count_if(same->second.begin(), same->second.end(), [&](PublicationId id) { return id < publication.id; }));
  while (true) {
    std::string key = place == 0 ? plain : plain + letters(place - 1);
    if (given_.insert(key).second) return key;
    ++place;
  }
}

}  // namespace evident::files
