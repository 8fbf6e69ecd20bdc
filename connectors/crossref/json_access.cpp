// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/json_access.hpp"

#include <array>

#include "indexer/model/text.hpp"

namespace evident::crossref {
namespace {

constexpr bool kNoExceptions = false;

Value parsed_without_ballast(std::string_view text) {
  // A reference list is often most of a work's text, and we keep nothing of it but its length.
  const auto keep = [](int depth, Value::parse_event_t event, Value& parsed) {
    if (event != Value::parse_event_t::key || depth != 1 || !parsed.is_string()) return true;
    const auto& name = parsed.get_ref<const std::string&>();
    return name != "reference" && name != "assertion" && name != "link";
  };
  return Value::parse(text.begin(), text.end(), keep, kNoExceptions);
}

std::optional<int> whole_number(const Value& value) {
  if (value.is_number_unsigned() || value.is_number_integer()) {
    const auto number = value.get<std::int64_t>();
    if (number >= 0 && number <= 9999) return static_cast<int>(number);
  } else if (value.is_string()) {
    const auto date = PartialDate::parse(value.get_ref<const std::string&>());
    if (date && date->month == 0) return date->year;
  }
  return std::nullopt;
}

}  // namespace

Value parsed_json(std::string_view text) {
  Value value = parsed_without_ballast(text);
  if (value.is_discarded()) value = parsed_without_ballast(valid_utf8(text));
  return value;
}

const Value& member(const Value& object, const char* name) {
  static const Value none;
  if (!object.is_object()) return none;
  const auto found = object.find(name);
  return found == object.end() ? none : *found;
}

const Value& list_at(const Value& object, const char* name) {
  static const Value none = Value::array();
  const Value& found = member(object, name);
  return found.is_array() ? found : none;
}

std::string text_at(const Value& object, const char* name) {
  const Value& found = member(object, name);
  if (found.is_string()) return std::string(trimmed(found.get_ref<const std::string&>()));
  if (found.is_number_integer()) return found.dump();
  return {};
}

std::vector<std::string> texts_at(const Value& object, const char* name) {
  std::vector<std::string> texts;
  const Value& found = member(object, name);
  const auto add = [&](const Value& value) {
    if (!value.is_string()) return;
    const auto text = trimmed(value.get_ref<const std::string&>());
    if (!text.empty()) texts.emplace_back(text);
  };
  if (found.is_array())
    for (const Value& value : found) add(value);
  else
    add(found);
  return texts;
}

std::optional<std::int64_t> count_at(const Value& object, const char* name) {
  const Value& found = member(object, name);
  if (!found.is_number_integer()) return std::nullopt;
  const auto count = found.get<std::int64_t>();
  if (count < 0) return std::nullopt;
  return count;
}

std::optional<PartialDate> date_at(const Value& object, const char* name) {
  const Value& groups = list_at(member(object, name), "date-parts");
  if (groups.empty() || !groups.front().is_array()) return std::nullopt;
  std::array<int, 3> parts = {0, 0, 0};
  std::size_t known = 0;
  for (const Value& value : groups.front()) {
    const auto number = whole_number(value);
    if (!number || *number == 0 || known == parts.size()) break;
    parts[known++] = *number;
  }
  // A day or month that cannot be (31 February) is left out; the year before it still holds.
  for (; known > 0; parts[--known] = 0)
    if (const auto date = PartialDate::of(parts[0], parts[1], parts[2])) return date;
  return std::nullopt;
}

}  // namespace evident::crossref
