// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/vancouver.hpp"

#include "connectors/files/reference_fields.hpp"

namespace evident::files {
namespace {

constexpr std::size_t kAuthorsNamed = 6;  // "Citing Medicine", chapter 1, as ICMJE journals apply it

std::string with_full_stop(std::string text) {
  if (!text.empty() && text.back() != '.' && text.back() != '?' && text.back() != '!') text += '.';
  return text;
}

std::string authors_text(const Publication& publication) {
  auto people = with_role(publication, ContributorRole::author);
  const bool editors = people.empty();
  if (editors) people = with_role(publication, ContributorRole::editor);
  std::string out;
  for (std::size_t i = 0; i < people.size() && i < kAuthorsNamed; ++i)
    out += (i == 0 ? "" : ", ") + people[i]->name.cited();
  if (people.size() > kAuthorsNamed || (!people.empty() && !publication.contributors_complete)) out += ", et al";
  if (editors && !people.empty()) out += people.size() > 1 ? ", editors" : ", editor";
  return with_full_stop(out);
}

std::string source_text(const Publication& publication) {
  std::string out = publication.venue.short_title.empty() ? publication.venue.title : publication.venue.short_title;
  out = with_full_stop(out);
  std::string when = publication.year() == 0 ? std::string() : std::to_string(publication.year());
  std::string where = publication.volume;
  if (!publication.issue.empty()) where += "(" + publication.issue + ")";
  if (const std::string locator = publication.locator(); !locator.empty())
    where += (where.empty() ? "" : ":") + locator;
  if (!where.empty()) when += (when.empty() ? "" : ";") + where;
  if (!when.empty()) out += (out.empty() ? "" : " ") + when + ".";
  return out;
}

}  // namespace

std::string vancouver_text(const Publication& publication) {
  std::string title = publication.title.plain();
  if (publication.is_retracted()) title += " [retracted]";
  std::string out = authors_text(publication);
  for (const std::string& part : {with_full_stop(title), source_text(publication),
                                  publication.doi ? "doi:" + publication.doi->text() : std::string()})
    if (!part.empty()) out += (out.empty() ? "" : " ") + part;
  return out;
}

}  // namespace evident::files
