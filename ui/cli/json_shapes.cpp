// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/json_shapes.hpp"

#include <cmath>

#include "ui/cli/output.hpp"
#include "ui/cli/times.hpp"

namespace evident::cli {
namespace {

template <class Id>
Json id_or_null(const std::optional<Id>& id) {
  return id ? Json(id->text()) : Json();
}

Json date_or_null(const std::optional<PartialDate>& date) { return date ? Json(date->iso()) : Json(); }

template <class List, class Of>
Json array_of(const List& list, Of of) {
  Json array = Json::array();
  for (const auto& item : list) array.push_back(of(item));
  return array;
}

Json moment_or_null(const std::optional<std::int64_t>& moment) { return moment ? Json(iso_moment(*moment)) : Json(); }

Json name_json(const PersonName& name) {
  return name.given.empty() ? Json(name.family) : Json(name.family + ", " + name.given);
}

}  // namespace

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json sources_json(const std::vector<RecordKey>& sources) {
  return array_of(sources, [](const RecordKey& key) { return Json{{"source", key.source}, {"id", key.id}}; });
}

Json notices_json(const std::vector<Notice>& notices) {
  return array_of(notices, [](const Notice& notice) {
    return Json{{"kind", notice_name(notice.kind)},
                {"date", date_or_null(notice.date)},
                {"source", text_or_null(notice.source)},
                {"doi", id_or_null(notice.doi)},
                {"pmid", id_or_null(notice.pmid)}};
  });
}

Json notices_checked_json(const store::SourcesAsked& asked) {
  Json checked = Json::object();
  for (const std::string_view source : {kPubmed, kCrossref}) {
    const auto found = asked.find(std::string(source));
    checked[std::string(source)] = found == asked.end() ? Json() : Json(day_of(found->second).iso());
  }
  return checked;
}

Json refusals_json(const std::vector<Refusal>& refusals) {
  return array_of(refusals, [](const Refusal& refusal) {
    return Json{{"id", text_or_null(refusal.id)}, {"why", refusal.why}};
  });
}

Json hit_json(const app::FoundPublication& found) {
  const Publication& publication = found.view.stored.publication;
  Json hit = Json::object();
  hit["id"] = publication.id;
  hit["title"] = text_or_null(publication.title.plain());
  hit["year"] = publication.year() == 0 ? Json() : Json(publication.year());
  hit["venue"] = text_or_null(publication.venue.title);
  hit["type"] = csl_type(publication.type);
  hit["contributors"] =
      array_of(publication.contributors, [](const Contributor& one) { return Json(one.name.cited()); });
  Json members = Json::array();
  for (const Attribution& one : found.view.attributions)
    if (one.status == AttributionStatus::accepted) members.push_back(one.member_key);
  hit["members"] = std::move(members);
  hit["doi"] = id_or_null(publication.doi);
  hit["pmid"] = id_or_null(publication.pmid);
  hit["notices"] = notices_json(publication.notices);
  hit["notices_checked"] = notices_checked_json(found.view.asked);
  hit["score"] = found.score;
  hit["snippet"] = array_of(found.snippet, [](const index::SnippetPart& part) {
    return Json{{"text", part.text}, {"hit", part.hit}};
  });
  hit["sources"] = sources_json(publication.sources);
  return hit;
}

Json search_json(const std::string& query, const app::Found& found, double took_ms) {
  Json answer = Json::object();
  answer["query"] = query;
  answer["read_as"] = found.answer.read_as;
  answer["warnings"] = found.answer.warnings;
  answer["total"] = found.answer.total;
  answer["total_is"] = found.answer.total_is == index::TotalIs::exact ? "exact" : "estimate";
  answer["took_ms"] = std::round(took_ms * 10) / 10;
  answer["hits"] = array_of(found.publications, hit_json);
  Json facets = Json::object();
  for (const auto& [facet, counts] : found.answer.facets) facets[facet] = counts;
  answer["facets"] = std::move(facets);
  return answer;
}

Json attribution_json(const Attribution& attribution, const std::vector<RecordKey>& sources) {
  return Json{{"member", attribution.member_key},
              {"publication", attribution.publication},
              {"sources", sources_json(sources)},
              {"status", status_name(attribution.status)},
              {"by", attribution.by == DecidedBy::rule ? "rule" : "person"},
              {"score", attribution.score},
              {"grounds", array_of(attribution.grounds, [](const Ground& ground) {
                 return Json{{"kind", ground.kind}, {"says", ground.says}, {"weight", ground.weight}};
               })}};
}

Json member_json(const Member& member) {
  return Json{{"key", member.key},
              {"family", member.name.family},
              {"given", text_or_null(member.name.given)},
              {"aliases", array_of(member.aliases, name_json)},
              {"orcids", array_of(member.orcids, [](const Orcid& orcid) { return Json(orcid.text()); })},
              {"emails", member.emails},
              {"organisations", array_of(member.organisations,
                                         [](const DatedOrganisation& one) { return Json(organisation_text(one)); })},
              {"roles", member.roles},
              {"consent", consent_text(member.consent)}};
}

Json run_json(const store::HarvestRun& run) {
  return Json{{"member", text_or_null(run.member_key)},
              {"topic", text_or_null(run.topic)},
              {"source", run.source},
              {"announced", run.announced ? Json(*run.announced) : Json()},
              {"received", run.received},
              {"new", run.added},
              {"revised", run.revised},
              {"unchanged", run.unchanged},
              {"deleted", run.deleted},
              {"refused", refusals_json(run.refused)},
              {"missing", refusals_json(run.missing)},
              {"complete", run.state == store::RunState::complete},
              {"passed_over", run.passed_over},
              {"not_read", run.not_read},
              {"not_read_why", text_or_null(run.not_read_why)},
              {"not_read", run.not_read},
              {"not_read_why", text_or_null(run.not_read_why)},
              {"query", text_or_null(run.query)},
              {"why", text_or_null(run.why)},
              {"started", iso_moment(run.started_at)},
              {"finished", moment_or_null(run.finished_at)},
              {"state", store::run_state_name(run.state)},
              {"error", text_or_null(run.error)}};
}

Json run_json(const app::ImportReport& report) {
  Json run = {{"file", report.file},
              {"member", nullptr},
              {"topic", nullptr},
              {"source", text_or_null(report.source)},
              {"announced", nullptr},  // a file does not say how many records it holds
              {"received", report.received},
              {"new", report.added},
              {"revised", report.revised},
              {"unchanged", report.unchanged},
              {"deleted", report.deleted},
              {"refused", refusals_json(report.refused)},
              {"missing", refusals_json(report.missing)},
              {"complete", report.complete()}};
  run["error"] = report.broke_off ? error_json(*report.broke_off)["error"] : Json();
  return run;
}

Json request_json(const store::LoggedRequest& request) {
  return Json{{"at", iso_moment(request.at)},
              {"source", request.source},
              {"method", request.method},
              {"url", request.url},
              {"status", request.status == 0 ? Json() : Json(request.status)},
              {"bytes", request.bytes},
              {"milliseconds", request.milliseconds},
              {"attempt", request.attempt},
              {"outcome", text_or_null(request.outcome)}};
}

}  // namespace evident::cli
