// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/pubmed_term.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <set>
#include <string_view>

#include "indexer/model/text.hpp"
#include "tests/support/source_server/pubmed_field.hpp"
#include "tests/support/source_server/pubmed_name.hpp"

namespace evident::test::source {
namespace {

/// Words that PubMed leaves out of untagged searches; those of its list that titles really begin and join with.
bool is_stop_word(std::string_view word) {
  static constexpr std::array<std::string_view, 14> words = {"a",  "an", "and", "at", "by",  "for", "from",
                                                             "in", "of", "on",  "or", "the", "to",  "with"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> split(std::string_view text, std::string_view separators = " \t\r\n") {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = text.find_first_of(separators);
    if (end != 0) out.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

std::optional<std::uint64_t> number(std::string_view text) {
  text = trimmed(text);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return !text.empty() && error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                                   : std::nullopt;
}

NameQuery name_asked(const PubmedTerm& term) {
  return NameQuery(term.text, term.quoted ? Initials::exact : Initials::truncated);
}

class Matcher {
 public:
  Matcher(const PubmedLibrary& library, Day today) : library_(library), today_(today) {}

  Selection matches(const PubmedTerm& term, Field field, const std::string& tag_rest) const {
    switch (field) {
      case Field::everywhere: return everywhere(term);
      case Field::title: return words_in(term, {Part::title}, tag_rest);
      case Field::title_abstract: return words_in(term, {Part::title, Part::abstract, Part::keyword}, tag_rest);
      case Field::text_word:
        return words_in(term, {Part::title, Part::abstract, Part::keyword, Part::mesh, Part::type, Part::other},
                        tag_rest);
      case Field::affiliation: return words_in(term, {Part::affiliation}, tag_rest);
      case Field::collective: return words_in(term, {Part::collective}, tag_rest);
      case Field::keyword: return words_in(term, {Part::keyword}, tag_rest);
      case Field::grant: return words_in(term, {Part::grant}, tag_rest);
      case Field::journal: return whole(term, Part::journal);
      case Field::mesh: return whole(term, Part::mesh);
      case Field::mesh_major: return whole(term, Part::mesh_major);
      case Field::type: return whole(term, Part::type);
      case Field::language: return language(term);
      case Field::author: return author(term, 0, std::string_view::npos);
      case Field::first_author: return author(term, 0, 1);
      case Field::last_author: return last_author(term);
      case Field::full_author: return full_author(term);
      case Field::investigator: return investigator(term);
      case Field::author_identifier: return author_identifier(term);
      case Field::article_id: return article_id(term);
      case Field::published: return dated(term, DateField::published);
      case Field::entrez: return dated(term, DateField::entrez);
      case Field::created: return dated(term, DateField::created);
      case Field::revised: return dated(term, DateField::revised);
      case Field::uid: return uid(term);
      case Field::filter: return filter(term);
    }
    return {};
  }

 private:
  Selection where(const std::function<bool(const PubmedRecord&)>& wanted) const {
    Selection out;
    out.reserve(library_.records().size());
    for (const auto& [pmid, record] : library_.records()) out.push_back(wanted(record));
    return out;
  }

  static bool any_text(const PubmedRecord& record, const std::set<Part>& parts,
                       const std::function<bool(const Text&)>& wanted) {
    return std::any_of(record.texts.begin(), record.texts.end(), [&](const PubmedText& text) {
      return (parts.empty() || parts.contains(text.part)) && wanted(text.words);
    });
  }

  /// Each word somewhere in the parts, or the phrase where it is quoted, or near each other for "~3". No parts: all.
  Selection words_in(const PubmedTerm& term, const std::set<Part>& parts, const std::string& tag_rest) const {
    const Phrase phrase = phrase_of(library_.words(), term.text);
    if (tag_rest.starts_with('~')) {
      const auto gap = number(tag_rest.substr(1)).value_or(0);
      return where([&](const PubmedRecord& record) {
        return any_text(record, parts, [&](const Text& text) { return holds_near(text, phrase, gap); });
      });
    }
    if (term.quoted) return phrase_in(phrase, parts);
    std::vector<Phrase> pieces;
    for (const std::string& piece : split(term.text)) {
      if (parts.empty() && is_stop_word(piece)) continue;
      pieces.push_back(phrase_of(library_.words(), piece));
    }
    return where([&](const PubmedRecord& record) {
      return !pieces.empty() && std::all_of(pieces.begin(), pieces.end(), [&](const Phrase& piece) {
        return any_text(record, parts, [&](const Text& text) { return holds(text, piece); });
      });
    });
  }

  Selection phrase_in(const Phrase& phrase, const std::set<Part>& parts) const {
    return where([&](const PubmedRecord& record) {
      return any_text(record, parts, [&](const Text& text) { return holds(text, phrase); });
    });
  }

  Selection whole(const PubmedTerm& term, Part part) const {
    const Phrase phrase = phrase_of(library_.words(), term.text);
    return where([&](const PubmedRecord& record) {
      return any_text(record, {part}, [&](const Text& text) { return holds(text, phrase, Extent::whole); });
    });
  }

  Selection language(const PubmedTerm& term) const {
    PubmedTerm code = term;  // records hold "eng", people ask for "english"
    code.text = ascii_lower(trimmed(term.text)).substr(0, 3);
    return whole(code, Part::language);
  }

  Selection everywhere(const PubmedTerm& term) const {
    const auto pieces = split(term.text);
    if (!term.quoted &&
        std::all_of(pieces.begin(), pieces.end(), [](const auto& p) { return number(p).has_value(); })) {
      return uid(term);
    }
    Selection out = words_in(term, {}, {});
    const bool name_like = !term.quoted && pieces.size() >= 2 && pieces.back().size() <= 2;
    const Selection others = name_like ? author(term, 0, std::string_view::npos) : article_id(term);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = out[i] || others[i];
    return out;
  }

  Selection author(const PubmedTerm& term, std::size_t first, std::size_t count) const {
    const NameQuery name = name_asked(term);
    return where([&](const PubmedRecord& record) {
      const std::size_t end = std::min(record.authors.size(), count);
      for (std::size_t i = first; i < end; ++i) {
        if (name.abbreviated(record.authors[i]) || name.in_full(record.authors[i])) return true;
      }
      return false;
    });
  }

  Selection last_author(const PubmedTerm& term) const {
    const NameQuery name = name_asked(term);
    return where(
        [&](const PubmedRecord& record) { return !record.authors.empty() && name.abbreviated(record.authors.back()); });
  }

  Selection full_author(const PubmedTerm& term) const {
    const NameQuery name = name_asked(term);
    return where([&](const PubmedRecord& record) {
      return std::any_of(record.authors.begin(), record.authors.end(), [&](const auto& p) { return name.in_full(p); });
    });
  }

  Selection investigator(const PubmedTerm& term) const {
    const NameQuery name = name_asked(term);
    return where([&](const PubmedRecord& record) {
      return std::any_of(record.investigators.begin(), record.investigators.end(),
                         [&](const auto& p) { return name.abbreviated(p) || name.in_full(p); });
    });
  }

  Selection author_identifier(const PubmedTerm& term) const {
    std::string digits;
    for (const char c : ascii_lower(term.text)) {
      if ((c >= '0' && c <= '9') || c == 'x') digits += c;
    }
    return where([&](const PubmedRecord& record) {
      return std::find(record.orcids.begin(), record.orcids.end(), digits) != record.orcids.end();
    });
  }

  Selection article_id(const PubmedTerm& term) const {
    const std::string id = ascii_lower(trimmed(term.text));
    return where([&](const PubmedRecord& record) {
      return std::find(record.article_ids.begin(), record.article_ids.end(), id) != record.article_ids.end();
    });
  }

  Selection dated(const PubmedTerm& term, DateField field) const {
    auto from = day_at(term.text, Edge::first);
    auto to = day_at(term.upper.value_or(term.text), Edge::last);
    const auto words = split(ascii_lower(term.text));  // "last 30 days"
    if (words.size() == 3 && words[0] == "last" && words[2].starts_with("day")) {
      from = days_before(today_, static_cast<int>(number(words[1]).value_or(0)));
      to = today_;
    }
    return where([&](const PubmedRecord& record) { return from && to && dated_within(record, field, *from, *to); });
  }

  Selection uid(const PubmedTerm& term) const {
    if (term.upper) {
      const auto from = number(term.text);
      const auto to = number(*term.upper);
      return where([&](const PubmedRecord& r) { return from && to && r.pmid >= *from && r.pmid <= *to; });
    }
    std::set<std::uint64_t> wanted;
    for (const std::string& piece : split(term.text, " ,\t\r\n")) {
      if (const auto pmid = number(piece)) wanted.insert(*pmid);
    }
    return where([&](const PubmedRecord& record) { return wanted.contains(record.pmid); });
  }

  Selection filter(const PubmedTerm& term) const {
    const std::string name = ascii_lower(trimmed(term.text));
    return where([&](const PubmedRecord& record) {
      return name == "all" || ((name == "pubmed books" || name == "books and documents") && record.is_book) ||
             (name == "hasabstract" && record.has_abstract);
    });
  }

  const PubmedLibrary& library_;
  Day today_;
};

}  // namespace

Selection records_with(const PubmedTerm& asked, const PubmedLibrary& library, Day today,
                       std::vector<std::string>& fields_not_found) {
  PubmedTerm term = asked;
  const std::string tag = ascii_lower(collapsed(term.tag));
  const auto colon = tag.find(':');  // [mh:noexp], [title:~3]
  auto field = tag.empty() ? Field::everywhere : field_tagged(tag.substr(0, colon));
  if (!field) {
    fields_not_found.push_back(term.tag);
    field = Field::everywhere;
  }
  if (const auto middle = term.text.find(':'); is_ordered(*field) && !term.upper && middle != std::string::npos) {
    term.upper = term.text.substr(middle + 1);
    term.text.resize(middle);
  }
  return Matcher(library, today)
      .matches(term, *field, colon == std::string::npos ? std::string() : tag.substr(colon + 1));
}

}  // namespace evident::test::source
