// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/document.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "indexer/index/languages.hpp"
#include "indexer/index/terms.hpp"
#include "indexer/index/weights.hpp"
#include "indexer/model/fields.hpp"

namespace evident::index {
namespace {

/// Between two units of one field (sections, keywords, names), so that no phrase runs from one into the next.
constexpr Xapian::termpos kUnitGap = 100;
/// A paper's affiliations repeat each other; a thousand of them would make the document mostly addresses.
constexpr std::size_t kMostAffiliations = 200;

std::string_view own_prefix(Field field) { return search_field(field).prefixes[0]; }

/// Words of one prefix, with their positions.
class Words {
 public:
  Words(Xapian::Document& document, Tokeniser& tokeniser, std::string_view prefix)
      : document_(document), tokeniser_(tokeniser), term_(prefix), prefix_bytes_(prefix.size()) {}

  /// Adds a unit of text; a phrase never reaches from one unit into another.
  void add(std::string_view text, unsigned weight) {
    continue_with(text, weight);
    position_ += kUnitGap;
  }
  /// Adds text that a phrase may reach into from what was added before.
  void continue_with(std::string_view text, unsigned weight) {
    tokeniser_.start(text);
    for (Token token; tokeniser_.next(token);) {
      term_.resize(prefix_bytes_);
      term_.append(token.word);
      document_.add_posting(term_, ++position_, weight);
    }
  }
  void end_unit() { position_ += kUnitGap; }

 private:
  Xapian::Document& document_;
  Tokeniser& tokeniser_;
  std::string term_;
  std::size_t prefix_bytes_;
  Xapian::termpos position_ = 0;
};

/// The facet values of one publication, packed into one slot.
class FacetValues {
 public:
  void add(std::string_view facet, std::string_view value) {
    auto& values = of_[static_cast<std::size_t>(std::find(kPackedFacets.begin(), kPackedFacets.end(), facet) -
                                                kPackedFacets.begin())];
    std::string clean;
    for (char c : value)
      if (static_cast<unsigned char>(c) >= 0x20) clean += c;
    if (!clean.empty() && std::find(values.begin(), values.end(), clean) == values.end())
      values.push_back(std::move(clean));
  }
  std::string packed() const {
    std::string out;
    for (const auto& values : of_) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) out += kFacetValueEnd;
        out += values[i];
      }
      out += kFacetEnd;
    }
    return out;
  }

 private:
  std::array<std::vector<std::string>, kPackedFacets.size()> of_;
};

/// One document on its way.
class Assembly {
 public:
  Assembly(const IndexedDocument& source, Tokeniser& tokeniser)
      : source_(source), publication_(source.publication), tokeniser_(tokeniser) {}

  Xapian::Document take() {
    add_text();
    add_subjects();
    add_names();
    add_venue_and_type();
    add_identifiers();
    add_state();
    add_values();
    return std::move(document_);
  }

 private:
  Words words(Field field) { return {document_, tokeniser_, own_prefix(field)}; }

  void add_exact(Field field, std::string_view value) {
    if (const auto term = exact_term(field, value)) document_.add_boolean_term(std::string(own_prefix(field)) + *term);
  }
  /// Also counted by the facet of that field.
  void add_counted(Field field, std::string_view value) {
    add_exact(field, value);
    facets_.add(search_field(field).facet, value);
  }

  void add_text() {
    Words title = words(Field::title);
    title.add(publication_.title.plain(), kFieldWeights.title);
    title.add(publication_.subtitle.plain(), kFieldWeights.title);
    title.add(publication_.original_title.plain(), kFieldWeights.title);
    Words abstract = words(Field::abstract);
    const auto add_sections = [&](const std::vector<AbstractSection>& sections) {
      for (const AbstractSection& section : sections) abstract.add(section.text.plain(), kFieldWeights.abstract);
    };
    add_sections(publication_.abstract);
    for (const OtherAbstract& other : publication_.other_abstracts) add_sections(other.sections);
    if (!publication_.abstract.empty()) add_exact(Field::has, "abstract");
  }

  void add_subjects() {
    Words keywords = words(Field::keyword);
    for (const Keyword& keyword : publication_.keywords) {
      keywords.add(keyword.text, kFieldWeights.keyword);
    }
    Words headings = words(Field::mesh);
    for (const MeshHeading& heading : publication_.mesh) {
      headings.add(heading.descriptor, kFieldWeights.heading);
      add_counted(Field::heading, heading.descriptor);
      bool major = heading.major;
      for (const MeshQualifier& qualifier : heading.qualifiers) {
        const std::string pair = heading.descriptor + '/' + qualifier.name;
        add_exact(Field::heading, pair);
        if (qualifier.major) add_exact(Field::major_heading, pair);
        headings.add(qualifier.name, kFieldWeights.heading);
        // PubMed counts a heading as major where any of its qualifiers is.
        major = major || qualifier.major;
      }
      if (major) add_exact(Field::major_heading, heading.descriptor);
    }
    for (const Substance& substance : publication_.substances) {
      headings.add(substance.name, kFieldWeights.heading);
      add_exact(Field::identifier, substance.registry_number);
    }
    if (!publication_.keywords.empty()) add_exact(Field::has, "keyword");
    if (!publication_.mesh.empty()) add_exact(Field::has, "mesh");
  }

