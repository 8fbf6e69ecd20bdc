// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/fingerprint.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "indexer/model/publication_json.hpp"
#include "indexer/store/digest.hpp"

namespace evident::store {

Result<std::string> fingerprint(Store& store) {
  auto attributions = store.attributions().list({});
  if (!attributions) return fail(attributions.error());
  std::unordered_map<PublicationId, std::string> whose;  // list() is sorted by member key, so each text is, too
  for (const Attribution& one : *attributions) {
    std::string& text = whose[one.publication];
    text += fmt::format("{}|{}|{}|{}|{:.6f}", one.member_key, one.contributor.value_or(-1), status_name(one.status),
                        one.by == DecidedBy::person ? "person" : "rule", one.score);
    for (const Ground& ground : one.grounds)
      text += fmt::format("|{}|{}|{:.6f}", ground.kind, ground.says, ground.weight);
    text += '\n';
  }
  // A digest per publication, sorted, so that neither numbers nor order of arrival show; 64 bytes each in memory.
  std::vector<std::string> digests;
  const auto walked = store.publications().each([&](StoredPublication&& stored) -> Result<void> {
    const PublicationId id = stored.publication.id;
    stored.publication.id = 0;
    Digest digest;
    digest.add(publication_to_json(stored.publication).dump());
    if (const auto found = whose.find(id); found != whose.end()) digest.add(found->second);
    digests.push_back(digest.take());
    return {};
  });
  if (!walked) return fail(walked.error());
  std::sort(digests.begin(), digests.end());
  Digest all;
  for (const std::string& one : digests) all.add(one);
  return hex(all.take());
}

}  // namespace evident::store
