// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/fields.hpp"
#include "indexer/model/result.hpp"

namespace evident::index {

/// How the words of a search are joined where the person wrote nothing between them.
enum class Match {
  all,  ///< the query language below
  any,  ///< plain words, any of them; nothing in the text is syntax, and nothing an error
};

/// What a query says, field table resolved, words folded.
struct QueryNode {
  enum class Kind : std::uint8_t {
    everything,
    word,    ///< words[0], with the forms that share its stem where the field is prose
    phrase,  ///< words beside each other, as written; one word too, when quoted or ended by '*'
    name,    ///< `text` as a person's or group's name
    value,   ///< words[0] is an exact field's whole value, already in index form; `text` as typed
    range,   ///< from..to of a number or date field, either may be empty
    all_of,  ///< AND
    any_of,  ///< OR
    except,  ///< children[0] NOT children[1]
  };
  enum class Ending : std::uint8_t { whole, prefix };

  Kind kind = Kind::everything;
  Field field = Field::all;
  std::vector<std::string> words = {};
  std::string text = {};
  Ending ending = Ending::whole;  ///< of the last word, or of the value
  int slack = 0;                  ///< phrase: how many other words may stand between, in any order; 0 is a true phrase
  std::string from = {}, to = {};
  std::vector<QueryNode> children = {};
  std::uint32_t depth = 1;  ///< of the tree below, itself included

  bool operator==(const QueryNode&) const = default;
};

/// The deepest tree we build: an AND within an OR within an AND ... Brackets that change nothing do not count.
inline constexpr std::uint32_t kDeepestQuery = 100;
/// Longest query text in bytes; a systematic review's strategy of a thousand terms stays well below.
inline constexpr std::size_t kLongestQuery = 200'000;

struct ParsedQuery {
  QueryNode root;
  std::vector<std::string> warnings;  ///< what was left out or is not done as PubMed does it; sentences
};

/// Reads a query.
///
/// - Words beside each other must all be found. Then AND, OR and NOT, in capitals, are taken from left to right, as
///   PubMed does: `a OR b AND c` is `(a OR b) AND c`. Brackets go first. `a OR b c` is `a OR (b AND c)`.
/// - "heart failure" is a phrase, word by word as written; "heart failure"~3 lets three other words between.
/// - `monitor*` is every word that begins so. A bare word finds the forms that share its stem; a quoted one does not.
/// - `-word` is NOT word; `follow-up` is the phrase of its parts; common words ("of", "the") beside others are left
/// out.
/// - `field:word`, `field:"a phrase"`, `field:(a b)`; `year:2019..2024`, `cited:100..`, `published:2024-03`.
/// - PubMed's tags behind a word, a run of words, a phrase or brackets: `heart failure[ti]`, `smith j[au]`,
///   `2019:2024[dp]`, `"remote care"[tiab:~2]`.
///
/// Fails with unreadable_query: `at` is the byte of the character at fault, the hint the mend. Warnings name what is
/// read but left out; nothing is dropped in silence.
Result<ParsedQuery> parse_query(std::string_view text, Match match);

/// Words a leaf was widened to, for print(); empty for none.
using FormsOf = std::function<std::string(const QueryNode&)>;

/// The tree in the query language, every bracket written: parse_query() reads it back to the same tree. With `forms`,
/// each leaf is followed by what it was widened to, as in `remote (remotely)`; that is for people only.
std::string print(const QueryNode& node, const FormsOf& forms = {});

}  // namespace evident::index
