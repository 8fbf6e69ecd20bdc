// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace evident::index {

/// One name for a language, however a source writes it: the ISO 639-1 code for "eng", "en", "en-GB" or "English". What
/// we do not know is given back in lower case.
std::string language_code(std::string_view text);

/// "English" for "en"; the code itself where we have no name.
std::string language_label(std::string_view code);

}  // namespace evident::index
