// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/publication_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ui/app/display.hpp"
#include "ui/app/presentation.hpp"

namespace evident::cli {
namespace {

// More names than these say little in a list.
constexpr std::size_t kNamesInList = 6;

std::string source_label(std::string_view source) {
  if (source == kPubmed) return "PubMed";
  if (source == kCrossref) return "Crossref";
  if (source == "retraction-watch") return "Retraction Watch";
  return std::string(source);
}

bool has_notice(const Publication& publication, NoticeKind kind) {
  return std::any_of(publication.notices.begin(), publication.notices.end(),
                     [&](const Notice& one) { return one.kind == kind; });
}

std::string member_label(const std::string& key, const MemberNames& members) {
  const auto found = members.find(key);
  return found == members.end() ? key : fmt::format("{} ({})", found->second, key);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

/// Parts that say something, between `between`.
std::string joined_known(std::initializer_list<std::string> parts, std::string_view between) {
  std::vector<std::string> known;
  for (const std::string& part : parts)
    if (!part.empty()) known.push_back(part);
  return joined(known, between);
}

}  // namespace

Result<MemberNames> member_names(store::Store& store) {
  auto members = store.members().all();
  if (!members) return fail(members.error());
  MemberNames names;
  for (const Member& member : *members) names[member.key] = member.name.displayed();
  return names;
}

Text badges(const Publication& publication) {
  Text text;
  if (publication.is_retracted()) text.alarm("RETRACTED").add(" ");
  if (has_notice(publication, NoticeKind::expression_of_concern)) text.alarm("EXPRESSION OF CONCERN").add(" ");
  if (has_notice(publication, NoticeKind::correction)) text.bold("CORRECTED").add(" ");
  if (publication.is_preprint()) text.bold("PREPRINT").add(" ");
  return text;
}

std::string title_or_stand_in(const Publication& publication) {
  if (!publication.title.empty()) return publication.title.plain();
  if (!publication.original_title.empty()) return publication.original_title.plain();
  return "[no title]";
}

std::string contributors_line(const Publication& publication, std::size_t most) {
  std::vector<std::string> names;
  const std::size_t all = publication.contributors.size();
  // Hiding one name would take as much room as showing it.
  const std::size_t shown = most == 0 || all <= most + 1 ? all : most;
  for (std::size_t i = 0; i < shown; ++i) {
    const Contributor& one = publication.contributors[i];
    names.push_back(one.role == ContributorRole::author
                        ? one.name.cited()
                        : fmt::format("{} ({})", one.name.cited(), role_name(one.role)));
  }
  std::string line = joined(names, ", ");
  if (shown < all) line += fmt::format(" and {} more", all - shown);
  if (!publication.contributors_complete) line += " et al.";
  return line;
}

std::string venue_line(const Publication& publication) {
  std::string issue = publication.volume;
  if (!publication.issue.empty()) issue += "(" + publication.issue + ")";
  const std::string locator = publication.locator();
  if (!locator.empty()) issue += (issue.empty() ? "" : ":") + locator;
  const auto date = publication.sort_date();
  return joined_known(
      {joined_known({joined_known({publication.venue.title, issue}, " "), date ? app::date_text(*date) : "undated"},
                    ", "),
       std::string(work_type_label(publication.type))},
      " · ");
}

std::string notice_line(const Notice& notice) {
  std::string line(notice_label(notice.kind));
  if (notice.date) line += " " + app::date_text(*notice.date);
  if (!notice.source.empty()) line += ", says " + source_label(notice.source);
  if (notice.doi)
    line += fmt::format(" (notice doi:{})", notice.doi->text());
  else if (notice.pmid)
    line += fmt::format(" (notice pmid:{})", notice.pmid->text());
  return line;
}

std::string keys_line(const Publication& publication) {
  return joined_known({std::to_string(publication.id), publication.doi ? "doi:" + publication.doi->text() : "",
                       publication.pmid ? "pmid:" + publication.pmid->text() : ""},
                      " · ");
}

void print_hit(Output& output, std::size_t number, const app::FoundPublication& found, const MemberNames& members) {
  const Publication& publication = found.view.stored.publication;
  const std::string margin = "     ";
  const auto indented = [&](std::string_view text) {
    if (!text.empty()) output.line(Text(margin).add(text), margin.size());
  };
  output.line(Text(fmt::format("{:>3}. ", number)).add(badges(publication)).bold(title_or_stand_in(publication)),
              margin.size());
  for (const Notice& notice : publication.notices) output.line(Text(margin).alarm(notice_line(notice)), margin.size());
  indented(contributors_line(publication, kNamesInList));
  indented(venue_line(publication));
  Text snippet(margin);
  for (const index::SnippetPart& part : found.snippet) snippet.add(part.text, part.hit ? Style::bold : Style::faint);
  if (!found.snippet.empty()) output.line(snippet, margin.size());
  std::vector<std::string> whose;
  for (const Attribution& one : found.view.attributions)
    if (one.status == AttributionStatus::accepted) whose.push_back(member_label(one.member_key, members));
  if (!whose.empty()) indented("Members: " + joined(whose, ", "));
  output.line(Text(margin).faint(keys_line(publication)), margin.size());
}

namespace {

/// Prints "Label: value" lines, leaving out what is not known.
class Facts {
 public:
  explicit Facts(Output& output) : output_(output) {}
  void line(std::string_view label, std::string_view value) {
    if (!value.empty()) output_.line(Text().bold(fmt::format("{}: ", label)).add(value), 2);
  }
  void list(std::string_view label, const std::vector<std::string>& values) { line(label, joined(values, "; ")); }
  void date(std::string_view label, const std::optional<PartialDate>& date) {
    if (date) line(label, app::date_text(*date));
  }

