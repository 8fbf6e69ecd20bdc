// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/model/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>

#include <utf8proc.h>

namespace evident {
namespace {

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_wide_space(char32_t c) {
  return c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000 || c == 0x0085;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct NamedEntity {
  std::string_view name;
  std::string_view text;
};
// XML's five and those that Crossref deposits are seen to carry.
constexpr NamedEntity kEntities[] = {
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", "\u00A0"},
    {"ndash", "–"},  {"mdash", "—"},  {"hellip", "…"}, {"lsquo", "‘"},  {"rsquo", "’"},  {"ldquo", "“"},
    {"rdquo", "”"},  {"times", "×"},  {"plusmn", "±"}, {"deg", "°"},    {"micro", "µ"},  {"middot", "·"},
    {"bull", "•"},   {"le", "≤"},     {"ge", "≥"},     {"reg", "®"},    {"trade", "™"},  {"copy", "©"},
    {"alpha", "α"},  {"beta", "β"},   {"gamma", "γ"},  {"delta", "δ"},  {"kappa", "κ"},  {"lambda", "λ"},
    {"mu", "μ"},     {"chi", "χ"},    {"omega", "ω"},  {"Delta", "Δ"},  {"eacute", "é"}, {"egrave", "è"},
    {"agrave", "à"}, {"aacute", "á"}, {"iacute", "í"}, {"oacute", "ó"}, {"uacute", "ú"}, {"ntilde", "ñ"},
    {"ccedil", "ç"}, {"auml", "ä"},   {"ouml", "ö"},   {"uuml", "ü"},   {"szlig", "ß"},  {"oslash", "ø"},
    {"aring", "å"},  {"aelig", "æ"},  {"shy", ""},
};

/// The text of the entity that starts at `text` ("&...;"), and its length; nothing where it is none.
std::optional<std::pair<std::string, std::size_t>> entity_at(std::string_view text) {
  const auto end = text.substr(0, 12).find(';');
  if (end == text.npos || end < 2) return std::nullopt;
  std::string_view body = text.substr(1, end - 1);
  if (body.front() != '#') {
    for (const auto& [name, value] : kEntities)
      if (body == name) return std::pair{std::string(value), end + 1};
    return std::nullopt;
  }
  body.remove_prefix(1);
  int base = 10;
  if (!body.empty() && (body.front() == 'x' || body.front() == 'X')) {
    base = 16;
    body.remove_prefix(1);
  }
  std::uint32_t code = 0;
  const auto [stop, error] = std::from_chars(body.data(), body.data() + body.size(), code, base);
  if (body.empty() || error != std::errc() || stop != body.data() + body.size()) return std::nullopt;
  std::string out;
  append_utf8(out, code == 0 ? U'\uFFFD' : static_cast<char32_t>(code));
  return std::pair{std::move(out), end + 1};
}

/// Letters that Unicode does not decompose, spelled as library catalogues and PubMed's own author index do.
std::string_view spelled_out(char32_t c) {
  switch (c) {
    case U'ł':
    case U'Ł': return "l";
    case U'ø':
    case U'Ø': return "o";
    case U'đ':
    case U'Đ':
    case U'ð':
    case U'Ð': return "d";
    case U'ħ':
    case U'Ħ': return "h";
    case U'ŧ':
    case U'Ŧ': return "t";
    case U'æ':
    case U'Æ': return "ae";
    case U'œ':
    case U'Œ': return "oe";
    case U'þ':
    case U'Þ': return "th";
    case U'ß':
    case U'ẞ': return "ss";
    case U'ı': return "i";
    case U'ŋ':
    case U'Ŋ': return "n";
    case U'ə':
    case U'Ə': return "a";
    default: return {};
  }
}

bool is_word_character(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC: return true;
    default: return false;
  }
}

constexpr std::array<std::string_view, 6> kMarkTags = {"i", "b", "sup", "sub", "u", "sc"};

std::string_view tag_of(Mark mark) { return kMarkTags[static_cast<std::size_t>(mark)]; }

/// What a tag met in a source's string means to us.
struct TagMeaning {
  std::optional<Mark> mark;  ///< nothing: the tag is dropped
  bool breaks = false;       ///< stands between words (p, br, title ...)
};

std::optional<TagMeaning> meaning_of_tag(std::string_view name) {
  const std::string lower = ascii_lower(name);
  std::string_view local = lower;
  const bool jats = local.starts_with("jats:");
  if (jats) local.remove_prefix(5);
  if (local == "i" || local == "em" || local == "italic") return TagMeaning{Mark::italic};
  if (local == "b" || local == "strong" || local == "bold") return TagMeaning{Mark::bold};
  if (local == "sup") return TagMeaning{Mark::superscript};
  if (local == "sub" || local == "inf") return TagMeaning{Mark::subscript};
  if (local == "u" || local == "underline") return TagMeaning{Mark::underline};
  if (local == "sc" || local == "scp" || local == "small-caps") return TagMeaning{Mark::small_caps};
  for (std::string_view block :
       {"p", "br", "div", "title", "sec", "list", "list-item", "label", "li", "ul", "ol", "break"})
    if (local == block) return TagMeaning{std::nullopt, true};
  for (std::string_view inline_tag :
       {"span",     "a",     "font",           "tt",           "monospace", "roman",         "sans-serif",
        "ext-link", "xref",  "inline-formula", "alternatives", "tex-math",  "named-content", "styled-content",
        "fn",       "email", "math",           "strike",       "overline",  "nobr",          "small",
        "big"})
    if (local == inline_tag) return TagMeaning{};
  if (jats || lower.starts_with("mml:")) return TagMeaning{};
  return std::nullopt;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view nbsp = "\u00A0";
  while (true) {
    if (!text.empty() && is_ascii_space(text.front()))
      text.remove_prefix(1);
    else if (text.starts_with(nbsp))
      text.remove_prefix(nbsp.size());
    else
      break;
  }
  while (true) {
    if (!text.empty() && is_ascii_space(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with(nbsp))
      text.remove_suffix(nbsp.size());
    else
      break;
  }
  return text;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

Utf8Char decode_utf8(std::string_view text) {
  utf8proc_int32_t code = 0;
  const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                      static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (bytes <= 0 || code < 0) return {U'\uFFFD', 1};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(bytes)};
}

void append_utf8(std::string& out, char32_t code) {
  if (!utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(code))) code = U'\uFFFD';
  std::array<utf8proc_uint8_t, 4> buffer{};
  const auto bytes = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), buffer.data());
  for (utf8proc_ssize_t i = 0; i < bytes; ++i) out += static_cast<char>(buffer[static_cast<std::size_t>(i)]);
}

