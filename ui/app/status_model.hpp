// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/app/jobs.hpp"

namespace evident::app {

using MessageId = std::uint64_t;

enum class MessageKind {
  done,     ///< goes by itself after a few seconds
  problem,  ///< stays until dismissed
};

/// Something to tell the person once.
struct Message {
  MessageId id = 0;
  MessageKind kind = MessageKind::done;
  std::string text;
  std::string hint;  ///< what the person can do; may be empty
};

/// How current the library is, shown in the top bar.
enum class Currency { current, attention, updating, never };

struct StatusModel {
  Currency currency = Currency::never;
  std::string currency_text;      ///< "Updated 2 min ago", "Nothing harvested yet"
  std::vector<JobStatus> jobs;    ///< running now
  std::vector<Message> messages;  ///< oldest first
};

enum class ThemeChoice { light, dark, high_contrast };

struct Preferences {
  ThemeChoice theme = ThemeChoice::light;
  int text_percent = 100;  ///< 90, 100, 110, 125 or 150
};

/// What this controller can do; a control whose deed is missing is not drawn.
struct Capabilities {
  bool stars = false;
  bool collections = false;
  bool harvest = false;
  bool export_files = false;
};

}  // namespace evident::app
