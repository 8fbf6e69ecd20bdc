// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/recognise.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <vector>

#include <fmt/format.h>

#include "connectors/files/csv_columns.hpp"
#include "connectors/files/csv_text.hpp"
#include "connectors/files/json_outline.hpp"
#include "indexer/model/identifiers.hpp"
#include "indexer/model/publication.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

constexpr std::string_view kWhatWeRead =
    "Evident reads PubMed XML, Crossref JSON, RIS, BibTeX, NBIB, CSL-JSON, EndNote XML, CSV with a known header, its "
    "own "
    "jsonl, and lists of PMIDs or DOIs";

Failure looks_like(std::string_view what) {
  return fail(Code::unsupported, fmt::format("this looks like {}, which holds no references Evident can read", what),
              std::string(kWhatWeRead));
}

struct Signature {
  std::string_view bytes;
  std::string_view what;
};
// The first bytes of files that people drop by mistake.
constexpr auto kSignatures = std::to_array<Signature>({
    {"%PDF-", "a PDF document"},
    {"PK\x03\x04", "a Word, Excel or other zipped document"},
    {"\xd0\xcf\x11\xe0", "an old Word or Excel document"},
    {"{\\rtf", "an RTF document"},
    {"SQLite format 3", "a database"},
    {"\x1f\x8b", "a file compressed twice"},
    {"\x28\xb5\x2f\xfd", "a file compressed twice"},
    {"\xfd"
     "7zXZ",
     "an xz archive"},
    {"7z\xbc\xaf", "a 7z archive"},
    {"BZh", "a bzip2 archive"},
    {"\x89PNG", "a picture"},
    {"\xff\xd8\xff", "a picture"},
    {"GIF8", "a picture"},
});

std::vector<std::string_view> lines_of(std::string_view text, std::size_t at_most) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < at_most) {
    const auto end = text.find_first_of("\r\n");
    lines.push_back(text.substr(0, end));
    if (end == text.npos) break;
    text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  return lines;
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "TY  - JOUR", also with the blanks that Cochrane and some scripts put or leave out.
bool is_ris_start(std::string_view line) {
  if (!line.starts_with("TY")) return false;
  line.remove_prefix(2);
  const auto dash = line.find('-');
  return dash >= 1 && dash <= 3 && trimmed(line.substr(0, dash)).empty() && line.size() > dash + 1 &&
         line[dash + 1] == ' ' && !trimmed(line.substr(dash + 1)).empty();
}

/// Tags that only MEDLINE's tagged form has: "MEDLINE/PubMed Data Element (Field) Descriptions", NLM, 2024.
bool is_nbib_line(std::string_view line) {
  constexpr auto tags = std::to_array<std::string_view>(
      {"PMID", "PMC", "PMCR", "OWN", "STAT", "DCOM", "FAU", "JT", "JID", "EDAT", "MHDA", "CRDT", "PHST"});
  const auto dash = line.find('-');
  if (dash == line.npos || dash > 5) return false;
  return std::find(tags.begin(), tags.end(), trimmed(line.substr(0, dash))) != tags.end();
}

bool is_bibtex_start(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with('@')) return false;
  line.remove_prefix(1);
  std::size_t letters = 0;
  while (letters < line.size() && std::isalpha(static_cast<unsigned char>(line[letters])) != 0) ++letters;
  const auto after = trimmed(line.substr(letters));
  return letters >= 3 && (after.empty() || after.front() == '{' || after.front() == '(');
}

/// The name of the root element; empty where the text is no XML.
std::string_view root_element(std::string_view text) {
  while (true) {
    text = trimmed(text);
    if (!text.starts_with('<') || text.size() < 2) return {};
    std::string_view end;
    if (text.starts_with("<?"))
      end = "?>";
    else if (text.starts_with("<!--"))
      end = "-->";
    else if (text.starts_with("<!"))
      end = text.substr(0, text.find('>')).find('[') == text.npos ? ">" : "]>";
    if (end.empty()) break;
    const auto at = text.find(end);
    if (at == text.npos) return {};
    text.remove_prefix(at + end.size());
  }
  text.remove_prefix(1);
  if (std::isalpha(static_cast<unsigned char>(text.front())) == 0 && text.front() != '_') return {};
  return text.substr(0, text.find_first_of(" \t\r\n/>"));
}

