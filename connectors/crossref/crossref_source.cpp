// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/crossref_source.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "connectors/crossref/crossref_reader.hpp"
#include "connectors/crossref/json_access.hpp"
#include "connectors/crossref/messages.hpp"
#include "connectors/http/documented_limits.hpp"
#include "connectors/http/url.hpp"
#include "indexer/model/text.hpp"

namespace evident::crossref {
namespace {

/// How often a query may begin again because its cursor died before we came back for the next page.
constexpr unsigned kMostRestarts = 3;

/// What no whole JSON answer looks like: gateways send pages of HTML, and connections break off, under status 200.
http::Verdict classify(const http::Response& response) {
  if (response.status != 200) return http::Verdict::accept();
  const auto body = trimmed(response.body);
  if (body.empty()) return http::Verdict::retry("an empty body");
  if (body.front() != '{') return http::Verdict::retry("something other than JSON");
  if (body.back() != '}') return http::Verdict::retry("an answer that broke off");
  return http::Verdict::accept();
}

Value message_of(const http::Response& response) {
  // A 404 is the text "Resource not found.", whatever its content type says.
  const Value answer = Value::parse(response.body, nullptr, false);
  return member(answer, "message");
}

bool says_cursor_is_gone(const http::Response& response) {
  if (response.status != 404 && response.status != 400) return false;
  const Value message = message_of(response);
  return message.is_array() && std::any_of(message.begin(), message.end(),
                                           [](const Value& one) { return text_at(one, "type").starts_with("cursor"); });
}

/// For every status but 200. 403, 429 and 5xx have already become errors on the way.
Failure failure_of(const http::Response& response) {
  if (says_cursor_is_gone(response))
    return fail(Code::expired, "Crossref no longer knows where the list had been read to");
  const std::string words = words_of_failure(message_of(response));
  if (response.status == 400)
    return fail(Code::refused, words.empty() ? "Crossref refused the question without saying why"
                                             : fmt::format("Crossref refused the question: {}", words));
  if (response.status == 401)
    return fail(Code::refused, "Crossref does not accept the Plus token",
                "Correct or remove the Crossref Plus token in the settings.");
  if (response.status == 404)
    return fail(Code::not_found, "Crossref has nothing at this address", "Check the Crossref address in the settings.");
  return fail(Code::refused,
              fmt::format("Crossref answered with status {}{}{}", response.status, words.empty() ? "" : ": ", words));
}

/// Everything in an answer of status 200.
Result<std::vector<ReadItem>> read_items(CrossrefFileReader& reader) {
  std::vector<ReadItem> items;
  while (true) {
    auto item = reader.next();
    if (!item) return fail_while("Reading Crossref's answer", item.error());
    if (!*item) return items;
    items.push_back(std::move(**item));
  }
}

/// True where the contributor may be `person`: a compatible name, or the same words in another order, as names
/// deposited whole in one field or the wrong way round have them.
bool may_be(const PersonName& printed, const PersonName& person) {
  if (printed.is_collective()) return false;
  const NameMatch match = compare_names(printed, person);
  if (match != NameMatch::different && match != NameMatch::conflicting) return true;
  auto words = folded_words(printed.displayed()), wanted = folded_words(person.displayed());
  std::sort(words.begin(), words.end());
  std::sort(wanted.begin(), wanted.end());
  return words == wanted;
}

bool names_person(const Publication& publication, const PersonName& person) {
  return std::any_of(publication.contributors.begin(), publication.contributors.end(),
                     [&](const Contributor& contributor) { return may_be(contributor.name, person); });
}

void leave_unread(SourcePage& page, std::uint64_t count, std::string why) {
  page.not_read = count;
  if (count > 0) page.not_read_why = std::move(why);
}

}  // namespace

struct CrossrefSource::ListAnswer {
  std::vector<ReadItem> items;
  Envelope envelope;
};

CrossrefSource::CrossrefSource(http::PoliteClient& client, CrossrefOptions options)
    : client_(client), options_(std::move(options)) {
  options_.rows = std::clamp(options_.rows, 1u, 1000u);
  while (options_.base_url.ends_with('/')) options_.base_url.pop_back();
}

std::vector<SourceQuery> CrossrefSource::queries_for(const Member& member, bool common_name) const {
  std::vector<SourceQuery> queries;
  if (!member.consent.given) return queries;
  for (const Orcid& orcid : member.orcids)
    queries.push_back({orcid_query(orcid).text(), "ORCID " + orcid.text(), QueryBasis::identifier});
  std::vector<std::string> organisations;
  if (common_name)
    for (const DatedOrganisation& organisation : member.organisations)
      if (std::find(organisations.begin(), organisations.end(), organisation.name) == organisations.end())
        organisations.push_back(organisation.name);
  for (const PersonName& name : member.names()) {
    // A family name alone is shared by too many: nothing it brings could be told apart.
    if (name.is_collective() || name.family.empty() || (name.given.empty() && name.initials.empty())) continue;
    if (organisations.empty())
      queries.push_back({author_query(name, "").text(), fmt::format("name {}", name.displayed()), QueryBasis::name});
    for (const std::string& organisation : organisations)
      queries.push_back({author_query(name, organisation).text(),
                         fmt::format("name {} and affiliation {}", name.displayed(), organisation), QueryBasis::name});
  }
  return queries;
}

http::Request CrossrefSource::request_for(std::string_view path, http::Parameters parameters) const {
  if (!options_.contact.empty()) parameters.emplace_back("mailto", options_.contact);
  http::Request request;
  request.url = options_.base_url + std::string(path);
  if (!parameters.empty()) request.url += "?" + http::query_string(parameters);
  if (!options_.plus_token.empty())
    request.headers.push_back({"Crossref-Plus-API-Token", "Bearer " + options_.plus_token, true});
  return request;
}

Result<CrossrefSource::ListAnswer> CrossrefSource::ask_for_list(http::Parameters parameters, std::stop_token stop) {
  auto response = client_.send(request_for("/works", std::move(parameters)), stop, classify, http::crossref_list_lane);
  if (!response) return fail(response.error());
  if (response->status != 200) return failure_of(*response);
  CrossrefFileReader reader(WorkStream(std::move(response->body)));
  auto items = read_items(reader);
  if (!items) return fail(items.error());
  if (!reader.envelope().holds_page || !reader.envelope().total_results)
    return fail(Code::malformed, "Crossref answered a question for a list with something that is no list of works");
  return ListAnswer{std::move(*items), reader.envelope()};
}

Result<CrossrefSource::ListAnswer> CrossrefSource::ask_for_page(const Query& query, const Position& position,
                                                                std::stop_token stop) {
  http::Parameters parameters = query.sent;
  if (query.is_ranked()) {
    parameters.emplace_back("sort", "score");
    parameters.emplace_back("order", "desc");
  }
  parameters.emplace_back("rows", std::to_string(options_.rows));
  parameters.emplace_back("cursor", position.cursor);
  return ask_for_list(std::move(parameters), stop);
}

Result<SourcePage> CrossrefSource::page(const SourceQuery& source_query, const std::string& token,
                                        std::stop_token stop) {
  const auto query = parse_query(source_query.text);
  if (!query) return fail(query.error());
  auto position = parse_position(token);
  if (!position) return fail(position.error());

  SourcePage page;
  page.ranked = query->is_ranked();
  auto answer = ask_for_page(*query, *position, stop);
  if (!answer && answer.error().code == Code::expired && position->restarts < kMostRestarts) {
    *position = Position{.restarts = position->restarts + 1};
    page.restarted = true;
    answer = ask_for_page(*query, *position, stop);
  }
  if (!answer) return fail(answer.error());

  page.ranked = query->is_ranked();
  const std::uint64_t arrived = answer->items.size();
  position->seen += arrived;
  std::uint64_t taken = 0;
  for (ReadItem& item : answer->items) {
    const auto* record = std::get_if<SourceRecord>(&item);
    if (record && query->only_author && !names_person(record->content, *query->only_author)) continue;
    ++taken;
    page.items.push_back(std::move(item));
  }
  page.passed_over = arrived - taken;
  position->barren_pages = taken == 0 ? position->barren_pages + 1 : 0;

  const std::uint64_t total = *answer->envelope.total_results;
  page.announced = std::max(total, position->seen);
  const std::uint64_t ahead = *page.announced - position->seen;
  // next-cursor comes with the last page too: a page that is not full is the end.
  const bool last_page = arrived < options_.rows || answer->envelope.next_cursor.empty();
  if (last_page) {
    leave_unread(page, ahead,
                 "Crossref announced them and did not send them; its list may have changed while it was read");
    return page;
  }
  if (page.ranked && ahead > 0) {
    const bool barren = query->only_author && position->barren_pages >= options_.barren_pages;
    if (barren || position->seen >= options_.longest_ranked_walk) {
      leave_unread(
          page, ahead,
          barren ? fmt::format("not looked at: they rank below {} pages in a row on which nobody is named like {}",
                               position->barren_pages, query->only_author->displayed())
                 : fmt::format("not looked at: they rank below the first {}, where a query in words ends",
                               position->seen));
      return page;
    }
  }
  // A total that drifts is normal; a list that goes on for long past it is not a list.
  if (position->seen > total + total / 10 + 2 * std::uint64_t{options_.rows}) {
    page.announced = position->seen + 1;
    page.missing.push_back(
        {fmt::format("after item {}", position->seen),
         fmt::format("Crossref announced {} works and went on sending further pages; what follows was not read",
                     total)});
    return page;
  }
  position->cursor = answer->envelope.next_cursor;
  page.next = position->token();
  return page;
}

Result<ReadItem> CrossrefSource::ask_for_work(const Doi& doi, std::stop_token stop) {
  auto response = client_.send(request_for("/works/" + http::percent_encoded(doi.text()), {}), stop, classify,
                               http::crossref_single_lane);
  if (!response) return fail(response.error());
  if (response->status == 404)
    return ReadItem(Refusal{doi.text(), "Crossref does not know this DOI (it may be registered elsewhere)"});
  if (response->status >= 300 && response->status < 400)
    return ReadItem(Refusal{doi.text(), "Crossref says that this DOI has moved and does not say where"});
  if (response->status != 200) return failure_of(*response);
  CrossrefFileReader reader(WorkStream(std::move(response->body)));
  auto items = read_items(reader);
  if (!items) return fail(items.error());
  if (items->size() != 1) return fail(Code::malformed, "Crossref answered a question for one work with something else");
  return std::move(items->front());
}

Result<SourcePage> CrossrefSource::by_id(std::span<const std::string> ids, std::stop_token stop) {
  if (ids.size() > kIdsPerRequest)
    return fail(Code::invalid_argument, fmt::format("Crossref is asked for at most {} DOIs at once", kIdsPerRequest));
  SourcePage page;
  page.announced = ids.size();
  std::set<Doi> wanted;
  std::uint64_t repeated = 0;
  for (const std::string& id : ids) {
    const auto doi = Doi::parse(id);
    if (!doi)
      page.items.push_back(Refusal{id, "This is not a DOI"});
    else if (!wanted.insert(*doi).second)
      ++repeated;
  }
  const std::set<Doi> asked = wanted;

  std::string filter;
  for (const Doi& doi : wanted)  // a comma would end the filter's value: such a DOI is asked for by itself
    if (doi.text().find(',') == std::string::npos)
      filter += fmt::format("{}doi:{}", filter.empty() ? "" : ",", doi.text());
  if (wanted.size() > 1 && !filter.empty()) {
    auto answer = ask_for_list({{"filter", filter}, {"rows", std::to_string(kIdsPerRequest)}}, stop);
    if (!answer) return fail(answer.error());
    for (ReadItem& item : answer->items) {
      const auto* record = std::get_if<SourceRecord>(&item);
      // What nobody asked for is not part of the answer; what could not be read is asked for again below.
      if (record && wanted.erase(*record->content.doi) > 0) page.items.push_back(std::move(item));
    }
  }

  std::set<Doi> given_by_alias;
  for (const Doi& doi : wanted) {
    if (stop.stop_requested()) return fail(Code::cancelled, "Stopped while asking Crossref for single works");
    auto item = ask_for_work(doi, stop);
    if (!item) return fail(item.error());
    if (auto* refusal = std::get_if<Refusal>(&*item)) {
      page.missing.push_back(std::move(*refusal));
      continue;
    }
    const Doi& present = *std::get<SourceRecord>(*item).content.doi;
    const bool given_elsewhere = present != doi && (asked.contains(present) || !given_by_alias.insert(present).second);
    if (given_elsewhere)
      ++repeated;
    else
      page.items.push_back(std::move(*item));
  }
  page.passed_over = repeated;  // asked for twice, or under two DOIs of the same work
  return page;
}

}  // namespace evident::crossref
