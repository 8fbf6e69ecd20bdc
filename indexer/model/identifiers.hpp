// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace evident {

/// A DOI name, lower-cased (DOI names are case-insensitive: DOI Handbook, section 2.4), without resolver or
/// "doi:". Checked once by parse(), then trusted.
class Doi {
 public:
  /// Accepts "10.5555/abc", "doi:10...", "https://doi.org/10...", percent-encoded or not, surrounding blanks and a
  /// trailing full stop or comma. Nothing where the text holds no DOI.
  static std::optional<Doi> parse(std::string_view text);
  const std::string& text() const { return text_; }
  /// https address with everything outside the unreserved set percent-encoded.
  std::string url() const;
  auto operator<=>(const Doi&) const = default;

 private:
  explicit Doi(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// A PubMed identifier: 1 to 10 digits, no leading zero.
class Pmid {
 public:
  static std::optional<Pmid> parse(std::string_view text);
  std::uint64_t number() const { return number_; }
  std::string text() const { return std::to_string(number_); }
  std::string url() const;
  auto operator<=>(const Pmid&) const = default;

 private:
  explicit Pmid(std::uint64_t number) : number_(number) {}
  std::uint64_t number_;
};

/// A PubMed Central identifier, kept as "PMC" and digits.
class Pmcid {
 public:
  /// Accepts "PMC123", "pmc123", "123" and a version suffix ("PMC123.2", which is dropped).
  static std::optional<Pmcid> parse(std::string_view text);
  const std::string& text() const { return text_; }
  std::string url() const;
  auto operator<=>(const Pmcid&) const = default;

 private:
  explicit Pmcid(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// An ORCID iD as "0000-0001-2345-6789", its ISO 7064 11,2 check digit verified.
class Orcid {
 public:
  /// Accepts every form seen in PubMed and Crossref: bare digits, hyphenated, as an http or https address, with stray
  /// blanks. Nothing for the wrong length or check digit.
  static std::optional<Orcid> parse(std::string_view text);
  const std::string& text() const { return text_; }
  std::string url() const { return "https://orcid.org/" + text_; }
  auto operator<=>(const Orcid&) const = default;

 private:
  explicit Orcid(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace evident
