// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/crossref_query.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "indexer/model/text.hpp"

namespace evident::crossref {
namespace {

constexpr std::string_view kOnlyAuthor = "only-author";

bool is_question(std::string_view name) {
  return name == "query" || name.starts_with("query.") || name == "filter" || name == kOnlyAuthor;
}

std::string value_text(std::string_view value) {
  std::string out;
  for (char c : value) {
    if (c == '%')
      out += "%25";
    else if (c == '&')
      out += "%26";
    else
      out += c;
  }
  return out;
}

template <class Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.starts_with(' ')) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

bool Query::is_ranked() const {
  return std::any_of(sent.begin(), sent.end(),
                     [](const auto& parameter) { return parameter.first.starts_with("query"); });
}

std::string Query::text() const {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view value) {
    out += fmt::format("{}{}={}", out.empty() ? "" : "&", name, value_text(value));
  };
  for (const auto& [name, value] : sent) add(name, value);
  if (only_author)
    add(kOnlyAuthor,
        only_author->given.empty() ? only_author->family : only_author->family + ", " + only_author->given);
  return out;
}

Result<Query> parse_query(std::string_view text) {
  text = trimmed(text);
  Query query;
  const auto equals = text.find('=');
  const bool parameters = equals != text.npos && text.substr(0, equals).find_first_of(" \t\"") == text.npos;
  if (!parameters) {
    if (text.empty()) return fail(Code::unreadable_query, "The Crossref query is empty");
    query.sent = {{"query", std::string(text)}};
    return query;
  }
  for (std::string_view rest = text; !rest.empty();) {
    const auto part = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    const auto cut = part.find('=');
    const std::string name(part.substr(0, cut));
    const std::string value = cut == part.npos ? "" : std::string(trimmed(http::percent_decoded(part.substr(cut + 1))));
    if (!is_question(name))
      return fail(Code::unreadable_query, fmt::format("\"{}\" is not part of a question to Crossref", name),
                  "A query is plain words, or query=, query.bibliographic=, query.author=, query.affiliation=, "
                  "query.title=, query.container-title= and filter=, joined by &.");
    if (value.empty())
      return fail(Code::unreadable_query, fmt::format("\"{}\" in the Crossref query has no value", name));
    if (name == kOnlyAuthor)
      query.only_author = name_from_inverted(value);
    else
      query.sent.emplace_back(name, value);
  }
  if (query.sent.empty()) return fail(Code::unreadable_query, "The Crossref query asks for nothing");
  return query;
}

Query orcid_query(const Orcid& orcid) { return {{{"filter", "orcid:" + orcid.text()}}, std::nullopt}; }

Query author_query(const PersonName& name, const std::string& affiliation) {
  Query query;
  query.sent.emplace_back("query.author", name.displayed());
  if (!affiliation.empty()) query.sent.emplace_back("query.affiliation", affiliation);
  query.only_author.emplace();
  query.only_author->family = name.family;
  query.only_author->given = name.given.empty() ? name.initials : name.given;
  return query;
}

std::string Position::token() const { return fmt::format("1 {} {} {} {}", seen, barren_pages, restarts, cursor); }

Result<Position> parse_position(const std::string& token) {
  Position position;
  if (token.empty()) return position;
  std::string_view rest = token;
  unsigned version = 0;
  if (!take_number(rest, version) || version != 1 || !take_number(rest, position.seen) ||
      !take_number(rest, position.barren_pages) || !take_number(rest, position.restarts) || rest.empty())
    return fail(Code::invalid_argument, "The place where a Crossref harvest stopped cannot be read",
                "Harvest this query again from its beginning.");
  position.cursor = rest;
  return position;
}

}  // namespace evident::crossref
