// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/pubmed_parser.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "connectors/pubmed/pubmed_fields.hpp"
#include "connectors/pubmed/xml_text.hpp"

namespace evident::pubmed {
namespace {

/// Without parse_ws_pcdata the blank between "<i>a</i> <b>b</b>" is lost.
constexpr unsigned kParseOptions = pugi::parse_default | pugi::parse_ws_pcdata;

bool is_plain_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 0x20 && byte < 0x80) || c == '\n' || c == '\r' || c == '\t';
}

/// Whether there are bytes that XML does not allow: not UTF-8, or control characters.
bool needs_repair(std::string_view xml) {
  while (true) {
    const auto odd = std::find_if_not(xml.begin(), xml.end(), is_plain_byte);
    if (odd == xml.end()) return false;
    xml.remove_prefix(static_cast<std::size_t>(odd - xml.begin()));
    const auto bytes = decode_utf8(xml).bytes;
    if (bytes == 1) return true;
    xml.remove_prefix(bytes);
  }
}

/// The elements that make up one record, however they are wrapped.
struct Parts {
  pugi::xml_node citation;  ///< MedlineCitation or BookDocument
  pugi::xml_node data;      ///< PubmedData or PubmedBookData; null where there is none
  bool is_book = false;
};

Result<Parts> parts_of(pugi::xml_node root) {
  const std::string_view name = root.name();
  Parts parts;
  const char* wanted = "MedlineCitation";
  if (name == "PubmedArticle") {
    parts = {root.child("MedlineCitation"), root.child("PubmedData"), false};
  } else if (name == "PubmedBookArticle") {
    wanted = "BookDocument";
    parts = {root.child("BookDocument"), root.child("PubmedBookData"), true};
  } else if (name == "MedlineCitation" || name == "BookDocument") {
    parts = {root, {}, name == "BookDocument"};
  } else {
    return fail(Code::malformed,
                fmt::format("this is not a PubMed record: it is an element called '{}'", name.substr(0, 60)));
  }
  if (!parts.citation) return fail(Code::malformed, fmt::format("the PubMed record has no {} element", wanted));
  return parts;
}

Result<Pmid> read_pmid(pugi::xml_node citation) {
  const pugi::xml_node node = citation.child("PMID");
  if (!node) return fail(Code::malformed, "the PubMed record has no PMID");
  const std::string text = plain_text(node);
  if (text.empty()) return fail(Code::malformed, "the PubMed record has an empty PMID");
  if (const auto pmid = Pmid::parse(text)) return *pmid;
  return fail(Code::malformed, fmt::format("the PubMed record has '{}' for a PMID", text.substr(0, 40)));
}

int read_version(pugi::xml_node citation) {
  const std::string_view text = citation.child("PMID").attribute("Version").value();
  int version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version < 1 ? 1 : version;
}

}  // namespace

RecordKey record_key(const Pmid& pmid) { return {std::string(kPubmed), pmid.text()}; }

RecordKey Article::key() const {
  return content.pmid ? record_key(*content.pmid) : RecordKey{std::string(kPubmed), {}};
}

Result<Article> read_article(std::string_view xml) {
  std::string text = needs_repair(xml) ? valid_utf8(xml) : std::string(xml);
  pugi::xml_document document;
  const auto parsed = document.load_buffer_inplace(text.data(), text.size(), kParseOptions, pugi::encoding_utf8);
  if (!parsed) {
    Error error{Code::malformed, fmt::format("the PubMed record is not well-formed XML: {} at byte {}",
                                             ascii_lower(parsed.description()), parsed.offset)};
    if (parsed.offset >= 0) error.at = static_cast<std::size_t>(parsed.offset);
    return fail(std::move(error));
  }
  const auto parts = parts_of(document.document_element());
  if (!parts) return fail(parts.error());
  const auto pmid = read_pmid(parts->citation);
  if (!pmid) return fail(pmid.error());

  Article article;
  article.version = read_version(parts->citation);
  article.content.pmid = *pmid;
  if (parts->is_book)
    read_book(parts->citation, parts->data, article.content);
  else
    read_citation(parts->citation, parts->data, article.content);
  return article;
}

Result<Publication> parse_article(std::string_view xml) {
  auto article = read_article(xml);
  if (!article) return fail(article.error());
  return std::move(article->content);
}

}  // namespace evident::pubmed
