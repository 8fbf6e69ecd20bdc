// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/app/evidence_model.hpp"
#include "ui/app/publication_model.hpp"
#include "ui/app/sidebar_model.hpp"
#include "ui/app/status_model.hpp"

namespace evident::app {

enum class ExportFormat { ris, bibtex, csl_json, csv, jsonl };

/// An order to write a file: the publications named, or, where none are, all results of the current query.
struct ExportRequest {
  ExportFormat format = ExportFormat::ris;
  std::filesystem::path path;
  std::vector<PublicationId> publications;
  bool overwrite = false;
};

/// What the window draws, and what it asks for. All calls come from the frame's thread, and none may wait for disk,
/// network, index or a lock: commands start work and return; its results appear in the models after a later update().
class Controller {
 public:
  Controller() = default;
  Controller(const Controller&) = delete;
  Controller& operator=(const Controller&) = delete;
  virtual ~Controller() = default;

  /// Called once before the first frame. The controller calls `wake`, from any thread, whenever update() has news.
  virtual void on_news(std::function<void()> wake) = 0;
  /// Called at the start of each frame: takes in what workers have finished. Models change here and in commands only.
  virtual void update() = 0;
  /// True while something asked for is still being worked out; a screenshot waits for it.
  virtual bool busy() const = 0;

  virtual const SidebarModel& sidebar() const = 0;
  virtual const EvidenceModel& evidence() const = 0;
  virtual const PublicationModel& publication() const = 0;
  virtual const MembersModel& members() const = 0;
  virtual const StatusModel& status() const = 0;
  virtual const Preferences& preferences() const = 0;
  virtual const Capabilities& capabilities() const = 0;

  /// A new query; the newest question wins. Called on each keystroke, and with the same query to try again after a
  /// failure.
  virtual void search(const std::string& query) = 0;
  virtual void remove_field_chip(const std::string& key) = 0;
  virtual void set_sort(SortOrder order) = 0;
  virtual void choose_facet(const std::string& facet, const std::string& value, bool chosen) = 0;
  /// Asks for all values of a facet.
  virtual void show_all_values(const std::string& facet) = 0;
  /// Both years included.
  virtual void set_years(int from, int to) = 0;
  virtual void add_filter(const std::string& key) = 0;
  virtual void remove_filter(const std::string& key) = 0;
  virtual void clear_filters() = 0;
  /// Rows [first, last) are on screen and not in memory. Repeated each frame until they are: ask the index once.
  virtual void load_rows(RowRange range) = 0;
  /// The remedy of a remark.
  virtual void follow_remark(const std::string& key) = 0;

  /// This publication is being read: fill publication().
  virtual void select(PublicationId id) = 0;
  virtual void set_starred(PublicationId id, bool starred) = 0;
  virtual void tick(PublicationId id, bool ticked) = 0;
  virtual void add_to_collection(PublicationId id, const std::string& collection) = 0;
  /// In the person's browser; https and http only.
  virtual void open_link(const std::string& address) = 0;

  /// The person went to another screen: its model is wanted.
  virtual void show(Screen screen) = 0;
  virtual void open_collection(const std::string& key) = 0;
  virtual void open_saved_search(const std::string& key) = 0;
  /// Shows one member's accepted publications.
  virtual void open_member(MemberId member) = 0;
  /// Starts the export; the answer comes as a message.
  virtual void export_publications(const ExportRequest& request) = 0;
  /// A file name in the person's documents folder to begin with, e.g. "/home/ann/Documents/evidence.ris".
  virtual std::filesystem::path suggested_export_path(ExportFormat format) const = 0;
  virtual void harvest() = 0;
  virtual void cancel(JobId job) = 0;
  /// Files dropped on the window.
  virtual void import_files(const std::vector<std::filesystem::path>& files) = 0;

  virtual void set_theme(ThemeChoice theme) = 0;
  virtual void set_text_percent(int percent) = 0;
  virtual void dismiss(MessageId message) = 0;
};

}  // namespace evident::app
