// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/edit_guard.hpp"

#include "indexer/model/text.hpp"

namespace evident::desktop {

namespace {

constexpr char32_t kPrivateFirst = 0xE900, kPrivateLast = 0xF8FF;
constexpr char32_t kNoncharacterFirst = 0xFDD0, kNoncharacterLast = 0xFDEF;
constexpr char32_t kReplacement = 0xFFFD;

/// A field cannot hold it, or could take it for a slot.
bool needs_slot(char32_t code) {
  return code > 0xFFFF || (code >= 0xE000 && code <= 0xF8FF) ||
         (code >= kNoncharacterFirst && code <= kNoncharacterLast);
}

}  // namespace

std::string EditGuard::to_field(std::string_view text) { return replaced(text, kPrivateFirst, kPrivateLast); }

std::string EditGuard::to_paste(std::string_view text) { return replaced(text, kNoncharacterFirst, kNoncharacterLast); }

std::string EditGuard::replaced(std::string_view text, char32_t first, char32_t last) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Utf8Char next = decode_utf8(text);
    append_utf8(out, needs_slot(next.code) ? slot_for(next.code, first, last) : next.code);
    text.remove_prefix(next.bytes);
  }
  return out;
}

char32_t EditGuard::slot_for(char32_t code, char32_t first, char32_t last) {
  char32_t free = first;
  for (const Slot& slot : slots_) {
    if (slot.stands_in < first || slot.stands_in > last) continue;
    if (slot.meant == code) return slot.stands_in;
    if (slot.stands_in >= free) free = slot.stands_in + 1;
  }
  if (free > last) return kReplacement;
  slots_.push_back({free, code});
  return free;
}

std::string EditGuard::from_field(std::string_view text) const {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Utf8Char next = decode_utf8(text);
    char32_t meant = next.code;
    for (const Slot& slot : slots_) {
      if (slot.stands_in == next.code) meant = slot.meant;
    }
    append_utf8(out, meant);
    text.remove_prefix(next.bytes);
  }
  return out;
}

}  // namespace evident::desktop
