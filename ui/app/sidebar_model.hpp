// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/model/member.hpp"
#include "indexer/model/result.hpp"
#include "ui/app/evidence_model.hpp"

namespace evident::app {

/// The screens that exist. What is not built is not listed here, so it cannot be shown.
enum class Screen { evidence, members, about };

/// A collection or saved search in the sidebar.
struct SidebarEntry {
  std::string key;
  std::string label;
  std::string count;  ///< "388", "12 new"; empty: none shown
};

struct SidebarModel {
  std::string library_name;
  std::optional<std::int64_t> publications;  ///< absent: not counted yet
  std::optional<std::int64_t> members;
  std::vector<SidebarEntry> collections;
  std::vector<SidebarEntry> saved_searches;
};

/// One person on the roster.
struct MemberLine {
  MemberId id = 0;
  std::string name;
  std::string organisation;
  std::string orcid;    ///< empty: none on the roster
  std::string consent;  ///< "Yes, 3 Nov 2026", "No"
  bool consented = false;
  std::optional<std::int64_t> accepted_publications;
};

struct MembersModel {
  LoadState state = LoadState::waiting;
  Error error;
  std::vector<MemberLine> lines;
};

}  // namespace evident::app
