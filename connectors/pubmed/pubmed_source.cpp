// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/pubmed_source.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "connectors/pubmed/author_query.hpp"
#include "connectors/pubmed/pubmed_parser.hpp"
#include "connectors/pubmed/pubmed_reader.hpp"

namespace evident::pubmed {
namespace {

/// Longest address sent by GET, and most PMIDs in it; above, NCBI asks for POST ("The E-utilities In-Depth", section
/// "EFetch", https://www.ncbi.nlm.nih.gov/books/NBK25499/, read 2026-11).
constexpr std::size_t kLongestAddress = 1000;
constexpr std::size_t kMostIdsInAddress = 200;
/// More than any PMID: they have at most ten digits.
constexpr std::uint64_t kAboveEveryPmid = 10'000'000'000;
/// How full a slice is aimed to be, so that a guess from a sample seldom passes the cap.
constexpr double kSliceFill = 0.9;

constexpr std::string_view kNotDelivered = "PubMed listed this record but did not deliver it, asked twice";

/// A fetched item's PMID; empty for what carries none.
std::string id_of(const ReadItem& item) {
  if (const auto* record = std::get_if<SourceRecord>(&item)) return record->raw.key.id;
  if (const auto* refusal = std::get_if<Refusal>(&item)) return refusal->id;
  return {};
}

int version_of(const ReadItem& item) {
  const auto* record = std::get_if<SourceRecord>(&item);
  return record ? record->raw.version : 0;
}

/// One item per PMID asked for: of doubled records the highest version, and a record rather than a refusal. What was
/// not asked for is left out, since the page must account for exactly what was announced.
std::map<std::uint64_t, ReadItem> by_pmid(std::vector<ReadItem> items, std::span<const Pmid> asked) {
  std::map<std::uint64_t, ReadItem> kept;
  for (ReadItem& item : items) {
    const auto pmid = Pmid::parse(id_of(item));
    if (!pmid || std::find(asked.begin(), asked.end(), *pmid) == asked.end()) continue;
    const auto known = kept.find(pmid->number());
    if (known == kept.end())
      kept.emplace(pmid->number(), std::move(item));
    else if (version_of(item) > version_of(known->second))
      known->second = std::move(item);
  }
  return kept;
}

std::string in_range(const std::string& query, std::uint64_t low, std::uint64_t high) {
  return fmt::format("({}) AND {}:{}[UID]", query, low, high);
}

/// The PMID from which on upwards a search will list about as many records as it can, guessed from one that matched
/// more than it listed: what it lists is the highest, the lowest, or a sample of all, which its order gives away.
std::uint64_t cut_for(SearchAnswer answer, std::size_t cap) {
  std::vector<Pmid>& ids = answer.ids;
  if (std::is_sorted(ids.begin(), ids.end())) return ids.back().number() + 1;
  const bool highest_first = std::is_sorted(ids.begin(), ids.end(), std::greater<>());
  std::sort(ids.begin(), ids.end(), std::greater<>());
  const double listed_share = highest_first ? 1.0 : static_cast<double>(ids.size()) / static_cast<double>(answer.count);
  const auto place = static_cast<std::size_t>(kSliceFill * static_cast<double>(cap) * listed_share);
  return ids[std::min(place, ids.size() - 1)].number();
}

}  // namespace

/// Where a query's pages have got to: everything from `below` up has been handed out.
struct PubmedSource::Position {
  std::string query;
  std::uint64_t below = 0;  ///< 0: nothing yet
  std::uint64_t total = 0;  ///< announced by the first search
  std::uint64_t handed_out = 0;

