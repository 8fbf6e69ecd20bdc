// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ui/sample_publications.hpp"

#include <algorithm>
#include <array>

#include "indexer/index/snippet.hpp"
#include "indexer/index/tokeniser.hpp"

namespace evident::test {

namespace {

struct Author {
  std::string name;
  MemberId member;  ///< 0: not on the roster
};

struct Section {
  std::string label, text;
};

struct Sample {
  std::string title;
  std::vector<Author> authors;
  std::string venue;
  int year;
  std::int64_t cited_by;
  bool retracted, preprint, open;
  std::string study_type;
  std::vector<Section> abstract;
};

const std::vector<Sample>& samples() {
  static const std::vector<Sample> kSamples = {
      {"Structured telemonitoring and 90-day readmission in adults with heart failure: a pragmatic cluster-randomised "
       "trial",
       {{"Priya Raghunathan", 1},
        {"Łukasz Święcicki", 2},
        {"Tomás Ó Briain", 0},
        {"Hannah Müller-Groß", 3},
        {"Nguyễn Văn Ánh", 0},
        {"Ελένη Παπαδοπούλου", 0},
        {"Grace Adeyemi-Clarke", 0},
        {"王小明", 0}},
       "Journal of Connected Health Research",
       2025,
       47,
       false,
       false,
       true,
       "Randomised trial",
       {{"Background",
         "Heart failure is a leading cause of unplanned hospital admission. Remote monitoring programmes promise "
         "earlier detection of decompensation, yet evidence on sustained engagement and on equity of benefit remains "
         "mixed."},
        {"Objective",
         "To estimate the effect of structured telemonitoring on 90-day readmission and mortality in adults with heart "
         "failure, and to describe patterns of engagement by age, deprivation and digital literacy."},
        {"Methods",
         "We conducted a pragmatic, cluster-randomised trial in 42 community heart-failure services (n = 3,184). "
         "Intervention sites offered daily weight, blood-pressure (mmHg) and symptom reporting with nurse-led triage; "
         "control "
         "sites continued usual care. The primary outcome was all-cause readmission within 90 days, analysed by "
         "intention to treat."},
        {"Results",
         "Readmission occurred in 18.2% of the telemonitoring group and 23.9% of controls (adjusted OR 0.71, 95% CI "
         "0.60–0.84; p < 0.001). Mortality did not differ (HR 0.94, 95% CI 0.78–1.13). Median adherence fell from 92% "
         "→ 74% "
         "over 12 weeks; patients aged ≥ 80 y engaged as often as younger patients when a carer was enrolled. Mean "
         "NT-proBNP "
         "was 1.4 × 10<sup>3</sup> pg/mL at baseline."},
        {"Conclusions",
         "Structured telemonitoring reduced readmission without widening inequalities where carers took part."}}},
      {"Equity of access to remote monitoring for heart failure in rural and coastal communities",
       {{"Hannah Müller-Groß", 3}, {"Grace Adeyemi-Clarke", 0}, {"Søren Kjærgaard", 4}},
       "Rural Health & Care Informatics",
       2024,
       12,
       false,
       false,
       true,
       "",
       {{"",
         "Coastal and rural services report lower enrolment in remote monitoring for heart failure, but the reasons "
         "are not "
         "well described. We interviewed 61 patients, carers and nurses."}}},
      {"Machine-learned triage of telemonitoring alerts in chronic heart failure",
       {{"Daniel Okonkwo", 5}, {"Анна Соколова", 0}, {"Marek Novák", 0}},
       "preMedica",
       2025,
       3,
       false,
       true,
       true,
       "",
       {{"",
         "Telemonitoring programmes for heart failure produce many alerts of uncertain value to clinicians. Using 1.9 "
         "million "
         "readings from remote monitoring kits, we trained and temporally validated a model that ranks them."}}},
      {"Wearable bioimpedance predicts decompensated heart failure: a deep-learning study",
       {{"J. Whitcombe", 0}, {"R. Delacroix-Payne", 0}, {"S. Tanaka", 0}},
       "The Digital Clinic",
       2022,
       118,
       true,
       false,
       false,
       "",
       {{"Background",
         "Thoracic bioimpedance from wrist-worn sensors has been proposed for heart failure remote monitoring."},
        {"Methods", "We trained a convolutional network on continuous recordings from 1,204 outpatients."},
        {"Results", "Decompensation was predicted 6.5 days ahead with an AUC of 0.93."},
        {"Conclusions", "Wearable sensing may allow earlier intervention."}}},
      {"Digital remote monitoring for heart failure: systematic review and network meta-analysis of 61 trials",
       {{"Ruth Castellanos", 6}, {"Łukasz Święcicki", 2}, {"Wei-Ling Chou", 0}, {"Farah Haddad", 0}},
       "Digital Medicine Letters",
       2023,
       204,
       false,
       false,
       true,
       "Systematic review",
       {{"Background",
         "Many forms of remote monitoring are offered to people with heart failure, and their relative effects are "
         "unclear."},
        {"Methods", "We searched six databases to March 2023 and ranked interventions by network meta-analysis."},
        {"Results",
         "Sixty-one trials (n = 24,870) were included; structured telephone support with telemonitoring ranked first "
         "for mortality."},
        {"Conclusions", "Programmes combining data review with human contact are most effective."}}},
      {"Patient and carer experience of home telemonitoring after discharge: a qualitative evidence synthesis",
       {{"Aoife Ní Bhriain", 7}, {"Grace Adeyemi-Clarke", 0}},
       "Expectations in Care",
       2023,
       36,
       false,
       false,
       false,
       "",
       {}},
      {"Cost-effectiveness of a nurse-led remote monitoring service for CO<sub>2</sub> retainers",
       {{"Søren Kjærgaard", 4}, {"Imogen Whitfield", 8}},
       "Applied Health Economics Review",
       2024,
       9,
       false,
       false,
       true,
       "",
       {{"", "We compared a nurse-led remote monitoring service with usual care over 24 months."}}},
      {"Implementing virtual wards: lessons from 18 acute trusts",
       {{"Ruth Castellanos", 6}, {"Daniel Okonkwo", 5}},
       "Implementation in Practice",
       2024,
       58,
       false,
       false,
       true,
       "",
       {{"", "Virtual wards were set up at speed. We describe what the trusts that kept them did differently."}}},
  };
  return kSamples;
}

/// Marks the words of the query.
app::HighlightedText marked(const MarkedText& text, const std::string& query) {
  auto words = index::index_words(query);
  std::sort(words.begin(), words.end());
  return app::highlighted(text, index::highlight(text.plain(), {std::move(words), {}}));
}

MarkedText stored(const std::string& markup) { return MarkedText::from_source(markup); }

const Sample& sample_of(PublicationId id) { return samples()[static_cast<std::size_t>(id - 1) % samples().size()]; }

std::string doi_of(PublicationId id) { return "10.5555/evident." + std::to_string(58213 + id); }

}  // namespace

app::EvidenceRow sample_row(std::size_t index, const std::string& query) {
  app::EvidenceRow row;
  row.id = static_cast<PublicationId>(index) + 1;
  const Sample& sample = sample_of(row.id);
  row.title = marked(stored(sample.title), query);
  for (std::size_t author = 0; author < std::min<std::size_t>(3, sample.authors.size()); ++author) {
    row.authors.push_back({sample.authors[author].name, sample.authors[author].member != 0});
  }
  row.author_count = sample.authors.size();
  row.venue = sample.venue;
  if (!sample.abstract.empty()) row.snippet = marked(stored(sample.abstract.front().text), query);
  row.year = sample.year;
  if (sample.retracted) row.notices.push_back(NoticeKind::retraction);
  row.preprint = sample.preprint;
  row.known_open = sample.open;
  row.study_type = sample.study_type;
  row.cited_by = sample.cited_by;
  row.starred = index == 0 || index == 4;
  row.link = "https://doi.org/" + doi_of(row.id);
  return row;
}

app::PublicationModel sample_publication(PublicationId id, const std::string& query) {
  const Sample& sample = sample_of(id);
  app::PublicationModel model;
  model.state = app::LoadState::ready;
  model.id = id;
  model.title = marked(stored(sample.title), query);
  model.preprint = sample.preprint;
  model.known_open = sample.open;
  model.study_type = sample.study_type;
  if (sample.retracted) {
    model.notices.push_back({NoticeKind::retraction, "This article has been retracted",
                             "Retraction notice 14 Nov 2023, from PubMed and Crossref. Left out of output figures.",
                             "https://doi.org/10.5555/evident.notice"});
  } else {
    model.notices_checked = "No notice known. PubMed asked 3 Nov 2026, Crossref 1 Nov 2026.";
  }
  for (const Author& author : sample.authors) {
    app::ContributorLine line{author.name, "", std::nullopt};
    if (author.member != 0) line.member = author.member;
    model.contributors.push_back(line);
    if (author.member != 0) {
      model.network.push_back({author.member, author.name, app::NetworkStatus::accepted,
                               "ORCID iD in the publisher's record · accepted 12 Mar 2026"});
    }
  }
  model.venue = sample.venue;
  model.issue_line =
      std::to_string(sample.year) + "  ·  vol 27, e58214  ·  " + std::to_string(sample.cited_by) + " citations";
  model.link = "https://doi.org/" + doi_of(id);
  model.doi_link = model.link;
  model.facts = {{"DOI", doi_of(id), model.doi_link, true},
                 {"PubMed ID", std::to_string(9000000000 + id),
                  "https://pubmed.ncbi.nlm.nih.gov/" + std::to_string(9000000000 + id) + "/", true},
                 {"Type", sample.preprint ? "Preprint" : "Journal article", "", false},
                 {"Licence", sample.open ? "CC BY 4.0" : "Not stated", "", false},
                 {"Collections", "Remote monitoring", "", false},
                 {"Sources", "PubMed, Crossref", "", false}};
  for (const Section& section : sample.abstract) {
    model.abstract.push_back({section.label, marked(stored(section.text), query)});
  }
  if (model.abstract.empty())
    model.abstract_missing = "Neither PubMed nor Crossref holds an abstract for this publication.";
  model.provenance = "From PubMed and Crossref, last read 3 Nov 2026.";
  model.starred = id == 1 || id == 5;
  model.citation =
      stored(sample.title).plain() + ". " + sample.venue + ". " + std::to_string(sample.year) + ". doi:" + doi_of(id);
  return model;
}

app::SidebarModel sample_sidebar() {
  app::SidebarModel model;
  model.library_name = "Digital Health Leaders";
  model.publications = 12482;
  model.members = 8;
  model.collections = {
      {"1", "Remote monitoring", "388"}, {"2", "AI in clinical triage", "141"}, {"3", "Health equity", "96"}};
  model.saved_searches = {{"1", "Heart failure telehealth", "12 new"}, {"2", "LLMs for clinical notes", "58"}};
  return model;
}

app::MembersModel sample_members() {
  app::MembersModel model;
  model.state = app::LoadState::ready;
  model.lines = {{1, "Priya Raghunathan", "Northmoor Hospitals", "0000-0002-1825-0097", "Yes, 3 Nov 2026", true, 34},
                 {2, "Łukasz Święcicki", "Uniwersytet Medyczny w Nowej Łące", "0000-0001-5109-3700", "Yes", true, 51},
                 {3, "Hannah Müller-Groß", "Klinikum Seeblick", "", "Yes, Mar 2026", true, 28},
                 {4, "Søren Kjærgaard", "Region Vesterhavn", "0000-0002-1694-233X", "No", false, std::nullopt}};
  return model;
}

app::YearHistogram sample_years() {
  return {2015, {60, 80, 90, 140, 170, 220, 310, 360, 440, 520, 470, 290}, 2019, 2026};
}

std::vector<app::Facet> sample_facets() {
  return {{"type",
           "Publication type",
           {{"article-journal", "Journal article", 9640, true},
            {"systematic-review", "Systematic review", 1127, true},
            {"trial", "Randomised trial", 704, true},
            {"preprint", "Preprint", 861, false}},
           4},
          {"venue",
           "Journal",
           {{"1", "J Connect Health Res", 1408, false},
            {"2", "Digital Medicine Letters", 612, false},
            {"3", "Rural Health Care Inform", 437, false},
            {"4", "Digital Clinic", 389, false}},
           218}};
}

std::vector<std::string> sample_titles_in_many_scripts() {
  return {"Ocena telemonitoringu: Łukasz Święcicki, Małgorzata Żółć-Wójcik",
          "Nguyễn Văn Ánh và Đặng Thị Hồng Phượng: theo dõi từ xa",
          "Þórður Ægisson, Åsa Öhman, Søren Kjærgaard, Çağlar İpekçi, Ștefănescu Țurcanu, Dvořák Ř",
          "Ελένη Παπαδοπούλου: ἡ τηλεϊατρικὴ ἐν Ἀθήναις",
          "Анна Соколова: дистанционный мониторинг; Ђорђе Ћирић, Їжак Ґ",
          "心力衰竭患者远程监测：王小明，陈伟",
          "在宅モニタリングの評価 山田太郎 さくら カタカナ",
          "심부전 환자의 원격 모니터링: 김민준, 이수진",
          "محمد الأحمد: المراقبة عن بعد",
          "ניטור מרחוק של אי ספיקת לב",
          "การติดตามผู้ป่วยทางไกล",
          "Ռեսուրսներ և առողջություն",
          "ტელემედიცინა",
          "α-synuclein, Δ9-THC, χ² = 3.1, p ≤ 0.05, 10⁻³ mol·L⁻¹, 5 µg → 10 µg, ∑ √ ∞ ± × ÷ ‰ € £",
          "Estimating \U0001D6FC and \U0001D45D in \U0001D4A9(0,1)"};
}

}  // namespace evident::test
