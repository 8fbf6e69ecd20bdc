// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/match/attribution.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "indexer/model/text.hpp"

namespace evident::match {
namespace {

// Weights are log-odds. They are set by judgement, not yet fitted: a plain name query is right in three of ten cases
// (sources.md, section 4: precision .31), so a compatible name alone starts below even odds, an ORCID all but settles
// it, and an affiliation about doubles the evidence of a name.
struct Weights {
  double prior = -2.0;
  double full_name = 2.2;
  double initials = 0.6;
  double family_only = -1.0;
  double orcid_authenticated = 7.0;
  double orcid = 6.0;
  double other_orcid = -4.0;
  double email = 6.0;
  double organisation = 2.4;
  double organisation_other_years = 1.2;
};
constexpr Weights kWeights;

double probability(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

/// Words that say nothing about which organisation it is.
const std::set<std::string>& idle_words() {
  static const std::set<std::string> words = {
      "of",         "the",        "and",        "for",      "at",        "in",      "de",
      "la",         "le",         "du",         "des",      "der",       "di",      "nhs",
      "trust",      "foundation", "university", "hospital", "hospitals", "college", "institute",
      "department", "school",     "centre",     "center",   "ltd",       "inc",     "uk"};
  return words;
}

/// Years around an organisation's span in which papers still carry its name: reviewing and printing take time.
constexpr int kYearsAround = 2;

bool in_years(const DatedOrganisation& organisation, int year) {
  if (year == 0) return true;
  return (organisation.from == 0 || year >= organisation.from) &&
         (organisation.to == 0 || year <= organisation.to + kYearsAround);
}

struct Weighed {
  double log_odds = kWeights.prior;
  std::vector<Ground> grounds;
  bool by_orcid = false;
  bool by_name_and_organisation = false;
  bool against = false;

  void add(std::string kind, std::string says, double weight) {
    log_odds += weight;
    grounds.push_back({std::move(kind), std::move(says), weight});
  }
};

/// The best of the member's names. One that is only initials does not outweigh a spelled-out one that conflicts: "Smith
/// J" among Robert Smith's names is Robert's, and Richard stays Richard.
NameMatch best_name(const Contributor& contributor, const Member& member) {
  NameMatch best = NameMatch::different;
  bool conflicts = false;
  for (const PersonName& name : member.names()) {
    const NameMatch match = compare_names(contributor.name, name);
    conflicts = conflicts || match == NameMatch::conflicting;
    best = std::max(best, match);
  }
  if (conflicts && best != NameMatch::full) return NameMatch::conflicting;
  return best;
}

void weigh_organisations(Weighed& weighed, const Contributor& contributor, const Member& member, int year,
                         bool full_name) {
  for (const DatedOrganisation& organisation : member.organisations) {
    for (const Affiliation& affiliation : contributor.affiliations) {
      if (!names_organisation(affiliation.text, organisation.name)) continue;
      if (in_years(organisation, year)) {
        weighed.add("affiliation", fmt::format("affiliation names {}", organisation.name), kWeights.organisation);
        weighed.by_name_and_organisation = full_name;
      } else {
        weighed.add("affiliation",
                    fmt::format("affiliation names {}, outside the member's years there", organisation.name),
                    kWeights.organisation_other_years);
      }
      return;
    }
  }
}

void weigh_emails(Weighed& weighed, const Contributor& contributor, const Member& member) {
  for (const Affiliation& affiliation : contributor.affiliations) {
    const std::string printed = ascii_lower(affiliation.text);
    for (const std::string& email : member.emails) {
      const auto at = printed.find(ascii_lower(email));
      if (email.empty() || at == printed.npos) continue;
      const bool starts = at == 0 || std::string_view(" ;,:(<").find(printed[at - 1]) != std::string_view::npos;
      if (!starts) continue;
      weighed.add("e-mail", "the member's e-mail address is printed with the name", kWeights.email);
      return;
    }
  }
}

void weigh_orcid(Weighed& weighed, const Contributor& contributor, const Member& member) {
  if (!contributor.orcid || member.orcids.empty()) return;
  if (std::find(member.orcids.begin(), member.orcids.end(), *contributor.orcid) == member.orcids.end()) {
    weighed.add("orcid", fmt::format("the record gives another ORCID, {}", contributor.orcid->text()),
                kWeights.other_orcid);
    weighed.against = true;
    return;
  }
  const bool authenticated = contributor.orcid_assurance == OrcidAssurance::authenticated;
  weighed.add("orcid",
              fmt::format("same ORCID {}{}", contributor.orcid->text(), authenticated ? ", authenticated" : ""),
              authenticated ? kWeights.orcid_authenticated : kWeights.orcid);
  weighed.by_orcid = true;
}

std::optional<Weighed> weigh(const Contributor& contributor, const Member& member, int year) {
  if (contributor.name.is_collective()) return std::nullopt;
  const NameMatch name = best_name(contributor, member);
  if (name == NameMatch::different) return std::nullopt;
  if (name == NameMatch::conflicting) return std::nullopt;  // conflicting first names veto (sources.md, section 4)
  Weighed weighed;
  const std::string printed = contributor.name.displayed();
  switch (name) {
    case NameMatch::full:
      weighed.add("name", fmt::format("same full name, printed as {}", printed), kWeights.full_name);
      break;
    case NameMatch::initials:
      weighed.add("name", fmt::format("same family name and initials, printed as {}", printed), kWeights.initials);
      break;
    case NameMatch::family_only:
      weighed.add("name", fmt::format("same family name only, printed as {}", printed), kWeights.family_only);
      break;
    case NameMatch::different:
    case NameMatch::conflicting: break;
  }
  weigh_orcid(weighed, contributor, member);
  weigh_emails(weighed, contributor, member);
  weigh_organisations(weighed, contributor, member, year, name == NameMatch::full);
  return weighed;
}

}  // namespace

bool names_organisation(std::string_view affiliation, std::string_view organisation) {
  const auto printed = folded_words(affiliation);
  const auto wanted = folded_words(organisation);
  bool any = false;
  for (const std::string& word : wanted) {
    if (idle_words().contains(word)) continue;
    if (std::find(printed.begin(), printed.end(), word) == printed.end()) return false;
    any = true;
  }
  if (any) return true;
  // A name made of idle words only ("University College Hospital") must stand there as a whole.
  return !wanted.empty() && std::search(printed.begin(), printed.end(), wanted.begin(), wanted.end()) != printed.end();
}

std::optional<Attribution> attribute(const Publication& publication, const Member& member) {
  std::optional<Attribution> best;
  for (std::size_t i = 0; i < publication.contributors.size(); ++i) {
    const auto weighed = weigh(publication.contributors[i], member, publication.year());
    if (!weighed) continue;
    const double score = probability(weighed->log_odds);
    if (best && score <= best->score) continue;
    Attribution one;
    one.publication = publication.id;
    one.member = member.id;
    one.member_key = member.key;
    one.contributor = static_cast<int>(i);
    one.score = score;
    one.grounds = weighed->grounds;
    const bool certain = weighed->by_orcid || (weighed->by_name_and_organisation && !weighed->against);
    one.status = certain                 ? AttributionStatus::accepted
                 : score >= kSuggestFrom ? AttributionStatus::suggested
                                         : AttributionStatus::noted;
    best = std::move(one);
  }
  return best;
}

std::vector<Attribution> attribute(const Publication& publication, const Roster& roster) {
  std::vector<Attribution> all;
  for (const Member* member : roster.candidates(publication))
    if (auto one = attribute(publication, *member)) all.push_back(std::move(*one));
  for (Attribution& one : all) {
    if (one.status != AttributionStatus::accepted) continue;
    const bool by_orcid = std::any_of(one.grounds.begin(), one.grounds.end(),
                                      [](const Ground& g) { return g.kind == "orcid" && g.weight > 0; });
    const bool contested = std::any_of(all.begin(), all.end(), [&](const Attribution& other) {
      return other.member != one.member && other.contributor == one.contributor && other.score >= kSuggestFrom;
    });
    if (contested && !by_orcid) one.status = AttributionStatus::suggested;
  }
  std::sort(all.begin(), all.end(), [](const Attribution& a, const Attribution& b) { return a.member < b.member; });
  return all;
}

}  // namespace evident::match
