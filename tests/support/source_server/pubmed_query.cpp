// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/pubmed_query.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "indexer/model/text.hpp"
#include "tests/support/source_server/pubmed_term.hpp"

namespace evident::test::source {
namespace {

enum class Operator { and_, or_, not_ };

class Query {
 public:
  Query(const PubmedLibrary& library, std::string_view text, Day today, const HistoryLookup& history)
      : library_(library), text_(text), today_(today), history_(history) {}

  Selection selected() { return sequence(); }
  PubmedHits notes;

 private:
  /// term (operator? term)*, up to a closing bracket or the end.
  Selection sequence() {
    Selection out(library_.records().size(), false);
    bool first = true;
    while (skip_blanks(), at_ < text_.size() && text_[at_] != ')') {
      const auto word = operator_here();
      if (word && first) continue;  // PubMed ignores an operator that nothing stands before
      skip_blanks();
      if (at_ >= text_.size() || text_[at_] == ')') break;
      const Selection right = operand();
      if (first) {
        out = right;
      } else {
        combine(out, right, word.value_or(Operator::and_));
      }
      first = false;
    }
    return out;
  }

  static void combine(Selection& left, const Selection& right, Operator how) {
    for (std::size_t i = 0; i < left.size(); ++i) {
      switch (how) {
        case Operator::and_: left[i] = left[i] && right[i]; break;
        case Operator::or_: left[i] = left[i] || right[i]; break;
        case Operator::not_: left[i] = left[i] && !right[i]; break;
      }
    }
  }

  Selection operand() {
    if (text_[at_] == '(') {
      ++at_;
      ++depth_;
      Selection inner = sequence();
      --depth_;
      if (at_ < text_.size()) ++at_;  // the closing bracket, where there is one
      return inner;
    }
    if (text_[at_] == '#') return from_history();
    PubmedTerm term = leaf();
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == ':') {  // "2019/01/01"[dp] : "2019/12/31"[dp]
      ++at_;
      skip_blanks();
      const PubmedTerm upper = at_ < text_.size() ? leaf() : PubmedTerm{};
      term.upper = upper.text;
      if (!upper.tag.empty()) term.tag = upper.tag;
    }
    Selection found = records_with(term, library_, today_, notes.fields_not_found);
    if (std::find(found.begin(), found.end(), true) == found.end()) {
      notes.phrases_not_found.push_back(term.tag.empty() ? term.text : term.text + '[' + term.tag + ']');
    }
    return found;
  }

  /// Words up to an operator, bracket, quote, tag or a colon after a quote; or a phrase; with the tag that follows.
  PubmedTerm leaf() {
    PubmedTerm term;
    if (text_[at_] == '"') {
      const auto end = std::min(text_.find('"', at_ + 1), text_.size());
      term.text = std::string(text_.substr(at_ + 1, end - at_ - 1));
      term.quoted = true;
      at_ = std::min(end + 1, text_.size());
    } else {
      const auto start = at_;
      while (at_ < text_.size() && !ends_words()) ++at_;
      if (at_ == start) ++at_;  // a stray closing tag bracket
      term.text = std::string(trimmed(text_.substr(start, at_ - start)));
    }
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '[') {
      const auto end = std::min(text_.find(']', at_), text_.size());
      term.tag = std::string(trimmed(text_.substr(at_ + 1, end - at_ - 1)));
      at_ = std::min(end + 1, text_.size());
    }
    return term;
  }

  bool ends_words() const {
    const char c = text_[at_];
    if (c == '(' || c == ')' || c == '"' || c == '[') return true;
    return (c == ' ' || c == '\n' || c == '\t') && operator_at(at_ + 1).second > 0;
  }

  /// The operator that stands at a place as a word of its own, and its length.
  std::pair<Operator, std::size_t> operator_at(std::size_t place) const {
    for (const auto& [name, value] : {std::pair<std::string_view, Operator>{"AND", Operator::and_},
                                      {"OR", Operator::or_},
                                      {"NOT", Operator::not_}}) {
      if (text_.substr(place).starts_with(name)) {
        const auto after = place + name.size();
        if (after >= text_.size() || std::string_view(" \n\t()\"#").find(text_[after]) != std::string_view::npos) {
          return {value, name.size()};
        }
      }
    }
    return {Operator::and_, 0};
  }

  std::optional<Operator> operator_here() {
    const auto [value, length] = operator_at(at_);
    at_ += length;
    return length > 0 ? std::optional(value) : std::nullopt;
  }

  Selection from_history() {
    std::size_t entry = 0;
    const auto start = ++at_;
    at_ = static_cast<std::size_t>(std::from_chars(text_.data() + start, text_.data() + text_.size(), entry).ptr -
                                   text_.data());
    const auto pmids = history_ ? history_(entry) : std::nullopt;
    if (!pmids) notes.phrases_not_found.push_back("#" + std::string(text_.substr(start, at_ - start)));
    std::set<std::uint64_t> wanted;
    if (pmids) wanted.insert(pmids->begin(), pmids->end());
    Selection out;
    for (const auto& [pmid, record] : library_.records()) out.push_back(wanted.contains(pmid));
    return out;
  }

  void skip_blanks() {
    const std::string_view blanks = depth_ == 0 ? " \n\t)" : " \n\t";  // a bracket too many is passed over
    while (at_ < text_.size() && blanks.find(text_[at_]) != std::string_view::npos) ++at_;
  }

  const PubmedLibrary& library_;
  std::string_view text_;
  Day today_;
  const HistoryLookup& history_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

PubmedHits search(const PubmedLibrary& library, std::string_view query, Day today, const HistoryLookup& history) {
  Query parsed(library, query, today, history);
  const Selection selected = parsed.selected();
  PubmedHits hits = std::move(parsed.notes);
  std::size_t i = selected.size();
  for (auto it = library.records().rbegin(); it != library.records().rend(); ++it) {
    if (selected[--i]) hits.pmids.push_back(it->first);
  }
  return hits;
}

}  // namespace evident::test::source
