// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/query_compile.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utf8proc.h>

#include "indexer/index/terms.hpp"
#include "indexer/index/tokeniser.hpp"
#include "indexer/model/text.hpp"

namespace evident::index {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

/// A name of more words than this is not cut at each of them.
constexpr std::size_t kMostNameWords = 12;

/// How many other forms `read_as` names before it says "and N more".
constexpr std::size_t kFormsShown = 8;

enum class Side { wanted, excluded };

/// The letters of "J", "JR", "J.-R." or "Ł" that stand for given names, folded; in a name typed without any capital,
/// "jr" too. Empty where `word` is a name itself.
std::string initials_in(std::string_view word, std::string_view whole_name) {
  const auto is_capital = [](char32_t c) {
    const auto code = static_cast<utf8proc_int32_t>(c);
    return utf8proc_tolower(code) != code;
  };
  bool any_capital = false;
  for (std::string_view rest = whole_name; !rest.empty();) {
    const auto [code, bytes] = decode_utf8(rest);
    any_capital = any_capital || is_capital(code);
    rest.remove_prefix(bytes);
  }
  std::string letters;
  while (!word.empty()) {
    const auto [code, bytes] = decode_utf8(word);
    if (code != U'.' && code != U'-') {
      if (any_capital && !is_capital(code)) return {};
      const std::string letter = folded(word.substr(0, bytes));
      if (letter.size() != 1 || letter[0] < 'a' || letter[0] > 'z') return {};
      letters += letter;
    }
    word.remove_prefix(bytes);
  }
  return letters.size() <= 3 ? letters : std::string();
}

class Compiler {
 public:
  Compiler(const Xapian::Database& database, Vocabulary& vocabulary) : database_(database), vocabulary_(vocabulary) {}

  CompiledQuery take(const QueryNode& root) {
    CompiledQuery out;
    out.query = build(root, Side::wanted);
    out.read_as = print(root, [this](const QueryNode& leaf) {
      const auto found = forms_.find(&leaf);
      return found == forms_.end() ? std::string() : found->second;
    });
    out.warnings.assign(warnings_.begin(), warnings_.end());
    out.highlights.words.assign(words_.begin(), words_.end());
    out.highlights.phrases = std::move(phrases_);
    return out;
  }

 private:
  Query build(const QueryNode& node, Side side) {
    switch (node.kind) {
      // Not Query::MatchAll: its reference count is shared between threads.
      case Kind::everything: return Query(std::string());
      case Kind::word: return word(node, side);
      case Kind::phrase: return phrase(node, side);
      case Kind::name: return without_weight(name(node));
      case Kind::value: return without_weight(value(node));
      case Kind::range: return without_weight(range(node));
      case Kind::all_of:
      case Kind::any_of: {
        std::vector<Query> parts;
        for (const QueryNode& child : node.children) parts.push_back(build(child, side));
        return Query(node.kind == Kind::all_of ? Query::OP_AND : Query::OP_OR, parts.begin(), parts.end());
      }
      case Kind::except:
        return Query(Query::OP_AND_NOT, build(node.children[0], side), build(node.children[1], Side::excluded));
    }
    return Query();
  }

  /// What filters says nothing about how well a publication answers.
  static Query without_weight(const Query& query) {
    return query.empty() ? query : Query(Query::OP_SCALE_WEIGHT, query, 0.0);
  }

  /// A posting list that is not there costs little, but a word has up to eight of them.
  void add_if_known(std::vector<std::string>& terms, std::string term) const {
    if (database_.term_exists(term)) terms.push_back(std::move(term));
  }

  static Query any(const std::vector<std::string>& terms) {
    if (terms.empty()) return Query();
    if (terms.size() == 1) return Query(terms.front());
    return Query(Query::OP_SYNONYM, terms.begin(), terms.end());
  }

  static Query weighted_as(Field field, Query query) {
    return search_field(field).kind == FieldKind::prose || field == Field::mesh ? query : without_weight(query);
  }

