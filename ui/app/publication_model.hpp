// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/model/member.hpp"
#include "indexer/model/publication.hpp"
#include "indexer/model/result.hpp"
#include "ui/app/evidence_model.hpp"
#include "ui/app/highlight.hpp"

namespace evident::app {

/// A contributor as the detail pane prints the name.
struct ContributorLine {
  std::string name;
  std::string note;                ///< role, for those who are not authors ("editor")
  std::optional<MemberId> member;  ///< on the roster: drawn as a pill
};

/// One part of the abstract; the label is already in sentence case ("Methods").
struct AbstractPart {
  std::string label;
  HighlightedText text;
  bool operator==(const AbstractPart&) const = default;
};

/// "DOI" / "10.5555/abc": one line of the key-value grid.
struct Fact {
  std::string label;
  std::string value;
  std::string link;  ///< opened on click; empty: plain text
  bool copyable = false;
};

/// A notice of this publication, in words for the banner.
struct NoticeBanner {
  NoticeKind kind = NoticeKind::retraction;
  std::string headline;  ///< "This article has been retracted"
  std::string text;      ///< "Retraction notice 14 Nov 2023, from PubMed and Crossref."
  std::string link;      ///< to the notice; empty: none known
};

enum class NetworkStatus { accepted, suggested, undecided };

/// A member this publication is, or may be, attributed to.
struct NetworkLine {
  MemberId member = 0;
  std::string name;
  NetworkStatus status = NetworkStatus::suggested;
  std::string grounds;  ///< "ORCID iD in the publisher's record · accepted 12 Mar 2026"
};

/// One publication, as the detail pane shows it.
struct PublicationModel {
  LoadState state = LoadState::waiting;
  Error error;
  PublicationId id = 0;  ///< of the publication shown; differs from the one selected while that is being read

  HighlightedText title;
  bool preprint = false;
  bool known_open = false;
  std::string study_type;
  std::vector<NoticeBanner> notices;
  std::string notices_checked;  ///< "No notice known. PubMed asked 3 Nov 2026, Crossref never."
  std::vector<ContributorLine> contributors;
  std::string venue;
  std::string issue_line;  ///< after the venue: "2025", "vol 27, e58214", "47 citations"; joined by " · "
  std::vector<Fact> facts;
  std::vector<AbstractPart> abstract;
  std::string abstract_missing;  ///< what to say where there is none ("PubMed holds no abstract for this publication.")
  std::vector<NetworkLine> network;
  std::string provenance;  ///< "From PubMed 40000017 and Crossref, last read 3 Nov 2026."
  bool starred = false;

  std::string link;  ///< the article's address, https; empty: none known
  std::string doi_link;
  std::string citation;  ///< plain text, for the clipboard

  std::size_t match_total() const {
    std::size_t total = 0;
    for (const AbstractPart& part : abstract) total += match_count(part.text);
    return total;
  }
};

}  // namespace evident::app
