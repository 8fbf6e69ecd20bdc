// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

namespace evident::index {

/// Words of the library that stand for one word of a query.
struct Expansion {
  std::vector<std::string> words;  ///< without prefix, in alphabetical order
  std::size_t left_out = 0;        ///< how many more there were than a query takes, the rarest; 0 in the usual case
};

/// The words of one opened index. Remembers what it looked up; forget() when the index has moved on.
class Vocabulary {
 public:
  /// The words under `prefix` that share the Porter2 (Snowball english) stem of `word`, itself included whether the
  /// library has it or not. A word with a digit or a letter beyond a to z has no other forms.
  const Expansion& sharing_stem(const Xapian::Database& database, std::string_view prefix, const std::string& word);
  /// The words under `prefix` that begin with `beginning`.
  const Expansion& beginning(const Xapian::Database& database, std::string_view prefix, const std::string& beginning);
  void forget();

 private:
  Xapian::Stem stem_{"english"};
  std::unordered_map<std::string, Expansion> sharing_;
  std::unordered_map<std::string, Expansion> beginning_;
};

}  // namespace evident::index
