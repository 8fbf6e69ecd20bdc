// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace evident {

/// A person's name as printed, or a group's. Either `collective` is set and nothing else, or it is empty.
struct PersonName {
  std::string family;      ///< with its particles ("van der Berg"), as the source orders it
  std::string given;       ///< given names or initials as printed; may be empty
  std::string initials;    ///< as the source gives them ("JR"); empty where it gives none
  std::string suffix;      ///< "Jr", "3rd"
  std::string collective;  ///< a group or organisation as contributor

  bool is_collective() const { return !collective.empty(); }
  /// "Family Initials" as PubMed prints it ("Smith JR", "van der Berg A Jr"), or the group's name.
  std::string cited() const;
  /// "Given Family", or the group's name.
  std::string displayed() const;
  bool operator==(const PersonName&) const = default;
};

/// The initials of given names: "Mary-Anne J." gives "MAJ", "S G" and "SG" give "SG". Folded to upper-case Latin where
/// the letters fold; Han and kana names have none.
std::string initials_of(std::string_view given);

/// "Family, Given" or "Family, Given, Suffix", as rosters, RIS and BibTeX write it; a text without a comma is a family
/// name alone.
PersonName name_from_inverted(std::string_view text);

/// How two names relate, if the family names are set side by side.
enum class NameMatch {
  different,    ///< other family name, or given names that conflict
  conflicting,  ///< same family name, first names that conflict (Robert, Richard): a veto
  family_only,  ///< same family name, one side has no given name
  initials,     ///< same family name and compatible initials
  full,         ///< same family name and same first name, spelled out on both sides
};
std::string_view name_match_text(NameMatch match);

/// Compares folded names: diacritics, hyphens, apostrophes and blanks in family names do not matter; a compound family
/// name matches its first part alone ("García López" and "García"). "Wu X-G" and "Wu Xiaogang" are `initials`.
NameMatch compare_names(const PersonName& a, const PersonName& b);

}  // namespace evident
