// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/eutils_answer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <nlohmann/json.hpp>

#include "indexer/model/text.hpp"

namespace evident::pubmed {
namespace {

using http::Response;
using http::Verdict;
using nlohmann::json;

/// Failures are told by their first words; this much of a body holds them.
constexpr std::size_t kHeadBytes = 4 << 10;

bool holds(std::string_view text, std::string_view words) { return text.find(words) != text.npos; }

/// The message of an answer that is an error, as one of our own sentences' ends.
struct KnownError {
  std::string_view words;  ///< in NCBI's message
  Verdict::Kind kind;
  Code code;
  std::string_view why;
};
// Collected from recorded answers and issue threads of other clients; anything else is worth another attempt.
constexpr std::array<KnownError, 6> kKnownErrors = {{
    {"API rate limit exceeded", Verdict::Kind::retry, Code::rate_limited, "PubMed says we ask too often"},
    {"API key invalid", Verdict::Kind::fail, Code::refused, "PubMed does not know the API key"},
    {"Empty term", Verdict::Kind::fail, Code::unreadable_query, "PubMed was asked an empty query"},
    {"cannot be larger than", Verdict::Kind::fail, Code::internal, "PubMed was asked past the end of what it lists"},
    {"Search Backend failed", Verdict::Kind::retry, Code::network, "PubMed's search is out of order"},
    {"Unable to route request", Verdict::Kind::retry, Code::network, "PubMed's gateway found no server"},
}};

Verdict verdict_on(std::string_view message) {
  for (const KnownError& error : kKnownErrors)
    if (holds(message, error.words)) return {error.kind, error.code, std::string(error.why)};
  return Verdict::retry("PubMed answered with an error");
}

/// What status and outer form give away, whatever was asked.
std::optional<Verdict> verdict_on_form(const Response& response) {
  const std::string_view head = trimmed(std::string_view(response.body).substr(0, kHeadBytes));
  if (response.status != 200) {
    if (holds(ascii_lower(head), "api key invalid")) return verdict_on("API key invalid");
    const Code code = response.status == 404 ? Code::not_found : Code::refused;
    return Verdict::fail(code, "PubMed answered with status " + std::to_string(response.status));
  }
  if (head.empty()) return Verdict::retry("PubMed sent an empty answer");
  const std::string start = ascii_lower(head.substr(0, 15));
  if (start.starts_with("<!doctype html") || start.starts_with("<html"))
    return Verdict::retry("PubMed sent a web page for an answer");
  if (holds(head, "Unable to route request")) return verdict_on("Unable to route request");
  return std::nullopt;
}

std::string text_member(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

std::optional<std::uint64_t> number_in(const json& object, const char* name) {
  const std::string text = text_member(object, name);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || text.empty() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Failure failure_of(const Verdict& verdict) { return fail(verdict.code, verdict.why); }

}  // namespace

Result<SearchAnswer> read_search(std::string_view text) {
  // NCBI's error messages hold raw line breaks, which JSON forbids inside strings and takes for blanks elsewhere.
  std::string flat(text);
  std::replace_if(
      flat.begin(), flat.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  const json answer = json::parse(flat, nullptr, false);
  if (!answer.is_object()) return fail(Code::malformed, "PubMed's answer to a search is cut off or no JSON");
  if (const auto error = answer.find("error"); error != answer.end())
    return failure_of(verdict_on(text_member(answer, "error")));
  const auto found = answer.find("esearchresult");
  if (found == answer.end() || !found->is_object())
    return fail(Code::malformed, "PubMed's answer holds no search result");
  if (found->contains("ERROR")) return failure_of(verdict_on(text_member(*found, "ERROR")));

  const auto count = number_in(*found, "count");
  const auto list = found->find("idlist");
  if (!count || list == found->end() || !list->is_array())
    return fail(Code::malformed, "PubMed's search result lacks its count or its list");
  // A field tag that PubMed does not know is dropped with a remark, and another question answered.
  if (const auto errors = found->find("errorlist"); errors != found->end() && errors->is_object()) {
    const auto fields = errors->find("fieldsnotfound");
    if (fields != errors->end() && fields->is_array() && !fields->empty())
      return fail(Code::unreadable_query, "PubMed does not know a field tag of this query",
                  "See the field tags in PubMed's help, and change the query.");
  }
  SearchAnswer result{*count, {}};
  for (const json& id : *list) {
    const auto pmid = Pmid::parse(id.is_string() ? id.get<std::string>() : id.dump());
    if (!pmid) return fail(Code::malformed, "PubMed's search result lists something that is no PMID");
    result.ids.push_back(*pmid);
  }
  return result;
}

Verdict classify_search(const Response& response) {
  if (const auto verdict = verdict_on_form(response)) return *verdict;
  const auto answer = read_search(response.body);
  if (answer) return Verdict::accept();
  switch (answer.error().code) {
    case Code::unreadable_query:
    case Code::refused:
    case Code::internal: return Verdict::fail(answer.error().code, answer.error().message);
    default: return Verdict::retry(answer.error().message, answer.error().code);
  }
}

Verdict classify_fetch(const Response& response) {
  if (const auto verdict = verdict_on_form(response)) return *verdict;
  const std::string_view body = trimmed(response.body);
  const std::string_view head = body.substr(0, kHeadBytes);
  if (!holds(head, "<PubmedArticleSet") && !holds(head, "<PubmedBookArticleSet")) {
    if (body.starts_with("{") || holds(head, "<ERROR>")) return verdict_on(head);
    return Verdict::retry("PubMed sent something else than records");
  }
  if (!body.ends_with("Set>") && !body.ends_with("/>"))
    return Verdict::retry("PubMed's answer breaks off", Code::malformed);
  return Verdict::accept();
}

}  // namespace evident::pubmed
