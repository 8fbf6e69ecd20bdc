// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/crossref_api.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "indexer/model/text.hpp"
#include "tests/support/source_server/crossref_filter.hpp"

namespace evident::test::source {
namespace {

const std::set<std::string, std::less<>>& known_parameters() {
  static const std::set<std::string, std::less<>> names = {"query",
                                                           "query.author",
                                                           "query.bibliographic",
                                                           "query.affiliation",
                                                           "query.container-title",
                                                           "query.title",
                                                           "filter",
                                                           "rows",
                                                           "offset",
                                                           "cursor",
                                                           "select",
                                                           "sort",
                                                           "order",
                                                           "mailto"};
  return names;
}

Answer json_answer(int status, const Json& body) {
  return {
      .status = status, .type = "application/json", .body = body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Answer failed(int status, const char* kind, const char* type, const std::string& value, const std::string& message) {
  return json_answer(status, {{"status", "failed"},
                              {"message-type", kind},
                              {"message", {{{"type", type}, {"value", value}, {"message", message}}}}});
}

Answer invalid(const char* type, const std::string& value, const std::string& message) {
  return failed(400, "validation-failure", type, value, message);
}

Answer not_found() { return {.status = 404, .type = "text/plain", .body = "Resource not found."}; }

/// Which texts of a work a query parameter searches.
std::vector<const std::vector<Text>*> searched(const CrossrefRecord& record, std::string_view parameter) {
  if (parameter == "query.author") return {&record.authors};
  if (parameter == "query.affiliation") return {&record.affiliations};
  if (parameter == "query.title") return {&record.titles};
  if (parameter == "query.container-title") return {&record.containers};
  if (parameter == "query.bibliographic") return {&record.titles, &record.containers, &record.authors, &record.others};
  return {&record.titles, &record.containers, &record.authors, &record.affiliations, &record.others};
}

bool has_word(const std::vector<const std::vector<Text>*>& fields, const Phrase& word) {
  return std::any_of(fields.begin(), fields.end(), [&](const std::vector<Text>* texts) {
    return std::any_of(texts->begin(), texts->end(), [&](const Text& text) { return holds(text, word); });
  });
}

/// What is wrong with the parameters of a list; nothing where they are sound.
std::optional<Answer> validated(const Parameters& parameters) {
  for (const auto& [name, value] : parameters.pairs()) {
    if (!known_parameters().contains(name)) {
      return invalid("parameter-not-allowed", name, "This route does not support " + name);
    }
  }
  const auto number = [&](const char* name, std::size_t most) -> std::optional<Answer> {
    const auto text = parameters.find(name);
    if (!text || parameters.number(name, most + 1) <= most) return std::nullopt;
    return invalid("integer-not-valid", *text,
                   "Integer specified as " + *text + " but must be a positive integer less than or equal to " +
                       std::to_string(most) + ".");
  };
  // Crossref, "Tips for using the REST API": rows up to 1,000, offset up to 10,000.
  if (auto wrong = number("rows", 1000)) return wrong;
  if (auto wrong = number("offset", 10000)) return wrong;
  const auto filters = parse_filters(parameters.get("filter"));
  if (!filters) return invalid("filter-not-available", parameters.get("filter"), "A filter has no value.");
  if (const auto name = unknown_filter(*filters)) {
    return invalid("filter-not-available", *name,
                   "Filter " + *name + " specified but there is no such filter for this route.");
  }
  return std::nullopt;
}

/// A cursor of the length of the real ones, with the characters that an address must encode.
std::string cursor_text(std::uint64_t number) {
  static constexpr std::string_view letters = "DnF1ZXJ5VGhlbkZldGNoBg/+AAwWBpR3";
  std::string text;
  std::uint64_t state = number * 0x9e3779b97f4a7c15;
  while (text.size() < 1500) {
    state = state * 6364136223846793005 + 1442695040888963407;
    text += letters[state >> 59];
  }
  return text + std::to_string(number) + "==";
}

/// "published" and the like, newest first; nothing for a relevance order.
const char* date_sorted_by(const std::string& sort) {
  if (sort == "published" || sort == "issued" || sort == "published-print" || sort == "published-online")
    return "issued";
  if (sort == "indexed") return "indexed";
  if (sort == "created") return "created";
  if (sort == "deposited" || sort == "updated") return "deposited";
  return nullptr;
}

}  // namespace

Answer CrossrefApi::answer(std::string_view path, const Parameters& parameters, std::string_view user_agent,
                           const Distortion& distortion) {
  const bool polite = parameters.find("mailto") || user_agent.find("mailto:") != std::string_view::npos;
  const bool many = path == "/works" || path == "/works/";
  constexpr std::string_view works = "/works/";
  Answer out = not_found();
  if (many) {
    out = list(parameters, distortion);
  } else if (path.starts_with(works)) {
    out = single(path.substr(works.size()));
  }
  out.headers.emplace_back("x-api-pool", std::string(polite ? "polite" : "public") + (many ? "-array" : "-single"));
  out.headers.emplace_back("x-rate-limit-limit", many ? (polite ? "3" : "1") : (polite ? "10" : "5"));
  out.headers.emplace_back("x-rate-limit-interval", "1s");
  out.headers.emplace_back("x-concurrency-limit", polite ? "3" : "1");
  return out;
}

Answer CrossrefApi::single(std::string_view doi) const {
  constexpr std::string_view agency = "/agency";
  const bool wants_agency = doi.ends_with(agency);
  if (wants_agency) doi.remove_suffix(agency.size());
  const auto found = library_.records().find(ascii_lower(doi));
  if (found == library_.records().end()) return not_found();
  if (wants_agency) {
    return json_answer(200,
                       {{"status", "ok"},
                        {"message-type", "work-agency"},
                        {"message-version", "1.0.0"},
                        {"message", {{"DOI", found->first}, {"agency", {{"id", "crossref"}, {"label", "Crossref"}}}}}});
  }
  return json_answer(
      200, {{"status", "ok"}, {"message-type", "work"}, {"message-version", "1.0.0"}, {"message", found->second.work}});
}

Answer CrossrefApi::list(const Parameters& parameters, const Distortion& distortion) {
  if (auto wrong = validated(parameters)) return *wrong;
  const std::size_t rows = parameters.number("rows", 20);
  const std::string asked = parameters.get("cursor");
  Cursor results;
  if (!asked.empty() && asked != "*") {
    const auto known = cursors_.find(asked);
    if (known == cursors_.end()) {
      return failed(404, "resource-failure", "cursor-invalid", asked, "The cursor is not valid or has expired.");
    }
    results = known->second;
  } else {
    if (!distortion.no_hits) {
      for (const Hit& hit : hits(parameters)) {
        results.dois.push_back(hit.record->doi);
        results.scores.push_back(hit.score);
      }
    }
    results.next = parameters.number("offset", 0);
  }

  const std::size_t end = std::max(results.next, std::min(results.dois.size(), results.next + rows));
  const std::size_t delivered = end - results.next - std::min(end - results.next, distortion.withheld);
  Json items = Json::array();
  for (std::size_t i = results.next; i < results.next + delivered; ++i) {
    const auto found = library_.records().find(results.dois[i]);
    if (found != library_.records().end()) {
      items.push_back(item(found->second, results.scores[i], parameters.get("select")));
    }
  }
  Json message = {{"facets", Json::object()},
                  {"total-results", results.dois.size()},
                  {"items", std::move(items)},
                  {"items-per-page", rows},
                  {"query", {{"start-index", results.next}, {"search-terms", nullptr}}}};
  if (const auto terms = parameters.find("query")) message["query"]["search-terms"] = *terms;
  if (!asked.empty()) {
    results.next = end;
    const std::string next = cursor_text(next_cursor_++);
    cursors_[next] = std::move(results);
    message["next-cursor"] = next;  // also on the last page
  }
  return json_answer(
      200,
      {{"status", "ok"}, {"message-type", "work-list"}, {"message-version", "1.0.0"}, {"message", std::move(message)}});
}

std::vector<CrossrefApi::Hit> CrossrefApi::hits(const Parameters& parameters) const {
  const auto filters = parse_filters(parameters.get("filter")).value_or(Filters{});
  std::vector<Hit> out;
  for (const auto& [doi, record] : library_.records()) {
    if (passes(record, filters)) out.push_back({&record, 1.0});
  }
  for (const auto& [name, value] : parameters.pairs()) {
    if (!name.starts_with("query")) continue;
    const auto words = folded_words(value);
    std::vector<double> gained(out.size(), 0);
    for (const std::string& word : words) {
      const Phrase wanted = phrase_of(library_.words(), word);
      std::vector<std::size_t> holders;
      for (std::size_t i = 0; i < out.size(); ++i) {
        if (has_word(searched(*out[i].record, name), wanted)) holders.push_back(i);
      }
      const double rarity = std::log(1.0 + static_cast<double>(out.size()) / static_cast<double>(holders.size() + 1));
      for (const std::size_t i : holders) gained[i] += rarity;
    }
    std::vector<Hit> kept;
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (gained[i] > 0) kept.push_back({out[i].record, out[i].score + gained[i]});
    }
    out = std::move(kept);
  }
  const std::string sort = parameters.get("sort");
  const bool ascending = parameters.get("order") == "asc";
  const char* date = date_sorted_by(sort);
  const auto key = [&](const Hit& hit) {
    if (date != nullptr) return static_cast<double>(crossref_day(hit.record->work, date));
    if (sort == "is-referenced-by-count") return hit.record->work.value("is-referenced-by-count", 0.0);
    return hit.score;
  };
  std::stable_sort(out.begin(), out.end(),
                   [&](const Hit& a, const Hit& b) { return ascending ? key(a) < key(b) : key(a) > key(b); });
  return out;
}

Json CrossrefApi::item(const CrossrefRecord& record, double score, const std::string& select) const {
  Json work = record.work;
  work["score"] = score;
  if (select.empty()) return work;
  Json chosen = Json::object();
  for (std::size_t at = 0; at <= select.size();) {
    const auto end = std::min(select.find(',', at), select.size());
    const std::string name(trimmed(std::string_view(select).substr(at, end - at)));
    if (work.contains(name)) chosen[name] = work[name];
    at = end + 1;
  }
  return chosen;
}

}  // namespace evident::test::source
