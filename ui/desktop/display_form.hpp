// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace evident::desktop {

/// Whether a character belongs to a script that is written from right to left.
bool is_right_to_left(char32_t code);
bool has_right_to_left(std::string_view text);

/// `text` as our fonts can draw it, left to right: composed (NFC), letters of the mathematical alphabets as plain ones
/// (our ImGui knows no character beyond U+FFFF), Arabic and Hebrew joined and in visual order, and what is left beyond
/// U+FFFF as U+FFFD. Never stored, never copied: the text itself stays what it is.
std::string display_form(std::string_view text);

}  // namespace evident::desktop
