// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/source_server/files.hpp"
#include "tests/support/source_server/words.hpp"

namespace evident::test::source {

using Json = nlohmann::json;

struct CrossrefRecord {
  std::string doi = {};  ///< lower case
  Json work = {};
  std::int64_t indexed = 0;  ///< milliseconds since 1970; 0: the work does not say
  std::vector<Text> titles = {};
  std::vector<Text> authors = {};
  std::vector<Text> affiliations = {};
  std::vector<Text> containers = {};
  std::vector<Text> others = {};  ///< abstract, publisher, numbers: what `query` and `query.bibliographic` also search
};

/// Every Crossref work of a folder tree. Of several copies of a work the one indexed last is kept, and of equal ones
/// the last one read.
class CrossrefLibrary {
 public:
  /// Reads .json, .jsonl, .ndjson and the same with .gz, in the order of their paths, beside what is here already: one
  /// work, a page of results, a list, or one work a line. What is malformed or holds no works is listed in skipped().
  void load(const std::filesystem::path& folder);

  const std::map<std::string, CrossrefRecord>& records() const { return records_; }
  const std::vector<Skipped>& skipped() const { return skipped_; }
  const Words& words() const { return words_; }

 private:
  void load_file(const std::filesystem::path& file);
  void load_lines(const std::filesystem::path& file, const std::string& content);
  /// How many works the value holds.
  std::size_t keep_all(const Json& value);
  void keep(const Json& work);

  std::map<std::string, CrossrefRecord> records_;
  std::vector<Skipped> skipped_;
  Words words_;
};

}  // namespace evident::test::source
