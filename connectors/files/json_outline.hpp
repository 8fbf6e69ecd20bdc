// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace evident::files {

enum class JsonKind { object, array, string, number, word };

struct JsonValue {
  JsonKind kind = JsonKind::word;
  std::string text;  ///< of a string, undecoded; else empty
};

/// The members of the first object in `head`, which may break off anywhere: of the object itself, or of the first
/// object in a list. What is nested deeper is left out.
std::map<std::string, JsonValue> outline_of_first_object(std::string_view head);

}  // namespace evident::files
