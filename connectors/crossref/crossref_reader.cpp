// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/crossref_reader.hpp"

#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "connectors/crossref/crossref_parser.hpp"
#include "connectors/crossref/json_access.hpp"

namespace evident::crossref {
namespace {

ReadItem item_of(WorkText work) {
  auto publication = parse_work(work.text);
  if (!publication) {
    std::string id = text_at(parsed_json(work.text), "DOI");
    if (id.empty())
      id = work.number == 0 ? fmt::format("line {}", work.line)
                            : fmt::format("item {} (line {})", work.number, work.line);
    return Refusal{std::move(id), fmt::format("Not read, because {}", publication.error().message)};
  }
  SourceRecord record;
  record.raw.key = publication->sources.front();
  record.raw.format = RecordFormat::crossref_json;
  record.raw.body = std::move(work.text);
  record.content = std::move(*publication);
  return record;
}

}  // namespace

Result<std::optional<ReadItem>> CrossrefFileReader::next() {
  auto found = stream_.next();
  if (!found) return fail(found.error());
  if (!*found) return std::optional<ReadItem>();
  if (auto* refusal = std::get_if<Refusal>(&**found)) return std::optional<ReadItem>(std::move(*refusal));
  return std::optional<ReadItem>(item_of(std::get<WorkText>(std::move(**found))));
}

}  // namespace evident::crossref
