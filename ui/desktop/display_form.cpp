// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/display_form.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <fribidi.h>
#include <utf8proc.h>

#include "indexer/model/text.hpp"

namespace evident::desktop {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Mathematical alphanumeric symbols: Unicode block 1D400 to 1D7FF. Arabic mathematical ones: 1EE00 to 1EEFF.
bool is_mathematical(char32_t code) {
  return (code >= 0x1D400 && code <= 0x1D7FF) || (code >= 0x1EE00 && code <= 0x1EEFF);
}

/// Zero-width and directional marks: they steer layout, and a font would draw a box for them.
bool is_invisible(char32_t code) {
  return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || code == 0x00AD;
}

bool all_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> codes;
  codes.reserve(text.size());
  while (!text.empty()) {
    const Utf8Char next = decode_utf8(text);
    codes.push_back(next.code);
    text.remove_prefix(next.bytes);
  }
  return codes;
}

/// The plain letter of a mathematical one, by compatibility decomposition of that character alone.
char32_t plain_letter(char32_t code) {
  utf8proc_int32_t decomposed[4] = {};
  int boundary = 0;
  const auto count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code), decomposed, 4,
                              static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE), &boundary);
  return count == 1 ? static_cast<char32_t>(decomposed[0]) : kReplacement;
}

std::vector<char32_t> in_visual_order(const std::vector<char32_t>& logical) {
  std::vector<FriBidiChar> input(logical.begin(), logical.end());
  std::vector<FriBidiChar> output(input.size() + 1);
  FriBidiParType direction = FRIBIDI_PAR_ON;
  if (fribidi_log2vis(input.data(), static_cast<FriBidiStrIndex>(input.size()), &direction, output.data(), nullptr,
                      nullptr, nullptr) == 0) {
    return logical;
  }
  std::vector<char32_t> visual;
  for (std::size_t index = 0; index < input.size(); ++index) {
    // Where two letters joined into one, fribidi leaves a filler in the second place.
    if (output[index] != FRIBIDI_CHAR_FILL) visual.push_back(output[index]);
  }
  return visual;
}

}  // namespace

bool is_right_to_left(char32_t code) {
  return (code >= 0x0590 && code <= 0x08FF) || (code >= 0xFB1D && code <= 0xFDFF) || (code >= 0xFE70 && code <= 0xFEFE);
}

bool has_right_to_left(std::string_view text) {
  if (all_ascii(text)) return false;
  const std::vector<char32_t> codes = code_points(text);
  return std::any_of(codes.begin(), codes.end(), is_right_to_left);
}

std::string display_form(std::string_view text) {
  if (all_ascii(text)) return std::string(text);
  std::vector<char32_t> codes = code_points(nfc(text));
  if (std::any_of(codes.begin(), codes.end(), is_right_to_left)) codes = in_visual_order(codes);
  std::string form;
  form.reserve(text.size());
  for (char32_t code : codes) {
    if (is_invisible(code)) continue;
    if (is_mathematical(code)) code = plain_letter(code);
    append_utf8(form, code > 0xFFFF ? kReplacement : code);
  }
  return form;
}

}  // namespace evident::desktop
