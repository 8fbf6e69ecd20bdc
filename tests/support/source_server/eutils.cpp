// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/eutils.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <optional>
#include <utility>

#include "indexer/model/text.hpp"
#include "tests/support/source_server/esearch_answer.hpp"

namespace evident::test::source {
namespace {

std::vector<std::uint64_t> numbers_in(const std::string& list) {
  std::vector<std::uint64_t> out;
  std::uint64_t number = 0;
  bool inside = false;
  for (const char c : list + ',') {
    if (c >= '0' && c <= '9') {
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
      inside = true;
    } else if (inside) {
      out.push_back(std::exchange(number, 0));
      inside = false;
    }
  }
  return out;
}

std::optional<DateField> date_field(const std::string& datetype) {
  if (datetype.empty() || datetype == "edat") return DateField::entrez;
  if (datetype == "pdat") return DateField::published;
  if (datetype == "mdat") return DateField::revised;
  if (datetype == "crdt") return DateField::created;
  return std::nullopt;
}

Answer efetch_error(int status, const std::string& message) {
  return {.status = status,
          .type = "text/xml; charset=UTF-8",
          .body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<eFetchResult><ERROR>" + xml_escaped(message) +
                  "</ERROR></eFetchResult>\n"};
}

constexpr const char* article_set_head =
    "<?xml version=\"1.0\" ?>\n"
    "<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, 1st January 2025//EN\" "
    "\"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd\">\n";

std::string order_key(const PubmedRecord& record, const std::string& order) {
  if (order == "author") return record.authors.empty() ? std::string() : record.authors[0].last;
  return record.journal;
}

}  // namespace

Answer Eutils::answer(std::string_view program, const Parameters& parameters, const Distortion& distortion) {
  if (program.ends_with(".fcgi")) program.remove_suffix(5);
  if (const auto key = parameters.find("api_key"); key && !api_keys_.empty() && !api_keys_.contains(*key)) {
    // NCBI does repeat the key it refuses.
    return {.status = 400,
            .type = "application/json",
            .body = R"({"error":"API key invalid","api-key":")" + *key + R"(","type":"client","status":"unknown"})"};
  }
  if (program == "esearch") return esearch(parameters, distortion);
  if (program == "epost") return epost(parameters);
  if (program == "efetch") return efetch(parameters, distortion);
  return {.status = 404, .type = "text/plain", .body = "Unable to route request!"};
}

Answer Eutils::esearch(const Parameters& parameters, const Distortion& distortion) {
  const Mode mode = parameters.get("retmode") == "json" ? Mode::json : Mode::xml;
  if (parameters.get("db", "pubmed") != "pubmed") {
    return esearch_error("Invalid db name specified: " + parameters.get("db"), mode);
  }
  const std::string env = parameters.get("WebEnv");
  std::string term(trimmed(parameters.get("term")));
  const std::size_t wanted_key = parameters.number("query_key", 0);
  if (!env.empty() && wanted_key > 0) {
    if (stored(env, wanted_key) == nullptr) {
      return esearch_error("Unable to obtain query #" + std::to_string(wanted_key), mode);
    }
    term = "#" + std::to_string(wanted_key) + (term.empty() ? "" : " AND (" + term + ")");
  }
  if (term.empty()) return esearch_error("Empty term and query_key - nothing todo", mode);
  const std::size_t start = parameters.number("retstart", 0);
  if (start >= cap_) {
    // The line break is really sent raw, which makes the JSON invalid.
    const std::string message = "Search Backend failed: Exception:\n'retstart' cannot be larger than " +
                                std::to_string(cap_ - 1) + ". For PubMed, ESearch can only retrieve the first " +
                                std::to_string(cap_) + " records matching the query.";
    if (mode == Mode::xml) return esearch_error(message, mode);
    return {.type = "application/json; charset=UTF-8",
            .body = R"({"header":{"type":"esearch","version":"0.3"},"esearchresult":{"ERROR":")" + message + "\"}}\n"};
  }

  PubmedHits hits = distortion.no_hits ? PubmedHits{.phrases_not_found = {term}}
                                       : search(library_, term, today_, [&](std::size_t key) -> std::optional<Pmids> {
                                           const Pmids* found = stored(env, key);
                                           return found == nullptr ? std::nullopt : std::optional(*found);
                                         });
  limit_by_date(hits.pmids, parameters);
  if (parameters.get("rettype") == "count") return count_only(hits.pmids.size(), mode);

  sort(hits.pmids, ascii_lower(parameters.get("sort")));
  EsearchAnswer out{.count = hits.pmids.size(),
                    .retstart = start,
                    .term = term,
                    .phrases_not_found = std::move(hits.phrases_not_found),
                    .fields_not_found = std::move(hits.fields_not_found)};
  const std::size_t asked = parameters.number("retmax", 20);
  const std::size_t most = std::min(asked, cap_);
  if (asked > cap_) {
    out.messages.push_back("The retmax parameter is limited to " + std::to_string(cap_) + ".");
  }
  const std::size_t end = std::min({hits.pmids.size(), start + most, cap_});
  for (std::size_t i = start; i < end; ++i) out.ids.push_back(hits.pmids[i]);
  out.retmax = asked > cap_ ? cap_ : std::min(most, out.ids.size());
  if (hits.pmids.empty()) out.messages.push_back("No items found.");
  if (parameters.get("usehistory") == "y") {
    const Stored place = store(env, std::move(hits.pmids));
    out.web_env = place.web_env;
    out.query_key = place.query_key;
  }
  return written(out, mode);
}

