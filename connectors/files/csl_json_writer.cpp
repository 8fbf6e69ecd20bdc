// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/csl_json.hpp"
#include "connectors/files/reference_fields.hpp"
#include "indexer/model/publication_json.hpp"

namespace evident::files {
namespace {

struct TagPair {
  std::string_view opening, closing;
};

TagPair tags_of(Mark mark) {
  switch (mark) {
    case Mark::italic: return {"<i>", "</i>"};
    case Mark::bold: return {"<b>", "</b>"};
    case Mark::superscript: return {"<sup>", "</sup>"};
    case Mark::subscript: return {"<sub>", "</sub>"};
    case Mark::small_caps: return {"<span style=\"font-variant:small-caps;\">", "</span>"};
    case Mark::underline: return {};  // CSL has no such mark
  }
  return {};
}

/// As citation processors read it: the tags above are markup, everything else is text and not escaped.
std::string rich_text(const MarkedText& marked) {
  std::string out;
  for (const MarkedText::Span& span : marked.spans()) {
    for (const Mark mark : span.marks) out += tags_of(mark).opening;
    out += span.text;
    for (auto mark = span.marks.rbegin(); mark != span.marks.rend(); ++mark) out += tags_of(*mark).closing;
  }
  return out;
}

void put(Json& item, const char* name, std::string value) {
  if (!value.empty()) item[name] = std::move(value);
}

Json date_parts(const PartialDate& date) {
  Json parts = Json::array({date.year});
  if (date.month != 0) parts.push_back(date.month);
  if (date.day != 0) parts.push_back(date.day);
  return parts;
}

void put_date(Json& item, const char* name, const std::optional<PartialDate>& date,
              const std::optional<PartialDate>& last = {}, const std::string& words = {}) {
  if (!date && words.empty()) return;
  Json value = Json::object();
  if (date) {
    value["date-parts"] = Json::array({date_parts(*date)});
    if (last) value["date-parts"].push_back(date_parts(*last));
    if (date->season != Season::none) value["season"] = static_cast<int>(date->season);
  }
  if (!words.empty()) value["literal"] = words;
  item[name] = std::move(value);
}

void put_names(Json& item, const char* variable, const Publication& publication, ContributorRole role) {
  Json names = Json::array();
  for (const Contributor* contributor : with_role(publication, role)) {
    const PersonName& name = contributor->name;
    Json person = Json::object();
    if (name.is_collective()) {
      person["literal"] = name.collective;
    } else {
      auto [particle, family] = split_particle(name.family);
      put(person, "family", std::move(family));
      put(person, "given", name.given.empty() ? name.initials : name.given);
      put(person, "non-dropping-particle", std::move(particle));
      put(person, "suffix", name.suffix);
    }
    names.push_back(std::move(person));
  }
  if (!names.empty()) item[variable] = std::move(names);
}

void put_custom(Json& item, const Publication& publication) {
  Json custom = Json::object();
  if (!publication.notices.empty()) {
    Publication only;
    only.notices = publication.notices;
    custom["notices"] = publication_to_json(only)["notices"];
  }
  if (!publication.publication_types.empty()) custom["publication-types"] = publication.publication_types;
  if (!custom.empty()) item["custom"] = std::move(custom);
}

class CslJsonWriter : public PublicationWriter {
 public:
  void begin(std::string& out) override {
    out += '[';
    first_ = true;
    count_ = 0;
  }

  void write(const Publication& p, std::string& out) override {
    ++count_;
    Json item = Json::object();
    item["id"] = p.id != 0            ? std::to_string(p.id)
                 : !p.sources.empty() ? p.sources.front().text()
                                      : "item-" + std::to_string(count_);
    item["type"] = csl_type(p.type);
    put(item, "title", rich_text(p.title));
    put(item, "original-title", rich_text(p.original_title));
    put_names(item, "author", p, ContributorRole::author);
    put_names(item, "editor", p, ContributorRole::editor);
    put_names(item, "translator", p, ContributorRole::translator);
    put_names(item, "chair", p, ContributorRole::chair);
    put(item, "container-title", p.venue.title);
    put(item, "container-title-short", p.venue.short_title);
    put(item, "event-title", p.venue.event);
    put(item, "publisher", p.venue.publisher);
    put(item, "publisher-place", p.venue.place);
    put_date(item, "issued", p.dates.issued, p.dates.issued_end, p.dates.issued_text);
    put_date(item, "available-date", p.dates.online);
    put_date(item, "submitted", p.dates.received);
    put(item, "volume", p.volume);
    put(item, "issue", p.issue);
    put(item, "edition", p.edition);
    const std::string pages = page_range(p, "-");
    put(item, "page",
        pages.empty() ? p.article_number : pages);  // styles print the article number where pages would stand
    put(item, "number", p.article_number);
    if (p.doi) put(item, "DOI", p.doi->text());
    if (p.pmid) put(item, "PMID", p.pmid->text());
    if (p.pmcid) put(item, "PMCID", p.pmcid->text());
    put(item, "ISSN", joined(p.venue.issns, ", "));
    put(item, "ISBN", joined(identifiers_of(p, "isbn"), ", "));
    put(item, "URL", p.url);
    put(item, "language", joined(p.languages, ", "));
    std::vector<std::string> keywords;
    for (const Keyword& keyword : p.keywords) keywords.push_back(keyword.text);
    put(item, "keyword", joined(keywords, "; "));
    put(item, "abstract", p.abstract_text());
    put(item, "note", joined(note_lines(p), "\n"));
    put_custom(item, p);
    out += first_ ? "\n" : ",\n";
    first_ = false;
    out += item.dump(2, ' ', false, Json::error_handler_t::replace);
  }

  void end(std::string& out) override { out += first_ ? "]\n" : "\n]\n"; }

 private:
  bool first_ = true;
  std::size_t count_ = 0;
};

}  // namespace

std::unique_ptr<PublicationWriter> csl_json_writer() { return std::make_unique<CslJsonWriter>(); }

}  // namespace evident::files
