// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ui/fake_controller.hpp"

#include <algorithm>

#include "tests/ui/sample_publications.hpp"

namespace evident::test {

namespace {

std::string on_off(bool on) { return on ? " on" : " off"; }

std::string extension(app::ExportFormat format) {
  switch (format) {
    case app::ExportFormat::ris: return "ris";
    case app::ExportFormat::bibtex: return "bib";
    case app::ExportFormat::csl_json: return "json";
    case app::ExportFormat::csv: return "csv";
    case app::ExportFormat::jsonl: return "jsonl";
  }
  return {};
}

}  // namespace

FakeController::FakeController(std::size_t total) : total_(total) {
  sidebar_model = sample_sidebar();
  members_model = sample_members();
  status_model.currency = app::Currency::current;
  status_model.currency_text = "Updated 2 min ago";
  evidence_model.filters = {{"years", "2019 – 2026"}, {"types", "3 publication types"}};
  evidence_model.available_filters = {{"open", "Open access"},
                                      {"abstract", "With an abstract"},
                                      {"members", "By members"},
                                      {"unretracted", "Leave out retracted"}};
  evidence_model.field_chips = {{"topic", "topic", "cardiology"}};
  evidence_model.years = sample_years();
  evidence_model.facets = sample_facets();
  evidence_model.ticked = {2, 5};
  answer();
}

void FakeController::answer() {
  evidence_model.state = app::LoadState::ready;
  evidence_model.total = evidence_model.query == "zzz" ? 0 : total_;
  evidence_model.rows.clear();
  ++evidence_model.answer;
  ++evidence_model.revision;
}

bool FakeController::called(const std::string& call) const {
  return std::find(calls.begin(), calls.end(), call) != calls.end();
}

void FakeController::search(const std::string& query) {
  note("search " + query);
  evidence_model.query = query;
  answer();
}

void FakeController::set_sort(app::SortOrder order) {
  note("sort " + std::to_string(static_cast<int>(order)));
  evidence_model.sort = order;
  answer();
}

void FakeController::choose_facet(const std::string& facet, const std::string& value, bool chosen) {
  note("facet " + facet + " " + value + on_off(chosen));
  for (app::Facet& candidate : evidence_model.facets) {
    for (app::FacetValue& entry : candidate.values) {
      if (candidate.key == facet && entry.key == value) entry.chosen = chosen;
    }
  }
  answer();
}

void FakeController::set_years(int from, int to) {
  note("years " + std::to_string(from) + " " + std::to_string(to));
  evidence_model.years.from = from;
  evidence_model.years.to = to;
  answer();
}

void FakeController::remove_filter(const std::string& key) {
  note("remove_filter " + key);
  std::erase_if(evidence_model.filters, [&key](const app::Filter& filter) { return filter.key == key; });
  answer();
}

void FakeController::clear_filters() {
  note("clear_filters");
  evidence_model.filters.clear();
  answer();
}

void FakeController::load_rows(app::RowRange range) {
  note("load " + std::to_string(range.first) + " " + std::to_string(range.last));
  if (!rows_arrive) return;
  constexpr std::size_t kPage = app::PagedRows<app::EvidenceRow>::kPageSize;
  for (std::size_t first = range.first; first < range.last; first += kPage) {
    std::vector<app::EvidenceRow> rows;
    for (std::size_t index = first; index < std::min(first + kPage, evidence_model.total); ++index) {
      rows.push_back(sample_row(index, evidence_model.query));
    }
    evidence_model.rows.store(first, std::move(rows));
  }
}

void FakeController::select(PublicationId id) {
  note("select " + std::to_string(id));
  publication_model = sample_publication(id, evidence_model.query);
}

void FakeController::set_starred(PublicationId id, bool starred) {
  note("star " + std::to_string(id) + on_off(starred));
  evidence_model.rows.each([&](app::EvidenceRow& row) {
    if (row.id == id) row.starred = starred;
  });
  if (publication_model.id == id) publication_model.starred = starred;
}

void FakeController::tick(PublicationId id, bool ticked) {
  note("tick " + std::to_string(id) + on_off(ticked));
  if (ticked) {
    evidence_model.ticked.insert(id);
  } else {
    evidence_model.ticked.erase(id);
  }
}

void FakeController::add_to_collection(PublicationId id, const std::string& key) {
  note("collect " + std::to_string(id) + " " + key);
}

void FakeController::show(app::Screen screen) { note("show " + std::to_string(static_cast<int>(screen))); }

void FakeController::export_publications(const app::ExportRequest& request) {
  note("export " + request.path.string());
  exports.push_back(request);
}

std::filesystem::path FakeController::suggested_export_path(app::ExportFormat format) const {
  return "/home/ann/Documents/evidence." + extension(format);
}

void FakeController::import_files(const std::vector<std::filesystem::path>& files) {
  for (const std::filesystem::path& file : files) note("import " + file.string());
}

void FakeController::set_theme(app::ThemeChoice theme) {
  note("theme " + std::to_string(static_cast<int>(theme)));
  preferences_model.theme = theme;
}

void FakeController::set_text_percent(int percent) {
  note("text " + std::to_string(percent));
  preferences_model.text_percent = percent;
}

void FakeController::dismiss(app::MessageId message) {
  note("dismiss " + std::to_string(message));
  std::erase_if(status_model.messages, [message](const app::Message& candidate) { return candidate.id == message; });
}

}  // namespace evident::test
