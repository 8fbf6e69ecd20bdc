// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "indexer/model/result.hpp"
#include "ui/cli/context.hpp"
#include "ui/cli/exit_status.hpp"

namespace evident::cli {

/// The desktop as the command line asks for it; texts as typed, checked by open_desktop().
struct DesktopRequest {
  std::string size;    ///< "1600x1000"; empty: as the desktop likes it
  std::string scale;   ///< "1.5"; empty: as settings say, for a picture 1
  std::string theme;   ///< empty: as settings say
  std::string screen;  ///< empty: evidence
  std::string query;
  std::string library_name;                   ///< shown in the sidebar; empty: as settings say
  std::optional<std::filesystem::path> shot;  ///< draw one settled frame to this PNG, and open no window
};

/// Opens the window on the context's library until it is closed, or draws the picture.
Result<Exit> open_desktop(Context& context, const DesktopRequest& request);
/// Whether there is a display that a window could open on.
bool display_there();

}  // namespace evident::cli
