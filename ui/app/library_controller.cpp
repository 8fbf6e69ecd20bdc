// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/library_controller.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "ui/app/connections.hpp"
#include "ui/app/display.hpp"
#include "ui/app/export.hpp"
#include "ui/app/library_writer.hpp"
#include "ui/app/platform_open.hpp"
#include "ui/app/platform_paths.hpp"

namespace evident::app {
namespace {

constexpr std::size_t kPage = PagedRows<EvidenceRow>::kPageSize;
/// Values of a facet in the sidebar until "Show all" is asked for.
constexpr std::size_t kFacetRows = 5;
constexpr std::size_t kAllFacetRows = 200;
/// A writer elsewhere is waited for this long before the person is told.
constexpr std::chrono::seconds kWaitForWriter{5};

struct FacetRow {
  std::string_view facet;
  std::string_view label;
  std::string_view plural;
};
constexpr FacetRow kFacets[] = {
    {"type", "Publication type", "publication types"},
    {"journal", "Journal", "journals"},
    {"notice", "Notices", "kinds of notice"},
};

std::string facet_value_label(std::string_view facet, const std::string& value) {
  if (facet == "type")
    if (const auto type = work_type_of_csl(value)) return std::string(work_type_label(*type));
  if (facet == "notice")
    if (const auto notice = notice_named(value)) return std::string(notice_label(*notice));
  return value;
}

index::Sort sort_of(SortOrder order) {
  switch (order) {
    case SortOrder::relevance: return index::Sort::relevance;
    case SortOrder::newest: return index::Sort::date;
    case SortOrder::most_cited: return index::Sort::cited;
    case SortOrder::recently_added: return index::Sort::added;
  }
  return index::Sort::relevance;
}

std::string_view theme_name(ThemeChoice theme) {
  switch (theme) {
    case ThemeChoice::light: return "light";
    case ThemeChoice::dark: return "dark";
    case ThemeChoice::high_contrast: return "high-contrast";
  }
  return "light";
}

ThemeChoice theme_named(std::string_view name) {
  if (name == "dark") return ThemeChoice::dark;
  return name == "high-contrast" ? ThemeChoice::high_contrast : ThemeChoice::light;
}

std::string ago_text(std::int64_t then, std::int64_t now) {
  const std::int64_t minutes = std::max<std::int64_t>(0, (now - then) / 60);
  if (minutes < 1) return "Updated just now";
  if (minutes < 60) return fmt::format("Updated {} min ago", minutes);
  if (minutes < 24 * 60) return fmt::format("Updated {} h ago", minutes / 60);
  return "Updated " + date_text(local_day(then));
}

std::int64_t now() { return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()); }

JobProgress reporting(JobContext& context, std::string doing) {
  return [&context, doing = std::move(doing)](std::string_view unit, std::uint64_t done, std::uint64_t total) {
    Progress progress{doing, std::string(unit), static_cast<std::int64_t>(done), std::nullopt};
    if (total > 0) progress.total = static_cast<std::int64_t>(total);
    context.report(std::move(progress));
  };
}

}  // namespace

/// What a search job brings back: rows ready to draw.
struct LibraryController::Answer {
  index::SearchAnswer answer;
  std::vector<EvidenceRow> rows;
};

/// What the sidebar and the top bar say about the whole library.
struct LibraryController::Counts {
  std::int64_t publications = 0;
  std::optional<std::int64_t> harvested_at;
  bool incomplete = false;  ///< the newest run of some question ended with something missing
  MembersById roster;
  std::vector<MemberLine> lines;
};

LibraryController::LibraryController(std::filesystem::path library, Settings settings,
                                     std::filesystem::path settings_file)
    : settings_file_(std::move(settings_file)),
      settings_(std::move(settings)),
      readers_(std::make_shared<ReaderPool>(std::move(library))) {
  preferences_.theme = theme_named(settings_.theme);
  std::from_chars(settings_.scale.data(), settings_.scale.data() + settings_.scale.size(), preferences_.text_percent);
  capabilities_.harvest = true;
  capabilities_.export_files = true;
  sidebar_.library_name = settings_.library_name.empty() ? "Library" : settings_.library_name;
  refresh_filters();
  refresh_library();
  ask(Position::from_top);
}

