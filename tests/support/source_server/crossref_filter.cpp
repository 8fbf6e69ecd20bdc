// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/crossref_filter.hpp"

#include <algorithm>
#include <functional>

#include "indexer/model/text.hpp"
#include "tests/support/source_server/pubmed_query.hpp"

namespace evident::test::source {
namespace {

using Test = std::function<bool(const CrossrefRecord&, const std::string&)>;

bool has_items(const Json& work, const char* name) {
  return work.contains(name) && work.at(name).is_array() && !work.at(name).empty();
}

bool any_item(const Json& work, const char* name, const std::function<bool(const Json&)>& wanted) {
  return has_items(work, name) && std::any_of(work.at(name).begin(), work.at(name).end(), wanted);
}

std::string text_at(const Json& value, const char* name) {
  return value.is_object() && value.contains(name) && value.at(name).is_string() ? value.at(name).get<std::string>()
                                                                                 : std::string();
}

/// 16 characters of an ORCID in whatever form.
std::string orcid_digits(const std::string& text) {
  std::string out;
  for (const char c : ascii_lower(text)) {
    if ((c >= '0' && c <= '9') || c == 'x') out += c;
  }
  return out;
}

bool has_orcid(const Json& work, const std::function<bool(const std::string&)>& wanted) {
  return any_item(work, "author", [&](const Json& author) {
    const std::string orcid = text_at(author, "ORCID");
    return !orcid.empty() && wanted(orcid_digits(orcid));
  });
}

Test flag(const std::function<bool(const Json&)>& test) {
  return [test](const CrossrefRecord& record, const std::string& value) {
    return test(record.work) == (value == "true" || value == "t" || value == "1");
  };
}

Test from(const char* member) {
  return [member](const CrossrefRecord& record, const std::string& value) {
    const auto day = day_at(value, Edge::first);
    const int mine = crossref_day(record.work, member);
    return day && mine > 0 && mine >= *day;
  };
}

Test until(const char* member) {
  return [member](const CrossrefRecord& record, const std::string& value) {
    const auto day = day_at(value, Edge::last);
    const int mine = crossref_day(record.work, member);
    return day && mine > 0 && mine <= *day;
  };
}

Test equals(const char* member) {
  return [member](const CrossrefRecord& record, const std::string& value) {
    return ascii_lower(text_at(record.work, member)) == ascii_lower(value);
  };
}

Test listed(const char* member) {
  return [member](const CrossrefRecord& record, const std::string& value) {
    return any_item(record.work, member,
                    [&](const Json& item) { return item.is_string() && item.get<std::string>() == value; });
  };
}

Test update(const char* member) {
  return [member](const CrossrefRecord& record, const std::string& value) {
    return any_item(record.work, "update-to",
                    [&](const Json& item) { return ascii_lower(text_at(item, member)) == ascii_lower(value); });
  };
}

const std::map<std::string, Test, std::less<>>& tests() {
  static const std::map<std::string, Test, std::less<>> all = {
      {"orcid",
       [](const CrossrefRecord& r, const std::string& value) {
         return has_orcid(r.work, [&](const std::string& digits) { return digits == orcid_digits(value); });
       }},
      {"doi", [](const CrossrefRecord& r, const std::string& value) { return r.doi == ascii_lower(value); }},
      {"from-index-date", from("indexed")},
      {"until-index-date", until("indexed")},
      {"from-pub-date", from("issued")},
      {"until-pub-date", until("issued")},
      {"from-issued-date", from("issued")},
      {"until-issued-date", until("issued")},
      {"from-created-date", from("created")},
      {"until-created-date", until("created")},
      {"from-deposit-date", from("deposited")},
      {"until-deposit-date", until("deposited")},
      {"from-update-date", from("deposited")},
      {"until-update-date", until("deposited")},
      {"type", equals("type")},
      {"prefix", equals("prefix")},
      {"member", equals("member")},
      {"issn", listed("ISSN")},
      {"container-title", listed("container-title")},
      {"has-orcid", flag([](const Json& w) { return has_orcid(w, [](const std::string&) { return true; }); })},
      {"has-abstract", flag([](const Json& w) { return !text_at(w, "abstract").empty(); })},
      {"has-affiliation", flag([](const Json& w) {
         return any_item(w, "author", [](const Json& author) { return has_items(author, "affiliation"); });
       })},
      {"has-references", flag([](const Json& w) { return has_items(w, "reference"); })},
      {"has-update", flag([](const Json& w) { return has_items(w, "updated-by"); })},
      {"is-update", flag([](const Json& w) { return has_items(w, "update-to"); })},
      {"updates", update("DOI")},
      {"update-type", update("type")},
  };
  return all;
}

}  // namespace

std::optional<Filters> parse_filters(std::string_view text) {
  Filters out;
  while (!text.empty()) {
    const auto end = text.find(',');
    const std::string_view piece = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    const auto colon = piece.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    out[std::string(trimmed(piece.substr(0, colon)))].emplace_back(trimmed(piece.substr(colon + 1)));
  }
  return out;
}

std::optional<std::string> unknown_filter(const Filters& filters) {
  for (const auto& [name, values] : filters) {
    if (!tests().contains(name)) return name;
  }
  return std::nullopt;
}

bool passes(const CrossrefRecord& record, const Filters& filters) {
  return std::all_of(filters.begin(), filters.end(), [&](const auto& filter) {
    const Test& test = tests().at(filter.first);
    return std::any_of(filter.second.begin(), filter.second.end(),
                       [&](const std::string& value) { return test(record, value); });
  });
}

int crossref_day(const Json& work, std::string_view member) {
  const auto found = work.find(member);
  if (found == work.end() || !found->is_object() || !found->contains("date-parts")) return 0;
  const Json& parts = found->at("date-parts");
  if (!parts.is_array() || parts.empty() || !parts[0].is_array()) return 0;
  int numbers[3] = {0, 1, 1};
  for (std::size_t i = 0; i < 3 && i < parts[0].size(); ++i) {
    if (parts[0][i].is_number()) numbers[i] = parts[0][i].get<int>();
  }
  return numbers[0] > 0 ? numbers[0] * 10000 + numbers[1] * 100 + numbers[2] : 0;
}

}  // namespace evident::test::source
