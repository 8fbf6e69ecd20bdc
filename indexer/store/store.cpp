// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/store.hpp"

#include <fmt/format.h>

#include "indexer/store/schema.hpp"

namespace evident::store {

std::filesystem::path database_file(const std::filesystem::path& library) { return library / "evident.sqlite"; }

Store::Store(Database database)
    : database_(std::move(database)),
      records_(database_),
      publications_(database_),
      members_(database_),
      attributions_(database_),
      harvests_(database_) {}

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& library, Access access) {
  std::error_code error;
  if (access == Access::write) {
    std::filesystem::create_directories(library, error);
    if (error)
      return fail(Code::io, fmt::format("cannot make the library folder {}: {}", library.string(), error.message()),
                  "choose another folder with --library");
  } else if (!std::filesystem::exists(database_file(library), error)) {
    return fail(Code::not_found, fmt::format("there is no library in {}", library.string()),
                "import a file or harvest to start one, or name another folder with --library");
  }
  auto database = Database::open(database_file(library), access);
  if (!database) return fail(database.error());
  const auto ready = access == Access::write ? migrate(*database, library / "backups") : check_schema(*database);
  if (!ready) return fail(ready.error());
  return std::unique_ptr<Store>(new Store(std::move(*database)));
}

Result<std::vector<std::string>> Store::check() {
  std::vector<std::string> findings;
  for (const std::string_view pragma : {"PRAGMA integrity_check", "PRAGMA foreign_key_check"}) {
    auto look = database_.prepare(pragma);
    if (!look) return fail(look.error());
    while (true) {
      const auto row = look->step();
      if (!row) return fail(row.error());
      if (!*row) break;
      if (const std::string text = look->text(0); text != "ok")
        findings.push_back(fmt::format("the database reports: {}", text));
    }
  }
  return findings;
}

}  // namespace evident::store
