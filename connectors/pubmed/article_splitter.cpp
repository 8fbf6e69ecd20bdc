// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/article_splitter.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "indexer/model/text.hpp"

namespace evident::pubmed {
namespace {

constexpr std::size_t kReadBytes = 256 << 10;
/// Of a record too long to keep: enough to hold its PMID.
constexpr std::size_t kHeadBytes = 4 << 10;
/// Of what a message quotes.
constexpr std::size_t kQuotedBytes = 60;

constexpr std::array<std::string_view, 4> kRecords = {"PubmedArticle", "PubmedBookArticle", "MedlineCitation",
                                                      "BookDocument"};
constexpr std::array<std::string_view, 4> kSets = {"PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet",
                                                   "BookDocumentSet"};
constexpr std::array<std::string_view, 2> kDeletions = {"DeleteCitation", "DeleteDocument"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool ends_name(char c) { return is_blank(c) || c == '>' || c == '/'; }

/// "PubmedArticle" of "<PubmedArticle a='b'>" and of "</PubmedArticle>".
std::string_view tag_name(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  return tag.substr(0, static_cast<std::size_t>(std::find_if(tag.begin(), tag.end(), ends_name) - tag.begin()));
}

bool is_empty_element(std::string_view tag) { return tag.ends_with("/>"); }

/// True where `text` begins with `opening` ("<Name" or "</Name") and the name ends there.
bool begins_tag(std::string_view text, std::string_view opening) {
  return text.size() > opening.size() && text.starts_with(opening) && ends_name(text[opening.size()]);
}

/// For a message: the first words, on one line.
std::string quoted_start(std::string_view text) {
  std::string words = collapsed(valid_utf8(text.substr(0, kQuotedBytes)));
  return words.size() > 40 ? words.substr(0, 40) + "..." : words;
}

std::string from_latin1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

FilePiece refusal(std::string why, std::uint64_t line, std::string id = {}) {
  return {FilePiece::Kind::refusal, std::move(why), line, std::move(id)};
}

}  // namespace

std::string pmid_in(std::string_view record) {
  const auto tag = record.find("<PMID");
  if (tag == record.npos) return {};
  const auto begin = record.find('>', tag);
  if (begin == record.npos) return {};
  const auto end = record.find('<', begin);
  if (end == record.npos || end - begin > 40) return {};
  return std::string(trimmed(record.substr(begin + 1, end - begin - 1)));
}

ArticleSplitter::ArticleSplitter(std::unique_ptr<ByteSource> source, FileLimits limits)
    : source_(std::move(source)), limits_(limits) {}

Result<std::optional<FilePiece>> ArticleSplitter::next() {
  if (failed_) return fail(*failed_);
  auto piece = next_piece();
  if (!piece) failed_ = piece.error();
  return piece;
}

Result<bool> ArticleSplitter::more() {
  if (source_ended_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kReadBytes);
  const auto got = source_->read(std::span(buffer_).subspan(before));
  if (!got) {
    buffer_.resize(before);
    return fail(got.error());
  }
  buffer_.resize(before + *got);
  bytes_read_ += *got;
  if (*got == 0) source_ended_ = true;
  if (encoding_ == Encoding::latin1) {
    const std::string converted = from_latin1(std::string_view(buffer_).substr(before));
    buffer_.replace(before, buffer_.size() - before, converted);
  }
  return *got > 0;
}

Result<bool> ArticleSplitter::have(std::size_t wanted) {
  while (rest().size() < wanted) {
    const auto got = more();
    if (!got) return fail(got.error());
    if (!*got) return false;
  }
  return true;
}

Result<std::optional<std::size_t>> ArticleSplitter::find(std::string_view text, std::size_t from, std::size_t limit) {
  while (true) {
    if (const auto found = rest().find(text, from); found != std::string_view::npos) return std::optional(found);
    // The end of what is there may hold the beginning of what we look for.
    from = std::max(from, rest().size() - std::min(rest().size(), text.size() - 1));
    if (rest().size() > limit) return std::optional<std::size_t>();
    const auto got = more();
    if (!got) return fail(got.error());
    if (!*got) return std::optional<std::size_t>();
  }
}

void ArticleSplitter::advance(std::size_t bytes) {
  const std::string_view passed = rest().substr(0, bytes);
  line_ += static_cast<std::uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
  at_ += bytes;
}

Error ArticleSplitter::broken_off() const {
  const std::string after = records_ == 0   ? "before its first record"
                            : records_ == 1 ? "after 1 record"
                                            : fmt::format("after {} records", records_);
  return {Code::malformed, fmt::format("the PubMed file breaks off {}, at line {}", after, line_),
          "Fetch the file again; the records before the break are kept."};
}

Result<ArticleSplitter::Piece> ArticleSplitter::next_piece() {
  while (true) {
    std::size_t blanks = 0;
    while (blanks < rest().size() && is_blank(rest()[blanks])) ++blanks;
    advance(blanks);
    if (rest().empty()) {
      const auto got = more();
      if (!got) return fail(got.error());
      if (!*got) return at_end();
      continue;
    }
    auto piece = rest().front() == '<' ? at_markup() : take_stray_text();
    if (!piece || *piece) return piece;
  }
}

Result<ArticleSplitter::Piece> ArticleSplitter::at_end() {
  if (!open_set_.empty()) return fail(broken_off());
  if (!seen_root_) return fail(Code::malformed, "the PubMed file is empty", "Fetch the file again.");
  return Piece();
}

Result<ArticleSplitter::Piece> ArticleSplitter::take_stray_text() {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (const auto got = have(kQuotedBytes); !got) return fail(got.error());
  if (!seen_root_ && rest().starts_with(byte_order_mark)) {
    advance(byte_order_mark.size());
    return Piece();
  }
  if (!seen_root_) {
    if (rest().starts_with("\xFF\xFE") || rest().starts_with("\xFE\xFF"))
      return fail(Code::unsupported, "the PubMed file is written in UTF-16, which we do not read",
                  "Convert it to UTF-8.");
    return fail(Code::malformed, fmt::format("this is not PubMed XML: it begins with '{}'", quoted_start(rest())));
  }
  const std::uint64_t line = line_;
  const std::string words = quoted_start(rest().substr(0, rest().find('<')));
  // Passed over piecewise: it need not be short.
  while (true) {
    const auto next = rest().find('<');
    advance(next == std::string_view::npos ? rest().size() : next);
    if (next != std::string_view::npos) break;
    const auto got = more();
    if (!got) return fail(got.error());
    if (!*got) break;
  }
  return Piece(refusal(fmt::format("text outside any record: '{}'", words), line));
}

Result<std::size_t> ArticleSplitter::markup_size() {
  char quote = 0;
  int brackets = 0;
  const bool is_doctype = rest().starts_with("<!");
  for (std::size_t i = 1;; ++i) {
    if (i > limits_.markup_bytes)
      return fail(Code::malformed, fmt::format("the markup at line {} does not end: this is not PubMed XML", line_));
    const auto there = have(i + 1);
    if (!there) return fail(there.error());
    if (!*there) return fail(broken_off());
    const char c = rest()[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (is_doctype && c == '[') {
      ++brackets;
    } else if (is_doctype && c == ']') {
      --brackets;
    } else if (c == '>' && brackets <= 0) {
      return i + 1;
    }
  }
}

Result<ArticleSplitter::Piece> ArticleSplitter::at_markup() {
  if (const auto got = have(9); !got) return fail(got.error());
  const auto pass_over = [&](std::string_view closing, std::size_t from) -> Result<Piece> {
    const auto end = find(closing, from, limits_.markup_bytes);
    if (!end) return fail(end.error());
    if (!*end) return fail(broken_off());
    advance(**end + closing.size());
    return Piece();
  };
  if (rest().starts_with("<?xml") && rest().size() > 5 && is_blank(rest()[5])) return take_declaration();
  if (rest().starts_with("<?")) return pass_over("?>", 2);
  if (rest().starts_with("<!--")) return pass_over("-->", 4);
  if (rest().starts_with("<![CDATA[")) return pass_over("]]>", 9);

  const auto size = markup_size();
  if (!size) return fail(size.error());
  if (rest().starts_with("<!")) {
    advance(*size);
    return Piece();
  }
  const std::string tag(rest().substr(0, *size));
  return tag.starts_with("</") ? at_end_tag(tag) : at_start_tag(tag);
}

Result<ArticleSplitter::Piece> ArticleSplitter::take_declaration() {
  const auto end = find("?>", 5, limits_.markup_bytes);
  if (!end) return fail(end.error());
  if (!*end) return fail(broken_off());
  const std::string declaration = ascii_lower(rest().substr(0, **end));
  advance(**end + 2);

  const auto at = declaration.find("encoding");
  const auto open = at == declaration.npos ? at : declaration.find_first_of("\"'", at);
  const auto close = open == declaration.npos ? open : declaration.find(declaration[open], open + 1);
  const std::string name = close == declaration.npos ? "utf-8" : declaration.substr(open + 1, close - open - 1);
  // A declaration that we can read is not in UTF-16: who says so was converted on the way to us.
  if (name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii" || name == "utf-16") {
    encoding_ = Encoding::utf8;
  } else if (name == "iso-8859-1" || name == "latin1" || name == "iso_8859-1") {
    if (encoding_ != Encoding::latin1)
      buffer_ = from_latin1(rest());
    else
      buffer_.erase(0, at_);
    at_ = 0;
    encoding_ = Encoding::latin1;
  } else {
    return fail(Code::unsupported,
                fmt::format("the PubMed file is written in {}, which we do not read", quoted_start(name)),
                "Convert it to UTF-8.");
  }
  return Piece();
}

Result<ArticleSplitter::Piece> ArticleSplitter::at_start_tag(std::string_view tag) {
  const std::string name(tag_name(tag));
  if (is_one_of(kRecords, name)) {
    seen_root_ = true;
    return take_element(name, tag.size());
  }
  if (is_one_of(kSets, name)) {
    seen_root_ = true;
    if (!is_empty_element(tag)) open_set_ = name;
    advance(tag.size());
    return Piece();
  }
  if (open_set_.empty())
    return fail(Code::unsupported,
                fmt::format("this is not PubMed XML: its outermost element is called '{}'", quoted_start(name)));
  if (is_one_of(kDeletions, name)) {
    in_deletions_ = !is_empty_element(tag);
    advance(tag.size());
    return Piece();
  }
  if (in_deletions_ && name == "PMID") return take_deletion(tag.size());

  const std::uint64_t line = line_;
  auto unknown = take_element(name, tag.size());
  if (!unknown || !*unknown) return unknown;
  return Piece(refusal(fmt::format("an element called '{}', which is no PubMed record", quoted_start(name)), line));
}

Result<ArticleSplitter::Piece> ArticleSplitter::at_end_tag(std::string_view tag) {
  const std::string_view name = tag_name(tag);
  const std::uint64_t line = line_;
  advance(tag.size());
  if (name == open_set_) {
    open_set_.clear();
    in_deletions_ = false;
    return Piece();
  }
  if (in_deletions_ && is_one_of(kDeletions, name)) {
    in_deletions_ = false;
    return Piece();
  }
  return Piece(refusal(fmt::format("the end of an element called '{}' that did not begin", quoted_start(name)), line));
}

Result<ArticleSplitter::Piece> ArticleSplitter::take_deletion(std::size_t tag_size) {
  const auto end = find("<", tag_size, limits_.markup_bytes);
  if (!end) return fail(end.error());
  if (!*end) return fail(broken_off());
  FilePiece piece{FilePiece::Kind::deletion, std::string(trimmed(rest().substr(tag_size, **end - tag_size))), line_};
  advance(**end);
  if (const auto got = have(2); !got) return fail(got.error());
  if (rest().starts_with("</")) {
    const auto closing = markup_size();
    if (!closing) return fail(closing.error());
    advance(*closing);
  }
  return Piece(std::move(piece));
}

Result<ArticleSplitter::Piece> ArticleSplitter::take_element(const std::string& name, std::size_t tag_size) {
  const std::uint64_t line = line_;
  const std::string end_tag = "</" + name, same_tag = "<" + name;
  const std::string set_end = open_set_.empty() ? "" : "</" + open_set_;
  const std::size_t lookahead = std::max<std::size_t>({end_tag.size() + 1, set_end.size() + 1, 9});
  std::string head;  // of a record too long to keep
  bool too_long = false;
  const auto unfinished = [&](std::size_t here) {
    const std::string id = pmid_in(too_long ? std::string_view(head) : rest().substr(0, here));
    advance(here);
    return Piece(refusal(fmt::format("the {} element that begins here is not closed", name), line, id));
  };

  if (is_empty_element(rest().substr(0, tag_size))) {
    FilePiece piece{FilePiece::Kind::record, std::string(rest().substr(0, tag_size)), line};
    advance(tag_size);
    return Piece(std::move(piece));
  }
  std::size_t at = tag_size;
  while (true) {
    // What is too long is dropped as it is passed; only its head is remembered.
    if (at > limits_.record_bytes) {
      if (!too_long) head = rest().substr(0, kHeadBytes);
      too_long = true;
      advance(at);
      at = 0;
    }
    const auto next = find("<", at, at + limits_.record_bytes);
    if (!next) return fail(next.error());
    if (!*next) {
      if (source_ended_) return fail(broken_off());
      at = rest().size();
      continue;
    }
    at = **next;
    if (const auto got = have(at + lookahead); !got) return fail(got.error());
    const std::string_view here = rest().substr(at);
    if (here.starts_with("<!--") || here.starts_with("<![CDATA[")) {
      const std::string_view closing = here.starts_with("<!--") ? "-->" : "]]>";
      const auto end = find(closing, at + 4, at + limits_.record_bytes);
      if (!end) return fail(end.error());
      if (!*end && source_ended_) return fail(broken_off());
      at = *end ? **end + closing.size() : rest().size();
      continue;
    }
    if (begins_tag(here, end_tag)) {
      const auto close = find(">", at, at + limits_.markup_bytes);
      if (!close) return fail(close.error());
      if (!*close) return fail(broken_off());
      const std::size_t size = **close + 1;
      if (too_long || size > limits_.record_bytes) {
        const std::string id = pmid_in(too_long ? std::string_view(head) : rest().substr(0, kHeadBytes));
        advance(size);
        return Piece(refusal(fmt::format("the record is longer than {} bytes", limits_.record_bytes), line, id));
      }
      FilePiece piece{FilePiece::Kind::record, std::string(rest().substr(0, size)), line};
      advance(size);
      ++records_;
      return Piece(std::move(piece));
    }
    if (begins_tag(here, same_tag) || (!set_end.empty() && begins_tag(here, set_end))) return unfinished(at);
    ++at;
  }
}

}  // namespace evident::pubmed
