// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/match/merge.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>

namespace evident::match {
namespace {

/// Which register is the better witness for a field.
enum class Prefer { pubmed, crossref };

struct FieldRule {
  std::string_view field;
  Prefer prefer;
};

// The rules. PubMed's indexers check titles, abstracts, names and dates, and add what no publisher deposits (MeSH,
// publication types, databanks); publishers deposit at Crossref what they alone know (their DOI, licences, the work's
// kind, who cites it). Where a field is not named here, PubMed is preferred. Imported files come after both.
constexpr std::array kRules = {
    FieldRule{"type", Prefer::crossref},      // PubMed knows little beside "journal article"
    FieldRule{"doi", Prefer::crossref},       // the registrar of DOIs
    FieldRule{"licences", Prefer::crossref},  // deposited with dates; PubMed has none
    FieldRule{"cited_by", Prefer::crossref}, FieldRule{"reference_count", Prefer::crossref},
    FieldRule{"url", Prefer::crossref},      FieldRule{"subtitle", Prefer::crossref},  // PubMed runs it into the title
};

Prefer preference(std::string_view field) {
  for (const FieldRule& rule : kRules)
    if (rule.field == field) return rule.prefer;
  return Prefer::pubmed;
}

int rank(const Publication& record, Prefer prefer) {
  const std::string& source = record.sources.front().source;
  if (source == kPubmed) return prefer == Prefer::pubmed ? 0 : 1;
  if (source == kCrossref) return prefer == Prefer::crossref ? 0 : 1;
  return 2;
}

/// Empty for choosing: a type of `document` says no more than that something exists.
template <class T>
bool says_nothing(const T& value) {
  if constexpr (std::is_same_v<T, WorkType>)
    return value == WorkType::document;
  else
    return is_empty(value);
}

/// Copies the field called `wanted` of `from` into `to`, if it says something.
template <class T>
bool take_field(std::string_view wanted, T& to, const Publication& from) {
  bool taken = false;
  each_field(
      [&](const char* name, const auto& member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, T>) {
          if (name == wanted && !says_nothing(member)) {
            to = member;
            taken = true;
          }
        }
      },
      from);
  return taken;
}

template <class Item>
void unite(std::vector<Item>& into, const std::vector<Item>& more) {
  for (const Item& item : more)
    if (std::find(into.begin(), into.end(), item) == into.end()) into.push_back(item);
}

/// The contributor of `others` that is plainly the same person as `one`: the only one whose name agrees.
const Contributor* same_person(const Contributor& one, const std::vector<Contributor>& others) {
  const Contributor* found = nullptr;
  for (const Contributor& other : others) {
    const NameMatch match = compare_names(one.name, other.name);
    if (match != NameMatch::full && match != NameMatch::initials) continue;
    if (found != nullptr) return nullptr;
    found = &other;
  }
  return found;
}

void complete_contributors(Publication& out, const Publication& from) {
  const RecordKey& key = from.sources.front();
  for (Contributor& one : out.contributors) {
    const Contributor* other = same_person(one, from.contributors);
    if (other == nullptr || same_person(*other, out.contributors) != &one) continue;
    if (other->orcid &&
        (!one.orcid || (*one.orcid == *other->orcid && one.orcid_assurance == OrcidAssurance::unstated &&
                        other->orcid_assurance != OrcidAssurance::unstated))) {
      one.orcid = other->orcid;
      one.orcid_assurance = other->orcid_assurance;
      out.origins["contributors.orcid"] = key;
    }
    if (one.affiliations.empty() && !other->affiliations.empty()) {
      one.affiliations = other->affiliations;
      out.origins["contributors.affiliations"] = key;
    }
  }
}

}  // namespace

Publication merged(std::vector<Publication> records) {
  assert(!records.empty());
  std::sort(records.begin(), records.end(),
            [](const Publication& a, const Publication& b) { return a.sources.front() < b.sources.front(); });
  if (records.size() == 1) return std::move(records.front());

  std::vector<const Publication*> by_pubmed, by_crossref;
  for (const Publication& record : records) {
    by_pubmed.push_back(&record);
    by_crossref.push_back(&record);
  }
  const auto sort_by = [](std::vector<const Publication*>& order, Prefer prefer) {
    std::stable_sort(order.begin(), order.end(),
                     [&](const Publication* a, const Publication* b) { return rank(*a, prefer) < rank(*b, prefer); });
  };
  sort_by(by_pubmed, Prefer::pubmed);
  sort_by(by_crossref, Prefer::crossref);

  Publication out;
  for (const Publication& record : records) out.sources.push_back(record.sources.front());
  const auto came_from = [&](const std::string& field, const Publication& record) {
    if (record.sources.front() != out.sources.front()) out.origins[field] = record.sources.front();
  };

  each_field(
      [&](const char* name, auto& member) {
        using Field = std::remove_reference_t<decltype(member)>;
        for (const Publication* record : preference(name) == Prefer::pubmed ? by_pubmed : by_crossref) {
          if (!take_field<Field>(name, member, *record)) continue;
          came_from(name, *record);
          break;
        }
      },
      out);

  // The longest list of contributors is the one least cut; between equals the preferred register has had its say.
  for (const Publication* record : by_pubmed) {
    if (record->contributors.size() <= out.contributors.size()) continue;
    out.contributors = record->contributors;
    out.origins.erase("contributors");
    came_from("contributors", *record);
  }
  // "et al." holds for the list that was taken.
  for (const Publication& record : records)
    if (record.contributors == out.contributors) out.contributors_complete = record.contributors_complete;
  out.origins.erase("contributors_complete");
  if (const auto from = out.origins.find("contributors"); from != out.origins.end())
    out.origins["contributors_complete"] = from->second;

  for (const Publication* record : by_pubmed) {
    unite(out.relations, record->relations);
    unite(out.notices, record->notices);
    unite(out.other_identifiers, record->other_identifiers);
    complete_contributors(out, *record);
    // A date that the chosen record lacks is still known.
    each_field(
        [&](const char* name, auto& date) {
          if (!is_empty(date)) return;
          each_field(
              [&](const char* other_name, const auto& other) {
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(other)>,
                                             std::remove_cvref_t<decltype(date)>>) {
                  if (std::string_view(name) == other_name && !is_empty(other)) {
                    date = other;
                    came_from(std::string("dates.") + name, *record);
                  }
                }
              },
              record->dates);
        },
        out.dates);
  }
  return out;
}

}  // namespace evident::match
