// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/match/roster.hpp"

#include <algorithm>
#include <set>

#include "indexer/model/text.hpp"

namespace evident::match {
namespace {

/// The words under which a family name is found, and all of them as one word ("Smith-Jones", "SmithJones").
std::set<std::string> family_keys(const PersonName& name) {
  std::set<std::string> keys;
  std::string joined;
  for (std::string& word : folded_words(name.family)) {
    joined += word;
    if (word.size() > 1) keys.insert(std::move(word));
  }
  if (!joined.empty()) keys.insert(std::move(joined));
  return keys;
}

}  // namespace

Roster::Roster(std::vector<Member> members) : members_(std::move(members)) {
  std::erase_if(members_, [](const Member& member) { return !member.consent.given; });
  for (std::size_t i = 0; i < members_.size(); ++i) {
    std::set<std::string> keys;
    for (const PersonName& name : members_[i].names()) keys.merge(family_keys(name));
    for (const std::string& key : keys) by_family_word_[key].push_back(i);
    for (const Orcid& orcid : members_[i].orcids) by_orcid_[orcid.text()].push_back(i);
  }
}

std::vector<const Member*> Roster::candidates(const Publication& publication) const {
  std::set<std::size_t> found;
  const auto add = [&](const auto& index, const std::string& key) {
    if (const auto at = index.find(key); at != index.end()) found.insert(at->second.begin(), at->second.end());
  };
  for (const Contributor& contributor : publication.contributors) {
    if (contributor.name.is_collective()) continue;
    for (const std::string& key : family_keys(contributor.name)) add(by_family_word_, key);
    if (contributor.orcid) add(by_orcid_, contributor.orcid->text());
  }
  std::vector<const Member*> out;
  for (const std::size_t i : found) out.push_back(&members_[i]);
  return out;
}

}  // namespace evident::match
