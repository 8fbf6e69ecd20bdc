// SPDX-License-Identifier: GPL-2.0-or-later
#include <filesystem>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "connectors/crossref/crossref_reader.hpp"
#include "indexer/model/publication_json.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"

using namespace evident;
using namespace evident::crossref;
namespace fs = std::filesystem;

namespace {

/// Without what is absent, so that a person can read the rest.
Json with_values_only(const Json& json) {
  if (json.is_array()) {
    Json out = Json::array();
    for (const Json& item : json) out.push_back(with_values_only(item));
    return out;
  }
  if (!json.is_object()) return json;
  Json out = Json::object();
  for (const auto& [name, value] : json.items()) {
    if (name == "origins") continue;
    Json kept = with_values_only(value);
    if (kept.is_null() || ((kept.is_array() || kept.is_object()) && kept.empty())) continue;
    out[name] = std::move(kept);
  }
  return out;
}

/// All that a reader gives for a fixture, errors included.
std::string read_to_text(const fs::path& path) {
  CrossrefFileReader reader{WorkStream(test::read_file(path))};
  Json all = Json::array();
  while (true) {
    const auto item = reader.next();
    if (!item) {
      all.push_back({{"error", item.error().message}, {"code", code_name(item.error().code)}});
      break;
    }
    if (!*item) break;
    if (const auto* record = std::get_if<SourceRecord>(&**item))
      all.push_back(with_values_only(publication_to_json(record->content)));
    else if (const auto* refusal = std::get_if<Refusal>(&**item))
      all.push_back({{"refused", refusal->id}, {"why", refusal->why}});
  }
  return all.dump(1) + "\n";
}

}  // namespace

TEST_CASE("Each Crossref fixture is read as approved") {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(test::fixture("crossref")))
    if (entry.path().filename() != "SOURCES.md") names.insert(entry.path().filename());
  REQUIRE(names.size() >= 20);
  for (const std::string& name : names) {
    INFO(name);
    test::check_golden(fs::path("crossref") / (name + ".txt"), read_to_text(test::fixture("crossref") / name));
  }
}
