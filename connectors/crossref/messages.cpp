// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/messages.hpp"

#include <fmt/format.h>

#include "indexer/model/text.hpp"

namespace evident::crossref {

std::string words_of_failure(const Value& message) {
  // Long enough for every recorded failure; an exception's description may hold a stack trace.
  constexpr std::size_t longest = 300;
  std::string words;
  const auto add = [&](std::string text) {
    text = collapsed(text);
    if (text.empty() || words.size() > longest) return;
    words += (words.empty() ? "" : "; ") + text;
  };
  if (message.is_string()) add(message.get<std::string>());
  if (message.is_object()) add(text_at(message, "description"));
  if (message.is_array())
    for (const Value& one : message) add(text_at(one, "message"));
  if (words.size() > longest) words = valid_utf8(words.substr(0, longest)) + " ...";
  return words;
}

std::string sentence_about_answer(std::string_view message_type, std::string_view message) {
  const std::string words = words_of_failure(Value::parse(message.begin(), message.end(), nullptr, false));
  if (message_type == "validation-failure")
    return words.empty() ? "It is Crossref's refusal of a question, not a list of works"
                         : fmt::format("It is Crossref's refusal of a question, not a list of works: {}", words);
  if (message_type == "exception") return "It is Crossref's report of a failure of its own, not a list of works";
  if (message_type == "work-agency") return "It only says which agency registered a DOI and holds no work";
  if (message_type.empty())
    return words.empty() ? "It is an answer without any works"
                         : fmt::format("It is an answer without any works: {}", words);
  return fmt::format("It is Crossref's answer about another matter (\"{}\") and holds no works", message_type);
}

}  // namespace evident::crossref
