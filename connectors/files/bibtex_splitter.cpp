// SPDX-License-Identifier: GPL-2.0-or-later
#include <cctype>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "connectors/files/bibtex.hpp"
#include "connectors/files/line_reader.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {
namespace {

constexpr std::size_t kLongestEntry = 16 << 20;

/// The word after '@', in lower case, where the line begins an entry; empty otherwise.
std::string entry_word(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with('@')) return {};
  std::size_t size = 1;
  while (size < line.size() && std::isalpha(static_cast<unsigned char>(line[size])) != 0) ++size;
  const auto after = trimmed(line.substr(size));
  if (size == 1 || (!after.empty() && after.front() != '{' && after.front() != '(')) return {};
  return ascii_lower(line.substr(1, size - 1));
}

/// Counts braces, so that the end of an entry is found without reading it.
class Braces {
 public:
  void take(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c == '\\' && i + 1 < text.size() && (text[i + 1] == '{' || text[i + 1] == '}'))
        ++i;
      else if (c == '{' || (c == '(' && depth_ == 0))
        ++depth_, opened_ = true;
      else if (c == '}' || (c == ')' && depth_ == 1 && opened_with_parenthesis_))
        --depth_;
      if (opened_ && first_) {
        opened_with_parenthesis_ = c == '(';
        first_ = false;
      }
    }
  }
  bool closed() const { return opened_ && depth_ <= 0; }

 private:
  int depth_ = 0;
  bool opened_ = false, first_ = true, opened_with_parenthesis_ = false;
};

class BibtexSplitter : public RecordSplitter {
 public:
  explicit BibtexSplitter(std::unique_ptr<ByteSource> source) : lines_(std::move(source)) {}

  Result<std::optional<RecordText>> next() override {
    while (true) {
      auto entry = next_entry();
      if (!entry) return fail(entry.error());
      if (!*entry) return std::nullopt;
      const std::string word = entry_word((*entry)->body.substr(0, (*entry)->body.find('\n')));
      if (word == "comment" || word == "preamble") continue;
      if (word != "string") {
        (*entry)->body = used_definitions((*entry)->body) + (*entry)->body;
        return entry;
      }
      define((*entry)->body);
    }
  }
  std::uint64_t bytes_read() const override { return lines_.bytes_read(); }

 private:
  Result<std::optional<RecordText>> next_entry() {
    RecordText entry;
    Braces braces;
    if (!pending_.body.empty()) {
      entry = std::exchange(pending_, {});
      braces.take(entry.body);
      if (braces.closed()) return entry;
    }
    while (true) {
      const auto line = lines_.next();
      if (!line) return fail(line.error());
      if (!*line) {
        if (entry.body.empty()) return std::nullopt;
        return entry;
      }
      const bool begins = !entry_word(**line).empty();
      if (begins && !entry.body.empty()) {  // the entry before was never closed
        pending_ = {std::string(**line) + "\n", lines_.line()};
        return entry;
      }
      if (!begins && entry.body.empty()) continue;
      if (entry.body.empty()) entry.line = lines_.line();
      entry.body += **line;
      entry.body += '\n';
      if (entry.body.size() > kLongestEntry)
        return fail(Code::too_large,
                    fmt::format("the entry that begins at line {} is longer than {} bytes", entry.line, kLongestEntry));
      braces.take(**line);
      if (braces.closed()) return entry;
    }
  }

  void define(const std::string& body) {
    const auto open = body.find_first_of("{(");
    const auto equals = body.find('=');
    if (open == body.npos || equals == body.npos || equals < open) return;
    definitions_[ascii_lower(trimmed(std::string_view(body).substr(open + 1, equals - open - 1)))] = body;
  }

  std::string used_definitions(const std::string& body) const {
    const std::string lower = ascii_lower(body);
    std::string used;
    for (const auto& [name, definition] : definitions_)
      if (!name.empty() && lower.find(name) != lower.npos) used += definition;
    return used;
  }

  LineReader lines_;
  RecordText pending_;
  std::map<std::string, std::string> definitions_;
};

}  // namespace

std::unique_ptr<RecordSplitter> bibtex_splitter(std::unique_ptr<ByteSource> source) {
  return std::make_unique<BibtexSplitter>(std::move(source));
}

}  // namespace evident::files