std::string collapsed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  while (!text.empty()) {
    const unsigned char c = static_cast<unsigned char>(text.front());
    if (c < 0x80) {
      if (is_ascii_space(text.front())) {
        blank = true;
      } else {
        if (blank && !out.empty()) out += ' ';
        blank = false;
        out += text.front();
      }
      text.remove_prefix(1);
      continue;
    }
    const auto [code, bytes] = decode_utf8(text);
    if (is_wide_space(code)) {
      blank = true;
    } else {
      if (blank && !out.empty()) out += ' ';
      blank = false;
      out.append(text.substr(0, bytes));
    }
    text.remove_prefix(bytes);
  }
  return out;
}

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const unsigned char c = static_cast<unsigned char>(text.front());
    if (c < 0x80) {
      if (c >= 0x20 || c == '\t' || c == '\n')
        out += text.front();
      else if (c == '\r')
        out += '\n';
      text.remove_prefix(1);
      continue;
    }
    const auto [code, bytes] = decode_utf8(text);
    append_utf8(out, code);
    text.remove_prefix(bytes);
  }
  return out;
}

namespace {
std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* buffer = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &buffer, static_cast<utf8proc_option_t>(options));
  if (size < 0) return std::string(text);
  std::string out(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
  std::free(buffer);
  return out;
}
}  // namespace

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return valid_utf8(text);
  return mapped(valid_utf8(text), UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string folded(std::string_view text) {
  if (is_ascii(text)) return ascii_lower(text);
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const auto [code, bytes] = decode_utf8(text);
    append_utf8(valid, code);
    text.remove_prefix(bytes);
  }
  const std::string flat = mapped(valid, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                             UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  // Spelled out last: some letters decompose into one that has no decomposition ("ǿ" is "ø" and an accent).
  std::string spelled;
  spelled.reserve(flat.size());
  for (std::string_view rest = flat; !rest.empty();) {
    const auto [code, bytes] = decode_utf8(rest);
    const std::string_view plain = code < 0x80 ? std::string_view() : spelled_out(code);
    spelled += plain.empty() ? rest.substr(0, bytes) : plain;
    rest.remove_prefix(bytes);
  }
  return spelled;
}

std::vector<std::string> folded_words(std::string_view text) {
  const std::string flat = folded(text);
  std::vector<std::string> words;
  std::string word;
  std::string_view rest = flat;
  while (!rest.empty()) {
    const auto [code, bytes] = decode_utf8(rest);
    if (is_word_character(code)) {
      word.append(rest.substr(0, bytes));
    } else if (!(code == U'\'' || code == U'\u2019') || word.empty()) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    }
    rest.remove_prefix(bytes);
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string comparison_key(std::string_view text) {
  std::string key;
  for (const std::string& word : folded_words(text)) key += word;
  return key;
}

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (text.front() == '&') {
      if (const auto entity = entity_at(text)) {
        out += entity->first;
        text.remove_prefix(entity->second);
        continue;
      }
    }
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

namespace {
/// ASCII that stands for itself in markup and is no white space.
bool is_plain_word_character(char c) { return c > ' ' && c < 0x7F && c != '&' && c != '<' && c != '>'; }
}  // namespace

void MarkedTextBuilder::text(std::string_view text) {
  const auto flush_blank = [this] {
    if (blank_pending_ && !markup_.empty() && !after_blank_) markup_ += ' ';
    blank_pending_ = false;
    after_blank_ = false;
  };
  while (!text.empty()) {
    // Most of any text is plain ASCII words: each is taken whole.
    const auto word_end = std::find_if_not(text.begin(), text.end(), is_plain_word_character);
    if (word_end != text.begin()) {
      flush_blank();
      markup_.append(text.begin(), word_end);
      text.remove_prefix(static_cast<std::size_t>(word_end - text.begin()));
      continue;
    }
    const auto [code, bytes] = decode_utf8(text);
    if ((code < 0x80 && is_ascii_space(static_cast<char>(code))) || is_wide_space(code)) {
      blank_pending_ = true;
    } else {
      flush_blank();
      if (code == U'&')
        markup_ += "&amp;";
      else if (code == U'<')
        markup_ += "&lt;";
      else if (code == U'>')
        markup_ += "&gt;";
      else if (code >= 0x20 && code != 0x7F)
        append_utf8(markup_, code);
    }
    text.remove_prefix(bytes);
  }
}

void MarkedTextBuilder::open(Mark mark) {
  // A blank before the mark belongs outside it, so that "a <i>b</i>" never becomes "a<i> b</i>".
  if (markup_.empty() || blank_pending_) after_blank_ = true;
  if (blank_pending_ && !markup_.empty() && !markup_.ends_with(' ')) markup_ += ' ';
  blank_pending_ = false;
  markup_ += '<';
  markup_ += tag_of(mark);
  markup_ += '>';
  open_.push_back(mark);
}

void MarkedTextBuilder::close(Mark mark) {
  if (std::find(open_.begin(), open_.end(), mark) == open_.end()) return;
  while (!open_.empty()) {
    const Mark innermost = open_.back();
    open_.pop_back();
    const std::string opening = "<" + std::string(tag_of(innermost)) + ">";
    if (markup_.ends_with(opening))
      markup_.resize(markup_.size() - opening.size());  // nothing was inside
    else
      markup_ += "</" + std::string(tag_of(innermost)) + ">";
    if (innermost == mark) break;
  }
}

MarkedText MarkedTextBuilder::take() {
  while (!open_.empty()) close(open_.front());
  MarkedText out;
  out.markup_ = std::move(markup_);
  while (out.markup_.ends_with(' ')) out.markup_.pop_back();
  markup_.clear();
  open_.clear();
  blank_pending_ = after_blank_ = false;
  return out;
}

MarkedText MarkedText::from_plain(std::string_view text) {
  MarkedTextBuilder builder;
  builder.text(text);
  return builder.take();
}

MarkedText MarkedText::from_source(std::string_view text) {
  MarkedTextBuilder builder;
  while (!text.empty()) {
    const auto next = text.find_first_of("<&");
    builder.text(text.substr(0, next));
    if (next == text.npos) break;
    text.remove_prefix(next);
    if (text.front() == '&') {
      if (const auto entity = entity_at(text)) {
        builder.text(entity->first);
        text.remove_prefix(entity->second);
      } else {
        builder.text("&");
        text.remove_prefix(1);
      }
      continue;
    }
    if (text.starts_with("<!--")) {
      const auto end = text.find("-->");
      if (end == text.npos) break;
      text.remove_prefix(end + 3);
      continue;
    }
    const auto close = text.find('>');
    const bool closing = text.size() > 1 && text[1] == '/';
    std::optional<TagMeaning> meaning;
    if (close != text.npos) {
      std::string_view name = text.substr(closing ? 2 : 1, close - (closing ? 2 : 1));
      if (const auto stop = name.find_first_of(" \t\r\n/"); stop != name.npos) name = name.substr(0, stop);
      meaning = meaning_of_tag(name);
    }
    if (!meaning) {
      builder.text("<");
      text.remove_prefix(1);
      continue;
    }
    const bool alone = text[close - 1] == '/';
    if (meaning->breaks)
      builder.text(" ");
    else if (meaning->mark && closing)
      builder.close(*meaning->mark);
    else if (meaning->mark && !alone)
      builder.open(*meaning->mark);
    text.remove_prefix(close + 1);
  }
  return builder.take();
}

MarkedText MarkedText::from_stored(std::string markup) {
  MarkedText out;
  out.markup_ = std::move(markup);
  return out;
}

std::vector<MarkedText::Span> MarkedText::spans() const {
  std::vector<Span> spans;
  std::vector<Mark> marks;
  std::string_view rest = markup_;
  std::string run;
  const auto flush = [&] {
    if (!run.empty()) spans.push_back({std::move(run), marks});
    run.clear();
  };
  while (!rest.empty()) {
    if (rest.front() == '<') {
      const auto close = rest.find('>');
      if (close == rest.npos) break;
      flush();
      if (rest[1] == '/') {
        if (!marks.empty()) marks.pop_back();
      } else {
        const auto name = rest.substr(1, close - 1);
        for (std::size_t i = 0; i < kMarkTags.size(); ++i)
          if (name == kMarkTags[i]) marks.push_back(static_cast<Mark>(i));
      }
      rest.remove_prefix(close + 1);
    } else if (rest.front() == '&') {
      const auto entity = entity_at(rest);
      run += entity ? entity->first : "&";
      rest.remove_prefix(entity ? entity->second : 1);
    } else {
      const auto next = rest.find_first_of("<&");
      run.append(rest.substr(0, next));
      rest.remove_prefix(next == rest.npos ? rest.size() : next);
    }
  }
  flush();
  return spans;
}

std::string MarkedText::plain() const {
  if (markup_.find_first_of("<&") == markup_.npos) return markup_;
  std::string out;
  for (const Span& span : spans()) out += span.text;
  return out;
}

}  // namespace evident
