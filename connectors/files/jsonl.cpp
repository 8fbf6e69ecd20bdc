// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/jsonl.hpp"

#include "connectors/files/json_items.hpp"
#include "indexer/model/publication_json.hpp"

namespace evident::files {
namespace {

class JsonSplitter : public RecordSplitter {
 public:
  explicit JsonSplitter(std::unique_ptr<ByteSource> source) : items_(std::move(source)) {}

  Result<std::optional<RecordText>> next() override {
    auto item = items_.next();
    if (!item) return fail(item.error());
    if (!*item) return std::nullopt;
    return RecordText{std::move((*item)->text), (*item)->line};
  }
  std::uint64_t bytes_read() const override { return items_.bytes_read(); }

 private:
  JsonItems items_;
};

class JsonlWriter : public PublicationWriter {
 public:
  void begin(std::string&) override {}
  void write(const Publication& publication, std::string& out) override {
    out += publication_to_json(publication).dump(-1, ' ', false, Json::error_handler_t::replace);
    out += '\n';
  }
  void end(std::string&) override {}
};

}  // namespace

std::unique_ptr<RecordSplitter> json_splitter(std::unique_ptr<ByteSource> source) {
  return std::make_unique<JsonSplitter>(std::move(source));
}

Result<ParsedRecord> parse_jsonl(std::string_view body) {
  const Json json = Json::parse(body, nullptr, false);
  if (json.is_discarded()) return fail(Code::malformed, "this is not valid JSON");
  auto publication = publication_from_json(json);
  if (!publication) return fail(publication.error());
  ParsedRecord record{"", std::move(*publication)};
  if (record.content.id != 0)
    record.id = std::to_string(record.content.id);
  else if (!record.content.sources.empty())
    record.id = record.content.sources.front().text();
  record.content.id = 0;
  record.content.sources.clear();
  record.content.origins.clear();
  return record;
}

std::unique_ptr<PublicationWriter> jsonl_writer() { return std::make_unique<JsonlWriter>(); }

}  // namespace evident::files
