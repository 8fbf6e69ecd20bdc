// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/nbib.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "connectors/files/line_reader.hpp"
#include "connectors/files/reference_fields.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

struct TaggedLine {
  std::string_view tag;
  std::string_view value;
};

/// "PMID- 123", "TI  - ...": two to four letters padded to four places, a dash.
std::optional<TaggedLine> tagged(std::string_view line) {
  const auto dash = line.find('-');
  if (dash == line.npos || dash < 2 || dash > 5) return std::nullopt;
  const std::string_view tag = trimmed(line.substr(0, dash));
  const bool letters = tag.size() >= 2 && line.front() != ' ' && std::all_of(tag.begin(), tag.end(), [](char c) {
                         return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                       });
  if (!letters) return std::nullopt;
  return TaggedLine{tag, trimmed(line.substr(dash + 1))};
}

/// Citations are separated by blank lines, and each begins with PMID.
class NbibSplitter : public RecordSplitter {
 public:
  explicit NbibSplitter(std::unique_ptr<ByteSource> source) : lines_(std::move(source)) {}

  Result<std::optional<RecordText>> next() override {
    RecordText record = std::exchange(pending_, {});
    while (true) {
      const auto line = lines_.next();
      if (!line) return fail(line.error());
      if (!*line || (trimmed(**line).empty() && !record.body.empty())) {
        if (record.body.empty()) return std::nullopt;
        return record;
      }
      const auto parts = tagged(**line);
      if (record.body.empty() && !parts) continue;  // what stands before and between citations
      if (parts && parts->tag == "PMID" && !record.body.empty()) {
        pending_ = {std::string(**line) + "\n", lines_.line()};
        return record;
      }
      if (record.body.empty()) record.line = lines_.line();
      record.body += **line;
      record.body += '\n';
    }
  }
  std::uint64_t bytes_read() const override { return lines_.bytes_read(); }

 private:
  LineReader lines_;
  RecordText pending_;
};

class NbibRecords : public RecordReader {
 public:
  explicit NbibRecords(std::unique_ptr<ByteSource> source) : splitter_(std::move(source)) {}

  Result<std::optional<ReadItem>> next() override {
    auto text = splitter_.next();
    if (!text) return fail(text.error());
    if (!*text) return std::nullopt;
    auto parsed = parse_nbib((*text)->body);
    if (!parsed) return Refusal{fmt::format("line {}", (*text)->line), parsed.error().message};
    RawRecord raw;
    raw.key = {std::string(kPubmed), std::move(parsed->id)};
    raw.format = RecordFormat::nbib;
    raw.body = std::move((*text)->body);
    return SourceRecord{std::move(raw), std::move(parsed->content)};
  }
  std::uint64_t bytes_read() const override { return splitter_.bytes_read(); }

 private:
  NbibSplitter splitter_;
};

