// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/record_files.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "connectors/crossref/crossref_parser.hpp"
#include "connectors/crossref/crossref_reader.hpp"
#include "connectors/files/bibtex.hpp"
#include "connectors/files/csl_json.hpp"
#include "connectors/files/csv.hpp"
#include "connectors/files/endnote_xml.hpp"
#include "connectors/files/jsonl.hpp"
#include "connectors/files/nbib.hpp"
#include "connectors/files/open_file.hpp"
#include "connectors/files/record_text.hpp"
#include "connectors/files/ris.hpp"
#include "connectors/pubmed/pubmed_parser.hpp"
#include "connectors/pubmed/pubmed_reader.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

/// Identifiers are some ten bytes each: this is millions of them.
constexpr std::size_t kLargestIdentifierList = 64 << 20;

class CountedBytes : public ByteSource {
 public:
  CountedBytes(std::unique_ptr<ByteSource> source, std::shared_ptr<std::uint64_t> count)
      : source_(std::move(source)), count_(std::move(count)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    auto got = source_->read(buffer);
    if (got) *count_ += *got;
    return got;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  std::shared_ptr<std::uint64_t> count_;
};

/// Any reader, its progress counted where the file is read and its errors naming the file.
class FileRecords : public RecordReader {
 public:
  FileRecords(std::unique_ptr<RecordReader> reader, std::shared_ptr<std::uint64_t> count, std::string name)
      : reader_(std::move(reader)), count_(std::move(count)), name_(std::move(name)) {}

  Result<std::optional<ReadItem>> next() override {
    auto item = reader_->next();
    if (!item) return fail_while(name_, item.error());
    return item;
  }
  std::uint64_t bytes_read() const override { return *count_; }

 private:
  std::unique_ptr<RecordReader> reader_;
  std::shared_ptr<std::uint64_t> count_;
  std::string name_;
};

std::string base_name(const std::filesystem::path& path) {
  return path == "-" ? "standard input" : path.filename().string();
}

Result<IdentifierList> read_identifiers(ByteSource& source) {
  const auto text = read_all(source, kLargestIdentifierList);
  if (!text) return fail(text.error());
  IdentifierList list;
  std::uint64_t line = 1;
  std::string_view rest = *text;
  while (true) {
    const auto start = std::min(rest.find_first_not_of(" \t\r\n,;"), rest.size());
    line +=
        static_cast<std::uint64_t>(std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(start), '\n'));
    rest.remove_prefix(start);
    if (rest.empty()) return list;
    std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\n,;"));
    rest.remove_prefix(word.size());
    const std::string lower = ascii_lower(word);
    if (lower == "pmid" || lower == "doi" || lower == "pmid:" || lower == "doi:") continue;
    if (lower.starts_with("pmid:")) word.remove_prefix(5);
    if (const auto pmid = Pmid::parse(word))
      list.pmids.push_back(*pmid);
    else if (const auto doi = Doi::parse(word))
      list.dois.push_back(*doi);
    else
      list.refused.push_back({fmt::format("line {}", line), fmt::format("'{}' is neither a PMID nor a DOI", word)});
  }
}

std::unique_ptr<RecordReader> text_records(std::unique_ptr<RecordSplitter> splitter, ParseRecord parse,
                                           RecordFormat format, std::string source) {
  return std::make_unique<TextRecords>(std::move(splitter), std::move(parse), format, std::move(source));
}

/// Precondition: not id_list.
std::unique_ptr<RecordReader> reader_for(FileFormat format, std::string_view head, std::unique_ptr<ByteSource> bytes,
                                         std::string source) {
  switch (format) {
    case FileFormat::pubmed_xml: return std::make_unique<pubmed::PubmedFileReader>(std::move(bytes));
    case FileFormat::crossref_json: return std::make_unique<crossref::CrossrefFileReader>(std::move(bytes));
    case FileFormat::csl_json:
      return text_records(json_splitter(std::move(bytes)), parse_csl_json, RecordFormat::csl_json, std::move(source));
    case FileFormat::jsonl:
      return text_records(json_splitter(std::move(bytes)), parse_jsonl, RecordFormat::jsonl, std::move(source));
    case FileFormat::ris:
      return text_records(ris_splitter(std::move(bytes)), parse_ris, RecordFormat::ris, std::move(source));
    case FileFormat::bibtex:
      return text_records(bibtex_splitter(std::move(bytes)), parse_bibtex, RecordFormat::bibtex, std::move(source));
    case FileFormat::nbib: return nbib_records(std::move(bytes));
    case FileFormat::endnote_xml:
      return text_records(endnote_splitter(std::move(bytes)), parse_endnote_xml, RecordFormat::endnote_xml,
                          std::move(source));
    case FileFormat::csv:
      return text_records(csv_splitter(std::move(bytes), find_csv_header(head).value_or(CsvHeader{})), parse_csv,
                          RecordFormat::csv, std::move(source));
    case FileFormat::id_list: break;
  }
  return nullptr;
}

