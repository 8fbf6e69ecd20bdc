// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/endnote_xml.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "connectors/files/line_reader.hpp"
#include "connectors/files/reference_fields.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

constexpr std::size_t kLongestRecord = 16 << 20;

class EndnoteSplitter : public RecordSplitter {
 public:
  explicit EndnoteSplitter(std::unique_ptr<ByteSource> source) : source_(std::move(source)), buffer_(64 * 1024) {}

  Result<std::optional<RecordText>> next() override {
    constexpr std::string_view opening = "<record", closing = "</record>";
    // The opening must not be <records, nor a name cut off where the text read so far ends.
    const auto found = find_more(
        [&](std::size_t from) {
          for (auto at = text_.find(opening, from); at != text_.npos; at = text_.find(opening, at + 1)) {
            if (at + opening.size() == text_.size()) return std::string::npos;
            if (std::string_view(" >\t\r\n").find(text_[at + opening.size()]) != std::string_view::npos) return at;
          }
          return std::string::npos;
        },
        opening.size());
    if (!found) return fail(found.error());
    if (*found == std::string::npos) return std::nullopt;
    drop(*found);
    const auto end = find_more([&](std::size_t from) { return text_.find(closing, from); }, std::string::npos);
    if (!end) return fail(end.error());
    if (*end == std::string::npos)
      return fail(Code::malformed, fmt::format("the record that begins at line {} is not closed", line_),
                  "fetch or copy the file again");
    RecordText record{utf8_or_windows_1252(std::string_view(text_).substr(0, *end + closing.size())), line_};
    drop(*end + closing.size());
    return record;
  }
  std::uint64_t bytes_read() const override { return bytes_read_; }

 private:
  /// Where `find` finds, reading on as long as it does not; npos at the end of the file. Only the last `keep` bytes of
  /// what was searched in vain are kept.
  template <class Find>
  Result<std::size_t> find_more(Find find, std::size_t keep) {
    std::size_t from = 0;
    while (true) {
      if (const auto at = find(from); at != std::string::npos) return at;
      if (text_.size() > kLongestRecord)
        return fail(Code::too_large,
                    fmt::format("the record that begins at line {} is longer than {} bytes", line_, kLongestRecord));
      if (keep != std::string::npos && text_.size() > keep) drop(text_.size() - keep);
      from = text_.size() > 16 ? text_.size() - 16 : 0;  // a tag may lie across two reads
      const auto got = source_->read(buffer_);
      if (!got) return fail(got.error());
      if (*got == 0) return std::string::npos;
      bytes_read_ += *got;
      text_.append(buffer_.data(), *got);
    }
  }

  void drop(std::size_t count) {
    line_ +=
        static_cast<std::uint64_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(count), '\n'));
    text_.erase(0, count);
  }

  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_;
  std::string text_;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t line_ = 1;
};

/// The marks of one <style face="bold italic">.
std::vector<Mark> marks_of(std::string_view face) {
  std::vector<Mark> marks;
  for (const std::string& word : split_list(face, " ")) {
    if (word == "bold")
      marks.push_back(Mark::bold);
    else if (word == "italic")
      marks.push_back(Mark::italic);
    else if (word == "underline")
      marks.push_back(Mark::underline);
    else if (word == "superscript")
      marks.push_back(Mark::superscript);
    else if (word == "subscript")
      marks.push_back(Mark::subscript);
  }
  return marks;
}

/// EndNote cuts text into styles; nothing else nests in it.
MarkedText marked(const pugi::xml_node& node) {
  MarkedTextBuilder builder;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      builder.text(child.value());
    } else if (child.type() == pugi::node_element) {
      const auto marks = marks_of(child.attribute("face").value());
      for (const Mark mark : marks) builder.open(mark);
      builder.text(child.text().get());
      for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) builder.close(*mark);
    }
  }
  return builder.take();
}

/// With line ends kept, which EndNote writes as CR.
std::string lines(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& child : node.children())
    text += child.type() == pugi::node_element ? child.text().get() : child.value();
  std::replace(text.begin(), text.end(), '\r', '\n');
  return std::string(trimmed(text));
}

std::string plain(const pugi::xml_node& node) { return collapsed(lines(node)); }

std::string first_of(const pugi::xml_node& record, std::initializer_list<const char*> paths) {
  for (const char* path : paths)
    if (std::string text = plain(record.first_element_by_path(path)); !text.empty()) return text;
  return {};
}

