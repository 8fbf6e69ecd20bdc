// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/source_server/pubmed_library.hpp"

namespace evident::test::source {

/// Whether "smith j" also means Smith JA: it does, until the name stands in quotes.
enum class Initials { truncated, exact };

/// An author query, and whether a person answers it.
class NameQuery {
 public:
  NameQuery(std::string_view text, Initials initials);

  /// "smith", "smith j", "smith j jr".
  bool abbreviated(const PubmedPerson& person) const;
  /// "smith, john a", "smith john", "john a smith": middle names may be left out.
  bool in_full(const PubmedPerson& person) const;

 private:
  bool has_initials(const std::string& asked, const PubmedPerson& person) const;
  /// Whether the words [from, to) of the query begin these given names.
  bool begins(std::size_t from, std::size_t to, const std::vector<std::string>& fore) const;

  Initials initials_;
  std::string last_before_comma_;
  std::vector<std::string> words_;
};

}  // namespace evident::test::source
