// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/json_outline.hpp"

namespace evident::files {
namespace {

/// Walks text that may end at any point; at the end everything reads as NUL.
class Walker {
 public:
  explicit Walker(std::string_view text) : rest_(text) {}

  char peek() {
    const auto start = rest_.find_first_not_of(" \t\r\n");
    rest_.remove_prefix(start == rest_.npos ? rest_.size() : start);
    return rest_.empty() ? '\0' : rest_.front();
  }
  void skip() { rest_.remove_prefix(rest_.empty() ? 0 : 1); }

  std::string string() {
    skip();
    std::string out;
    while (!rest_.empty() && rest_.front() != '"') {
      const std::size_t bytes = rest_.front() == '\\' && rest_.size() > 1 ? 2 : 1;
      out.append(rest_.substr(0, bytes));
      rest_.remove_prefix(bytes);
    }
    skip();
    return out;
  }

  JsonValue value() {
    switch (peek()) {
      case '"': return {JsonKind::string, string()};
      case '{': container(); return {JsonKind::object, {}};
      case '[': container(); return {JsonKind::array, {}};
      default: break;
    }
    const char first = peek();
    const auto end = rest_.find_first_of(",]} \t\r\n");
    rest_.remove_prefix(end == rest_.npos ? rest_.size() : end);
    return {(first >= '0' && first <= '9') || first == '-' ? JsonKind::number : JsonKind::word, {}};
  }

 private:
  void container() {
    std::size_t depth = 0;
    while (peek() != '\0') {
      const char c = peek();
      if (c == '"') {
        string();
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      skip();
      if (depth == 0) return;
    }
  }

  std::string_view rest_;
};

}  // namespace

std::map<std::string, JsonValue> outline_of_first_object(std::string_view head) {
  std::map<std::string, JsonValue> members;
  Walker walker(head);
  if (walker.peek() == '[') walker.skip();
  if (walker.peek() != '{') return members;
  walker.skip();
  while (walker.peek() == '"') {
    std::string name = walker.string();
    if (walker.peek() != ':') break;
    walker.skip();
    if (walker.peek() == '\0') break;
    members[std::move(name)] = walker.value();
    if (walker.peek() != ',') break;
    walker.skip();
  }
  return members;
}

}  // namespace evident::files
