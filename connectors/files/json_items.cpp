// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/json_items.hpp"

#include <fmt/format.h>

namespace evident::files {

Result<std::optional<char>> JsonItems::peek() {
  if (at_ == size_) {
    const auto got = source_->read(buffer_);
    if (!got) return fail(got.error());
    at_ = 0;
    size_ = *got;
    bytes_read_ += size_;
    if (size_ == 0) return std::nullopt;
  }
  return buffer_[at_];
}

void JsonItems::take() {
  if (buffer_[at_] == '\n') ++line_;
  ++at_;
}

Result<std::optional<JsonItem>> JsonItems::next() {
  while (true) {
    const auto c = peek();
    if (!c) return fail(c.error());
    if (!*c) {
      if (in_list_)
        return fail(Code::malformed, fmt::format("the list is not closed: the file breaks off at line {}", line_),
                    "fetch or copy it again");
      return std::nullopt;
    }
    switch (**c) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
      case ',': take(); continue;
      case '[':
        if (in_list_) return container({{}, line_});
        in_list_ = true;
        take();
        continue;
      case ']':
        in_list_ = false;
        take();
        continue;
      case '{': return container({{}, line_});
      default: return scalar({{}, line_});
    }
  }
}

Result<std::optional<JsonItem>> JsonItems::container(JsonItem item) {
  std::size_t depth = 0;
  bool in_string = false, escaped = false, complete = false;
  while (!complete) {
    const auto next = peek();  // fills the buffer
    if (!next) return fail(next.error());
    if (!*next)
      return fail(Code::malformed, fmt::format("the item that begins at line {} is not closed", item.line),
                  "fetch or copy it again");
    const std::size_t from = at_;
    for (; at_ < size_ && !complete; ++at_) {
      const char c = buffer_[at_];
      if (c == '\n') {
        // A raw line end inside a string is no JSON. Among lines, it means that this line is torn and the next is
        // whole.
        if (in_string && !in_list_) complete = true;
        ++line_;
      }
      if (in_string) {
        if (escaped)
          escaped = false;
        else if (c == '\\')
          escaped = true;
        else if (c == '"')
          in_string = false;
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        complete = --depth == 0;
      }
    }
    item.text.append(buffer_, from, at_ - from);
    if (item.text.size() > kLongestItem)
      return fail(Code::too_large,
                  fmt::format("the item that begins at line {} is longer than {} bytes", item.line, kLongestItem));
  }
  return item;
}

Result<std::optional<JsonItem>> JsonItems::scalar(JsonItem item) {
  while (true) {
    const auto next = peek();
    if (!next) return fail(next.error());
    if (!*next || **next == '\n' || (in_list_ && (**next == ',' || **next == ']'))) return item;
    item.text += **next;
    take();
    if (item.text.size() > kLongestItem)
      return fail(Code::too_large, fmt::format("line {} is longer than {} bytes", item.line, kLongestItem));
  }
}

}  // namespace evident::files
