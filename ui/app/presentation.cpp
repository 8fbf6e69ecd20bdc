// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/presentation.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include <fmt/format.h>

#include "connectors/files/vancouver.hpp"
#include "indexer/index/languages.hpp"
#include "ui/app/display.hpp"

namespace evident::app {
namespace {

struct StudyRow {
  std::string_view type;  ///< PubMed's publication type, folded
  std::string_view label;
};
// In the order of what tells most about the weight of evidence; the first that a publication has is shown. PubMed
// publication types: https://www.ncbi.nlm.nih.gov/mesh/68052180.
constexpr std::array kStudies = {
    StudyRow{"meta-analysis", "Meta-analysis"},
    StudyRow{"systematic review", "Systematic review"},
    StudyRow{"practice guideline", "Guideline"},
    StudyRow{"guideline", "Guideline"},
    StudyRow{"randomized controlled trial", "Randomised trial"},
    StudyRow{"pragmatic clinical trial", "Pragmatic trial"},
    StudyRow{"controlled clinical trial", "Controlled trial"},
    StudyRow{"clinical trial protocol", "Trial protocol"},
    StudyRow{"clinical trial", "Clinical trial"},
    StudyRow{"observational study", "Observational study"},
    StudyRow{"multicenter study", "Multicentre study"},
    StudyRow{"validation study", "Validation study"},
    StudyRow{"evaluation study", "Evaluation study"},
    StudyRow{"case reports", "Case report"},
    StudyRow{"review", "Review"},
    StudyRow{"editorial", "Editorial"},
    StudyRow{"letter", "Letter"},
    StudyRow{"comment", "Comment"},
};

/// How many authors a card names before "+5".
constexpr std::size_t kAuthorsOnCard = 3;

std::string source_label(std::string_view source) {
  if (source == kPubmed) return "PubMed";
  if (source == kCrossref) return "Crossref";
  if (source == "retraction-watch") return "Retraction Watch";
  return std::string(source);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

/// "METHODS" and "Methods:" are shown as "Methods".
std::string section_label(std::string label) {
  while (!label.empty() && (label.back() == ':' || label.back() == ' ')) label.pop_back();
  const bool shouted = std::none_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!shouted || label.empty()) return label;
  std::string lower = ascii_lower(label);
  if (lower.front() >= 'a' && lower.front() <= 'z') lower.front() = static_cast<char>(lower.front() - 'a' + 'A');
  return lower;
}

/// Contributors who are members, by position; accepted ones only, since the rest is not known.
std::unordered_map<int, MemberId> members_on(const std::vector<Attribution>& attributions) {
  std::unordered_map<int, MemberId> on;
  for (const Attribution& one : attributions)
    if (one.status == AttributionStatus::accepted && one.contributor) on.emplace(*one.contributor, one.member);
  return on;
}

struct NoticeWords {
  std::string_view headline;
  std::string_view notice;
};
NoticeWords notice_words(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::retraction: return {"This article has been retracted", "Retraction notice"};
    case NoticeKind::expression_of_concern: return {"An expression of concern was published", "Notice"};
    case NoticeKind::correction: return {"This article has been corrected", "Correction"};
  }
  return {};
}

/// "PubMed", "PubMed and Crossref", "PubMed, Crossref and Retraction Watch".
std::string enumerated(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return out;
}

/// One banner for each kind of notice, naming all who know of it: PubMed, Crossref and Retraction Watch often tell of
/// one and the same notice. The date is the most precise that any of them gives.
std::vector<NoticeBanner> banners_of(const std::vector<Notice>& notices) {
  std::vector<NoticeBanner> banners;
  for (const NoticeKind kind : {NoticeKind::retraction, NoticeKind::expression_of_concern, NoticeKind::correction}) {
    NoticeBanner banner;
    std::vector<std::string> tellers;
    std::optional<PartialDate> date;
    for (const Notice& notice : notices) {
      if (notice.kind != kind) continue;
      const std::string teller = source_label(notice.source);
      if (std::find(tellers.begin(), tellers.end(), teller) == tellers.end()) tellers.push_back(teller);
      if (notice.date && (!date || notice.date->iso().size() > date->iso().size())) date = notice.date;
      if (banner.link.empty() && notice.doi) banner.link = notice.doi->url();
      if (banner.link.empty() && notice.pmid) banner.link = notice.pmid->url();
    }
    if (tellers.empty()) continue;
    const NoticeWords words = notice_words(kind);
    banner.kind = kind;
    banner.headline = words.headline;
    banner.text =
        fmt::format("{}{}, according to {}.", words.notice, date ? " " + date_text(*date) : "", enumerated(tellers));
    banners.push_back(std::move(banner));
  }
  return banners;
}

std::string issue_line(const Publication& publication) {
  std::vector<std::string> parts;
  if (publication.year() != 0) parts.push_back(std::to_string(publication.year()));
  std::string where = publication.volume.empty() ? std::string() : "vol " + publication.volume;
  if (!publication.issue.empty()) where += fmt::format("{}({})", where.empty() ? "no " : "", publication.issue);
  if (const std::string locator = publication.locator(); !locator.empty())
    where += (where.empty() ? "" : ", ") + locator;
  parts.push_back(where);
  if (publication.cited_by) parts.push_back(counted(*publication.cited_by, "citation", "citations"));
  return joined(parts, " · ");
}

std::vector<Fact> facts_of(const Publication& publication) {
  std::vector<Fact> facts;
  if (publication.doi) facts.push_back({"DOI", publication.doi->text(), publication.doi->url(), true});
  if (publication.pmid) facts.push_back({"PubMed ID", publication.pmid->text(), publication.pmid->url(), true});
  if (publication.pmcid) facts.push_back({"PMC ID", publication.pmcid->text(), publication.pmcid->url(), true});
  facts.push_back({"Type", std::string(work_type_label(publication.type)), {}, false});
  std::string licence;
  for (const Licence& one : publication.licences) {
    const std::string name = creative_commons_name(one.url);
    if (licence.empty()) licence = name;
  }
  if (!licence.empty()) facts.push_back({"Licence", licence, {}, false});
  std::vector<std::string> languages;
  for (const std::string& language : publication.languages)
    languages.push_back(index::language_label(index::language_code(language)));
  if (!languages.empty()) facts.push_back({"Language", joined(languages, ", "), {}, false});
  if (!publication.venue.publisher.empty()) facts.push_back({"Publisher", publication.venue.publisher, {}, false});
  return facts;
}

std::string grounds_line(const Attribution& attribution) {
  std::vector<std::string> says;
  for (const Ground& ground : attribution.grounds)
    if (ground.weight > 0) says.push_back(ground.says);
  std::string line = joined(says, " · ");
  if (attribution.by == DecidedBy::person) line += line.empty() ? "decided by a person" : " · decided by a person";
  return line;
}

std::vector<NetworkLine> network_of(const std::vector<Attribution>& attributions, const MembersById& members) {
  std::vector<NetworkLine> lines;
  for (const Attribution& one : attributions) {
    if (one.status == AttributionStatus::rejected || one.status == AttributionStatus::noted) continue;
    const auto member = members.find(one.member);
    if (member == members.end() || !member->second.consent.given) continue;
    NetworkLine line;
    line.member = one.member;
    line.name = member->second.name.displayed();
    line.status = one.status == AttributionStatus::accepted    ? NetworkStatus::accepted
                  : one.status == AttributionStatus::suggested ? NetworkStatus::suggested
                                                               : NetworkStatus::undecided;
    line.grounds = grounds_line(one);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string provenance_line(const PublicationView& view) {
  std::vector<std::string> records;
  for (const RecordKey& key : view.stored.publication.sources) {
    std::string text = source_label(key.source) + " " + key.id;
    if (const auto asked = view.asked.find(key.source); asked != view.asked.end())
      text += ", asked " + date_text(local_day(asked->second));
    records.push_back(std::move(text));
  }
  return "From " + joined(records, "; ") + ".";
}

}  // namespace

PartialDate local_day(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  localtime_r(&time, &parts);
  return *PartialDate::of(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

PartialDate today() { return local_day(std::time(nullptr)); }

HighlightedText highlighted(const MarkedText& text, const index::Highlights& highlights) {
  return highlighted(text, index::highlight(text.plain(), highlights));
}

HighlightedText highlighted(const std::vector<index::SnippetPart>& snippet) {
  HighlightedText runs;
  for (std::size_t i = 0; i < snippet.size(); ++i) {
    const std::string& text = snippet[i].text;
    // What stands between two matches, if it is no more than a blank or a hyphen, is drawn with them.
    const bool between = !snippet[i].hit && i > 0 && i + 1 < snippet.size() && (text == " " || text == "-");
    const bool matched = snippet[i].hit || between;
    if (matched && !runs.empty() && runs.back().matched)
      runs.back().text += text;
    else
      runs.push_back({text, {}, matched});
  }
  return runs;
}

std::string study_type(const std::vector<std::string>& publication_types) {
  for (const StudyRow& row : kStudies)
    for (const std::string& type : publication_types)
      if (ascii_lower(type) == row.type) return std::string(row.label);
  return {};
}

std::string article_link(const Publication& publication) {
  if (publication.doi) return publication.doi->url();
  if (publication.pmid) return publication.pmid->url();
  return publication.url.starts_with("https://") ? publication.url : std::string();
}

std::string notices_checked_text(const Publication& publication, const store::SourcesAsked& asked) {
  const auto when = [&](std::string_view source) {
    const auto found = asked.find(std::string(source));
    return found == asked.end() ? std::string("never asked") : "asked " + date_text(local_day(found->second));
  };
  return fmt::format("{}PubMed {}, Crossref {}.",
                     publication.notices.empty() ? "No notice known. " : "Notices: ", when(kPubmed), when(kCrossref));
}

EvidenceRow row_of(const FoundPublication& found, const index::Highlights& highlights, const PartialDate& today) {
  const Publication& publication = found.view.stored.publication;
  EvidenceRow row;
  row.id = publication.id;
  row.title = highlighted(publication.title, highlights);
  const auto members = members_on(found.view.attributions);
  for (std::size_t i = 0; i < publication.contributors.size(); ++i) {
    if (publication.contributors[i].role != ContributorRole::author) continue;
    ++row.author_count;
    if (row.authors.size() < kAuthorsOnCard)
      row.authors.push_back({publication.contributors[i].name.displayed(), members.contains(static_cast<int>(i))});
  }
  row.venue = publication.venue.title;
  row.snippet = highlighted(found.snippet);
  row.year = publication.year();
  for (const Notice& notice : publication.notices)
    if (std::find(row.notices.begin(), row.notices.end(), notice.kind) == row.notices.end())
      row.notices.push_back(notice.kind);
  std::sort(row.notices.begin(), row.notices.end());
  row.preprint = publication.is_preprint();
  row.known_open = is_known_open(publication, today);
  row.study_type = study_type(publication.publication_types);
  row.cited_by = publication.cited_by;
  row.link = article_link(publication);
  return row;
}

PublicationModel publication_model_of(const PublicationView& view, const index::Highlights& highlights,
                                      const MembersById& members, const PartialDate& today) {
  const Publication& publication = view.stored.publication;
  PublicationModel model;
  model.state = LoadState::ready;
  model.id = publication.id;
  model.title = highlighted(publication.title, highlights);
  model.preprint = publication.is_preprint();
  model.known_open = is_known_open(publication, today);
  model.study_type = study_type(publication.publication_types);
  model.notices = banners_of(publication.notices);
  model.notices_checked = notices_checked_text(publication, view.asked);
  const auto member_at = members_on(view.attributions);
  for (std::size_t i = 0; i < publication.contributors.size(); ++i) {
    const Contributor& contributor = publication.contributors[i];
    ContributorLine line;
    line.name = contributor.name.displayed();
    if (contributor.role != ContributorRole::author) line.note = role_name(contributor.role);
    if (const auto member = member_at.find(static_cast<int>(i)); member != member_at.end())
      line.member = member->second;
    model.contributors.push_back(std::move(line));
  }
  if (!publication.contributors_complete) model.contributors.push_back({"et al.", {}, std::nullopt});
  model.venue = publication.venue.title;
  model.issue_line = issue_line(publication);
  model.facts = facts_of(publication);
  for (const AbstractSection& section : publication.abstract)
    model.abstract.push_back({section_label(section.label), highlighted(section.text, highlights)});
  if (model.abstract.empty()) model.abstract_missing = "No source holds an abstract for this publication.";
  model.network = network_of(view.attributions, members);
  model.provenance = provenance_line(view);
  model.link = article_link(publication);
  if (publication.doi) model.doi_link = publication.doi->url();
  model.citation = files::vancouver_text(publication);
  return model;
}

}  // namespace evident::app
