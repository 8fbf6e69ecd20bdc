// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "connectors/files/open_file.hpp"
#include "connectors/files/record_files.hpp"
#include "indexer/model/publication_json.hpp"

namespace evident::test {

/// Everything a reader gave, and the error it ended with, if any.
struct ReadFile {
  std::vector<SourceRecord> records;
  std::vector<Refusal> refused;
  std::optional<Error> error;
};

inline ReadFile read_everything(RecordReader& reader) {
  ReadFile all;
  while (true) {
    auto item = reader.next();
    if (!item) {
      all.error = item.error();
      return all;
    }
    if (!*item) return all;
    if (auto* record = std::get_if<SourceRecord>(&**item))
      all.records.push_back(std::move(*record));
    else if (auto* refusal = std::get_if<Refusal>(&**item))
      all.refused.push_back(std::move(*refusal));
  }
}

/// A file that cannot even be opened as records is all error.
inline ReadFile read_text(std::string text, const std::string& source = "test") {
  auto file = files::open_file(files::bytes_in_memory(std::move(text)), "text", source);
  if (!file) return {{}, {}, file.error()};
  auto* reader = std::get_if<std::unique_ptr<RecordReader>>(&file->content);
  return reader == nullptr ? ReadFile{} : read_everything(**reader);
}

inline ReadFile read_path(const std::filesystem::path& path) {
  auto reader = files::open_records(path, "test");
  if (!reader) return {{}, {}, reader.error()};
  return read_everything(**reader);
}

/// For comparison: what a record says, without what is ours.
inline std::string as_text(Publication publication) {
  publication.id = 0;
  publication.sources.clear();
  publication.origins.clear();
  return publication_to_json(publication).dump(1);
}

}  // namespace evident::test