LibraryController::~LibraryController() = default;

void LibraryController::on_news(std::function<void()> wake) { mailbox_.on_post(std::move(wake)); }

void LibraryController::update() {
  mailbox_.drain();
  status_.jobs.clear();
  for (JobStatus& job : jobs_.running())
    if (!job.title.empty()) status_.jobs.push_back(std::move(job));
}

bool LibraryController::busy() const { return !jobs_.idle(); }

index::SearchRequest LibraryController::request() const {
  index::SearchRequest request;
  request.text = evidence_.query;
  request.sort = sort_of(evidence_.sort);
  request.limit = kPage;
  request.filters = filters_;
  return request;
}

void LibraryController::ask(Position position) {
  if (position == Position::from_top) ++evidence_.answer;
  pages_asked_ = {0};
  auto wanted = request();
  search_.ask<Answer>(
      "",
      [wanted, readers = readers_](JobContext& context) mutable -> Result<Answer> {
        auto reader = readers->borrow();
        if (!reader) return fail(reader.error());
        wanted.stop = context.stop_token();
        auto found = (*reader)->search(wanted);
        if (!found) return fail(found.error());
        Answer answer;
        const PartialDate day = today();
        for (const FoundPublication& one : found->publications)
          answer.rows.push_back(row_of(one, found->answer.highlights, day));
        answer.answer = std::move(found->answer);
        return answer;
      },
      [this](Result<Answer> answer) { take_answer(std::move(answer)); });
}

void LibraryController::take_answer(Result<Answer> answer) {
  ++evidence_.revision;
  evidence_.remarks.clear();
  if (!answer) {
    if (answer.error().code == Code::cancelled) return;
    evidence_.state = answer.error().code == Code::not_found ? LoadState::ready : LoadState::failed;
    evidence_.library_empty = answer.error().code == Code::not_found;
    evidence_.error = answer.error();
    evidence_.total = 0;
    evidence_.rows.clear();
    return;
  }
  evidence_.state = LoadState::ready;
  evidence_.total = answer->answer.total;
  evidence_.total_is = answer->answer.total_is == index::TotalIs::exact ? TotalKind::exact : TotalKind::estimate;
  evidence_.rows.clear();
  evidence_.rows.store(0, std::move(answer->rows));
  for (const std::string& warning : answer->answer.warnings) evidence_.remarks.push_back({"warning", warning, {}});
  highlights_ = std::move(answer->answer.highlights);
  ask_facets();
}

void LibraryController::ask_facets() {
  // After the hits, never delaying them. The years are counted without the year filter, so that the histogram shows
  // what lies outside it as well.
  auto wanted = request();
  wanted.limit = 0;
  for (const FacetRow& row : kFacets) wanted.facets.emplace_back(row.facet);
  using Both = std::pair<index::FacetCounts, index::FacetCounts>;
  facet_question_.ask<Both>(
      "",
      [wanted, readers = readers_](JobContext& context) mutable -> Result<Both> {
        auto reader = readers->borrow();
        if (!reader) return fail(reader.error());
        wanted.stop = context.stop_token();
        auto facets = (*reader)->index().search(wanted);
        if (!facets) return fail(facets.error());
        wanted.facets = {"year"};
        wanted.filters.from_year.reset();
        wanted.filters.to_year.reset();
        auto years = (*reader)->index().search(wanted);
        if (!years) return fail(years.error());
        return Both{std::move(facets->facets), std::move(years->facets)};
      },
      [this](Result<Both> both) {
        if (!both) {
          if (both.error().code != Code::cancelled) tell(both.error());
          return;
        }
        take_facets(std::move(both->first), std::move(both->second));
      });
}

void LibraryController::take_facets(index::FacetCounts facets, index::FacetCounts years) {
  facets_ = std::move(facets);
  years_ = std::move(years);
  refresh_filters();
}