  Query word(const QueryNode& node, Side side) {
    const SearchField& field = search_field(node.field);
    const std::string& typed = node.words[0];
    std::vector<std::string> terms;
    std::set<std::string> forms;
    for (std::string_view prefix : field.prefixes) {
      // Names and identifiers have no other forms.
      const FieldKind kept_as = search_field(owner_of_prefix(prefix)).kind;
      if (field.kind != FieldKind::prose || kept_as == FieldKind::name || kept_as == FieldKind::exact) {
        add_if_known(terms, std::string(prefix) + typed);
        continue;
      }
      const Expansion& found = vocabulary_.sharing_stem(database_, prefix, typed);
      for (const std::string& form : found.words) {
        add_if_known(terms, std::string(prefix) + form);
        if (form != typed) forms.insert(form);
      }
      warn_if_cut(found, typed);
    }
    if (side == Side::wanted) {
      words_.insert(typed);
      words_.insert(forms.begin(), forms.end());
    }
    note(node, {forms.begin(), forms.end()});
    return weighted_as(node.field, any(terms));
  }

  Query phrase(const QueryNode& node, Side side) {
    const SearchField& field = search_field(node.field);
    std::vector<Query> in_prefixes;
    std::set<std::string> endings;
    for (std::string_view prefix : field.prefixes) {
      const FieldKind kept_as = search_field(owner_of_prefix(prefix)).kind;
      const bool several = node.words.size() > 1;
      if (several && kept_as == FieldKind::exact) continue;
      if (several && kept_as == FieldKind::name) {
        // A phrase over all words may be a person: "John Smith".
        if (node.slack == 0) in_prefixes.push_back(name_readings(node, std::string(prefix)));
        continue;
      }
      std::vector<Query> parts;
      for (std::size_t i = 0; i + 1 < node.words.size(); ++i) parts.emplace_back(std::string(prefix) + node.words[i]);
      const std::string& last = node.words.back();
      if (node.ending == QueryNode::Ending::prefix) {
        const Expansion& found = vocabulary_.beginning(database_, prefix, last);
        warn_if_cut(found, last + '*');
        if (found.words.empty()) continue;
        std::vector<std::string> terms;
        for (const std::string& one : found.words) terms.push_back(std::string(prefix) + one);
        endings.insert(found.words.begin(), found.words.end());
        // Within a phrase Xapian takes terms and ORs of terms only.
        if (terms.size() == 1)
          parts.emplace_back(terms.front());
        else
          parts.emplace_back(node.words.size() == 1 ? Query::OP_SYNONYM : Query::OP_OR, terms.begin(), terms.end());
      } else {
        parts.emplace_back(std::string(prefix) + last);
      }
      if (parts.size() == 1) {
        in_prefixes.push_back(parts.front());
        continue;
      }
      const auto size = static_cast<Xapian::termcount>(parts.size());
      in_prefixes.emplace_back(node.slack > 0 ? Query::OP_NEAR : Query::OP_PHRASE, parts.begin(), parts.end(),
                               size + static_cast<Xapian::termcount>(node.slack));
    }
    if (side == Side::wanted) {
      if (node.slack > 0)
        words_.insert(node.words.begin(), node.words.end());
      else
        phrases_.push_back({node.words, node.ending == QueryNode::Ending::prefix});
    }
    note(node, {endings.begin(), endings.end()});
    if (in_prefixes.empty()) return Query();
    // One word in several places is one word; a phrase in title and abstract is better than in one of them.
    const bool one_word = node.words.size() == 1;
    return weighted_as(node.field, in_prefixes.size() == 1 ? in_prefixes.front()
                                                           : Query(one_word ? Query::OP_SYNONYM : Query::OP_OR,
                                                                   in_prefixes.begin(), in_prefixes.end()));
  }

  Query name(const QueryNode& node) {
    const std::string prefix(search_field(node.field).prefixes[0]);
    if (node.words.size() == 1)
      return node.ending == QueryNode::Ending::prefix ? beginning(node, prefix, node.words[0])
                                                      : Query(prefix + node.words[0]);
    return name_readings(node, prefix);
  }