bool is_html(std::string_view text) {
  const std::string front = ascii_lower(trimmed(text.substr(0, 2000)));
  return front.starts_with("<!doctype html") || front.starts_with("<html") || front.find("<html") != front.npos ||
         front.starts_with("<head") || front.starts_with("<body");
}

Result<FileFormat> recognise_xml(std::string_view root, std::string_view text) {
  if (root == "PubmedArticleSet" || root == "PubmedBookArticleSet" || root == "PubmedArticle" ||
      root == "PubmedBookArticle" || root == "MedlineCitationSet")
    return FileFormat::pubmed_xml;
  if ((root == "xml" || root == "records" || root == "RECORDS") && text.find("<record") != text.npos)
    return FileFormat::endnote_xml;
  if (root == "eSearchResult" || root == "eFetchResult" || root == "eSummaryResult" || root == "eLinkResult" ||
      root == "ePostResult" || root == "eInfoResult")
    return looks_like(fmt::format("an E-utilities answer of the kind {}", root));
  if (root == "DescriptorRecordSet") return looks_like("NLM's MeSH vocabulary (try 'evident mesh import')");
  return looks_like(fmt::format("XML with the root element {}", root));
}

Result<FileFormat> recognise_json(std::string_view text) {
  const auto members = outline_of_first_object(text);
  const auto has = [&](std::string_view name) { return members.contains(std::string(name)); };
  const auto is = [&](std::string_view name, JsonKind kind) {
    const auto found = members.find(std::string(name));
    return found != members.end() && found->second.kind == kind;
  };
  const auto any_of = [&](std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), has);
  };
  if (has("message") && any_of({"status", "message-type", "message-version"})) return FileFormat::crossref_json;
  if (is("items", JsonKind::array) && !has("title") && text.find("\"DOI\"") != text.npos)
    return FileFormat::crossref_json;
  if (is("contributors", JsonKind::array) && any_of({"sources", "pmid", "abstract", "record_status"}))
    return FileFormat::jsonl;
  const bool crossref_marks =
      any_of({"indexed", "deposited", "is-referenced-by-count", "references-count", "content-domain"});
  // Crossref's own CSL-JSON service keeps these marks but gives the title as text, as CSL wants it.
  if (crossref_marks && has("DOI") && !is("title", JsonKind::string)) return FileFormat::crossref_json;
  if (has("DOI") && is("title", JsonKind::array)) return FileFormat::crossref_json;
  const auto type = members.find("type");
  const bool csl = type != members.end() && work_type_of_csl(type->second.text).has_value();
  if (csl || (any_of({"id", "citation-key"}) && any_of({"title", "author", "issued", "DOI"})))
    return FileFormat::csl_json;
  if (trimmed(text) == "[]") return fail(Code::unsupported, "this JSON list is empty", "there is nothing to import");
  if (has("timestamp") && has("journal") && has("updates"))
    return looks_like("a list of retraction notices (try 'evident notices import')");
  return looks_like("JSON of a kind Evident does not know");
}

/// Every word a PMID or a DOI; the last one may be cut off where the head ends.
bool is_id_list(std::string_view head) {
  std::size_t known = 0;
  while (true) {
    const auto start = head.find_first_not_of(" \t\r\n,;");
    if (start == head.npos) return known > 0;
    head.remove_prefix(start);
    const auto end = head.find_first_of(" \t\r\n,;");
    std::string_view word = head.substr(0, end);
    const std::string lower = ascii_lower(word);
    if (lower == "pmid:" || lower == "doi:" || lower == "pmid" || lower == "doi")
      word = {};
    else if (lower.starts_with("pmid:"))
      word.remove_prefix(5);
    const bool good = word.empty() || Pmid::parse(word) || Doi::parse(word);
    if (!good) return known > 0 && end == head.npos;
    if (!word.empty()) ++known;
    if (end == head.npos) return known > 0;
    head.remove_prefix(end);
  }
}