 private:
  Output& output_;
};

template <class List, class Of>
std::vector<std::string> texts(const List& list, Of of) {
  std::vector<std::string> out;
  for (const auto& item : list)
    if (std::string text = of(item); !text.empty()) out.push_back(std::move(text));
  return out;
}

std::string relation_text(const Relation& relation) {
  const std::string word = relation.label.empty() ? std::string(relation_name(relation.kind)) : relation.label;
  return joined_known(
      {word, relation.doi ? "doi:" + relation.doi->text() : "", relation.pmid ? "pmid:" + relation.pmid->text() : "",
       relation.text, relation.asserted_by.empty() ? "" : "(says " + relation.asserted_by + ")"},
      " ");
}

std::string mesh_text(const MeshHeading& heading) {
  std::string text = heading.descriptor + (heading.major ? "*" : "");
  for (const MeshQualifier& qualifier : heading.qualifiers) text += "/" + qualifier.name + (qualifier.major ? "*" : "");
  return text;
}

void print_sections(Output& output, std::string_view heading, const std::vector<AbstractSection>& sections) {
  if (sections.empty()) return;
  output.blank();
  output.line(Text().bold(heading));
  for (const AbstractSection& section : sections) {
    Text text("  ");
    if (!section.label.empty()) text.bold(section.label + ": ");
    output.line(text.add(section.text.plain()), 2);
  }
}

void print_contributors(Output& output, const Publication& publication) {
  if (publication.contributors.empty()) return;
  output.blank();
  output.line(Text().bold("Contributors"));
  for (const Contributor& one : publication.contributors) {
    Text text("  " + one.name.displayed());
    if (one.role != ContributorRole::author) text.add(fmt::format(" ({})", role_name(one.role)));
    if (one.orcid) text.faint(" orcid:" + one.orcid->text());
    const auto where = texts(one.affiliations, [](const Affiliation& affiliation) { return affiliation.text; });
    if (!where.empty()) text.add(" – " + joined(where, "; "));
    output.line(text, 4);
  }
  if (!publication.contributors_complete) output.line("  and others the source does not name");
}

void print_facts(Output& output, const Publication& p) {
  output.blank();
  Facts facts(output);
  facts.line("Subtitle", p.subtitle.plain());
  facts.line("Original title", p.title.empty() ? "" : p.original_title.plain());
  facts.list("Publication types", p.publication_types);
  facts.line("Publisher", joined_known({p.venue.publisher, p.venue.place, p.venue.country}, ", "));
  facts.line("Conference", p.venue.event);
  facts.list("ISSN", p.venue.issns);
  facts.line("Edition", p.edition);
  facts.date("Published in print", p.dates.print);
  facts.date("Published online", p.dates.online);
  facts.date("Posted", p.dates.posted);
  facts.date("Accepted", p.dates.accepted);
  facts.line("DOI", p.doi ? p.doi->text() : "");
  facts.line("PMID", p.pmid ? p.pmid->text() : "");
  facts.line("PMCID", p.pmcid ? p.pmcid->text() : "");
  facts.list("Other identifiers",
             texts(p.other_identifiers, [](const NamedIdentifier& one) { return one.kind + ":" + one.value; }));
  facts.list("Languages", p.languages);
  facts.list("Keywords", texts(p.keywords, [](const Keyword& one) { return one.text; }));
  facts.list("MeSH", texts(p.mesh, mesh_text));
  facts.list("Substances", texts(p.substances, [](const Substance& one) { return one.name; }));
  facts.list("Grants", texts(p.grants, [](const Grant& one) { return joined_known({one.funder, one.number}, " "); }));
  facts.list("Databanks",
             texts(p.databanks, [](const DataBank& one) { return one.name + " " + joined(one.accessions, ", "); }));
  facts.list("Licences", texts(p.licences, [](const Licence& one) { return one.url; }));
  facts.list("Related", texts(p.relations, relation_text));
  facts.line("Cited by", p.cited_by ? app::count_text(*p.cited_by) + " (Crossref)" : "");
  facts.line("References", p.reference_count ? app::count_text(*p.reference_count) : "");
  facts.line("Link", p.url);
  facts.line("Note", p.note);
}

void print_attributions(Output& output, const std::vector<Attribution>& attributions, const MemberNames& members) {
  if (attributions.empty()) return;
  output.blank();
  output.line(Text().bold("Whose it is"));
  for (const Attribution& one : attributions) {
    output.line(fmt::format("  {}: {} by {}, probability {:.2f}", member_label(one.member_key, members),
                            status_name(one.status), one.by == DecidedBy::rule ? "rule" : "a person", one.score),
                4);
    for (const Ground& ground : one.grounds)
      output.line(Text().faint(fmt::format("    {:+.1f} {}", ground.weight, ground.says)), 9);
  }
}

}  // namespace

void print_publication(Output& output, const app::PublicationView& view, const MemberNames& members, Detail detail) {
  const Publication& publication = view.stored.publication;
  output.line(badges(publication).bold(title_or_stand_in(publication)));
  for (const Notice& notice : publication.notices) output.line(Text().alarm(notice_line(notice)));
  output.line(app::notices_checked_text(publication, view.asked));
  output.blank();
  output.line(contributors_line(publication, 0));
  output.line(venue_line(publication));
  output.line(Text().faint(keys_line(publication)));
  print_sections(output, "Abstract", publication.abstract);
  for (const OtherAbstract& other : publication.other_abstracts)
    print_sections(output, joined_known({"Abstract", joined_known({other.type, other.language}, ", ")}, ": "),
                   other.sections);
  print_contributors(output, publication);
  print_facts(output, publication);
  print_attributions(output, view.attributions, members);
  output.blank();
  Facts(output).list("Sources", texts(publication.sources, [](const RecordKey& key) { return key.text(); }));
  Facts(output).line("In this library since", app::date_text(app::local_day(view.stored.added_at)));
  if (detail == Detail::usual) return;
  output.blank();
  output.line(Text().bold("Where each field comes from"));
  each_field(
      [&](const char* name, const auto& value) {
        if (is_empty(value)) return;
        if (const auto origin = publication.origin_of(name)) output.line(fmt::format("  {}: {}", name, origin->text()));
      },
      publication);
  for (const auto& [field, origin] : publication.origins)
    if (field.find('.') != field.npos) output.line(fmt::format("  {}: {}", field, origin.text()));
}

}  // namespace evident::cli
