// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/model/byte_source.hpp"
#include "indexer/model/result.hpp"
#include "indexer/model/source.hpp"

namespace evident::crossref {

/// What stands around the works of an answer, as far as it has been read.
struct Envelope {
  std::string message_type;  ///< "work", "work-list", "member", ...; empty where it is not said (yet)
  std::optional<std::uint64_t> total_results;
  std::string next_cursor;
  bool holds_page = false;  ///< there was a list of works, be it empty
};

/// The text of something that may be a work, exactly as received.
struct WorkText {
  std::string text;
  std::size_t line = 1;    ///< where it begins
  std::size_t number = 0;  ///< its place in a list, from 1; 0 where it stands alone
};

/// Finds the works in Crossref's JSON without holding more than one of them: a work alone or in its envelope, a page
/// ({"message":{"items":[...]}} or {"items":[...]}), a bare list, one document to a line, or documents one after
/// another. It looks only at the structure that leads to the works; each work's own JSON is for its reader to check.
class WorkStream {
 public:
  /// Bytes that one work or one line may take; the largest recorded work, with 5,000 authors, has 3 million.
  static constexpr std::size_t kLongestItem = 64u << 20;

  explicit WorkStream(std::unique_ptr<ByteSource> bytes, std::size_t first_line = 1);
  /// Over text in memory.
  explicit WorkStream(std::string text, std::size_t first_line = 1);
  ~WorkStream();
  WorkStream(WorkStream&&) noexcept;
  WorkStream& operator=(WorkStream&&) noexcept;

  using Found = std::variant<WorkText, Refusal>;
  /// The next work, or why an answer as a whole or a broken line holds none; nothing at the end. An error (malformed,
  /// too_large, or the byte source's own) means that nothing after it can be read.
  Result<std::optional<Found>> next();

  const Envelope& envelope() const { return envelope_; }
  std::uint64_t bytes_read() const { return bytes_before_ + at_; }

 private:
  enum class Where { top, lines, outer, message, items, list };
  static constexpr int kEnd = -1;

  int peek();
  int get();
  void refill();
  void skip_space();
  bool skip_string();
  bool skip_value();
  std::optional<std::string> read_name();
  void record_from_here();

  using Step = Result<std::optional<Found>>;  ///< nothing: go on
  Step at_top();
  Step at_member();
  Step after_object();
  Step at_element();
  Step at_line();
  Step take_work(std::size_t number);
  Step broken_off(std::string_view inside);
  void note_member(const std::string& name, std::string_view value);
  Refusal refusal_of_answer() const;

  std::unique_ptr<ByteSource> bytes_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, size_ = 0;
  std::uint64_t bytes_before_ = 0;  ///< of earlier buffers
  std::optional<Error> source_error_;
  bool ended_ = false;

  std::size_t line_;
  std::size_t start_line_;  ///< of the document at hand
  std::size_t item_line_ = 1;
  std::size_t number_ = 0;
  bool recording_ = false;
  std::string record_;

  Where where_ = Where::top;
  Where list_in_ = Where::outer;
  bool is_answer_ = false;   ///< the outer object is an envelope
  bool gave_works_ = false;  ///< the envelope at hand led to works, an empty page included
  bool finished_ = false;
  std::string message_;  ///< of an envelope whose message is no object
  Envelope envelope_;
  std::unique_ptr<WorkStream> line_stream_;
};

}  // namespace evident::crossref