  std::string token() const {
    const nlohmann::ordered_json json = {
        {"query", query}, {"below", below}, {"total", total}, {"handed_out", handed_out}};
    return json.dump();
  }
  static Result<Position> of(const SourceQuery& query, const std::string& token) {
    Position position;
    position.query = query.text;
    if (token.empty()) return position;
    const auto json = nlohmann::json::parse(token, nullptr, false);
    const auto number = [&](const char* name, std::uint64_t& value) {
      const auto found = json.find(name);
      if (found == json.end() || !found->is_number_unsigned()) return false;
      value = found->get<std::uint64_t>();
      return true;
    };
    const bool whole = json.is_object() && json.contains("query") && number("below", position.below) &&
                       number("total", position.total) && number("handed_out", position.handed_out);
    if (!whole) return fail(Code::invalid_argument, "the place in a PubMed search to go on from cannot be read");
    if (json["query"] != query.text)
      return fail(Code::invalid_argument, "the place in a PubMed search to go on from belongs to another query");
    return position;
  }
};

PubmedSource::PubmedSource(http::PoliteClient& client, PubmedOptions options)
    : client_(client), options_(std::move(options)) {
  if (!options_.base_url.ends_with('/')) options_.base_url += '/';
  options_.page_size = std::clamp<std::size_t>(options_.page_size, 1, options_.search_cap);
}

std::string_view PubmedSource::name() const { return kPubmed; }

std::vector<SourceQuery> PubmedSource::queries_for(const Member& member, bool common_name) const {
  return author_queries(member, common_name);
}

Result<http::Response> PubmedSource::ask(const std::string& tool, http::Parameters parameters,
                                         const http::Classify& classify, std::stop_token stop) {
  parameters.insert(parameters.begin(), {"db", "pubmed"});
  parameters.emplace_back("tool", "evident");
  if (!options_.contact.empty()) parameters.emplace_back("email", options_.contact);
  if (!options_.api_key.empty()) parameters.emplace_back("api_key", options_.api_key);
  const std::string sent = http::query_string(parameters);
  const auto ids = std::find_if(parameters.begin(), parameters.end(), [](const auto& p) { return p.first == "id"; });
  const bool many = ids != parameters.end() && std::count(ids->second.begin(), ids->second.end(), ',') >=
                                                   static_cast<std::ptrdiff_t>(kMostIdsInAddress);

  http::Request request;
  request.url = options_.base_url + tool;
  if (many || request.url.size() + sent.size() > kLongestAddress) {
    request.method = http::Method::post;
    request.body = sent;
  } else {
    request.url += "?" + sent;
  }
  return client_.send(request, stop, classify);
}

Result<SearchAnswer> PubmedSource::search(const std::string& term, std::stop_token stop) {
  const auto response =
      ask("esearch.fcgi", {{"term", term}, {"retmode", "json"}, {"retmax", std::to_string(options_.search_cap)}},
          classify_search, stop);
  if (!response) return fail_while("searching PubMed", response.error());
  auto answer = read_search(response->body);
  if (!answer) return fail_while("searching PubMed", answer.error());
  const std::uint64_t expected = std::min<std::uint64_t>(answer->count, options_.search_cap);
  if (answer->ids.size() < expected)
    return fail(Code::network,
                fmt::format("PubMed announced {} records and listed {}", answer->count, answer->ids.size()),
                "Try again later.");
  return answer;
}

Result<PubmedSource::Listing> PubmedSource::list(const Position& from, std::stop_token stop) {
  const std::uint64_t high = (from.below == 0 ? kAboveEveryPmid : from.below) - 1;
  std::uint64_t low = 1;
  // The whole query first; one known to pass the cap is only asked for what is left of it.
  std::string term = from.query;
  if (from.total > options_.search_cap) term = in_range(from.query, low, high);
  bool in_our_range = from.below == 0 || from.total > options_.search_cap;
  std::uint64_t total = from.total;
  while (true) {
    auto answer = search(term, stop);
    if (!answer) return fail(answer.error());
    if (total == 0) total = answer->count;
    if (answer->count <= options_.search_cap)
      return Listing{from.query, total, low, from.below, std::move(answer->ids)};
    if (low >= high) return fail(Code::internal, "PubMed finds more records under one PMID than there can be");
    total = std::max<std::uint64_t>(total, answer->count);
    // A query that has grown past the cap since the page before says nothing yet about the part that is left.
    if (in_our_range) low = std::clamp(cut_for(std::move(*answer), options_.search_cap), low + 1, high);
    in_our_range = true;
    term = in_range(from.query, low, high);
  }
}

Result<SourcePage> PubmedSource::page(const SourceQuery& query, const std::string& token, std::stop_token stop) {
  auto position = Position::of(query, token);
  if (!position) return fail(position.error());
  Position at = std::move(*position);

  const bool at_hand = listing_ && !token.empty() && listing_->query == at.query && listing_->below == at.below;
  if (!at_hand) {
    auto listing = list(at, stop);
    if (!listing) return fail(listing.error());
    std::sort(listing->ids.begin(), listing->ids.end(), std::greater<>());
    listing->ids.erase(std::unique(listing->ids.begin(), listing->ids.end()), listing->ids.end());
    if (at.below != 0) std::erase_if(listing->ids, [&](const Pmid& id) { return id.number() >= at.below; });
    listing_ = std::move(*listing);
  }
  Listing& listing = *listing_;
  at.total = listing.total;

  const std::size_t size = std::min(options_.page_size, listing.ids.size());
  const auto page_end = listing.ids.begin() + static_cast<std::ptrdiff_t>(size);
  SourcePage page;
  if (auto fetched = fetch({listing.ids.begin(), page_end}, page, stop); !fetched) return fail(fetched.error());

  at.handed_out += size;
  const bool slice_done = size == listing.ids.size();
  at.below = slice_done ? listing.lowest : listing.ids[size - 1].number();
  listing.ids.erase(listing.ids.begin(), page_end);
  listing.below = at.below;
  const bool all_done = slice_done && listing.lowest <= 1;
  // PubMed may have added or withdrawn records since the first search; in the end what it listed counts.
  page.announced = all_done ? at.handed_out : std::max(at.total, at.handed_out);
  if (slice_done) listing_.reset();
  if (!all_done) page.next = at.token();
  return page;
}

Result<SourcePage> PubmedSource::by_id(std::span<const std::string> ids, std::stop_token stop) {
  if (ids.size() > page_limit())
    return fail(Code::invalid_argument, fmt::format("PubMed is asked for at most {} records at once", page_limit()));
  SourcePage page;
  std::vector<Pmid> wanted;
  for (const std::string& id : ids) {
    const auto pmid = Pmid::parse(id);
    if (!pmid)
      page.missing.push_back({id, "this is not a PMID"});
    else if (std::find(wanted.begin(), wanted.end(), *pmid) == wanted.end())
      wanted.push_back(*pmid);
  }
  page.announced = wanted.size() + page.missing.size();
  if (auto fetched = fetch(std::move(wanted), page, stop); !fetched) return fail(fetched.error());
  return page;
}

Result<void> PubmedSource::fetch(std::vector<Pmid> ids, SourcePage& page, std::stop_token stop) {
  // PubMed now and then leaves records out of an answer; asked for alone, most of them come.
  for (int attempt = 0; attempt < 2 && !ids.empty(); ++attempt) {
    auto items = fetch_once(ids, stop);
    if (!items) return fail(items.error());
    auto kept = by_pmid(std::move(*items), ids);
    std::vector<Pmid> missing;
    for (const Pmid& id : ids) {
      const auto found = kept.find(id.number());
      if (found == kept.end())
        missing.push_back(id);
      else
        page.items.push_back(std::move(found->second));
    }
    ids = std::move(missing);
  }
  for (const Pmid& id : ids) page.missing.push_back({id.text(), std::string(kNotDelivered)});
  return {};
}

Result<std::vector<ReadItem>> PubmedSource::fetch_once(std::span<const Pmid> ids, std::stop_token stop) {
  std::string joined;
  for (const Pmid& id : ids) joined += (joined.empty() ? "" : ",") + id.text();
  const auto response = ask("efetch.fcgi", {{"id", joined}, {"retmode", "xml"}}, classify_fetch, stop);
  if (!response) return fail_while("fetching records from PubMed", response.error());
  PubmedFileReader reader(std::make_unique<TextBytes>(response->body));
  std::vector<ReadItem> items;
  while (true) {
    auto item = reader.next();
    if (!item) return fail_while("reading records from PubMed", item.error());
    if (!*item) return items;
    items.push_back(std::move(**item));
  }
}

}  // namespace evident::pubmed
