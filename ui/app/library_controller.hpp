// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ui/app/controller.hpp"
#include "ui/app/jobs.hpp"
#include "ui/app/presentation.hpp"
#include "ui/app/reader_pool.hpp"
#include "ui/app/settings.hpp"

namespace evident::app {

/// The Controller over a real library: every question becomes a background job with a reader of its own, every answer a
/// model. Belongs to the frame's thread.
class LibraryController final : public Controller {
 public:
  /// `settings_file` is where the theme and text size are kept when they are changed.
  LibraryController(std::filesystem::path library, Settings settings, std::filesystem::path settings_file);
  ~LibraryController() override;

  void on_news(std::function<void()> wake) override;
  void update() override;
  bool busy() const override;

  const SidebarModel& sidebar() const override { return sidebar_; }
  const EvidenceModel& evidence() const override { return evidence_; }
  const PublicationModel& publication() const override { return publication_; }
  const MembersModel& members() const override { return members_; }
  const StatusModel& status() const override { return status_; }
  const Preferences& preferences() const override { return preferences_; }
  const Capabilities& capabilities() const override { return capabilities_; }

  void search(const std::string& query) override;
  void remove_field_chip(const std::string& key) override;
  void set_sort(SortOrder order) override;
  void choose_facet(const std::string& facet, const std::string& value, bool chosen) override;
  void show_all_values(const std::string& facet) override;
  void set_years(int from, int to) override;
  void add_filter(const std::string& key) override;
  void remove_filter(const std::string& key) override;
  void clear_filters() override;
  void load_rows(RowRange range) override;
  void follow_remark(const std::string& key) override;

  void select(PublicationId id) override;
  void set_starred(PublicationId id, bool starred) override;
  void tick(PublicationId id, bool ticked) override;
  void add_to_collection(PublicationId id, const std::string& collection) override;
  void open_link(const std::string& address) override;

  void show(Screen screen) override;
  void open_collection(const std::string& key) override;
  void open_saved_search(const std::string& key) override;
  void open_member(MemberId member) override;
  void export_publications(const ExportRequest& request) override;
  std::filesystem::path suggested_export_path(ExportFormat format) const override;
  void harvest() override;
  void cancel(JobId job) override;
  void import_files(const std::vector<std::filesystem::path>& files) override;

  void set_theme(ThemeChoice theme) override;
  void set_text_percent(int percent) override;
  void dismiss(MessageId message) override;

 private:
  struct Answer;
  struct Counts;
  index::SearchRequest request() const;
  /// Where the reader's place in the list goes with a new answer.
  enum class Position {
    from_top,  ///< another question: selection and scrolling begin anew
    kept,      ///< the same question over a library that has changed
  };
  void ask(Position position);
  void ask_facets();
  void take_answer(Result<Answer> answer);
  void take_facets(index::FacetCounts facets, index::FacetCounts years);
  void refresh_filters();
  void refresh_library();
  void remember(const std::string& key, const std::string& value);
  void tell(MessageKind kind, std::string text, std::string hint = {});
  void tell(const Error& error) { tell(MessageKind::problem, error.message, error.hint); }
  /// After a job that wrote: everything on screen is asked anew.
  void library_changed();

  std::filesystem::path settings_file_;
  Settings settings_;
  std::shared_ptr<ReaderPool> readers_;
  std::shared_ptr<const MembersById> roster_ = std::make_shared<MembersById>();

  SidebarModel sidebar_;
  EvidenceModel evidence_;
  PublicationModel publication_;
  MembersModel members_;
  StatusModel status_;
  Preferences preferences_;
  Capabilities capabilities_;

  index::Filters filters_;
  std::map<std::string, std::size_t> facet_rows_;  ///< how many values of a facet are asked for
  index::FacetCounts facets_;
  index::FacetCounts years_;
  index::Highlights highlights_;
  std::set<std::size_t> pages_asked_;
  PublicationId selected_ = 0;
  MessageId last_message_ = 0;

  // Last, so that jobs end before what they deliver into goes.
  Mailbox mailbox_;
  Jobs jobs_{mailbox_};
  NewestQuestion search_{jobs_};
  NewestQuestion facet_question_{jobs_};
  NewestQuestion reading_{jobs_};
  NewestQuestion counting_{jobs_};
};

}  // namespace evident::app