/// "20190209", and "2019/02/09 06:00" of the history fields.
std::optional<PartialDate> compact_date(std::string_view text) {
  if (text.size() >= 10 && text[4] == '/') return PartialDate::parse(text.substr(0, 10));
  if (text.size() != 8) return std::nullopt;
  return PartialDate::parse(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
}

/// "Telemedicine/*methods/trends": an asterisk marks what the article is mainly about.
MeshHeading mesh_heading(std::string_view text) {
  MeshHeading heading;
  bool first = true;
  for (const std::string& part : split_list(text, "/")) {
    const bool major = part.starts_with('*');
    std::string name = part.substr(major ? 1 : 0);
    if (first) {
      heading.descriptor = std::move(name);
      heading.major = major;
    } else {
      heading.qualifiers.push_back({std::move(name), "", major});
    }
    first = false;
  }
  return heading;
}

/// MEDLINE puts a suffix after given names and initials alike ("Smith, John R Jr", "Smith JR Jr"); cuts it off.
std::string cut_suffix(std::string_view& name) {
  for (const std::string_view suffix : {"Jr", "Sr", "2nd", "3rd", "4th", "5th", "II", "III", "IV"})
    if (name.size() > suffix.size() + 1 && name.ends_with(suffix) && name[name.size() - suffix.size() - 1] == ' ') {
      name.remove_suffix(suffix.size() + 1);
      return std::string(suffix);
    }
  return {};
}

struct LinkTag {
  std::string_view tag;
  RelationKind kind;
  std::optional<NoticeKind> notice;
};
constexpr auto kLinkTags = std::to_array<LinkTag>({
    {"RIN", RelationKind::retraction_in, NoticeKind::retraction},
    {"RRI", RelationKind::retracted_republished_in, NoticeKind::retraction},
    {"ECI", RelationKind::concern_in, NoticeKind::expression_of_concern},
    {"EIN", RelationKind::erratum_in, NoticeKind::correction},
    {"CRI", RelationKind::corrected_republished_in, NoticeKind::correction},
    {"ROF", RelationKind::retraction_of, {}},
    {"RRF", RelationKind::retracted_republished_from, {}},
    {"ECF", RelationKind::concern_for, {}},
    {"EFR", RelationKind::erratum_for, {}},
    {"CRF", RelationKind::corrected_republished_from, {}},
    {"CIN", RelationKind::comment_in, {}},
    {"CON", RelationKind::comment_on, {}},
    {"UIN", RelationKind::update_in, {}},
    {"UOF", RelationKind::update_of, {}},
    {"RPI", RelationKind::republished_in, {}},
    {"RPF", RelationKind::republished_from, {}},
    {"SPIN", RelationKind::summary, {}},
    {"ORI", RelationKind::original_report, {}},
});

/// The date in "BMJ. 2020 Jan 3;368:m1".
std::optional<PartialDate> date_in_citation(std::string_view text) {
  for (auto at = text.find(". "); at != text.npos; at = text.find(". ", at + 1)) {
    const auto rest = text.substr(at + 2);
    if (rest.find_first_not_of("0123456789") != 4) continue;
    if (const auto span = parse_date_span(rest.substr(0, rest.find_first_of(";:.(")))) return span->first;
  }
  return std::nullopt;
}

/// "BMJ. 2020 Jan 3;368:m1. doi: 10.1136/bmj.m1. PMID: 31900000".
Relation relation(const LinkTag& link, std::string_view text) {
  Relation found;
  found.kind = link.kind;
  found.label = link.tag;
  found.text = collapsed(text);
  found.asserted_by = "nlm";
  found.date = date_in_citation(text);
  if (const auto at = text.find("PMID: "); at != text.npos) {
    const auto number = text.substr(at + 6);
    found.pmid = Pmid::parse(number.substr(0, number.find_first_not_of("0123456789")));
  }
  if (const auto at = text.find("doi: "); at != text.npos) {
    const auto doi = text.substr(at + 5);
    found.doi = Doi::parse(doi.substr(0, doi.find(' ')));
  }
  return found;
}

/// "10.1016/j.ejmg.2019.03.006 [doi]", "S1769-7212(18)30868-6 [pii]".
void take_location(Publication& p, std::string_view text) {
  const auto bracket = text.rfind(" [");
  if (bracket == text.npos) {
    if (text.starts_with("doi:")) take_doi(p, text);
    return;
  }
  const std::string_view value = trimmed(text.substr(0, bracket));
  std::string kind = ascii_lower(text.substr(bracket + 2));
  if (kind.ends_with(']')) kind.pop_back();
  if (kind == "doi") return take_doi(p, value);
  const NamedIdentifier identifier{kind, std::string(value)};
  if (std::find(p.other_identifiers.begin(), p.other_identifiers.end(), identifier) == p.other_identifiers.end())
    p.other_identifiers.push_back(identifier);
}

WorkType work_type(const Publication& p, const std::string& book_title) {
  const auto has = [&](std::string_view type) {
    return std::find(p.publication_types.begin(), p.publication_types.end(), type) != p.publication_types.end();
  };
  if (has("Preprint")) return WorkType::article;
  if (!book_title.empty()) return p.title.empty() || p.title.plain() == book_title ? WorkType::book : WorkType::chapter;
  if (has("Book")) return WorkType::book;
  if (has("Dataset")) return WorkType::dataset;
  if (has("Technical Report")) return WorkType::report;
  return WorkType::article_journal;
}

/// Reads one citation tag by tag; some tags belong to the author before them.
class Citation {
 public:
  void take(std::string_view tag, std::string_view value) {
    if (value.empty()) return;
    if (take_person(tag, value) || take_link(tag, value) || take_bibliographic(tag, value)) return;
    take_subject(tag, value);
  }

  Result<ParsedRecord> finish() {
    if (!p_.pmid) return fail(Code::malformed, "this citation has no PMID");
    if (!p_.pages.first.empty() && !p_.article_number.empty() && p_.pages.first == p_.article_number) p_.pages = {};
    p_.type = work_type(p_, book_title_);
    if (!book_title_.empty() && p_.type == WorkType::chapter) p_.venue.title = book_title_;
    if (p_.title.empty()) p_.title = MarkedText::from_source(book_title_);
    const bool marked = std::find(p_.publication_types.begin(), p_.publication_types.end(), "Retracted Publication") !=
                        p_.publication_types.end();
    if (marked && !p_.is_retracted()) p_.notices.push_back({NoticeKind::retraction, {}, std::string(kPubmed), {}, {}});
    std::string id = p_.pmid->text();
    return ParsedRecord{std::move(id), std::move(p_)};
  }

 private:
  void add_person(std::vector<Contributor>& list, std::string_view text, ContributorRole role) {
    Contributor contributor;
    contributor.role = role;
    const std::string suffix = cut_suffix(text);
    contributor.name = name_from_inverted(text);
    if (!suffix.empty()) contributor.name.suffix = suffix;
    list.push_back(std::move(contributor));
    last_ = &list;
  }

  bool take_person(std::string_view tag, std::string_view value) {
    if (tag == "FAU")
      add_person(p_.contributors, value, ContributorRole::author);
    else if (tag == "FED")
      add_person(p_.contributors, value, ContributorRole::editor);
    else if (tag == "FIR")
      add_person(p_.investigators, value, ContributorRole::investigator);
    else if (tag == "AU" || tag == "ED" || tag == "IR")
      short_name(tag, value);
    else if (tag == "CN") {
      Contributor group;
      group.name.collective = collapsed(value);
      p_.contributors.push_back(std::move(group));
      last_ = &p_.contributors;
    } else if (tag == "AD" || tag == "IRAD") {
      if (last_ != nullptr && !last_->empty()) last_->back().affiliations.push_back({collapsed(value), ""});
    } else if (tag == "AUID") {
      if (last_ != nullptr && !last_->empty() && value.starts_with("ORCID")) {
        const auto colon = value.find(':');
        if (colon != value.npos) last_->back().orcid = Orcid::parse(value.substr(colon + 1));
      }
    } else {
      return false;
    }
    return true;
  }

  /// "Griffin DK" after "Griffin, Darren K" gives the initials; alone, as in old citations, it is the name.
  void short_name(std::string_view tag, std::string_view value) {
    const std::string suffix = cut_suffix(value);
    const auto blank = value.find_last_of(' ');
    const std::string initials(blank == value.npos ? std::string_view() : value.substr(blank + 1));
    std::vector<Contributor>& list = tag == "IR" ? p_.investigators : p_.contributors;
    if (last_ == &list && !list.empty() && list.back().name.initials.empty() && !list.back().name.is_collective() &&
        list.back().affiliations.empty() && folded(value).starts_with(folded(list.back().name.family))) {
      list.back().name.initials = initials;
      return;
    }
    Contributor contributor;
    contributor.role = tag == "ED"   ? ContributorRole::editor
                       : tag == "IR" ? ContributorRole::investigator
                                     : ContributorRole::author;
    contributor.name.family = value.substr(0, blank);
    contributor.name.given = contributor.name.initials = initials;
    contributor.name.suffix = suffix;
    list.push_back(std::move(contributor));
    last_ = &list;
  }

  bool take_link(std::string_view tag, std::string_view value) {
    const auto link =
        std::find_if(kLinkTags.begin(), kLinkTags.end(), [&](const LinkTag& row) { return row.tag == tag; });
    if (link == kLinkTags.end()) return false;
    p_.relations.push_back(relation(*link, value));
    const Relation& made = p_.relations.back();
    if (link->notice) p_.notices.push_back({*link->notice, made.date, std::string(kPubmed), made.doi, made.pmid});
    return true;
  }

  bool take_bibliographic(std::string_view tag, std::string_view value) {
    if (tag == "PMID")
      p_.pmid = Pmid::parse(value);
    else if (tag == "PMC")
      p_.pmcid = Pmcid::parse(value);
    else if (tag == "TI")
      p_.title =
          MarkedText::from_source(p_.title.empty() ? std::string(value) : p_.title.plain() + " " + std::string(value));
    else if (tag == "TT")
      p_.original_title = MarkedText::from_source(value);
    else if (tag == "BTI")
      book_title_ = collapsed(value);
    else if (tag == "AB")
      p_.abstract = sections_from_running_text(value);
    else if (tag == "CI")
      p_.abstract_copyright = collapsed(value);
    else if (tag == "JT")
      p_.venue.title = collapsed(value);
    else if (tag == "TA")
      p_.venue.short_title = collapsed(value);
    else if (tag == "JID")
      p_.venue.nlm_id = value;
    else if (tag == "PL")
      p_.venue.country = collapsed(value);
    else if (tag == "PB")
      p_.venue.publisher = collapsed(value);
    else if (tag == "IS")
      take_serial_numbers(p_, value.substr(0, value.find(' ')));
    else if (tag == "ISBN")
      take_serial_numbers(p_, value);
    else if (tag == "VI")
      p_.volume = value;
    else if (tag == "IP")
      p_.issue = value;
    else if (tag == "EN")
      p_.edition = collapsed(value);
    else if (tag == "PG")
      take_pages(p_, value);
    else if (tag == "LID" || tag == "AID")
      take_location(p_, value);
    else if (tag == "DP")
      take_date(value);
    else if (tag == "DEP")
      p_.dates.online = compact_date(value);
    else if (tag == "CRDT")
      p_.dates.entered = compact_date(value);
    else if (tag == "LR")
      p_.dates.revised = compact_date(value);
    else if (tag == "PHST")
      take_history(value);
    else if (tag == "STAT")
      p_.record_status = value;
    else if (tag == "LA")
      p_.languages.emplace_back(value);
    else if (tag == "PT")
      p_.publication_types.push_back(collapsed(value));
    else
      return false;
    return true;
  }

  void take_date(std::string_view value) {
    const auto span = parse_date_span(value);
    if (!span) {
      p_.dates.issued_text = collapsed(value);
      return;
    }
    p_.dates.issued = span->first;
    p_.dates.issued_end = span->last;
    if (span->last) p_.dates.issued_text = collapsed(value);
  }

  void take_history(std::string_view value) {
    const auto date = compact_date(value);
    if (value.ends_with("[received]"))
      p_.dates.received = date;
    else if (value.ends_with("[accepted]"))
      p_.dates.accepted = date;
  }

  void take_subject(std::string_view tag, std::string_view value) {
    if (tag == "MH") {
      p_.mesh.push_back(mesh_heading(value));
    } else if (tag == "OTO") {
      keyword_owner_ = value;
    } else if (tag == "OT") {
      const bool major = value.starts_with('*');
      p_.keywords.push_back({collapsed(value.substr(major ? 1 : 0)), keyword_owner_, major});
    } else if (tag == "RN") {
      const auto open = value.find(" (");
      const bool named = open != value.npos && value.ends_with(')');
      p_.substances.push_back({std::string(named ? value.substr(open + 2, value.size() - open - 3) : value), "",
                               std::string(named ? value.substr(0, open) : std::string_view())});
    } else if (tag == "GR") {
      const auto parts = split_list(value, "/");
      Grant grant;
      if (parts.size() == 4)
        grant = {parts[0], parts[2], "", parts[1], parts[3]};
      else
        grant.number = collapsed(value);
      p_.grants.push_back(std::move(grant));
    } else if (tag == "SI") {
      const auto slash = value.find('/');
      p_.databanks.push_back({std::string(value.substr(0, slash)), {}});
      if (slash != value.npos) p_.databanks.back().accessions.emplace_back(value.substr(slash + 1));
    } else if (tag == "GN") {
      p_.note += (p_.note.empty() ? "" : "\n") + collapsed(value);
    }
  }

  Publication p_;
  std::string book_title_;
  std::string keyword_owner_ = "NOTNLM";
  std::vector<Contributor>* last_ = nullptr;  // the list that AD and AUID belong to
};

}  // namespace

std::unique_ptr<RecordReader> nbib_records(std::unique_ptr<ByteSource> source) {
  return std::make_unique<NbibRecords>(std::move(source));
}

Result<ParsedRecord> parse_nbib(std::string_view body) {
  Citation citation;
  std::string tag, value;
  while (!body.empty()) {
    const auto end = body.find('\n');
    const std::string_view line = body.substr(0, end);
    body.remove_prefix(end == body.npos ? body.size() : end + 1);
    if (const auto parts = tagged(line)) {
      citation.take(tag, value);
      tag = parts->tag;
      value = parts->value;
    } else if (line.starts_with("      ") && !tag.empty()) {
      value += " " + std::string(trimmed(line));
    }
  }
  citation.take(tag, value);
  return citation.finish();
}

}  // namespace evident::files