  /// Which words are the family name is not marked, so each cut is tried, in either order; and initials at either end.
  Query name_readings(const QueryNode& node, const std::string& prefix) {
    const std::vector<std::string>& words = node.words;
    const auto between = [&words](std::size_t from, std::size_t to) {
      return std::vector<std::string>(words.begin() + static_cast<std::ptrdiff_t>(from),
                                      words.begin() + static_cast<std::ptrdiff_t>(to));
    };
    if (node.ending == QueryNode::Ending::prefix)
      return beginning(node, prefix, name_term(between(0, words.size() - 1), words.back()));
    std::set<std::string> terms = {name_term(words, {})};
    for (std::size_t cut = 1; cut < words.size() && cut < kMostNameWords; ++cut) {
      const auto head = between(0, cut), tail = between(cut, words.size());
      terms.insert(name_term(head, fmt::format("{}", fmt::join(tail, "_"))));
      terms.insert(name_term(tail, fmt::format("{}", fmt::join(head, "_"))));
    }
    const std::string_view text = node.text;
    if (const auto last = text.find_last_of(' '); last != text.npos) {
      const std::string behind = initials_in(text.substr(last + 1), text);
      if (!behind.empty()) terms.insert(name_term(index_words(text.substr(0, last)), behind));
      const auto first = text.find(' ');
      const std::string before = initials_in(text.substr(0, first), text);
      if (!before.empty()) terms.insert(name_term(index_words(text.substr(first + 1)), before));
    }
    std::vector<Query> readings;
    for (const std::string& term : terms)
      if (!term.empty()) readings.emplace_back(prefix + term);
    return Query(Query::OP_OR, readings.begin(), readings.end());
  }

  Query value(const QueryNode& node) {
    std::vector<Query> anywhere;
    for (std::string_view prefix : search_field(node.field).prefixes)
      anywhere.push_back(node.ending == QueryNode::Ending::prefix ? beginning(node, std::string(prefix), node.words[0])
                                                                  : Query(std::string(prefix) + node.words[0]));
    return anywhere.size() == 1 ? anywhere.front() : Query(Query::OP_OR, anywhere.begin(), anywhere.end());
  }

  Query beginning(const QueryNode& node, const std::string& prefix, const std::string& start) {
    if (start.empty()) return Query();
    const Expansion& found = vocabulary_.beginning(database_, prefix, start);
    warn_if_cut(found, start + '*');
    note(node, found.words);
    std::vector<Query> terms;
    for (const std::string& one : found.words) terms.emplace_back(prefix + one);
    return Query(Query::OP_OR, terms.begin(), terms.end());
  }

  static Query range(const QueryNode& node) {
    const SearchField& field = search_field(node.field);
    const auto slot = static_cast<Xapian::valueno>(field.slot);
    // Dates are compared as digits, so that "2024" begins all of 2024; a date that lacks its month is in no month.
    const auto end = [&](const std::string& text) {
      if (field.id == Field::cited) return Xapian::sortable_serialise(std::stod(text));
      if (field.id == Field::year) return year_value(static_cast<int>(std::min(std::stoul(text), 9999UL)));
      std::string digits = text;
      digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
      return digits;
    };
    const std::string beyond = field.kind == FieldKind::date ? "~" : "";
    if (node.from.empty()) {
      // Without a lower end, what has no value at all would come along.
      return Query(Query::OP_VALUE_RANGE, slot, std::string(1, '\0'), end(node.to) + beyond);
    }
    if (node.to.empty()) return Query(Query::OP_VALUE_GE, slot, end(node.from));
    return Query(Query::OP_VALUE_RANGE, slot, end(node.from), end(node.to) + beyond);
  }

  void note(const QueryNode& node, const std::vector<std::string>& forms) {
    if (forms.empty()) {
      if (node.ending == QueryNode::Ending::prefix) forms_[&node] = "no such word here";
      return;
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(forms.size(), kFormsShown); ++i) text += (i > 0 ? ", " : "") + forms[i];
    if (forms.size() > kFormsShown) text += fmt::format(" and {} more", forms.size() - kFormsShown);
    forms_[&node] = std::move(text);
  }

  void warn_if_cut(const Expansion& found, const std::string& typed) {
    if (found.left_out > 0)
      warnings_.insert(fmt::format("'{}' stands for {} words here; the {} commonest were searched for", typed,
                                   found.words.size() + found.left_out, found.words.size()));
  }

  const Xapian::Database& database_;
  Vocabulary& vocabulary_;
  std::map<const QueryNode*, std::string> forms_;
  std::set<std::string> warnings_;
  std::set<std::string> words_;
  std::vector<Highlights::Phrase> phrases_;
};

}  // namespace

CompiledQuery compile(const QueryNode& root, const Xapian::Database& database, Vocabulary& vocabulary) {
  return Compiler(database, vocabulary).take(root);
}

}  // namespace evident::index
