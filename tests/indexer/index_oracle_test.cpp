// SPDX-License-Identifier: GPL-2.0-or-later
//
// The index against a slow and obvious evaluator over the same publications. The evaluator knows nothing of terms,
// prefixes or expansion: it looks at the text.
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/index/query.hpp"
#include "indexer/index/search_index.hpp"
#include "tests/indexer/index_library.hpp"

using namespace evident;
using namespace evident::index;
using namespace evident::test;

namespace {

using Kind = QueryNode::Kind;
using Words = std::vector<std::string>;

// Words that share no stem, so that the evaluator needs no stemmer.
const Words kVocabulary = {"heart", "lung", "remote", "care", "nurse", "trial", "audit", "phone", "sepsis", "record"};

struct Entry {
  PublicationId id;
  Words title, abstract, keyword;
  std::string family;
  int year;
};

Words some_words(std::mt19937& random, std::size_t most) {
  Words words(random() % (most + 1));
  for (std::string& word : words) word = kVocabulary[random() % kVocabulary.size()];
  return words;
}

std::string text_of(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += word + ' ';
  return text;
}

bool has_word(const Words& words, const std::string& word, QueryNode::Ending ending) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& one) {
    return ending == QueryNode::Ending::prefix ? one.starts_with(word) : one == word;
  });
}

bool has_phrase(const Words& words, const QueryNode& node) {
  for (std::size_t at = 0; at + node.words.size() <= words.size(); ++at) {
    bool all = true;
    for (std::size_t i = 0; i < node.words.size() && all; ++i) {
      const bool prefix = i + 1 == node.words.size() && node.ending == QueryNode::Ending::prefix;
      all = prefix ? words[at + i].starts_with(node.words[i]) : words[at + i] == node.words[i];
    }
    if (all) return true;
  }
  return false;
}

bool holds(const Entry& entry, const QueryNode& node) {
  const auto in_text = [&](auto&& test) {
    switch (node.field) {
      case Field::title: return test(entry.title);
      case Field::abstract: return test(entry.abstract);
      case Field::keyword: return test(entry.keyword);
      case Field::text: return test(entry.title) || test(entry.abstract) || test(entry.keyword);
      default: return test(entry.title) || test(entry.abstract) || test(entry.keyword) || test(Words{entry.family});
    }
  };
  switch (node.kind) {
    case Kind::everything: return true;
    case Kind::word: return in_text([&](const Words& words) { return has_word(words, node.words[0], node.ending); });
    case Kind::phrase: return in_text([&](const Words& words) { return has_phrase(words, node); });
    case Kind::name: return entry.family == node.words[0];
    case Kind::value: return false;
    case Kind::range: return entry.year >= std::stoi(node.from) && entry.year <= std::stoi(node.to);
    case Kind::all_of:
      return std::all_of(node.children.begin(), node.children.end(),
                         [&](const QueryNode& c) { return holds(entry, c); });
    case Kind::any_of:
      return std::any_of(node.children.begin(), node.children.end(),
                         [&](const QueryNode& c) { return holds(entry, c); });
    case Kind::except: return holds(entry, node.children[0]) && !holds(entry, node.children[1]);
  }
  return false;
}

std::string some_query(std::mt19937& random, int depth) {
  const auto word = [&] { return kVocabulary[random() % kVocabulary.size()]; };
  if (depth == 0 || random() % 4 == 0) {
    switch (random() % 10) {
      case 0: return "title:" + word();
      case 1: return "abstract:" + word();
      case 2: return "\"" + word() + ' ' + word() + "\"";
      case 3: return "title:\"" + word() + ' ' + word() + "\"";
      case 4: return word().substr(0, 2) + "*";
      case 5: return "author:" + word();
      case 6: {
        const int from = 2000 + static_cast<int>(random() % 10);
        return "year:" + std::to_string(from) + ".." + std::to_string(from + static_cast<int>(random() % 5));
      }
      case 7: return word() + "[tiab]";
      case 8: return "\"" + word() + ' ' + word().substr(0, 2) + "*\"";
      default: return word();
    }
  }
  static const char* const operators[] = {" AND ", " OR ", " NOT ", " "};
  std::string query = some_query(random, depth - 1);
  const std::size_t parts = 1 + random() % 3;
  for (std::size_t i = 0; i < parts; ++i) query += operators[random() % 4] + some_query(random, depth - 1);
  return "(" + query + ")";
}

}  // namespace

TEST_CASE("the index agrees with a slow evaluator on generated Boolean queries") {
  constexpr unsigned seed = 20261122;
  std::mt19937 random(seed);
  IndexLibrary library;
  std::vector<Entry> entries;
  for (PublicationId id = 1; id <= 60; ++id) {
    Entry entry{id,
                some_words(random, 4),
                some_words(random, 8),
                some_words(random, 1),
                kVocabulary[random() % kVocabulary.size()],
                2000 + static_cast<int>(random() % 12)};
    Publication made = publication(id, text_of(entry.title), text_of(entry.abstract));
    made.contributors = {contributor(entry.family)};
    if (!entry.keyword.empty()) made.keywords = {{text_of(entry.keyword), "", false}};
    made.dates.issued = PartialDate::of(entry.year);
    library.add(made);
    entries.push_back(std::move(entry));
  }
  library.commit(1);
  auto reader = SearchIndex::open(library.folder());
  REQUIRE(reader);
  std::size_t found_some = 0;
  for (int round = 0; round < 600; ++round) {
    SearchRequest request;
    request.text = some_query(random, 3);
    request.limit = 100;
    INFO("seed " << seed << ", round " << round << ": " << request.text);
    const auto parsed = parse_query(request.text, Match::all);
    REQUIRE(parsed);
    const auto answer = reader->search(request);
    REQUIRE(answer);
    std::set<PublicationId> expected, found;
    for (const Entry& entry : entries)
      if (holds(entry, parsed->root)) expected.insert(entry.id);
    for (const Hit& hit : answer->hits) found.insert(hit.id);
    CHECK(found == expected);
    CHECK(answer->total == expected.size());
    if (!expected.empty()) ++found_some;
  }
  CHECK(found_some > 300);
}
