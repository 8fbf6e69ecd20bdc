// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ui/desktop/views/view_context.hpp"
#include "ui/desktop/widgets/text_field.hpp"

namespace evident::desktop {

/// Asks for a format and a file, and orders the export.
class ExportDialog {
 public:
  /// An empty list means all results of the current query.
  void open(ViewContext& context, std::vector<PublicationId> publications);
  bool is_open() const { return open_; }
  void close() { open_ = false; }
  void draw(ViewContext& context, Box window);

 private:
  void choose(ViewContext& context, app::ExportFormat format);
  void draw_formats(ViewContext& context, Box row);
  void draw_path(ViewContext& context, Box box);
  void draw_footer(ViewContext& context, Box box);
  void save(ViewContext& context);

  bool open_ = false;
  app::ExportFormat format_ = app::ExportFormat::ris;
  std::vector<PublicationId> publications_;
  TextField path_;
  std::filesystem::path suggested_;
  bool replace_ = false;  ///< leave was given to replace an existing file
};

/// All shortcuts, drawn from their table.
class KeysOverlay {
 public:
  void open() { open_ = true; }
  bool is_open() const { return open_; }
  void close() { open_ = false; }
  void draw(ViewContext& context, Box window);

 private:
  bool open_ = false;
};

}  // namespace evident::desktop
