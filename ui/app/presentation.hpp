// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/index/snippet.hpp"
#include "indexer/model/member.hpp"
#include "ui/app/evidence_model.hpp"
#include "ui/app/library_reader.hpp"
#include "ui/app/publication_model.hpp"

/// Publications in the words and parts that screens draw.
namespace evident::app {

/// The roster by number, for naming members.
using MembersById = std::unordered_map<MemberId, Member>;

/// `text` in runs, what the query looked for marked.
HighlightedText highlighted(const MarkedText& text, const index::Highlights& highlights);
/// A snippet in runs, its matches joined as in other text.
HighlightedText highlighted(const std::vector<index::SnippetPart>& snippet);
/// "Randomised trial", "Systematic review": the kind of study that a reader weighs evidence by, from the sources'
/// publication types. Empty where none of them says.
std::string study_type(const std::vector<std::string>& publication_types);
/// Where the article can be read: its DOI's address, else PubMed's, else its own https address. Empty: none known.
std::string article_link(const Publication& publication);
/// "No notice known. PubMed asked 3 Nov 2026, Crossref never asked."
std::string notices_checked_text(const Publication& publication, const store::SourcesAsked& asked);

EvidenceRow row_of(const FoundPublication& found, const index::Highlights& highlights, const PartialDate& today);
PublicationModel publication_model_of(const PublicationView& view, const index::Highlights& highlights,
                                      const MembersById& members, const PartialDate& today);
/// The day of a moment of the store, in local time.
PartialDate local_day(std::int64_t seconds);
/// Today, in local time.
PartialDate today();

}  // namespace evident::app