Result<FileFormat> recognise_text(std::string_view head) {
  const auto lines = lines_of(head, 4000);
  std::size_t ris_shaped = 0;
  for (const std::string_view line : lines) {
    if (is_ris_start(line)) return FileFormat::ris;
    if (line.starts_with("PMID") && line.size() > 5 && is_nbib_line(line)) return FileFormat::nbib;
    if (is_bibtex_start(line)) return FileFormat::bibtex;
    if (line.size() > 4 && is_capital(line[0]) && (is_capital(line[1]) || is_digit(line[1])) &&
        line.substr(2, 3) == "  -")
      ++ris_shaped;
  }
  if (std::any_of(lines.begin(), lines.end(), is_nbib_line)) return FileFormat::nbib;
  if (is_id_list(head)) return FileFormat::id_list;
  const auto first =
      std::find_if(lines.begin(), lines.end(), [](std::string_view line) { return !trimmed(line).empty(); });
  const std::string_view opening = trimmed(*first);
  if (opening.starts_with("FN ") || opening.starts_with("PT J"))
    return fail(Code::unsupported, "this looks like Web of Science's own plain text, which Evident does not read",
                "export RIS or BibTeX from Web of Science instead");
  if (opening.starts_with("%0 ") || opening.starts_with("%A ") || opening.starts_with("%T "))
    return fail(Code::unsupported, "this looks like EndNote's tagged (Refer) text, which Evident does not read",
                "export RIS or XML from EndNote instead");
  const std::string header = ascii_lower(opening);
  if (header.find("retractiondate") != header.npos || header.find("retraction doi") != header.npos)
    return looks_like("a Retraction Watch file (try 'evident notices import')");
  if (header.find("family") != header.npos && header.find("key") != header.npos && header.find("title") == header.npos)
    return looks_like("a roster (try 'evident member import')");
  if (find_csv_header(head)) return FileFormat::csv;
  if (ris_shaped > 0)
    return fail(Code::unsupported, "this looks like RIS, but no reference in it begins with a TY line",
                "export it again");
  if (opening.find(',') != opening.npos || opening.find('\t') != opening.npos || opening.find(';') != opening.npos)
    return looks_like("a table without the column names Evident knows (title and authors, year, DOI or PMID)");
  return looks_like("plain text");
}

}  // namespace

std::string_view file_format_label(FileFormat format) {
  switch (format) {
    case FileFormat::pubmed_xml: return "PubMed XML";
    case FileFormat::crossref_json: return "Crossref JSON";
    case FileFormat::csl_json: return "CSL-JSON";
    case FileFormat::jsonl: return "Evident's jsonl";
    case FileFormat::ris: return "RIS";
    case FileFormat::bibtex: return "BibTeX";
    case FileFormat::nbib: return "NBIB";
    case FileFormat::endnote_xml: return "EndNote XML";
    case FileFormat::csv: return "CSV";
    case FileFormat::id_list: return "a list of PMIDs or DOIs";
  }
  return "";
}

std::optional<CsvHeader> find_csv_header(std::string_view head) {
  constexpr std::size_t kLinesBefore = 12;  // Embase writes up to five lines about the search above the names
  const auto lines = lines_of(head, kLinesBefore);
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (const char delimiter : {',', '\t', ';'})
      if (is_known_header(split_csv_line(lines[i], delimiter))) return CsvHeader{i, delimiter};
  return std::nullopt;
}

Result<FileFormat> recognise(std::string_view head) {
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  if (head.empty()) return fail(Code::unsupported, "this file is empty", "there is nothing to import");
  for (const Signature& signature : kSignatures)
    if (head.starts_with(signature.bytes)) return looks_like(signature.what);
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff"))
    return fail(Code::unsupported, "this text is in UTF-16", "save it as UTF-8");
  if (head.find('\0') != head.npos) return looks_like("a program's own binary file");
  const std::string_view text = trimmed(head);
  if (text.empty()) return fail(Code::unsupported, "this file holds nothing but blanks", "there is nothing to import");
  if (text.front() == '<') {
    if (is_html(text)) return looks_like("a web page (HTML)");
    if (const auto root = root_element(text); !root.empty()) return recognise_xml(root, text);
  }
  if (text.front() == '{' || text.front() == '[') return recognise_json(text);
  return recognise_text(head);
}

}  // namespace evident::files
