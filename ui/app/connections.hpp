// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indexer/model/source.hpp"
#include "indexer/store/harvest_store.hpp"
#include "ui/app/settings.hpp"

namespace evident::app {

/// The sources as the settings name them, each behind its own rate limiter, and a log of what they were asked.
class Connections {
 public:
  explicit Connections(const Settings& settings);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  /// The sources of these names, all where there is none. invalid_argument for a name that is no source.
  Result<std::vector<Source*>> sources(const std::vector<std::string>& names);
  /// What was asked since the last call, oldest first; addresses are redacted. From any thread.
  std::vector<store::LoggedRequest> take_log();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace evident::app
