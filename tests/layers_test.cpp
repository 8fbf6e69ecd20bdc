// SPDX-License-Identifier: GPL-2.0-or-later
// Who may include whom: house rule, read from the #include lines themselves.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/support/paths.hpp"

namespace {

using evident::test::source_root;
namespace fs = std::filesystem;

/// A layer and the layers it may include besides itself.
const std::map<std::string, std::set<std::string>> kAllowed = {
    {"indexer/model", {}},
    {"indexer/store", {"indexer/model"}},
    {"indexer/match", {"indexer/model"}},
    {"indexer/index", {"indexer/model"}},
    {"indexer/harvest", {"indexer/model", "indexer/store", "indexer/match", "indexer/index"}},
    {"connectors/http", {"indexer/model"}},
    {"connectors/pubmed", {"indexer/model", "connectors/http"}},
    {"connectors/crossref", {"indexer/model", "connectors/http"}},
    {"connectors/files", {"indexer/model", "connectors/pubmed", "connectors/crossref"}},
    {"ui/app",
     {"indexer/model", "indexer/store", "indexer/match", "indexer/index", "indexer/harvest", "connectors/http",
      "connectors/pubmed", "connectors/crossref", "connectors/files"}},
    {"ui/desktop", {"indexer/model", "ui/app"}},
    {"ui/cli",
     {"indexer/model", "indexer/store", "indexer/index", "indexer/harvest", "connectors/files", "ui/app",
      "ui/desktop"}},
};

/// A foreign header and the only places that may include it.
const std::vector<std::pair<std::string, std::set<std::string>>> kForeign = {
    {"sqlite3.h", {"indexer/store"}},
    {"xapian.h", {"indexer/index"}},
    {"curl/curl.h", {"connectors/http"}},
    {"imgui", {"ui/desktop"}},
    {"GLFW/", {"ui/desktop"}},
    {"CLI/", {"ui/cli"}},
    {"toml++/", {"ui/app"}},
    {"tl/expected.hpp", {"indexer/model"}},
};

struct Include {
  std::string file;
  std::string layer;
  std::string target;
};

std::string layer_of(const std::string& path) {
  const auto first = path.find('/');
  if (first == path.npos) return {};
  const auto second = path.find('/', first + 1);
  return second == path.npos ? std::string() : path.substr(0, second);
}

std::vector<Include> includes() {
  std::vector<Include> all;
  const std::regex line_form(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  for (const char* top : {"indexer", "connectors", "ui"}) {
    for (const auto& entry : fs::recursive_directory_iterator(source_root() / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp") continue;
      const std::string file = fs::relative(entry.path(), source_root()).string();
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        std::smatch match;
        if (std::regex_search(line, match, line_form)) all.push_back({file, layer_of(file), match[1]});
      }
    }
  }
  return all;
}

}  // namespace

TEST_CASE("every file of ours belongs to a known layer") {
  for (const Include& one : includes()) {
    INFO(one.file);
    CHECK(kAllowed.contains(one.layer));
  }
}

TEST_CASE("includes follow the arrows of the house") {
  const auto all = includes();
  REQUIRE(all.size() > 100);
  for (const Include& one : all) {
    const std::string target = layer_of(one.target);
    if (!kAllowed.contains(target) || target == one.layer) continue;
    INFO(one.file << " includes " << one.target);
    CHECK(kAllowed.at(one.layer).contains(target));
  }
}

TEST_CASE("each foreign library is known to its own layer only") {
  for (const Include& one : includes()) {
    for (const auto& [header, places] : kForeign) {
      if (one.target.rfind(header, 0) != 0) continue;
      INFO(one.file << " includes " << one.target);
      CHECK(places.contains(one.layer));
    }
  }
}

TEST_CASE("every source file says its licence in its first lines") {
  for (const char* top : {"indexer", "connectors", "ui", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(source_root() / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp" && entry.path().filename() != "CMakeLists.txt") continue;
      std::ifstream in(entry.path());
      std::string first;
      std::getline(in, first);
      INFO(entry.path());
      CHECK(first.find("SPDX-License-Identifier: GPL-2.0-or-later") != std::string::npos);
    }
  }
}
