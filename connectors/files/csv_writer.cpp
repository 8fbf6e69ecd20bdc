// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/csv.hpp"
#include "connectors/files/csv_text.hpp"
#include "connectors/files/reference_fields.hpp"

namespace evident::files {
namespace {

std::string names(const Publication& publication, ContributorRole role) {
  std::vector<std::string> texts;
  for (const Contributor* contributor : with_role(publication, role)) texts.push_back(inverted_name(contributor->name));
  return joined(texts, "; ");
}

template <class List, class Text>
std::string list(const List& values, Text text) {
  std::vector<std::string> texts;
  for (const auto& value : values) texts.push_back(text(value));
  return joined(texts, "; ");
}

struct Column {
  const char* name;
  std::string (*text)(const Publication&);
};
using P = const Publication&;
const Column kColumns[] = {
    {"id", [](P p) { return p.id != 0 ? std::to_string(p.id) : std::string(); }},
    {"type", [](P p) { return std::string(csl_type(p.type)); }},
    {"title", [](P p) { return p.title.plain(); }},
    {"authors", [](P p) { return names(p, ContributorRole::author); }},
    {"editors", [](P p) { return names(p, ContributorRole::editor); }},
    {"year", [](P p) { return p.year() != 0 ? std::to_string(p.year()) : std::string(); }},
    {"date", [](P p) { return p.sort_date() ? p.sort_date()->iso() : std::string(); }},
    {"venue", [](P p) { return p.venue.title; }},
    {"venue_short", [](P p) { return p.venue.short_title; }},
    {"event", [](P p) { return p.venue.event; }},
    {"volume", [](P p) { return p.volume; }},
    {"issue", [](P p) { return p.issue; }},
    {"edition", [](P p) { return p.edition; }},
    {"pages", [](P p) { return page_range(p, "-"); }},
    {"article_number", [](P p) { return p.article_number; }},
    {"doi", [](P p) { return p.doi ? p.doi->text() : std::string(); }},
    {"pmid", [](P p) { return p.pmid ? p.pmid->text() : std::string(); }},
    {"pmcid", [](P p) { return p.pmcid ? p.pmcid->text() : std::string(); }},
    {"issns", [](P p) { return joined(p.venue.issns, "; "); }},
    {"isbns", [](P p) { return joined(identifiers_of(p, "isbn"), "; "); }},
    {"publisher", [](P p) { return p.venue.publisher; }},
    {"place", [](P p) { return p.venue.place; }},
    {"languages", [](P p) { return joined(p.languages, "; "); }},
    {"keywords", [](P p) { return list(p.keywords, [](const Keyword& k) { return k.text; }); }},
    {"mesh", [](P p) { return list(p.mesh, [](const MeshHeading& m) { return m.descriptor; }); }},
    {"publication_types", [](P p) { return joined(p.publication_types, "; "); }},
    {"cited_by", [](P p) { return p.cited_by ? std::to_string(*p.cited_by) : std::string(); }},
    {"notices", [](P p) { return list(p.notices, notice_line); }},
    {"url", [](P p) { return best_url(p); }},
    {"note", [](P p) { return p.note; }},
    {"abstract", [](P p) { return p.abstract_text(); }},
    {"sources", [](P p) { return list(p.sources, [](const RecordKey& key) { return key.text(); }); }},
};

class CsvWriter : public PublicationWriter {
 public:
  explicit CsvWriter(const WriteOptions& options) : mark_(options.csv_mark) {}

  void begin(std::string& out) override {
    if (mark_ == ByteOrderMark::with) out += "\xef\xbb\xbf";
    append_csv_row(out, csv_header(), CsvCells::as_is);
  }
  void write(const Publication& publication, std::string& out) override {
    std::vector<std::string> fields;
    for (const Column& column : kColumns) fields.push_back(column.text(publication));
    append_csv_row(out, fields, CsvCells::formula_safe);
  }
  void end(std::string&) override {}

 private:
  ByteOrderMark mark_;
};

}  // namespace

const std::vector<std::string>& csv_header() {
  static const std::vector<std::string> header = [] {
    std::vector<std::string> names;
    for (const Column& column : kColumns) names.emplace_back(column.name);
    return names;
  }();
  return header;
}

std::unique_ptr<PublicationWriter> csv_writer(const WriteOptions& options) {
  return std::make_unique<CsvWriter>(options);
}

}  // namespace evident::files