struct TypeRow {
  int number;
  WorkType type;
};
// Reference types by number: EndNote's RSXML.dtd and the tables of Zotero's importer. Others are documents.
constexpr auto kTypes = std::to_array<TypeRow>({
    {17, WorkType::article_journal},
    {43, WorkType::article_journal},
    {19, WorkType::article_magazine},
    {23, WorkType::article_newspaper},
    {6, WorkType::book},
    {28, WorkType::book},
    {44, WorkType::book},
    {5, WorkType::chapter},
    {60, WorkType::chapter},
    {10, WorkType::paper_conference},
    {47, WorkType::paper_conference},
    {27, WorkType::report},
    {46, WorkType::report},
    {32, WorkType::thesis},
    {59, WorkType::dataset},
    {9, WorkType::software},
    {12, WorkType::webpage},
    {16, WorkType::webpage},
    {56, WorkType::post_weblog},
    {25, WorkType::patent},
    {34, WorkType::manuscript},
    {36, WorkType::manuscript},
    {58, WorkType::standard},
});

void take_people(Publication& p, const pugi::xml_node& list, ContributorRole role) {
  for (const pugi::xml_node& author : list.children("author"))
    if (const std::string text = plain(author); !text.empty())
      p.contributors.push_back(contributor_from_text(text, role));
}

void take_dates(Publication& p, const pugi::xml_node& record) {
  const std::string year = first_of(record, {"dates/year"});
  const std::string day = first_of(record, {"dates/pub-dates/date"});
  if (const auto whole = PartialDate::parse(day))
    p.dates.issued = whole;
  else if (const auto span = parse_date_span(year + " " + day))
    p.dates.issued = span->first;
  else
    p.dates.issued = PartialDate::parse(year);
}

}  // namespace

std::unique_ptr<RecordSplitter> endnote_splitter(std::unique_ptr<ByteSource> source) {
  return std::make_unique<EndnoteSplitter>(std::move(source));
}

Result<ParsedRecord> parse_endnote_xml(std::string_view body) {
  pugi::xml_document document;
  const auto status =
      document.load_buffer(body.data(), body.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!status)
    return fail(Code::malformed, fmt::format("this record is not well-formed XML ({})", status.description()));
  const pugi::xml_node record = document.child("record");
  if (!record) return fail(Code::malformed, "this is no <record>");

  ParsedRecord parsed;
  parsed.id = first_of(record, {"rec-number", "accession-num"});
  Publication& p = parsed.content;
  const int number = record.child("ref-type").text().as_int();
  const auto type =
      std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeRow& row) { return row.number == number; });
  if (type != kTypes.end()) p.type = type->type;
  p.title = marked(record.first_element_by_path("titles/title"));
  p.original_title = marked(record.first_element_by_path("titles/translated-title"));
  take_people(p, record.first_element_by_path("contributors/authors"), ContributorRole::author);
  take_people(p, record.first_element_by_path("contributors/secondary-authors"), ContributorRole::editor);
  p.venue.title = first_of(record, {"titles/secondary-title", "periodical/full-title"});
  p.venue.short_title = first_of(record, {"periodical/abbr-1", "titles/alt-title"});
  p.venue.publisher = first_of(record, {"publisher"});
  p.venue.place = first_of(record, {"pub-location"});
  take_dates(p, record);
  p.volume = first_of(record, {"volume"});
  p.issue = first_of(record, {"number"});
  p.edition = first_of(record, {"edition"});
  take_pages(p, first_of(record, {"pages"}));
  take_serial_numbers(p, first_of(record, {"isbn"}));
  take_doi(p, first_of(record, {"electronic-resource-num"}));
  const std::string database = ascii_lower(first_of(record, {"remote-database-name"}));
  if (database == "pubmed" || database == "medline" || database == "nlm")
    p.pmid = Pmid::parse(first_of(record, {"accession-num"}));
  if (const std::string custom = first_of(record, {"custom2"}); custom.starts_with("PMC"))
    p.pmcid = Pmcid::parse(custom);
  for (const pugi::xml_node& keyword : record.child("keywords").children("keyword"))
    for (const std::string& word : split_list(lines(keyword), ";\n")) take_keyword(p, word);
  p.abstract = sections_from_text(lines(record.child("abstract")));
  for (std::string& language : split_list(first_of(record, {"language"}), ",;"))
    p.languages.push_back(std::move(language));
  p.url = first_of(record, {"urls/web-urls/url", "urls/related-urls/url"});
  take_note(p, lines(record.child("notes")));
  if (p.title.empty() && p.contributors.empty() && !p.doi && !p.pmid)
    return fail(Code::malformed, "this record has neither title, names, DOI nor PMID");
  return parsed;
}

}  // namespace evident::files
