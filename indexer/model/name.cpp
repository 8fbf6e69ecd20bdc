// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/model/name.hpp"

#include <algorithm>
#include <vector>

#include "indexer/model/text.hpp"

namespace evident {
namespace {

bool is_latin_letter(char c) { return c >= 'a' && c <= 'z'; }

/// True for given names that are only initials: "J", "JR", "J. R.", "X-G".
bool only_initials(std::string_view given) {
  bool letter_before = false;
  std::size_t letters = 0;
  bool upper_run = true;
  while (!given.empty()) {
    const auto [code, bytes] = decode_utf8(given);
    const std::string_view one = given.substr(0, bytes);
    if (code == U'.' || code == U'-' || code == U' ' || code == U'\u2010') {
      letter_before = false;
    } else {
      const bool upper = folded(one) != one && ascii_lower(one) != one;
      const bool upper_wide = bytes > 1 && folded(one) != one;
      if (letter_before && !(upper || upper_wide)) upper_run = false;
      letter_before = true;
      ++letters;
    }
    given.remove_prefix(bytes);
  }
  return letters > 0 && letters <= 4 && upper_run;
}

/// Family name for comparison: folded words without particles that are written or left out at will.
std::vector<std::string> family_words(std::string_view family) { return folded_words(family); }

bool same_family(const PersonName& a, const PersonName& b) {
  const auto left = family_words(a.family);
  const auto right = family_words(b.family);
  if (left.empty() || right.empty()) return false;
  std::string joined_left, joined_right;
  for (const auto& w : left) joined_left += w;
  for (const auto& w : right) joined_right += w;
  if (joined_left == joined_right) return true;
  // A compound name is often cited by its first part; one of the two must be that part alone.
  const auto& longer = left.size() > right.size() ? left : right;
  const auto& shorter = left.size() > right.size() ? right : left;
  static const std::vector<std::string> particles = {"van", "von", "der", "den", "de",  "del", "della", "la",
                                                     "le",  "da",  "dos", "di",  "al",  "el",  "bin",   "ibn",
                                                     "ten", "ter", "ni",  "o",   "mac", "st"};
  const auto without_particles = [&](const std::vector<std::string>& words) {
    std::vector<std::string> kept;
    for (const auto& w : words)
      if (std::find(particles.begin(), particles.end(), w) == particles.end()) kept.push_back(w);
    return kept.empty() ? words : kept;
  };
  const auto bare_long = without_particles(longer);
  const auto bare_short = without_particles(shorter);
  if (bare_long == bare_short) return true;
  return bare_short.size() == 1 && bare_long.size() == 2 && bare_long.front() == bare_short.front() &&
         bare_short.front().size() > 2;
}

}  // namespace

std::string initials_of(std::string_view given) {
  std::string initials;
  if (only_initials(given)) {
    for (char c : folded(given))
      if (is_latin_letter(c)) initials += static_cast<char>(c - 'a' + 'A');
    return initials;
  }
  bool at_start = true;
  std::string_view rest = given;
  while (!rest.empty()) {
    const auto [code, bytes] = decode_utf8(rest);
    if (code == U' ' || code == U'-' || code == U'.' || code == U'\u2010') {
      at_start = true;
    } else if (at_start) {
      const std::string flat = folded(rest.substr(0, bytes));
      if (!flat.empty() && is_latin_letter(flat.front())) initials += static_cast<char>(flat.front() - 'a' + 'A');
      at_start = false;
    }
    rest.remove_prefix(bytes);
  }
  return initials;
}

std::string PersonName::cited() const {
  if (is_collective()) return collective;
  std::string out = family;
  const std::string letters = !initials.empty() ? initials : initials_of(given);
  const std::string tail = !letters.empty() ? letters : given;
  if (!tail.empty()) {
    if (!out.empty()) out += ' ';
    out += tail;
  }
  if (!suffix.empty()) out += (out.empty() ? "" : " ") + suffix;
  return out;
}

std::string PersonName::displayed() const {
  if (is_collective()) return collective;
  std::string out = !given.empty() ? given : initials;
  if (!family.empty()) out += (out.empty() ? "" : " ") + family;
  if (!suffix.empty()) out += (out.empty() ? "" : " ") + suffix;
  return out;
}

PersonName name_from_inverted(std::string_view text) {
  PersonName name;
  const auto comma = text.find(',');
  name.family = collapsed(text.substr(0, comma));
  if (comma == text.npos) return name;
  text.remove_prefix(comma + 1);
  const auto second = text.find(',');
  name.given = collapsed(text.substr(0, second));
  if (second != text.npos) name.suffix = collapsed(text.substr(second + 1));
  return name;
}

std::string_view name_match_text(NameMatch match) {
  switch (match) {
    case NameMatch::different: return "another name";
    case NameMatch::conflicting: return "first names differ";
    case NameMatch::family_only: return "same family name";
    case NameMatch::initials: return "same family name and initials";
    case NameMatch::full: return "same full name";
  }
  return "";
}

NameMatch compare_names(const PersonName& a, const PersonName& b) {
  if (a.is_collective() || b.is_collective() || !same_family(a, b)) return NameMatch::different;
  const std::string left = !a.given.empty() ? a.given : a.initials;
  const std::string right = !b.given.empty() ? b.given : b.initials;
  if (left.empty() || right.empty()) return NameMatch::family_only;
  const bool left_initials = only_initials(left), right_initials = only_initials(right);
  if (!left_initials && !right_initials) {
    const auto left_words = folded_words(left), right_words = folded_words(right);
    if (comparison_key(left) == comparison_key(right)) return NameMatch::full;
    if (!left_words.empty() && !right_words.empty()) {
      if (left_words.front() == right_words.front()) return NameMatch::full;
      // "J Robert" and "John Robert": a leading initial agrees with the name it begins.
      const auto& l = left_words.front();
      const auto& r = right_words.front();
      if ((l.size() == 1 || r.size() == 1) && l.front() == r.front()) return NameMatch::initials;
      return NameMatch::conflicting;
    }
  }
  const std::string li = initials_of(left), ri = initials_of(right);
  if (li.empty() || ri.empty()) return folded(left) == folded(right) ? NameMatch::full : NameMatch::conflicting;
  const std::size_t shared = std::min(li.size(), ri.size());
  return li.compare(0, shared, ri, 0, shared) == 0 ? NameMatch::initials : NameMatch::conflicting;
}

}  // namespace evident
