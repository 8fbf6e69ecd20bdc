// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/work_stream.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include <fmt/format.h>

#include "connectors/crossref/json_access.hpp"
#include "connectors/crossref/messages.hpp"
#include "indexer/model/text.hpp"

namespace evident::crossref {
namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;

class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min(buffer.size(), text_.size() - at_);
    std::copy_n(text_.data() + at_, size, buffer.data());
    at_ += size;
    return size;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

bool is_space(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string line_name(std::size_t line) { return fmt::format("line {}", line); }

}  // namespace

WorkStream::WorkStream(std::unique_ptr<ByteSource> bytes, std::size_t first_line)
    : bytes_(std::move(bytes)), buffer_(kBufferBytes), line_(first_line), start_line_(first_line) {}

WorkStream::WorkStream(std::string text, std::size_t first_line)
    : WorkStream(std::make_unique<TextSource>(std::move(text)), first_line) {}

WorkStream::~WorkStream() = default;
WorkStream::WorkStream(WorkStream&&) noexcept = default;
WorkStream& WorkStream::operator=(WorkStream&&) noexcept = default;

// ---- characters ----------------------------------------------------------------------------------------------------

void WorkStream::refill() {
  bytes_before_ += size_;
  at_ = size_ = 0;
  if (ended_) return;
  const auto count = bytes_->read(std::span(buffer_));
  if (!count)
    source_error_ = count.error();
  else
    size_ = *count;
  ended_ = size_ == 0;
}

int WorkStream::peek() {
  if (at_ == size_) refill();
  return at_ == size_ ? kEnd : static_cast<unsigned char>(buffer_[at_]);
}

int WorkStream::get() {
  const int c = peek();
  if (c == kEnd) return c;
  ++at_;
  if (c == '\n') ++line_;
  if (recording_) record_ += static_cast<char>(c);
  return c;
}

void WorkStream::skip_space() {
  while (is_space(peek())) get();
}

/// False where the string does not end, or a line feed stands in it: JSON has none there, so the line broke off.
bool WorkStream::skip_string() {
  get();
  while (true) {
    if (peek() == kEnd) return false;
    const auto begin = buffer_.begin() + static_cast<std::ptrdiff_t>(at_);
    const auto end = buffer_.begin() + static_cast<std::ptrdiff_t>(size_);
    const auto stop = std::find_if(begin, end, [](char c) { return c == '"' || c == '\\' || c == '\n'; });
    if (recording_) record_.append(begin, stop);
    at_ += static_cast<std::size_t>(stop - begin);
    if (stop == end) {
      if (record_.size() > kLongestItem) return false;
      continue;
    }
    if (*stop == '\n') return false;
    if (get() == '"') return true;
    if (peek() == '\n') return false;
    get();  // what the backslash escapes
  }
}

/// Past one JSON value, by its brackets and quotes alone. False where the input ends first or the item is too long.
bool WorkStream::skip_value() {
  const int first = peek();
  if (first == '"') return skip_string();
  if (first != '{' && first != '[') {
    const auto ends = [](int c) { return c == kEnd || is_space(c) || c == ',' || c == '}' || c == ']'; };
    if (ends(first)) return false;
    while (!ends(peek())) get();
    return true;
  }
  for (std::size_t depth = 0;;) {
    const int c = peek();
    if (c == kEnd || record_.size() > kLongestItem) return false;
    if (c == '"') {
      if (!skip_string()) return false;
      continue;
    }
    get();
    if (c == '{' || c == '[')
      ++depth;
    else if ((c == '}' || c == ']') && --depth == 0)
      return true;
  }
}

/// A member's name and its colon.
std::optional<std::string> WorkStream::read_name() {
  // Names are read off the record, which an envelope otherwise does without.
  const bool recorded = recording_;
  if (!recorded) record_from_here();
  const std::size_t mark = record_.size();
  if (peek() != '"' || !skip_string()) return std::nullopt;
  std::string name = record_.substr(mark + 1, record_.size() - mark - 2);
  recording_ = recorded;
  skip_space();
  if (get() != ':') return std::nullopt;
  skip_space();
  return name;
}

void WorkStream::record_from_here() {
  record_.clear();
  recording_ = true;
  item_line_ = line_;
}

// ---- structure -----------------------------------------------------------------------------------------------------

WorkStream::Step WorkStream::broken_off(std::string_view inside) {
  finished_ = true;
  if (source_error_) return fail(*source_error_);
  if (record_.size() > kLongestItem)
    return fail(Code::too_large,
                fmt::format("The item that begins in line {} is longer than {} MB", item_line_, kLongestItem >> 20));
  if (peek() == kEnd)
    return fail(Code::malformed,
                fmt::format("The input ends in the middle of {} that begins in line {}", inside, item_line_),
                "The file may be incomplete; fetch it again. What came before was read.");
  return fail(Code::malformed,
              fmt::format("Line {} is not valid JSON, inside {} that begins in line {}", line_, inside, item_line_),
              "What came before was read.");
}

WorkStream::Step WorkStream::take_work(std::size_t number) {
  recording_ = false;
  gave_works_ = true;
  return std::optional<Found>(WorkText{std::move(record_), item_line_, number});
}

WorkStream::Step WorkStream::at_top() {
  skip_space();
  for (char c : {'\xEF', '\xBB', '\xBF'})  // byte order mark
    if (peek() == static_cast<unsigned char>(c)) get();
  skip_space();
  start_line_ = line_;
  const int c = peek();
  if (c == kEnd) {
    finished_ = true;
    if (source_error_) return fail(*source_error_);
    return std::optional<Found>();
  }
  envelope_ = {};
  message_.clear();
  is_answer_ = gave_works_ = false;
  number_ = 0;
  if (c == '[') {
    get();
    where_ = Where::list;
  } else if (c == '{') {
    record_from_here();
    get();
    where_ = Where::outer;
  } else {
    finished_ = true;
    return fail(
        Code::malformed,
        fmt::format("Line {} begins with neither an object nor a list, so this is not JSON as Crossref gives it",
                    line_));
  }
  return std::optional<Found>();
}

void WorkStream::note_member(const std::string& name, std::string_view value) {
  const auto parsed = [&] { return Value::parse(value.begin(), value.end(), nullptr, false); };
  const auto as_text = [&] {
    const Value text = parsed();
    return text.is_string() ? text.get<std::string>() : std::string();
  };
  if (name == "message-type") {
    envelope_.message_type = as_text();
  } else if (name == "message") {
    is_answer_ = true;
    message_ = value;
  } else if (name == "next-cursor") {
    envelope_.next_cursor = as_text();
  } else if (name == "total-results") {
    if (const Value count = parsed(); count.is_number_unsigned()) envelope_.total_results = count.get<std::uint64_t>();
  }
}

/// In the outer object or its message: one more member, or the end.
WorkStream::Step WorkStream::at_member() {
  skip_space();
  if (peek() == ',') {
    get();
    skip_space();
  }
  if (peek() == '}') return after_object();
  const auto name = read_name();
  if (!name) return broken_off("an object");
  const int c = peek();
  if (*name == "message" && where_ == Where::outer && c == '{') {
    is_answer_ = true;
    record_from_here();
    get();
    where_ = Where::message;
    return std::optional<Found>();
  }
  if (*name == "items" && c == '[') {
    is_answer_ = true;
    recording_ = false;
    record_.clear();
    const bool foreign = !envelope_.message_type.empty() && envelope_.message_type != "work-list";
    if (foreign) {
      if (!skip_value()) return broken_off("a list");
      return std::optional<Found>();
    }
    envelope_.holds_page = gave_works_ = true;
    get();
    number_ = 0;
    list_in_ = where_;
    where_ = Where::items;
    return std::optional<Found>();
  }
  // An envelope's own members are small and needed; a work's stay part of its text.
  const bool recorded = recording_;
  if (!recorded) record_from_here();
  const std::size_t mark = record_.size();
  if (!skip_value()) return broken_off("an object");
  note_member(*name, std::string_view(record_).substr(mark));
  recording_ = recorded && !(is_answer_ && where_ == Where::outer);
  return std::optional<Found>();
}

WorkStream::Step WorkStream::after_object() {
  get();
  const bool whole_document = where_ == Where::outer;
  if (!whole_document) {
    where_ = Where::outer;
    const bool is_work = envelope_.message_type.empty() || envelope_.message_type == "work";
    if (envelope_.holds_page || !is_work) {
      recording_ = false;
      return std::optional<Found>();
    }
    return take_work(0);
  }
  where_ = line_ == start_line_ && peek() == '\n' ? Where::lines : Where::top;
  if (!is_answer_) return take_work(0);
  recording_ = false;
  if (!gave_works_) return std::optional<Found>(refusal_of_answer());
  return std::optional<Found>();
}

WorkStream::Step WorkStream::at_element() {
  skip_space();
  if (peek() == ',') {
    get();
    skip_space();
  }
  if (peek() == ']') {
    get();
    where_ = where_ == Where::items ? list_in_ : Where::top;
    return std::optional<Found>();
  }
  record_from_here();
  if (!skip_value()) return broken_off("an item");
  return take_work(++number_);
}

/// Once a first document has ended with its line, each line is a document of its own, and a broken one costs only
/// itself.
WorkStream::Step WorkStream::at_line() {
  if (line_stream_) {
    auto found = line_stream_->next();
    if (found && *found) return found;
    const bool broken = !found;
    line_stream_.reset();
    if (broken) return std::optional<Found>(Refusal{line_name(start_line_), found.error().message});
    return std::optional<Found>();
  }
  record_from_here();
  start_line_ = line_;
  while (peek() != kEnd && peek() != '\n' && record_.size() <= kLongestItem) get();
  recording_ = false;
  if (record_.size() > kLongestItem) return broken_off("a line");
  const bool end = peek() == kEnd;
  get();
  if (!trimmed(record_).empty())
    line_stream_ = std::make_unique<WorkStream>(std::move(record_), start_line_);
  else if (end) {
    finished_ = true;
    if (source_error_) return fail(*source_error_);
  }
  return std::optional<Found>();
}

Refusal WorkStream::refusal_of_answer() const {
  return {line_name(start_line_), sentence_about_answer(envelope_.message_type, message_)};
}

Result<std::optional<WorkStream::Found>> WorkStream::next() {
  while (!finished_) {
    Step step = std::optional<Found>();
    switch (where_) {
      case Where::top: step = at_top(); break;
      case Where::lines: step = at_line(); break;
      case Where::outer:
      case Where::message: step = at_member(); break;
      case Where::items:
      case Where::list: step = at_element(); break;
    }
    if (!step || *step) return step;
  }
  return std::optional<Found>();
}

}  // namespace evident::crossref
