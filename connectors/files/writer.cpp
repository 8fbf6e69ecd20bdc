// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/writer.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "connectors/files/bibtex.hpp"
#include "connectors/files/csl_json.hpp"
#include "connectors/files/csv.hpp"
#include "connectors/files/jsonl.hpp"
#include "connectors/files/ris.hpp"

namespace evident::files {
namespace {

constexpr auto kFormats = std::to_array<ExportFormatRow>({
    {ExportFormat::ris, "ris", "ris", "application/x-research-info-systems",
     "RIS, for EndNote, Zotero, Mendeley and most others",
     "typography in titles, author identifiers and affiliations, funding, licences, other dates than the citation's, "
     "rare work types"},
    {ExportFormat::bibtex, "bibtex", "bib", "application/x-bibtex", "BibTeX, for LaTeX",
     "days of dates, author identifiers and affiliations, funding, licences, other dates than the citation's, rare "
     "work types"},
    {ExportFormat::csl_json, "csl-json", "json", "application/vnd.citationstyles.csl+json",
     "CSL-JSON, for pandoc, Zotero and citation styles",
     "author identifiers and affiliations, MeSH, funding, licences, underlining"},
    {ExportFormat::csv, "csv", "csv", "text/csv", "CSV, for spreadsheets: one row for each publication",
     "typography in titles, author identifiers and affiliations, funding, relations to other works"},
    {ExportFormat::jsonl, "jsonl", "jsonl", "application/x-ndjson",
     "Evident's own JSON Lines: every field, one publication a line", "nothing"},
});

constexpr bool in_enum_order() {
  for (std::size_t i = 0; i < kFormats.size(); ++i)
    if (kFormats[i].format != static_cast<ExportFormat>(i)) return false;
  return true;
}
static_assert(in_enum_order());

}  // namespace

std::span<const ExportFormatRow> export_formats() { return kFormats; }

Result<std::unique_ptr<PublicationWriter>> make_writer(std::string_view name, const WriteOptions& options) {
  const auto row =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const ExportFormatRow& r) { return r.name == name; });
  if (row == kFormats.end()) {
    std::string names;
    for (const ExportFormatRow& known : kFormats) names += (names.empty() ? "" : ", ") + std::string(known.name);
    return fail(Code::invalid_argument, fmt::format("there is no export format '{}'", name), "choose one of " + names);
  }
  switch (row->format) {
    case ExportFormat::ris: return ris_writer();
    case ExportFormat::bibtex: return bibtex_writer(options);
    case ExportFormat::csl_json: return csl_json_writer();
    case ExportFormat::csv: return csv_writer(options);
    case ExportFormat::jsonl: return jsonl_writer();
  }
  return fail(Code::internal, "an export format without a writer");
}

}  // namespace evident::files
