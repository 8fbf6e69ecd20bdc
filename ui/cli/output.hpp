// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/publication_json.hpp"
#include "indexer/model/result.hpp"
#include "ui/cli/text.hpp"

namespace evident::cli {

enum class AnswerForm { text, json };

/// The two streams a command writes to, and what they are. Everything printed goes through here. For one thread.
class Output {
 public:
  Output();

  void set_form(AnswerForm form) { form_ = form; }
  bool as_json() const { return form_ == AnswerForm::json; }
  void set_quiet(bool quiet) { quiet_ = quiet; }

  /// One line of an answer for people. On a terminal it is wrapped, later lines indented by `indent` columns.
  void line(const Text& text, std::size_t indent = 0);
  void line(std::string_view text, std::size_t indent = 0) { line(Text(text), indent); }
  void blank() { line(Text()); }
  /// One JSON value on one line. Control characters are escaped, so that it can be looked at in a terminal as well.
  void json(const Json& value);
  /// Exported data as it is; a terminal is spared the control characters.
  void data(std::string_view bytes);

  /// Said beside the answer, on standard error; --quiet leaves it out.
  void note(std::string_view text);
  /// The same for what nobody should miss: --quiet does not silence it.
  void warning(std::string_view text);
  /// Failure, once: JSON on standard output under --json, else a sentence and what to do on standard error. Where the
  /// error points into `text_at_fault`, that place is shown.
  void error(const Error& error, std::string_view text_at_fault = {});

  /// True where standard error is a terminal and progress is wanted.
  bool shows_progress() const { return error_is_terminal_ && !quiet_; }
  /// Replaces the progress line; an empty text takes it away.
  void progress(std::string_view text);

  /// Flushes. An error where standard output did not take everything; a reader that went away is Code::cancelled.
  Result<void> finish();
  /// True once standard output has refused something: there is no use in going on.
  bool broken() const { return broken_with_ != 0; }

 private:
  void write(std::string_view bytes);
  std::string rendered(const Text& text) const;

  AnswerForm form_ = AnswerForm::text;
  bool quiet_ = false;
  bool terminal_ = false;  ///< standard output
  bool styled_ = false;
  bool error_is_terminal_ = false;
  bool progress_shown_ = false;
  int broken_with_ = 0;  ///< errno of the first write that failed
  std::chrono::steady_clock::time_point last_progress_;
};

/// {"error":{"code","message","hint"}}, the hint null where there is none.
Json error_json(const Error& error);

/// A table for people: columns as wide as they must be, the last one free.
class Table {
 public:
  enum class Align : std::uint8_t { left, right };
  struct Column {
    std::string heading;
    Align align = Align::left;
  };
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  void print(Output& output) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Columns of the terminal on standard output; 80 where it does not say.
std::size_t terminal_width();

}  // namespace evident::cli
