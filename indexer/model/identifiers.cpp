// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/model/identifiers.hpp"

#include <charconv>

#include "indexer/model/text.hpp"

namespace evident {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  if (text.empty()) return false;
  for (char c : text)
    if (!is_digit(c)) return false;
  return true;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// Removes `prefix` from the front, ignoring ASCII case.
bool drop_prefix(std::string_view& text, std::string_view prefix) {
  if (text.size() < prefix.size() || ascii_lower(text.substr(0, prefix.size())) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::optional<Doi> Doi::parse(std::string_view text) {
  text = trimmed(text);
  bool from_address = drop_prefix(text, "https://") || drop_prefix(text, "http://");
  if (from_address) {
    drop_prefix(text, "www.");
    if (!drop_prefix(text, "dx.doi.org/") && !drop_prefix(text, "doi.org/")) return std::nullopt;
  } else if (drop_prefix(text, "dx.doi.org/") || drop_prefix(text, "doi.org/")) {
    from_address = true;
  }
  drop_prefix(text, "doi:");
  text = trimmed(text);
  std::string name =
      ascii_lower(from_address || text.find("%2f") != text.npos || text.find("%2F") != text.npos ? percent_decoded(text)
                                                                                                 : std::string(text));
  while (!name.empty() && (name.back() == '.' || name.back() == ',')) name.pop_back();
  // Registrant prefixes are "10." and 4 to 9 digits, with optional further parts (DOI Handbook, 2.2.2).
  const auto slash = name.find('/');
  if (!name.starts_with("10.") || slash == name.npos || slash < 7 || slash + 1 >= name.size()) return std::nullopt;
  for (char c : std::string_view(name).substr(3, slash - 3))
    if (!is_digit(c) && c != '.') return std::nullopt;
  for (char c : name)
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f) return std::nullopt;
  return Doi(std::move(name));
}

std::string Doi::url() const {
  static constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out = "https://doi.org/";
  for (char c : text_) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        is_digit(c) || (c >= 'a' && c <= 'z') || c == '/' || c == '.' || c == '-' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

std::optional<Pmid> Pmid::parse(std::string_view text) {
  text = trimmed(text);
  drop_prefix(text, "pmid:");
  text = trimmed(text);
  if (!all_digits(text) || text.size() > 10) return std::nullopt;
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  if (number == 0) return std::nullopt;
  return Pmid(number);
}

std::string Pmid::url() const { return "https://pubmed.ncbi.nlm.nih.gov/" + text() + "/"; }

std::optional<Pmcid> Pmcid::parse(std::string_view text) {
  text = trimmed(text);
  drop_prefix(text, "pmcid:");
  text = trimmed(text);
  drop_prefix(text, "pmc");
  if (const auto dot = text.find('.'); dot != text.npos) text = text.substr(0, dot);
  if (!all_digits(text) || text.size() > 12) return std::nullopt;
  while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
  return Pmcid("PMC" + std::string(text));
}

std::string Pmcid::url() const { return "https://pmc.ncbi.nlm.nih.gov/articles/" + text_ + "/"; }

std::optional<Orcid> Orcid::parse(std::string_view text) {
  text = trimmed(text);
  if (drop_prefix(text, "https://") || drop_prefix(text, "http://")) {
    drop_prefix(text, "www.");
    if (!drop_prefix(text, "orcid.org/")) return std::nullopt;
  } else {
    drop_prefix(text, "orcid.org/");
    drop_prefix(text, "orcid:");
  }
  std::string digits;
  for (char c : text) {
    if (is_digit(c))
      digits += c;
    else if (c == 'x' || c == 'X')
      digits += 'X';
    else if (c != '-' && c != ' ' && c != '/')
      return std::nullopt;
  }
  if (digits.size() != 16) return std::nullopt;
  // ISO 7064 MOD 11-2, as ORCID documents it: "Structure of the ORCID Identifier", support.orcid.org.
  int total = 0;
  for (int i = 0; i < 15; ++i) {
    if (!is_digit(digits[static_cast<std::size_t>(i)])) return std::nullopt;
    total = (total + (digits[static_cast<std::size_t>(i)] - '0')) * 2;
  }
  const int check = (12 - total % 11) % 11;
  if (digits[15] != (check == 10 ? 'X' : static_cast<char>('0' + check))) return std::nullopt;
  return Orcid(digits.substr(0, 4) + "-" + digits.substr(4, 4) + "-" + digits.substr(8, 4) + "-" +
               digits.substr(12, 4));
}

}  // namespace evident
