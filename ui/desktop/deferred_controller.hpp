// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "ui/app/controller.hpp"

namespace evident::desktop {

/// Lets views ask for things while they draw: models are the real controller's, commands wait until carry_out(). A
/// command may change the very list a view is walking through.
class DeferredController final : public app::Controller {
 public:
  explicit DeferredController(app::Controller& real) : real_(real) {}

  /// Passes on what was asked for since the last call, in order.
  void carry_out();

  void on_news(std::function<void()> wake) override { real_.on_news(std::move(wake)); }
  void update() override { real_.update(); }
  bool busy() const override { return real_.busy(); }

  const app::SidebarModel& sidebar() const override { return real_.sidebar(); }
  const app::EvidenceModel& evidence() const override { return real_.evidence(); }
  const app::PublicationModel& publication() const override { return real_.publication(); }
  const app::MembersModel& members() const override { return real_.members(); }
  const app::StatusModel& status() const override { return real_.status(); }
  const app::Preferences& preferences() const override { return real_.preferences(); }
  const app::Capabilities& capabilities() const override { return real_.capabilities(); }
  std::filesystem::path suggested_export_path(app::ExportFormat format) const override {
    return real_.suggested_export_path(format);
  }

  void search(const std::string& query) override { later(&Controller::search, query); }
  void remove_field_chip(const std::string& key) override { later(&Controller::remove_field_chip, key); }
  void set_sort(app::SortOrder order) override { later(&Controller::set_sort, order); }
  void choose_facet(const std::string& facet, const std::string& value, bool chosen) override {
    later(&Controller::choose_facet, facet, value, chosen);
  }
  void show_all_values(const std::string& facet) override { later(&Controller::show_all_values, facet); }
  void set_years(int from, int to) override { later(&Controller::set_years, from, to); }
  void add_filter(const std::string& key) override { later(&Controller::add_filter, key); }
  void remove_filter(const std::string& key) override { later(&Controller::remove_filter, key); }
  void clear_filters() override { later(&Controller::clear_filters); }
  void load_rows(app::RowRange range) override { later(&Controller::load_rows, range); }
  void follow_remark(const std::string& key) override { later(&Controller::follow_remark, key); }
  void select(PublicationId id) override { later(&Controller::select, id); }
  void set_starred(PublicationId id, bool starred) override { later(&Controller::set_starred, id, starred); }
  void tick(PublicationId id, bool ticked) override { later(&Controller::tick, id, ticked); }
  void add_to_collection(PublicationId id, const std::string& key) override {
    later(&Controller::add_to_collection, id, key);
  }
  void open_link(const std::string& address) override { later(&Controller::open_link, address); }
  void show(app::Screen screen) override { later(&Controller::show, screen); }
  void open_collection(const std::string& key) override { later(&Controller::open_collection, key); }
  void open_saved_search(const std::string& key) override { later(&Controller::open_saved_search, key); }
  void open_member(MemberId member) override { later(&Controller::open_member, member); }
  void export_publications(const app::ExportRequest& request) override {
    later(&Controller::export_publications, request);
  }
  void harvest() override { later(&Controller::harvest); }
  void cancel(app::JobId job) override { later(&Controller::cancel, job); }
  void import_files(const std::vector<std::filesystem::path>& files) override {
    later(&Controller::import_files, files);
  }
  void set_theme(app::ThemeChoice theme) override { later(&Controller::set_theme, theme); }
  void set_text_percent(int percent) override { later(&Controller::set_text_percent, percent); }
  void dismiss(app::MessageId message) override { later(&Controller::dismiss, message); }

 private:
  /// Keeps copies of the arguments: they often live in the model that the command changes.
  template <class Command, class... Arguments>
  void later(Command command, const Arguments&... arguments) {
    asked_.push_back([this, command, arguments...] { (real_.*command)(arguments...); });
  }

  app::Controller& real_;
  std::vector<std::function<void()>> asked_;
};

}  // namespace evident::desktop
