// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <utility>

#include "connectors/pubmed/pubmed_fields.hpp"
#include "connectors/pubmed/xml_text.hpp"

namespace evident::pubmed {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t leading_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

/// A lone locator that no printed page can be: "e58214", "CD002020", "104512". Pages carry a letter too ("S12",
/// "R254"), but not before five digits, and no volume has a hundred thousand pages.
bool is_electronic_locator(std::string_view text) {
  const auto letters = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_letter) - text.begin());
  const std::string_view digits = text.substr(letters);
  if (digits.empty() || leading_digits(digits) != digits.size()) return false;
  if (letters == 0) return digits.size() >= 6;
  if (letters == 1 && (text.front() == 'e' || text.front() == 'E')) return true;
  return letters <= 4 && digits.size() >= 5;
}

/// "986-8; discussion 988-90" and "1825-34, 1839-40" begin with the pages of the work itself.
std::string_view main_range(std::string_view printed) {
  return trimmed(printed.substr(0, printed.find_first_of(";,")));
}

}  // namespace

std::string whole_last_page(std::string_view first, std::string_view last) {
  const std::size_t digits = leading_digits(last);
  const std::string_view after = last.substr(digits);
  const bool shortened = digits > 0 && (after.empty() || after.front() == '.') && digits < first.size();
  if (!shortened) return std::string(last);
  const std::string_view tail = first.substr(first.size() - digits);
  if (leading_digits(tail) != digits) return std::string(last);
  // "1998-2003" is whole, "e98-2" cannot be read: only a number that grows was shortened.
  const bool longer_number = digits < first.size() && is_digit(first[first.size() - digits - 1]);
  const bool prefixed = is_letter(first.front());
  if ((!longer_number && !prefixed) || last.substr(0, digits) < tail) return std::string(last);
  return std::string(first.substr(0, first.size() - digits)) + std::string(last);
}

bool is_article_number(std::string_view text) {
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 8 && leading_digits(text) == text.size();
}

Location read_pagination(pugi::xml_node node) {
  Location location;
  Pages& pages = location.pages;
  const std::string start = child_text(node, "StartPage");
  const std::string end = child_text(node, "EndPage");
  pages.printed = child_text(node, "MedlinePgn");
  if (pages.printed.empty()) pages.printed = end.empty() || end == start ? start : start + "-" + end;
  if (pages.printed.empty()) return location;

  const std::string_view range = main_range(pages.printed);
  const auto dash = range.find('-');
  if (!start.empty()) {
    pages.first = start;
    pages.last = end;
  } else if (dash != range.npos && dash > 0 && dash + 1 < range.size()) {
    pages.first = trimmed(range.substr(0, dash));
    pages.last = trimmed(range.substr(dash + 1));
  } else {
    pages.first = range;
  }
  pages.last = whole_last_page(pages.first, pages.last);
  if (pages.last == pages.first) pages.last.clear();
  if (pages.last.empty() && is_electronic_locator(pages.first))
    location.article_number = std::exchange(pages.first, {});
  return location;
}

}  // namespace evident::pubmed