  /// Names have no positions: their terms hold whole names. A weight of 0 is found and does not count.
  void add_name(Field field, const PersonName& name, unsigned weight) {
    for (const std::string& term : name_terms(name)) {
      const bool word = term.find('_') == std::string::npos;
      document_.add_term(std::string(own_prefix(field)) + term, word ? weight : 0);
    }
  }

  void add_names() {
    Words affiliations = words(Field::affiliation);
    std::set<std::string_view> seen_affiliations;
    const Contributor* first = nullptr;
    const Contributor* last = nullptr;
    unsigned counted = 0;
    for (const Contributor& contributor : publication_.contributors) {
      const unsigned weight = counted++ < kNamesThatCount ? kFieldWeights.name : 0;
      add_name(Field::author, contributor.name, weight);
      if (contributor.role == ContributorRole::author) {
        if (first == nullptr) first = &contributor;
        last = &contributor;
      }
      if (contributor.orcid) {
        add_exact(Field::orcid, contributor.orcid->text());
        add_exact(Field::has, "orcid");
      }
      for (const Affiliation& affiliation : contributor.affiliations)
        if (seen_affiliations.size() < kMostAffiliations && seen_affiliations.insert(affiliation.text).second)
          affiliations.add(affiliation.text, 0);
    }
    if (first != nullptr) add_name(Field::first_author, first->name, 0);
    if (last != nullptr) add_name(Field::last_author, last->name, 0);
    for (const std::string& member : source_.members) add_counted(Field::member, member);
    if (!source_.members.empty()) add_exact(Field::is, "member");
  }

  void add_venue_and_type() {
    const Venue& venue = publication_.venue;
    Words journals = words(Field::journal);
    journals.add(venue.title, kFieldWeights.journal);
    if (venue.short_title != venue.title) journals.add(venue.short_title, kFieldWeights.journal);
    journals.add(venue.event, kFieldWeights.journal);
    add_exact(Field::journal_name, venue.short_title);
    add_exact(Field::journal_name, venue.nlm_id);
    for (const std::string& issn : venue.issns) add_exact(Field::journal_name, issn);
    add_counted(Field::journal_name, !venue.title.empty() ? venue.title : venue.short_title);

    Words types = words(Field::type);
    types.add(work_type_label(publication_.type), 0);
    for (const std::string& type : publication_.publication_types) types.add(type, 0);
    add_counted(Field::csl_type, csl_type(publication_.type));
    for (const std::string& language : publication_.languages) add_counted(Field::language, language_code(language));
  }

  void add_identifiers() {
    if (publication_.doi) {
      add_exact(Field::doi, publication_.doi->text());
      add_exact(Field::has, "doi");
    }
    if (publication_.pmid) {
      add_exact(Field::pmid, publication_.pmid->text());
      add_exact(Field::has, "pmid");
    }
    if (publication_.pmcid) {
      add_exact(Field::pmcid, publication_.pmcid->text());
      add_exact(Field::has, "pmcid");
    }
    for (const NamedIdentifier& identifier : publication_.other_identifiers)
      add_exact(Field::identifier, identifier.value);
    add_exact(Field::identifier, publication_.article_number);
    for (const DataBank& bank : publication_.databanks)
      for (const std::string& accession : bank.accessions) add_exact(Field::identifier, accession);
    Words grants = words(Field::grant);
    for (const Grant& grant : publication_.grants) {
      grants.continue_with(grant.number, 0);
      grants.continue_with(grant.funder, 0);
      grants.end_unit();
    }
    if (!publication_.grants.empty()) add_exact(Field::has, "grant");
    for (const RecordKey& record : publication_.sources) add_counted(Field::source, record.source);
  }

  void add_state() {
    for (const Notice& notice : publication_.notices) {
      add_counted(Field::notice, notice_name(notice.kind));
      switch (notice.kind) {
        case NoticeKind::retraction: add_exact(Field::is, "retracted"); break;
        case NoticeKind::expression_of_concern: add_exact(Field::is, "concern"); break;
        case NoticeKind::correction: add_exact(Field::is, "corrected"); break;
      }
    }
    if (publication_.is_preprint()) add_exact(Field::is, "preprint");
    const bool open = is_known_open(publication_, source_.today);
    add_counted(Field::access, open ? "open" : "unknown");
    if (open) add_exact(Field::is, "oa");
  }

  void add_values() {
    const auto slot = [](Field field) { return static_cast<Xapian::valueno>(search_field(field).slot); };
    if (const auto date = publication_.sort_date()) {
      document_.add_value(slot(Field::published), date_value(*date));
      document_.add_value(slot(Field::year), year_value(date->year));
      add_exact(Field::has, "date");
    }
    if (publication_.cited_by)
      document_.add_value(slot(Field::cited), Xapian::sortable_serialise(static_cast<double>(*publication_.cited_by)));
    document_.add_value(slot(Field::added), moment_value(source_.added_at));
    if (publication_.dates.entered) document_.add_value(slot(Field::entered), date_value(*publication_.dates.entered));
    document_.add_value(kFacetSlot, facets_.packed());
  }

  const IndexedDocument& source_;
  const Publication& publication_;
  Tokeniser& tokeniser_;
  Xapian::Document document_;
  FacetValues facets_;
};

}  // namespace

Xapian::Document DocumentBuilder::build(const IndexedDocument& source) { return Assembly(source, tokeniser_).take(); }

}  // namespace evident::index
