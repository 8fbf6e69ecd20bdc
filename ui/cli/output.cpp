// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/output.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace evident::cli {
namespace {

// Wider lines of prose are hard to read, however wide the window.
constexpr std::size_t kWidestLine = 110;

// ECMA-48, section 8.3.117 (SGR).
constexpr std::string_view kReset = "\x1b[0m";
std::string_view sequence(Style style) {
  switch (style) {
    case Style::plain: return "";
    case Style::bold: return "\x1b[1m";
    case Style::faint: return "\x1b[2m";
    case Style::alarm: return "\x1b[1;31m";
  }
  return "";
}

bool set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool capable_terminal(int file) {
  const char* kind = std::getenv("TERM");
  return isatty(file) == 1 && (kind == nullptr || std::string_view(kind) != "dumb");
}

/// JSON escapes C0 itself; DEL and C1 it lets through, and some terminals obey those too.
std::string json_text(const Json& value) {
  const std::string dumped = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out;
  out.reserve(dumped.size());
  for (std::size_t i = 0; i < dumped.size(); ++i) {
    const auto byte = static_cast<unsigned char>(dumped[i]);
    const auto next = i + 1 < dumped.size() ? static_cast<unsigned char>(dumped[i + 1]) : 0U;
    if (byte == 0x7F) {
      out += "\\u007f";
    } else if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) {
      out += fmt::format("\\u{:04x}", next);
      ++i;
    } else {
      out += dumped[i];
    }
  }
  return out;
}

/// The sentence as it stands in a message: it may lack its full stop.
std::string sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && std::string_view(".!?").find(out.back()) == std::string_view::npos) out += '.';
  return out;
}

/// The line that holds the character at fault, shortened around it, and a caret below it.
std::pair<std::string, std::string> pointed_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kAround = 60;
  at = std::min(at, text.size());
  std::size_t begin = at > kAround ? at - kAround : 0;
  while (begin > 0 && begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80) ++begin;
  std::size_t end = std::min(text.size(), at + kAround);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) ++end;
  const std::string before = (begin > 0 ? "…" : "") + printable(text.substr(begin, at - begin));
  const std::string after = printable(text.substr(at, end - at)) + (end < text.size() ? "…" : "");
  return {before + after, std::string(display_width(before), ' ') + "^"};
}

}  // namespace

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

Json error_json(const Error& error) {
  Json inner = Json::object();
  inner["code"] = code_name(error.code);
  inner["message"] = error.message;
  inner["hint"] = error.hint.empty() ? Json() : Json(error.hint);
  return Json{{"error", std::move(inner)}};
}

Output::Output()
    : terminal_(isatty(STDOUT_FILENO) == 1),
      // no-color.org: present and not empty. We take it to mean every escape sequence.
      styled_(capable_terminal(STDOUT_FILENO) && !set("NO_COLOR")),
      error_is_terminal_(capable_terminal(STDERR_FILENO)) {}

std::string Output::rendered(const Text& text) const {
  std::string out;
  for (const Text::Span& span : text.spans()) {
    const bool marked = styled_ && span.style != Style::plain;
    if (marked) out += sequence(span.style);
    out += span.text;
    if (marked) out += kReset;
  }
  return out;
}

void Output::write(std::string_view bytes) {
  if (broken()) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) broken_with_ = errno;
}

void Output::line(const Text& text, std::size_t indent) {
  progress({});
  if (!terminal_) return write(rendered(text) + "\n");
  for (const Text& part : wrapped(text, std::min(terminal_width(), kWidestLine), indent)) write(rendered(part) + "\n");
}

void Output::json(const Json& value) {
  progress({});
  write(json_text(value) + "\n");
}

void Output::data(std::string_view bytes) {
  if (!terminal_) return write(bytes);
  std::string shown;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find_first_of("\n\t");
    shown += printable(bytes.substr(0, end));
    if (end == bytes.npos) break;
    shown += bytes[end];
    bytes.remove_prefix(end + 1);
  }
  write(shown);
}

void Output::note(std::string_view text) {
  if (!quiet_) warning(text);
}

void Output::warning(std::string_view text) {
  progress({});
  std::fflush(stdout);  // in a terminal both streams meet, and should do so in order
  std::fputs((printable(text) + "\n").c_str(), stderr);
}

void Output::error(const Error& error, std::string_view text_at_fault) {
  progress({});
  if (as_json()) return json(error_json(error));
  warning("evident: " + sentence(error.message));
  if (error.at && !text_at_fault.empty()) {
    const auto [text, caret] = pointed_at(text_at_fault, *error.at);
    warning("  " + text);
    warning("  " + caret);
  }
  if (!error.hint.empty()) warning("  hint: " + error.hint);
}

void Output::progress(std::string_view text) {
  if (text.empty()) {
    if (progress_shown_) std::fputs("\r\x1b[K", stderr);
    progress_shown_ = false;
    last_progress_ = {};
    return;
  }
  if (!shows_progress()) return;
  // Ten times a second is as fast as anybody reads, and writing more often slows the work.
  const auto now = std::chrono::steady_clock::now();
  if (progress_shown_ && now - last_progress_ < std::chrono::milliseconds(100)) return;
  last_progress_ = now;
  progress_shown_ = true;
  std::fputs(("\r\x1b[K" + printable(text)).c_str(), stderr);
  std::fflush(stderr);
}

Result<void> Output::finish() {
  progress({});
  if (std::fflush(stdout) != 0 && !broken()) broken_with_ = errno;
  if (broken_with_ == EPIPE) return fail(Code::cancelled, "whoever read the answer went away");
  if (broken())
    return fail(Code::io, fmt::format("cannot write the answer: {}", std::strerror(broken_with_)),
                "check the space on the disk");
  return {};
}

void Table::print(Output& output) const {
  std::vector<std::size_t> widths;
  for (const Column& column : columns_) widths.push_back(display_width(column.heading));
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(printable(row[i])));
  const auto text_of = [&](std::size_t i, const std::string& cell) {
    const std::string shown = printable(cell);
    const std::string padding(widths[i] - display_width(shown), ' ');
    if (columns_[i].align == Align::right) return padding + shown;
    return i + 1 == columns_.size() ? shown : shown + padding;
  };
  Text heading;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    heading.bold((i == 0 ? "" : "  ") + text_of(i, columns_[i].heading));
  output.line(heading);
  for (const auto& row : rows_) {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : "  ") + text_of(i, row[i]);
    output.line(text);
  }
}

}  // namespace evident::cli