void LibraryController::refresh_filters() {
  evidence_.facets.clear();
  evidence_.filters.clear();
  evidence_.available_filters.clear();
  const auto chosen_values = [&](std::string_view facet) -> const std::vector<std::string>* {
    for (const index::FacetFilter& filter : filters_.facets)
      if (filter.facet == facet) return &filter.values;
    return nullptr;
  };

  YearHistogram histogram;
  std::map<int, std::int64_t> by_year;
  for (const auto& [text, count] : years_["year"]) {
    int year = 0;
    std::from_chars(text.data(), text.data() + text.size(), year);
    if (year > 0) by_year[year] = static_cast<std::int64_t>(count);
  }
  if (!by_year.empty()) {
    // A handful of very old works would press the rest into a corner: thirty years are drawn, older ones still match.
    const int last = by_year.rbegin()->first;
    histogram.first_year = std::max(by_year.begin()->first, last - 29);
    for (int year = histogram.first_year; year <= last; ++year)
      histogram.counts.push_back(by_year.contains(year) ? by_year[year] : 0);
    histogram.from = filters_.from_year.value_or(by_year.begin()->first);
    histogram.to = filters_.to_year.value_or(last);
  }
  evidence_.years = std::move(histogram);
  if (filters_.from_year || filters_.to_year)
    evidence_.filters.push_back({"years", year_range_text(filters_.from_year.value_or(evidence_.years.first_year),
                                                          filters_.to_year.value_or(evidence_.years.last_year()))});

  for (const FacetRow& row : kFacets) {
    Facet facet;
    facet.key = row.facet;
    facet.label = row.label;
    const auto* chosen = chosen_values(row.facet);
    for (const auto& [value, count] : facets_[facet.key])
      facet.values.push_back({value, facet_value_label(row.facet, value), static_cast<std::int64_t>(count),
                              chosen != nullptr && std::find(chosen->begin(), chosen->end(), value) != chosen->end()});
    if (chosen != nullptr)
      for (const std::string& value : *chosen)
        if (!facets_[facet.key].contains(value))
          facet.values.push_back({value, facet_value_label(row.facet, value), 0, true});
    std::stable_sort(facet.values.begin(), facet.values.end(),
                     [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
    facet.value_count = facet.values.size();
    const std::size_t shown = facet_rows_.contains(facet.key) ? facet_rows_[facet.key] : kFacetRows;
    std::size_t kept = 0;
    std::erase_if(facet.values, [&](const FacetValue& value) { return kept++ >= shown && !value.chosen; });
    if (!facet.values.empty()) evidence_.facets.push_back(std::move(facet));
    if (chosen != nullptr && !chosen->empty())
      evidence_.filters.push_back(
          {"facet:" + std::string(row.facet), chosen->size() == 1 ? facet_value_label(row.facet, chosen->front())
                                                                  : fmt::format("{} {}", chosen->size(), row.plural)});
  }
  if (const auto* members = chosen_values("member")) {
    for (const std::string& key : *members) {
      std::string name = key;
      for (const auto& [id, member] : *roster_)
        if (member.key == key) name = member.name.displayed();
      evidence_.filters.push_back({"member:" + key, name});
    }
  }
  const auto toggle = [&](bool on, const char* key, const char* label) {
    (on ? evidence_.filters : evidence_.available_filters).push_back({key, label});
  };
  toggle(chosen_values("access") != nullptr, "open", "Known open access");
  toggle(filters_.retracted == index::Retracted::hidden, "retracted", "Hide retracted");
}

void LibraryController::refresh_library() {
  counting_.ask<Counts>(
      "",
      [library = readers_->library()](JobContext&) -> Result<Counts> {
        Counts counts;
        auto store = store::Store::open(library, store::Access::read);
        if (!store) return fail(store.error());
        auto publications = (*store)->publications().count();
        if (!publications) return fail(publications.error());
        counts.publications = *publications;
        auto harvested = (*store)->harvests().last_complete();
        if (!harvested) return fail(harvested.error());
        counts.harvested_at = *harvested;
        auto runs = (*store)->harvests().list(50);
        if (!runs) return fail(runs.error());
        std::set<std::string> seen;
        for (const store::HarvestRun& run : *runs)
          if (seen.insert(run.source + run.query).second && run.state != store::RunState::complete)
            counts.incomplete = true;
        auto members = (*store)->members().all();
        if (!members) return fail(members.error());
        for (Member& member : *members) {
          auto accepted = (*store)->attributions().list(
              {.publication = {}, .member_key = member.key, .status = AttributionStatus::accepted});
          if (!accepted) return fail(accepted.error());
          MemberLine line;
          line.id = member.id;
          line.name = member.name.displayed();
          if (!member.organisations.empty()) line.organisation = member.organisations.back().name;
          if (!member.orcids.empty()) line.orcid = member.orcids.front().text();
          line.consented = member.consent.given;
          line.consent = !member.consent.given ? "No"
                         : member.consent.on   ? "Yes, " + date_text(*member.consent.on)
                                               : "Yes";
          if (member.consent.given) line.accepted_publications = static_cast<std::int64_t>(accepted->size());
          counts.lines.push_back(std::move(line));
          counts.roster.emplace(member.id, std::move(member));
        }
        return counts;
      },
      [this](Result<Counts> counts) {
        if (!counts) {
          const bool none = counts.error().code == Code::not_found;
          members_.state = none ? LoadState::ready : LoadState::failed;
          members_.error = counts.error();
          sidebar_.publications = sidebar_.members = none ? std::optional<std::int64_t>(0) : std::nullopt;
          return;
        }
        sidebar_.publications = counts->publications;
        sidebar_.members = static_cast<std::int64_t>(counts->lines.size());
        evidence_.library_empty = counts->publications == 0;
        roster_ = std::make_shared<MembersById>(std::move(counts->roster));
        members_.state = LoadState::ready;
        members_.lines = std::move(counts->lines);
        status_.currency = !counts->harvested_at ? Currency::never
                           : counts->incomplete  ? Currency::attention
                                                 : Currency::current;
        status_.currency_text = counts->harvested_at ? ago_text(*counts->harvested_at, now()) : "Nothing harvested yet";
        refresh_filters();
      });
}

void LibraryController::library_changed() {
  refresh_library();
  ask(Position::kept);
  if (selected_ != 0) select(selected_);
}

void LibraryController::search(const std::string& query) {
  if (query == evidence_.query && evidence_.state != LoadState::failed) return;
  evidence_.query = query;
  ask(Position::from_top);
}

void LibraryController::remove_field_chip(const std::string&) {}

void LibraryController::set_sort(SortOrder order) {
  evidence_.sort = order;
  ask(Position::from_top);
}

void LibraryController::choose_facet(const std::string& facet, const std::string& value, bool chosen) {
  auto filter = std::find_if(filters_.facets.begin(), filters_.facets.end(),
                             [&](const index::FacetFilter& one) { return one.facet == facet; });
  if (filter == filters_.facets.end()) filter = filters_.facets.insert(filter, {facet, {}});
  std::erase(filter->values, value);
  if (chosen) filter->values.push_back(value);
  if (filter->values.empty()) filters_.facets.erase(filter);
  refresh_filters();
  ask(Position::from_top);
}

void LibraryController::show_all_values(const std::string& facet) {
  facet_rows_[facet] = kAllFacetRows;
  refresh_filters();
}

void LibraryController::set_years(int from, int to) {
  filters_.from_year = from;
  filters_.to_year = to;
  refresh_filters();
  ask(Position::from_top);
}

void LibraryController::add_filter(const std::string& key) {
  if (key == "open")
    filters_.facets.push_back({"access", {"open"}});
  else if (key == "retracted")
    filters_.retracted = index::Retracted::hidden;
  refresh_filters();
  ask(Position::from_top);
}

void LibraryController::remove_filter(const std::string& key) {
  const auto drop = [&](std::string_view facet) {
    std::erase_if(filters_.facets, [&](const index::FacetFilter& filter) { return filter.facet == facet; });
  };
  if (key == "years") {
    filters_.from_year.reset();
    filters_.to_year.reset();
  } else if (key == "retracted") {
    filters_.retracted = index::Retracted::shown;
  } else if (key == "open") {
    drop("access");
  } else if (key.starts_with("member:")) {
    drop("member");
  } else if (key.starts_with("facet:")) {
    drop(std::string_view(key).substr(6));
  }
  refresh_filters();
  ask(Position::from_top);
}

void LibraryController::clear_filters() {
  filters_ = {};
  refresh_filters();
  ask(Position::from_top);
}

void LibraryController::load_rows(RowRange range) {
  const auto missing = evidence_.rows.missing(range, evidence_.total);
  if (!missing) return;
  for (std::size_t page = missing->first / kPage; page * kPage < missing->last; ++page) {
    if (!pages_asked_.insert(page).second) continue;
    auto wanted = request();
    wanted.offset = page * kPage;
    jobs_.start<std::vector<EvidenceRow>>(
        "",
        [wanted, readers = readers_](JobContext& context) mutable -> Result<std::vector<EvidenceRow>> {
          auto reader = readers->borrow();
          if (!reader) return fail(reader.error());
          wanted.stop = context.stop_token();
          auto found = (*reader)->search(wanted);
          if (!found) return fail(found.error());
          std::vector<EvidenceRow> rows;
          const PartialDate day = today();
          for (const FoundPublication& one : found->publications)
            rows.push_back(row_of(one, found->answer.highlights, day));
          return rows;
        },
        [this, page, answer = evidence_.answer](Result<std::vector<EvidenceRow>> rows) {
          if (answer != evidence_.answer) return;  // of an older question
          pages_asked_.erase(page);
          if (!rows) return tell(rows.error());
          ++evidence_.revision;
          evidence_.rows.store(page * kPage, std::move(*rows));
        });
  }
}

void LibraryController::follow_remark(const std::string&) {}

void LibraryController::select(PublicationId id) {
  selected_ = id;
  if (id == 0) {
    reading_.abandon();
    return;
  }
  reading_.ask<PublicationModel>(
      "",
      [id, readers = readers_, highlights = highlights_, roster = roster_](JobContext&) -> Result<PublicationModel> {
        auto reader = readers->borrow();
        if (!reader) return fail(reader.error());
        auto view = (*reader)->find(id);
        if (!view) return fail(view.error());
        if (!*view) return fail(Code::not_found, "this publication has left the library", "search again");
        return publication_model_of(**view, highlights, *roster, today());
      },
      [this, id](Result<PublicationModel> model) {
        if (model) {
          publication_ = std::move(*model);
          return;
        }
        publication_ = {};
        publication_.id = id;
        publication_.state = LoadState::failed;
        publication_.error = model.error();
      });
}

void LibraryController::set_starred(PublicationId, bool) {}
void LibraryController::add_to_collection(PublicationId, const std::string&) {}
void LibraryController::open_collection(const std::string&) {}
void LibraryController::open_saved_search(const std::string&) {}

void LibraryController::tick(PublicationId id, bool ticked) {
  if (ticked)
    evidence_.ticked.insert(id);
  else
    evidence_.ticked.erase(id);
}

void LibraryController::open_link(const std::string& address) {
  if (auto opened = open_in_browser(address); !opened) tell(opened.error());
}

void LibraryController::show(Screen screen) {
  if (screen == Screen::members) refresh_library();
}

void LibraryController::open_member(MemberId member) {
  const auto found = roster_->find(member);
  if (found == roster_->end()) return;
  std::erase_if(filters_.facets, [](const index::FacetFilter& filter) { return filter.facet == "member"; });
  filters_.facets.push_back({"member", {found->second.key}});
  refresh_filters();
  ask(Position::from_top);
}

std::filesystem::path LibraryController::suggested_export_path(ExportFormat format) const {
  return documents_folder() / fmt::format("evidence.{}", export_extension(format));
}

void LibraryController::export_publications(const ExportRequest& wanted) {
  jobs_.start<std::size_t>(
      "Exporting",
      [wanted, all = request(), readers = readers_](JobContext& context) -> Result<std::size_t> {
        auto reader = readers->borrow();
        if (!reader) return fail(reader.error());
        return export_to_file(**reader, wanted, all, reporting(context, "Exporting"), context.stop_token());
      },
      [this, wanted](Result<std::size_t> written) {
        if (!written) return tell(written.error());
        tell(MessageKind::done, fmt::format("{} written to {}",
                                            counted(static_cast<std::int64_t>(*written), "publication", "publications"),
                                            wanted.path.string()));
      });
}

void LibraryController::harvest() {
  jobs_.start<harvest::HarvestReport>(
      "Harvesting",
      [library = readers_->library(), settings = settings_](JobContext& context) -> Result<harvest::HarvestReport> {
        auto writer = LibraryWriter::open(library, "the desktop's harvest", kWaitForWriter,
                                          reporting(context, "Preparing"), context.stop_token());
        if (!writer) return fail(writer.error());
        auto members = (*writer)->store().members().all();
        if (!members) return fail(members.error());
        Connections connections(settings);
        auto sources = connections.sources({});
        if (!sources) return fail(sources.error());
        return (*writer)->harvest(
            *members, *sources, [&] { return connections.take_log(); }, harvest::Harvester::Resume::where_stopped,
            [&](const harvest::HarvestProgress& at) {
              reporting(context, fmt::format("{} for {}", at.source, at.member_key))("records", at.records,
                                                                                     at.announced);
            },
            context.stop_token());
      },
      [this](Result<harvest::HarvestReport> report) {
        if (!report && report.error().code != Code::cancelled) tell(report.error());
        if (report) {
          std::int64_t added = 0;
          for (const store::HarvestRun& run : report->runs) added += run.added;
          if (report->complete())
            tell(MessageKind::done, fmt::format("Harvest complete: {}", counted(added, "new record", "new records")));
          else
            tell(MessageKind::problem, "The harvest is not complete",
                 "'evident log harvests' says what is missing; harvest again to go on");
        }
        library_changed();
      });
}

void LibraryController::cancel(JobId job) { jobs_.cancel(job); }

void LibraryController::import_files(const std::vector<std::filesystem::path>& files) {
  jobs_.start<std::vector<ImportReport>>(
      "Importing",
      [library = readers_->library(), files](JobContext& context) -> Result<std::vector<ImportReport>> {
        auto writer = LibraryWriter::open(library, "the desktop's import", kWaitForWriter,
                                          reporting(context, "Preparing"), context.stop_token());
        if (!writer) return fail(writer.error());
        std::vector<ImportReport> reports;
        for (const auto& file : files) {
          auto report = (*writer)->import_file(file, "", reporting(context, "Importing " + file.filename().string()),
                                               context.stop_token());
          if (!report) return fail(report.error());
          reports.push_back(std::move(*report));
        }
        return reports;
      },
      [this](Result<std::vector<ImportReport>> reports) {
        if (!reports) {
          tell(reports.error());
        } else {
          for (const ImportReport& report : *reports) {
            if (report.broke_off)
              tell(*report.broke_off);
            else if (!report.refused.empty())
              tell(MessageKind::problem,
                   fmt::format("{}: {} read, {} refused; the first: {}", report.file, report.received,
                               report.refused.size(), report.refused.front().why));
            else
              tell(MessageKind::done, fmt::format("{} read", counted(report.received, "record", "records")));
          }
        }
        library_changed();
      });
}

void LibraryController::remember(const std::string& key, const std::string& value) {
  jobs_.start<bool>(
      "",
      [file = settings_file_, key, value](JobContext&) -> Result<bool> {
        if (auto saved = save_setting(file, key, value); !saved) return fail(saved.error());
        return true;
      },
      [this](Result<bool> saved) {
        if (!saved) tell(saved.error());
      });
}

void LibraryController::set_theme(ThemeChoice theme) {
  preferences_.theme = theme;
  remember("theme", std::string(theme_name(theme)));
}

void LibraryController::set_text_percent(int percent) {
  preferences_.text_percent = percent;
  remember("scale", std::to_string(percent));
}

void LibraryController::tell(MessageKind kind, std::string text, std::string hint) {
  status_.messages.push_back({++last_message_, kind, std::move(text), std::move(hint)});
}

void LibraryController::dismiss(MessageId message) {
  std::erase_if(status_.messages, [&](const Message& one) { return one.id == message; });
}

}  // namespace evident::app
