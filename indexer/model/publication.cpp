// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/model/publication.hpp"

#include <algorithm>
#include <array>

namespace evident {
namespace {

struct TypeRow {
  std::string_view csl;
  std::string_view label;
};
// In the order of WorkType.
constexpr std::array<TypeRow, 45> kTypes = {{
    {"article", "Preprint"},
    {"article-journal", "Journal article"},
    {"article-magazine", "Magazine article"},
    {"article-newspaper", "Newspaper article"},
    {"bill", "Bill"},
    {"book", "Book"},
    {"broadcast", "Broadcast"},
    {"chapter", "Book chapter"},
    {"classic", "Classic"},
    {"collection", "Collection"},
    {"dataset", "Dataset"},
    {"document", "Document"},
    {"entry", "Entry"},
    {"entry-dictionary", "Dictionary entry"},
    {"entry-encyclopedia", "Encyclopaedia entry"},
    {"event", "Event"},
    {"figure", "Figure"},
    {"graphic", "Graphic"},
    {"hearing", "Hearing"},
    {"interview", "Interview"},
    {"legal_case", "Legal case"},
    {"legislation", "Legislation"},
    {"manuscript", "Manuscript"},
    {"map", "Map"},
    {"motion_picture", "Film"},
    {"musical_score", "Score"},
    {"pamphlet", "Pamphlet"},
    {"paper-conference", "Conference paper"},
    {"patent", "Patent"},
    {"performance", "Performance"},
    {"periodical", "Periodical"},
    {"personal_communication", "Personal communication"},
    {"post", "Post"},
    {"post-weblog", "Blog post"},
    {"regulation", "Regulation"},
    {"report", "Report"},
    {"review", "Review of a work"},
    {"review-book", "Book review"},
    {"software", "Software"},
    {"song", "Song"},
    {"speech", "Speech"},
    {"standard", "Standard"},
    {"thesis", "Thesis"},
    {"treaty", "Treaty"},
    {"webpage", "Web page"},
}};
static_assert(kTypes.size() == static_cast<std::size_t>(WorkType::webpage) + 1);

constexpr std::array<std::string_view, 6> kRoles = {"author", "editor", "translator", "chair", "investigator", "other"};
constexpr std::array<std::string_view, 3> kAssurances = {"unstated", "unauthenticated", "authenticated"};
constexpr std::array<std::string_view, 3> kNotices = {"retraction", "expression_of_concern", "correction"};
constexpr std::array<std::string_view, 36> kRelations = {"retraction_in",
                                                         "retraction_of",
                                                         "concern_in",
                                                         "concern_for",
                                                         "erratum_in",
                                                         "erratum_for",
                                                         "corrected_republished_in",
                                                         "corrected_republished_from",
                                                         "retracted_republished_in",
                                                         "retracted_republished_from",
                                                         "republished_in",
                                                         "republished_from",
                                                         "update_in",
                                                         "update_of",
                                                         "comment_in",
                                                         "comment_on",
                                                         "associated_dataset",
                                                         "associated_publication",
                                                         "has_preprint",
                                                         "preprint_of",
                                                         "has_version",
                                                         "version_of",
                                                         "has_review",
                                                         "review_of",
                                                         "supplement",
                                                         "supplement_to",
                                                         "part_of",
                                                         "has_part",
                                                         "translation_of",
                                                         "has_translation",
                                                         "reply_to",
                                                         "has_reply",
                                                         "summary",
                                                         "original_report",
                                                         "cites",
                                                         "other"};
static_assert(kRelations.size() == static_cast<std::size_t>(RelationKind::other) + 1);
constexpr std::array<std::string_view, 9> kFormats = {"pubmed-xml", "crossref-json", "csl-json",    "jsonl", "ris",
                                                      "bibtex",     "nbib",          "endnote-xml", "csv"};

template <class Enum, std::size_t N>
std::optional<Enum> find_name(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

}  // namespace

std::string_view csl_type(WorkType type) { return kTypes[static_cast<std::size_t>(type)].csl; }
std::string_view work_type_label(WorkType type) { return kTypes[static_cast<std::size_t>(type)].label; }
std::optional<WorkType> work_type_of_csl(std::string_view text) {
  for (std::size_t i = 0; i < kTypes.size(); ++i)
    if (kTypes[i].csl == text) return static_cast<WorkType>(i);
  return std::nullopt;
}

std::string_view role_name(ContributorRole role) { return kRoles[static_cast<std::size_t>(role)]; }
std::optional<ContributorRole> role_named(std::string_view name) { return find_name<ContributorRole>(kRoles, name); }
std::string_view assurance_name(OrcidAssurance a) { return kAssurances[static_cast<std::size_t>(a)]; }
std::optional<OrcidAssurance> assurance_named(std::string_view name) {
  return find_name<OrcidAssurance>(kAssurances, name);
}
std::string_view relation_name(RelationKind kind) { return kRelations[static_cast<std::size_t>(kind)]; }
std::optional<RelationKind> relation_named(std::string_view name) { return find_name<RelationKind>(kRelations, name); }
std::string_view notice_name(NoticeKind kind) { return kNotices[static_cast<std::size_t>(kind)]; }
std::optional<NoticeKind> notice_named(std::string_view name) { return find_name<NoticeKind>(kNotices, name); }

std::string_view notice_label(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::retraction: return "Retracted";
    case NoticeKind::expression_of_concern: return "Expression of concern";
    case NoticeKind::correction: return "Corrected";
  }
  return "";
}

std::string_view format_name(RecordFormat format) { return kFormats[static_cast<std::size_t>(format) - 1]; }
std::optional<RecordFormat> format_named(std::string_view name) {
  for (std::size_t i = 0; i < kFormats.size(); ++i)
    if (kFormats[i] == name) return static_cast<RecordFormat>(i + 1);
  return std::nullopt;
}

std::optional<RecordKey> Publication::origin_of(const std::string& field) const {
  if (const auto found = origins.find(field); found != origins.end()) return found->second;
  if (sources.empty()) return std::nullopt;
  return sources.front();
}

bool Publication::is_retracted() const {
  return std::any_of(notices.begin(), notices.end(), [](const Notice& n) { return n.kind == NoticeKind::retraction; });
}

std::optional<PartialDate> Publication::sort_date() const {
  if (dates.issued) return dates.issued;
  std::optional<PartialDate> earliest;
  for (const auto& date : {dates.print, dates.online, dates.posted})
    if (date && (!earliest || *date < *earliest)) earliest = date;
  return earliest;
}

int Publication::year() const {
  const auto date = sort_date();
  return date ? date->year : 0;
}

std::string Publication::abstract_text() const {
  std::string out;
  for (const AbstractSection& section : abstract) {
    if (!out.empty()) out += '\n';
    if (!section.label.empty()) out += section.label + ": ";
    out += section.text.plain();
  }
  return out;
}

std::string Publication::locator() const {
  if (!pages.first.empty())
    return pages.last.empty() || pages.last == pages.first ? pages.first : pages.first + "-" + pages.last;
  if (!article_number.empty()) return article_number;
  return pages.printed;
}

bool is_known_open(const Publication& publication, const PartialDate& today) {
  if (publication.pmcid) return true;
  return std::any_of(publication.licences.begin(), publication.licences.end(), [&](const Licence& licence) {
    return licence.url.find("creativecommons.org/") != std::string::npos && (!licence.start || *licence.start <= today);
  });
}

std::string creative_commons_name(std::string_view url) {
  constexpr std::string_view host = "creativecommons.org/";
  const auto at = url.find(host);
  if (at == url.npos) return {};
  url.remove_prefix(at + host.size());
  if (url.starts_with("publicdomain/zero")) return "CC0 1.0";
  if (!url.starts_with("licenses/")) return "Creative Commons";
  url.remove_prefix(9);
  const auto slash = url.find('/');
  std::string name = "CC ";
  for (char c : url.substr(0, slash)) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (slash != url.npos) {
    url.remove_prefix(slash + 1);
    const auto version = url.substr(0, url.find('/'));
    if (!version.empty()) name += " " + std::string(version);
  }
  return name;
}

}  // namespace evident
