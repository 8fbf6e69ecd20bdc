// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "indexer/model/publication_json.hpp"
#include "indexer/model/source.hpp"

namespace evident::test {

/// A record whose body is the publication's own JSON, so that harvesting can be tested without a connector.
inline SourceRecord fake_record(const std::string& source, const std::string& id, Publication content) {
  content.sources.clear();
  RawRecord raw{{source, id}, 1, RecordFormat::jsonl, publication_to_json(content).dump(), 1000};
  return {std::move(raw), std::move(content)};
}

inline Result<Publication> parse_fake(const RawRecord& raw) {
  return publication_from_json(Json::parse(raw.body, nullptr, false));
}

inline Publication titled(const std::string& title, const std::string& doi = {}, const std::string& pmid = {}) {
  Publication p;
  p.type = WorkType::article_journal;
  p.title = MarkedText::from_plain(title);
  if (!doi.empty()) p.doi = Doi::parse(doi);
  if (!pmid.empty()) p.pmid = Pmid::parse(pmid);
  return p;
}

inline Publication by(Publication p, const std::string& family, const std::string& given,
                      const std::string& affiliation = {}) {
  Contributor one;
  one.name.family = family;
  one.name.given = given;
  if (!affiliation.empty()) one.affiliations = {{affiliation, ""}};
  p.contributors.push_back(std::move(one));
  return p;
}

inline Member consenting(const std::string& key, const std::string& family, const std::string& given) {
  Member one;
  one.key = key;
  one.name.family = family;
  one.name.given = given;
  one.consent.given = true;
  return one;
}

}  // namespace evident::test
