// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace evident::index {

/// Length of a blank at the head of `text`: ASCII, or one of those that come with pasted text; 0 for none.
std::size_t blank_bytes(std::string_view text);

/// Length of a quotation mark at the head of `text`: the straight one and the typographic ones that word processors put
/// in its place; 0 for none.
std::size_t quote_bytes(std::string_view text);

/// Length of a DOI, or of its address, at the head of `text`; 0 for none. Its brackets and semicolons belong to it
/// (SICI), a PubMed tag behind it does not.
std::size_t doi_bytes(std::string_view text);

/// Words so common that they say nothing beside others.
bool is_stop_word(std::string_view word);

/// Tags of PubMed's that ask for what a library does not hold.
bool is_foreign_tag(std::string_view tag);

/// A hint for a field that does not exist: "did you mean 'title:'?", or the list of what there is.
std::string nearest_field(std::string_view name);
/// A hint for a tag that does not exist.
std::string nearest_tag(std::string_view name);

}  // namespace evident::index
