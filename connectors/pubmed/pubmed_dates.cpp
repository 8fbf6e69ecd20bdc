// SPDX-License-Identifier: GPL-2.0-or-later
#include <charconv>

#include "connectors/pubmed/pubmed_fields.hpp"
#include "connectors/pubmed/xml_text.hpp"

namespace evident::pubmed {
namespace {

int number_or_zero(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

struct Parts {
  std::string year, month, day, season;

  explicit Parts(pugi::xml_node node)
      : year(child_text(node, "Year")),
        month(child_text(node, "Month")),
        day(child_text(node, "Day")),
        season(child_text(node, "Season")) {}

  std::string joined() const {
    std::string text;
    for (const std::string* part : {&year, &season, &month, &day})
      if (!part->empty()) text += (text.empty() ? "" : " ") + *part;
    return text;
  }
  /// The date that every part has a share in; nothing where one does not fit.
  std::optional<PartialDate> exact() const {
    const int in_year = number_or_zero(year);
    if (!season.empty()) {
      const Season known = season_named(season);
      if (known == Season::none || !month.empty() || !day.empty()) return std::nullopt;
      return PartialDate::of_season(in_year, known);
    }
    const bool span_of_months = month.find_first_of("-/") != std::string::npos;
    const int in_month = month.empty() ? 0 : span_of_months ? -1 : month_number(month).value_or(-1);
    const int on_day = day.empty() ? 0 : number_or_zero(day);
    if (!day.empty() && on_day == 0) return std::nullopt;
    return PartialDate::of(in_year, in_month, on_day);
  }
};

PublicationDate from_words(std::string words) {
  PublicationDate date;
  if (const auto span = parse_date_span(words)) {
    date.first = span->first;
    if (span->last != span->first) date.last = span->last;
  }
  date.text = std::move(words);
  return date;
}

}  // namespace

PublicationDate read_publication_date(pugi::xml_node node) {
  if (std::string words = child_text(node, "MedlineDate"); !words.empty()) return from_words(std::move(words));
  const Parts parts(node);
  PublicationDate date;
  date.first = parts.exact();
  // "Jul-Aug" as Month or Season, 31 February, a year that is none: the words are kept beside what can be read.
  return date.first ? date : from_words(parts.joined());
}

std::optional<PartialDate> read_date(pugi::xml_node node) {
  if (!node) return std::nullopt;
  const Parts parts(node);
  const int year = number_or_zero(parts.year);
  const int month = month_number(parts.month).value_or(0);
  if (const auto day = PartialDate::of(year, month, month == 0 ? 0 : number_or_zero(parts.day))) return day;
  return PartialDate::of(year, month);
}

void read_history(pugi::xml_node history, Dates& dates) {
  std::optional<PartialDate> entrez, in_pubmed, published_online;
  each_child(history, "PubMedPubDate", [&](pugi::xml_node node) {
    const std::string_view status = node.attribute("PubStatus").value();
    if (status == "received")
      dates.received = read_date(node);
    else if (status == "accepted")
      dates.accepted = read_date(node);
    else if (status == "entrez")
      entrez = read_date(node);
    else if (status == "pubmed")
      in_pubmed = read_date(node);
    else if (status == "epublish")
      published_online = read_date(node);
  });
  if (entrez || in_pubmed) dates.entered = entrez ? entrez : in_pubmed;
  if (!dates.online) dates.online = published_online;
}

}  // namespace evident::pubmed
