// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ui/app/controller.hpp"

namespace evident::test {

/// A controller over invented publications: answers at once, does nothing else, and keeps what it was asked.
class FakeController : public app::Controller {
 public:
  /// `total` results to any query but "zzz", which has none.
  explicit FakeController(std::size_t total = 3128);

  void on_news(std::function<void()> wake) override { wake_ = std::move(wake); }
  void update() override {}
  bool busy() const override { return false; }

  const app::SidebarModel& sidebar() const override { return sidebar_model; }
  const app::EvidenceModel& evidence() const override { return evidence_model; }
  const app::PublicationModel& publication() const override { return publication_model; }
  const app::MembersModel& members() const override { return members_model; }
  const app::StatusModel& status() const override { return status_model; }
  const app::Preferences& preferences() const override { return preferences_model; }
  const app::Capabilities& capabilities() const override { return capabilities_model; }

  void search(const std::string& query) override;
  void remove_field_chip(const std::string& key) override { note("remove_field_chip " + key); }
  void set_sort(app::SortOrder order) override;
  void choose_facet(const std::string& facet, const std::string& value, bool chosen) override;
  void show_all_values(const std::string& facet) override { note("show_all_values " + facet); }
  void set_years(int from, int to) override;
  void add_filter(const std::string& key) override { note("add_filter " + key); }
  void remove_filter(const std::string& key) override;
  void clear_filters() override;
  void load_rows(app::RowRange range) override;
  void follow_remark(const std::string& key) override { note("follow_remark " + key); }

  void select(PublicationId id) override;
  void set_starred(PublicationId id, bool starred) override;
  void tick(PublicationId id, bool ticked) override;
  void add_to_collection(PublicationId id, const std::string& key) override;
  void open_link(const std::string& address) override { note("open_link " + address); }

  void show(app::Screen screen) override;
  void open_collection(const std::string& key) override { note("open_collection " + key); }
  void open_saved_search(const std::string& key) override { note("open_saved_search " + key); }
  void open_member(MemberId member) override { note("open_member " + std::to_string(member)); }
  void export_publications(const app::ExportRequest& request) override;
  std::filesystem::path suggested_export_path(app::ExportFormat format) const override;
  void harvest() override { note("harvest"); }
  void cancel(app::JobId job) override { note("cancel " + std::to_string(job)); }
  void import_files(const std::vector<std::filesystem::path>& files) override;

  void set_theme(app::ThemeChoice theme) override;
  void set_text_percent(int percent) override;
  void dismiss(app::MessageId message) override;

  /// The calls so far, oldest first: "tick 3 on".
  std::vector<std::string> calls;
  bool called(const std::string& call) const;

  app::SidebarModel sidebar_model;
  app::EvidenceModel evidence_model;
  app::PublicationModel publication_model;
  app::MembersModel members_model;
  app::StatusModel status_model;
  app::Preferences preferences_model;
  app::Capabilities capabilities_model{true, true, true, true};
  std::vector<app::ExportRequest> exports;
  /// While false, asked rows stay unread, as if the index were slow.
  bool rows_arrive = true;

 private:
  void note(std::string call) { calls.push_back(std::move(call)); }
  void answer();
  std::function<void()> wake_;
  std::size_t total_;
};

}  // namespace evident::test