Answer Eutils::epost(const Parameters& parameters) {
  const auto result = [](const std::string& content) {
    return Answer{.type = "text/xml; charset=UTF-8",
                  .body =
                      "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!DOCTYPE ePostResult PUBLIC \"-//NLM//DTD epost "
                      "20090526//EN\" \"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20090526/epost.dtd\">"
                      "<ePostResult>" +
                      content + "</ePostResult>\n"};
  };
  if (parameters.get("db", "pubmed") != "pubmed") {
    return result("<ERROR>Invalid db name specified: " + xml_escaped(parameters.get("db")) + "</ERROR>");
  }
  Pmids pmids = numbers_in(parameters.get("id"));
  if (pmids.empty()) return result("<ERROR>Empty ID list; Nothing to store</ERROR>");
  // At most 10,000 UIDs a request: "The E-utilities In-Depth", section "EPost".
  if (pmids.size() > 10000) return result("<ERROR>Too many UIDs in request. Maximum number of UIDs is 10000</ERROR>");
  const Stored place = store(parameters.get("WebEnv"), std::move(pmids));
  return result("<QueryKey>" + std::to_string(place.query_key) + "</QueryKey><WebEnv>" + place.web_env + "</WebEnv>");
}

Answer Eutils::efetch(const Parameters& parameters, const Distortion& distortion) {
  if (parameters.get("db", "pubmed") != "pubmed") {
    return efetch_error(400, "Invalid db name specified: " + parameters.get("db"));
  }
  const std::size_t start = parameters.number("retstart", 0);
  const std::size_t most = std::min(parameters.number("retmax", cap_), cap_);
  Pmids pmids;
  if (const std::string env = parameters.get("WebEnv"); !env.empty()) {
    const std::size_t key = parameters.number("query_key", 1);
    const Pmids* found = stored(env, key);
    if (found == nullptr) return efetch_error(200, "Unable to obtain query #" + std::to_string(key));
    if (start >= cap_) {
      return efetch_error(400, "Cannot retrieve history data. query_key: " + std::to_string(key) + ", WebEnv: " + env +
                                   ", retstart: " + std::to_string(start) + ", retmax: " + std::to_string(most));
    }
    pmids = *found;
    pmids.resize(std::min(pmids.size(), cap_));  // what a page has beyond the cap is left out without a word
  } else {
    pmids = numbers_in(parameters.get("id"));
    if (pmids.empty()) return efetch_error(400, "Empty id list - nothing todo");
  }
  const std::size_t end = start >= pmids.size() ? start : std::min(pmids.size(), start + most);
  pmids = start < end ? Pmids(pmids.begin() + static_cast<std::ptrdiff_t>(start),
                              pmids.begin() + static_cast<std::ptrdiff_t>(end))
                      : Pmids();
  pmids.resize(pmids.size() - std::min(distortion.withheld, pmids.size()));

  if (parameters.get("rettype") == "uilist") {
    std::string list;
    for (const auto pmid : pmids) list += std::to_string(pmid) + "\n";
    return {.type = "text/plain; charset=UTF-8", .body = list};
  }
  std::string records;
  for (const auto pmid : pmids) {
    const auto found = library_.records().find(pmid);
    if (found != library_.records().end()) records += found->second.xml + "\n";
  }
  const std::string set =
      records.empty() ? "<PubmedArticleSet/>" : "<PubmedArticleSet>\n" + records + "</PubmedArticleSet>";
  return {.type = "text/xml; charset=UTF-8", .body = article_set_head + set};
}

Eutils::Stored Eutils::store(const std::string& web_env, Pmids pmids) {
  std::string env = web_env;
  if (!history_.contains(env)) {
    char text[32];
    std::snprintf(text, sizeof text, "MCID_%024llx", static_cast<unsigned long long>(0x5eed000000 + next_env_++));
    env = text;
  }
  auto& entries = history_[env];
  entries.push_back(std::move(pmids));
  return {env, entries.size()};
}

const Eutils::Pmids* Eutils::stored(const std::string& web_env, std::size_t query_key) const {
  const auto found = history_.find(web_env);
  if (found == history_.end() || query_key < 1 || query_key > found->second.size()) return nullptr;
  return &found->second[query_key - 1];
}

void Eutils::limit_by_date(Pmids& pmids, const Parameters& parameters) const {
  const auto field = date_field(parameters.get("datetype"));
  std::optional<Day> from, to;
  if (const auto days = parameters.find("reldate")) {
    from = days_before(today_, static_cast<int>(parameters.number("reldate", 0)));
    to = std::numeric_limits<Day>::max();
  } else if (parameters.find("mindate") && parameters.find("maxdate")) {  // one alone is ignored
    from = day_at(parameters.get("mindate"), Edge::first);
    to = day_at(parameters.get("maxdate"), Edge::last);
  }
  if (!field || !from || !to) return;
  std::erase_if(pmids, [&](std::uint64_t pmid) {
    const auto found = library_.records().find(pmid);
    return found == library_.records().end() || !dated_within(found->second, *field, *from, *to);
  });
}

void Eutils::sort(Pmids& pmids, const std::string& order) const {
  const auto record = [&](std::uint64_t pmid) -> const PubmedRecord& { return library_.records().at(pmid); };
  const auto published = [&](std::uint64_t pmid) {
    const auto& days = record(pmid).published;
    return days.empty() ? 0 : *std::max_element(days.begin(), days.end());
  };
  if (order == "pub_date" || order == "pub date" || order == "pub+date") {
    std::stable_sort(pmids.begin(), pmids.end(), [&](auto a, auto b) { return published(a) > published(b); });
  } else if (order == "author" || order == "journalname" || order == "journal") {
    std::stable_sort(pmids.begin(), pmids.end(),
                     [&](auto a, auto b) { return order_key(record(a), order) < order_key(record(b), order); });
  }
}

}  // namespace evident::test::source