Result<Publication> content_of(Result<ParsedRecord> record) {
  if (!record) return fail(record.error());
  return std::move(record->content);
}

Result<Publication> parse_record(const RawRecord& raw) {
  switch (raw.format) {
    case RecordFormat::pubmed_xml: return pubmed::parse_article(raw.body);
    case RecordFormat::crossref_json: return crossref::parse_work(raw.body);
    case RecordFormat::csl_json: return content_of(parse_csl_json(raw.body));
    case RecordFormat::jsonl: return content_of(parse_jsonl(raw.body));
    case RecordFormat::ris: return content_of(parse_ris(raw.body));
    case RecordFormat::bibtex: return content_of(parse_bibtex(raw.body));
    case RecordFormat::nbib: return content_of(parse_nbib(raw.body));
    case RecordFormat::endnote_xml: return content_of(parse_endnote_xml(raw.body));
    case RecordFormat::csv: return content_of(parse_csv(raw.body));
  }
  return fail(Code::corrupt,
              fmt::format("record {} has the unknown format {}", raw.key.text(), static_cast<int>(raw.format)),
              "a newer Evident may have written it");
}

Result<OpenedFile> opened(std::unique_ptr<ByteSource> raw, const std::string& name, const std::string& source_name) {
  const auto count = std::make_shared<std::uint64_t>(0);
  auto plain = decompressed(std::make_unique<CountedBytes>(std::move(raw), count));
  if (!plain) return fail(plain.error());
  auto text = as_utf8(std::move(*plain));
  if (!text) return fail(text.error());
  const auto head = read_front(**text, kHeadSize);
  if (!head) return fail(head.error());
  const auto format = recognise(*head);
  if (!format) return fail(format.error());
  auto bytes = put_back(*head, std::move(*text));
  OpenedFile file{*format, {}};
  if (*format == FileFormat::id_list) {
    auto list = read_identifiers(*bytes);
    if (!list) return fail(list.error());
    file.content = std::move(*list);
  } else {
    file.content =
        std::make_unique<FileRecords>(reader_for(*format, *head, std::move(bytes), source_name), count, name);
  }
  return file;
}

}  // namespace

Result<OpenedFile> open_file(std::unique_ptr<ByteSource> bytes, const std::string& name,
                             const std::string& source_name) {
  auto file = opened(std::move(bytes), name, source_name);
  if (!file) return fail_while(name, file.error());
  return file;
}

Result<OpenedFile> open_file(const std::filesystem::path& path, const std::string& source_name) {
  auto raw = open_raw_bytes(path);
  if (!raw) return fail(raw.error());
  return open_file(std::move(*raw), base_name(path), source_name);
}

Result<std::unique_ptr<RecordReader>> open_records(const std::filesystem::path& path, const std::string& source_name) {
  auto file = open_file(path, source_name);
  if (!file) return fail(file.error());
  if (auto* reader = std::get_if<std::unique_ptr<RecordReader>>(&file->content)) return std::move(*reader);
  return fail(Code::unsupported, fmt::format("{} is a list of PMIDs or DOIs, not of references", base_name(path)),
              "its records have to be asked for from PubMed and Crossref");
}

std::string default_source_name(const std::filesystem::path& path) {
  if (path == "-") return "stdin";
  constexpr auto extensions = std::to_array<std::string_view>(
      {".gz", ".zst", ".xml", ".json", ".jsonl", ".ndjson", ".ris", ".bib", ".nbib", ".txt", ".csv", ".tsv"});
  std::string name = path.filename().string();
  while (true) {
    const std::string lower = ascii_lower(name);
    const auto found = std::find_if(extensions.begin(), extensions.end(), [&](std::string_view extension) {
      return lower.size() > extension.size() && lower.ends_with(extension);
    });
    if (found == extensions.end()) break;
    name.resize(name.size() - found->size());
  }
  if (name == kPubmed || name == kCrossref) name += "-file";
  return name;
}

RecordParser record_parser() { return parse_record; }

}  // namespace evident::files
