// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "connectors/crossref/json_access.hpp"

namespace evident::crossref {

/// The sentences in a failed answer's "message", joined: a list of {"type","value","message"}, an object with a
/// "description", or a plain text. Empty where there are none.
std::string words_of_failure(const Value& message);

/// Why an answer of this message-type holds no works, as one clear sentence. `message` is its JSON text where that is
/// no object, else empty.
std::string sentence_about_answer(std::string_view message_type, std::string_view message);

}  // namespace evident::crossref
