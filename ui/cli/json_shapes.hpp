// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/model/attribution.hpp"
#include "indexer/model/member.hpp"
#include "indexer/model/publication_json.hpp"
#include "indexer/model/source.hpp"
#include "indexer/store/harvest_store.hpp"
#include "ui/app/library_reader.hpp"
#include "ui/app/library_writer.hpp"

/// The machine-readable shapes. Tools depend on names and order: add at the end, never rename. Absent is null, never
/// "".
namespace evident::cli {

Json text_or_null(const std::string& text);
Json sources_json(const std::vector<RecordKey>& sources);
Json notices_json(const std::vector<Notice>& notices);
/// The days on which each source that knows of notices last confirmed the publication; null where it was never asked.
Json notices_checked_json(const store::SourcesAsked& asked);
/// [{"id","why"}]
Json refusals_json(const std::vector<Refusal>& refusals);

/// One hit of `search --json`.
Json hit_json(const app::FoundPublication& found);
/// What a search answered, hits included; the caller may put "qid" before it and more behind.
Json search_json(const std::string& query, const app::Found& found, double took_ms);
/// One line of `attributions --json`.
Json attribution_json(const Attribution& attribution, const std::vector<RecordKey>& sources);
Json member_json(const Member& member);
Json run_json(const store::HarvestRun& run);
Json run_json(const app::ImportReport& report);
Json request_json(const store::LoggedRequest& request);

}  // namespace evident::cli
