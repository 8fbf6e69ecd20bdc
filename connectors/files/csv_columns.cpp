// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/csv_columns.hpp"

#include <algorithm>
#include <array>

namespace evident::files {
namespace {

struct Alias {
  std::string_view name;  ///< lower-case letters and digits only
  CsvColumn column;
};
constexpr auto kAliases = std::to_array<Alias>({
    {"id", CsvColumn::id},
    {"key", CsvColumn::id},
    {"recordid", CsvColumn::id},
    {"lensid", CsvColumn::id},
    {"accessionnumber", CsvColumn::id},
    {"centralid", CsvColumn::id},
    {"referenceid", CsvColumn::id},
    {"eid", CsvColumn::id},
    {"internalid", CsvColumn::id},
    {"covidence", CsvColumn::id},
    {"medlinepmid", CsvColumn::pmid},
    {"type", CsvColumn::type},
    {"itemtype", CsvColumn::type},
    {"publicationtype", CsvColumn::type},
    {"documenttype", CsvColumn::type},
    {"doctype", CsvColumn::type},
    {"referencetype", CsvColumn::type},
    {"title", CsvColumn::title},
    {"articletitle", CsvColumn::title},
    {"titleprimary", CsvColumn::title},
    {"primarytitle", CsvColumn::title},
    {"authors", CsvColumn::authors},
    {"author", CsvColumn::authors},
    {"authornames", CsvColumn::authors},
    {"authorsprimary", CsvColumn::authors},
    {"authorshipsauthordisplayname", CsvColumn::authors},
    {"editors", CsvColumn::editors},
    {"editor", CsvColumn::editors},
    {"year", CsvColumn::year},
    {"publicationyear", CsvColumn::year},
    {"publishedyear", CsvColumn::year},
    {"pubyear", CsvColumn::year},
    {"date", CsvColumn::date},
    {"datepublished", CsvColumn::date},
    {"publicationdate", CsvColumn::date},
    {"venue", CsvColumn::venue},
    {"journal", CsvColumn::venue},
    {"journaltitle", CsvColumn::venue},
    {"sourcetitle", CsvColumn::venue},
    {"source", CsvColumn::venue},
    {"publicationtitle", CsvColumn::venue},
    {"publication", CsvColumn::venue},
    {"periodicalfull", CsvColumn::venue},
    {"journalbook", CsvColumn::venue},
    {"primarylocationsourcedisplayname", CsvColumn::venue},
    {"venueshort", CsvColumn::venue_short},
    {"journalabbreviation", CsvColumn::venue_short},
    {"periodicalabbrev", CsvColumn::venue_short},
    {"abbreviatedsourcetitle", CsvColumn::venue_short},
    {"event", CsvColumn::event},
    {"conferencename", CsvColumn::event},
    {"issn", CsvColumn::issn},
    {"issns", CsvColumn::issn},
    {"isbn", CsvColumn::isbn},
    {"isbns", CsvColumn::isbn},
    {"volume", CsvColumn::volume},
    {"bibliovolume", CsvColumn::volume},
    {"issue", CsvColumn::issue},
    {"issuenumber", CsvColumn::issue},
    {"number", CsvColumn::issue},
    {"biblioissue", CsvColumn::issue},
    {"edition", CsvColumn::edition},
    {"pages", CsvColumn::pages},
    {"page", CsvColumn::pages},
    {"firstpage", CsvColumn::first_page},
    {"startpage", CsvColumn::first_page},
    {"pagestart", CsvColumn::first_page},
    {"bibliofirstpage", CsvColumn::first_page},
    {"lastpage", CsvColumn::last_page},
    {"endpage", CsvColumn::last_page},
    {"pageend", CsvColumn::last_page},
    {"bibliolastpage", CsvColumn::last_page},
    {"articlenumber", CsvColumn::article_number},
    {"artno", CsvColumn::article_number},
    {"doi", CsvColumn::doi},
    {"pmid", CsvColumn::pmid},
    {"pubmedid", CsvColumn::pmid},
    {"pmcid", CsvColumn::pmcid},
    {"pmc", CsvColumn::pmcid},
    {"publisher", CsvColumn::publisher},
    {"place", CsvColumn::place},
    {"location", CsvColumn::place},
    {"language", CsvColumn::language},
    {"languages", CsvColumn::language},
    {"keywords", CsvColumn::keywords},
    {"authorkeywords", CsvColumn::keywords},
    {"mesh", CsvColumn::mesh},
    {"meshterms", CsvColumn::mesh},
    {"publicationtypes", CsvColumn::publication_types},
    {"abstract", CsvColumn::abstract},
    {"abstractnote", CsvColumn::abstract},
    {"notices", CsvColumn::notices},
    {"citedby", CsvColumn::cited_by},
    {"citedbycount", CsvColumn::cited_by},
    {"citingworkscount", CsvColumn::cited_by},
    {"url", CsvColumn::url},
    {"link", CsvColumn::url},
    {"plink", CsvColumn::url},
    {"externalurl", CsvColumn::url},
    {"note", CsvColumn::note},
    {"notes", CsvColumn::note},
});

}  // namespace

std::vector<CsvColumn> columns_of_header(const std::vector<std::string>& header) {
  std::vector<CsvColumn> columns;
  for (const std::string& field : header) {
    std::string name;
    for (const char c : field) {
      if (c >= 'A' && c <= 'Z')
        name += static_cast<char>(c - 'A' + 'a');
      else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        name += c;
    }
    const auto alias = std::find_if(kAliases.begin(), kAliases.end(), [&](const Alias& a) { return a.name == name; });
    columns.push_back(alias == kAliases.end() ? CsvColumn::unknown : alias->column);
  }
  return columns;
}

bool is_known_header(const std::vector<std::string>& header) {
  const auto columns = columns_of_header(header);
  const auto has = [&](CsvColumn column) { return std::find(columns.begin(), columns.end(), column) != columns.end(); };
  return has(CsvColumn::title) && (has(CsvColumn::authors) || has(CsvColumn::year) || has(CsvColumn::abstract) ||
                                   has(CsvColumn::doi) || has(CsvColumn::pmid));
}

}  // namespace evident::files
