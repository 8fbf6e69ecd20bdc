// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "indexer/model/partial_date.hpp"

// Reading Crossref's JSON without ever throwing: a member of another shape than documented counts as absent, because
// deposits are seen to vary and one odd member must not cost the work.
namespace evident::crossref {

using Value = nlohmann::json;

/// The JSON in `text`; a discarded value where it is none. Bytes that are not UTF-8 are replaced, as a second try.
Value parsed_json(std::string_view text);

/// The member, or null where `object` is no object or has none of that name.
const Value& member(const Value& object, const char* name);
/// The member where it is a list; an empty list otherwise.
const Value& list_at(const Value& object, const char* name);
/// The member's text without blanks at its ends; a whole number as its digits; empty where it is neither.
std::string text_at(const Value& object, const char* name);
/// The texts of a list, or a text alone as a list of one; blank ones are left out.
std::vector<std::string> texts_at(const Value& object, const char* name);
/// A count; nothing where it is absent, negative or no whole number.
std::optional<std::int64_t> count_at(const Value& object, const char* name);
/// {"date-parts":[[2024,3]]}: as much as makes a date. Nothing for [[null]], an empty list and anything else.
std::optional<PartialDate> date_at(const Value& object, const char* name);

}  // namespace evident::crossref
