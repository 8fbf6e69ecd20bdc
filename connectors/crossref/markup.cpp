// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/crossref/markup.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace evident::crossref {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A tag as met in text.
struct Tag {
  std::string name;       ///< lower case, without a namespace prefix
  bool prefixed = false;  ///< "<jats:p>"
  bool closing = false;
  bool alone = false;    ///< "<p/>"
  bool order = false;    ///< a list that counts
  std::size_t size = 0;  ///< bytes from "<" to ">"
};

/// The tag that begins at `text`, which starts with "<"; nothing where that "<" is a less-than sign.
std::optional<Tag> tag_at(std::string_view text) {
  const auto end = text.find('>');
  if (end == text.npos) return std::nullopt;
  Tag tag;
  tag.size = end + 1;
  std::string_view body = text.substr(1, end - 1);
  if (body.starts_with('/')) {
    tag.closing = true;
    body.remove_prefix(1);
  }
  if (body.ends_with('/')) {
    tag.alone = true;
    body.remove_suffix(1);
  }
  if (body.empty() || !is_letter(body.front()) || body.find('<') != body.npos) return std::nullopt;
  const auto name_end = body.find_first_of(" \t\r\n");
  tag.name = ascii_lower(body.substr(0, name_end));
  if (const auto colon = tag.name.rfind(':'); colon != tag.name.npos) {
    tag.name.erase(0, colon + 1);
    tag.prefixed = true;
  }
  if (name_end != body.npos) tag.order = body.find("list-type=\"order\"") != body.npos;
  for (char c : tag.name)
    if (!is_letter(c) && !is_digit(c) && c != '-') return std::nullopt;
  return tag;
}

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Tags that are seen escaped into text. Others stay as written: they may be what the text is about.
constexpr std::array<std::string_view, 30> kEscapedTags = {
    "p",   "i",        "b",     "em",   "strong", "sup",  "sub", "u",  "br", "span",
    "div", "font",     "scp",   "sc",   "italic", "bold", "li",  "ul", "ol", "a",
    "sec", "subtitle", "title", "emph", "math",   "h1",   "h2",  "h3", "h4", "small"};

/// "&amp;name;" and "&amp;#8211;" as "&name;" and "&#8211;", so that one decoding is enough.
std::string with_entities_unescaped(std::string_view text) {
  constexpr std::string_view escaped = "&amp;";
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto at = text.find(escaped);
    out.append(text.substr(0, at));
    if (at == text.npos) break;
    text.remove_prefix(at + escaped.size());
    std::size_t length = 0;
    if (text.starts_with('#')) length = 1;
    while (length < text.size() && length < 10 && (is_letter(text[length]) || is_digit(text[length]))) ++length;
    const bool entity = length >= 2 && length < text.size() && text[length] == ';';
    out += entity ? "&" : escaped;
  }
  return out;
}

/// "&lt;p class=...&gt;" as "<p class=...>", for the tags above.
std::string with_tags_unescaped(std::string_view text) {
  constexpr std::string_view less = "&lt;", greater = "&gt;";
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto at = text.find(less);
    out.append(text.substr(0, at));
    if (at == text.npos) break;
    text.remove_prefix(at + less.size());
    const auto end = text.find(greater);
    const auto body = text.substr(0, end);
    if (end != text.npos && body.find('<') == body.npos && body.find(less) == body.npos) {
      std::string candidate = "<" + decode_entities(body) + ">";
      if (const auto tag = tag_at(candidate); tag && one_of(tag->name, kEscapedTags)) {
        out += candidate;
        text.remove_prefix(end + greater.size());
        continue;
      }
    }
    out += less;
  }
  return out;
}

struct Element {
  std::string_view inner;
  std::size_t size = 0;  ///< of the whole, tags included
};

/// The element that `tag` opens at the front of `text`; to the end of the text where it is never closed.
Element element_at(std::string_view text, const Tag& tag) {
  if (tag.alone) return {{}, tag.size};
  int depth = 1;
  for (std::size_t at = tag.size; at < text.size();) {
    at = text.find('<', at);
    if (at == text.npos) break;
    const auto next = tag_at(text.substr(at));
    if (!next) {
      ++at;
      continue;
    }
    if (next->name == tag.name && !next->alone) depth += next->closing ? -1 : 1;
    if (depth == 0) return {text.substr(tag.size, at - tag.size), at + next->size};
    at += next->size;
  }
  return {text.substr(tag.size), text.size()};
}

/// The characters of MathML in reading order; an annotation repeats the formula in another notation.
std::string math_characters(std::string_view inner) {
  std::string out;
  while (!inner.empty()) {
    const auto at = inner.find('<');
    out += collapsed(inner.substr(0, at));
    if (at == inner.npos) break;
    inner.remove_prefix(at);
    const auto tag = tag_at(inner);
    if (!tag) {
      out += "&lt;";
      inner.remove_prefix(1);
    } else if (!tag->closing && tag->name.starts_with("annotation")) {
      inner.remove_prefix(element_at(inner, *tag).size);
    } else {
      inner.remove_prefix(tag->size);
    }
  }
  return out;
}

/// TeX as readable characters: commands that only set type are dropped, others keep their name ("\alpha" is "alpha").
std::string tex_characters(std::string_view tex) {
  constexpr std::string_view begin = "\\begin{document}", finish = "\\end{document}";
  if (const auto at = tex.find(begin); at != tex.npos) {
    tex.remove_prefix(at + begin.size());
    tex = tex.substr(0, tex.find(finish));
  }
  constexpr std::array<std::string_view, 14> typesetting = {"hbox",   "mbox",  "rm",      "mathrm",      "text",
                                                            "textrm", "bf",    "it",      "mathbf",      "mathit",
                                                            "left",   "right", "mathcal", "displaystyle"};
  std::string out;
  while (!tex.empty()) {
    const char c = tex.front();
    tex.remove_prefix(1);
    if (c == '$' || c == '{' || c == '}' || c == '_' || c == '^') continue;
    if (c != '\\') {
      out += c;
      continue;
    }
    std::size_t length = 0;
    while (length < tex.size() && is_letter(tex[length])) ++length;
    const auto name = tex.substr(0, length);
    if (!one_of(name, typesetting)) out += name;
    tex.remove_prefix(length);
  }
  return collapsed(out);
}

/// Publishers' conversions swallow the blanks around formulas ("in the<math>N=88</math>nuclei"): they are put back
/// where a formula would touch a word, and not beside a single letter ("H<math>2</math>O").
void append_formula(std::string& out, const std::string& formula, std::string_view after) {
  const auto alphanumeric = [](char c) { return is_letter(c) || is_digit(c); };
  if (formula.empty()) return;
  const std::size_t size = out.size();
  if (size >= 2 && is_letter(out[size - 1]) && is_letter(out[size - 2]) && alphanumeric(formula.front())) out += ' ';
  out += formula;
  if (after.size() >= 2 && is_letter(after[0]) && is_letter(after[1]) && alphanumeric(formula.back())) out += ' ';
}

bool holds_mathml(std::string_view text) {
  return text.find("<mml:math") != text.npos || text.find("<math") != text.npos;
}

std::string with_known_tags(std::string_view text, bool beside_mathml) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto at = text.find('<');
    out.append(text.substr(0, at));
    if (at == text.npos) break;
    text.remove_prefix(at);
    if (text.starts_with("<?")) {
      const auto end = text.find('>');
      if (end == text.npos) break;
      text.remove_prefix(end + 1);
      continue;
    }
    const auto tag = tag_at(text);
    if (!tag) {
      out += '<';
      text.remove_prefix(1);
      continue;
    }
    const bool opening = !tag->closing && !tag->alone;
    if (opening && tag->name == "math") {
      const Element element = element_at(text, *tag);
      text.remove_prefix(element.size);
      append_formula(out, math_characters(element.inner), text);
    } else if (opening && tag->name == "alternatives") {
      const Element element = element_at(text, *tag);
      out += with_known_tags(element.inner, holds_mathml(element.inner));
      text.remove_prefix(element.size);
    } else if (opening && (tag->name == "tex-math" || tag->name == "tex")) {
      const Element element = element_at(text, *tag);
      text.remove_prefix(element.size);
      if (!beside_mathml) append_formula(out, tex_characters(element.inner), text);
    } else {
      constexpr std::array<std::string_view, 9> dropped = {
          "formula", "tex-math",        "tex",          "math",          "inline-graphic",
          "graphic", "related-article", "disp-formula", "inline-formula"};
      if (tag->name == "emph")
        out += tag->closing ? "</i>" : "<i>";
      else if (tag->name == "subtitle")
        out += ' ';
      else if (tag->prefixed && !one_of(tag->name, dropped))
        // Whatever prefix a deposit chose ("ns3:p"), the vocabulary is JATS.
        out += std::string(tag->closing ? "</jats:" : "<jats:") + tag->name +
               (tag->order ? " list-type=\"order\"" : "") + (tag->alone ? "/>" : ">");
      else if (!one_of(tag->name, dropped))
        out += text.substr(0, tag->size);
      text.remove_prefix(tag->size);
    }
  }
  return out;
}

/// What a first heading says that tells nothing but "this is the abstract", folded.
constexpr std::array<std::string_view, 8> kAbstractHeadings = {"abstract", "summary",         "resume",    "resumen",
                                                               "resumo",   "zusammenfassung", "riassunto", "abstrak"};

class AbstractBuilder {
 public:
  void text(std::string_view raw) { run_ += raw; }

  void tag(const Tag& tag) {
    if (tag.name == "title" || is_heading(tag.name)) {
      if (tag.alone) return;
      if (tag.closing)
        end_heading();
      else
        begin_heading();
    } else if (tag.name == "sec") {
      end_paragraph();
      if (tag.closing)
        label_.clear();
      else
        ++depth_;
      if (tag.closing && depth_ > 0) --depth_;
    } else if (tag.name == "list" || tag.name == "ul" || tag.name == "ol") {
      end_paragraph();
      if (!tag.closing)
        lists_.push_back({tag.order || tag.name == "ol", 0});
      else if (!lists_.empty())
        lists_.pop_back();
    } else if (tag.name == "list-item" || tag.name == "li") {
      end_paragraph();
      if (!tag.closing) begin_item();
    } else if (tag.name == "label") {
      // A list item's printed number stands in for ours; any other label is text.
      if (!tag.closing && !bullet_.empty()) bullet_.clear();
      run_ += ' ';
    } else {
      end_paragraph();
    }
  }

  static bool is_block(std::string_view name) {
    constexpr std::array<std::string_view, 13> blocks = {"title",      "sec",      "p",       "list", "list-item",
                                                         "label",      "ul",       "ol",      "li",   "div",
                                                         "disp-quote", "abstract", "def-list"};
    return one_of(name, blocks) || is_heading(name);
  }

  std::vector<AbstractSection> take() {
    in_heading_ = false;  // a heading that never ends holds the text
    end_paragraph();
    return std::move(sections_);
  }

 private:
  struct List {
    bool ordered;
    int items;
  };

  static bool is_heading(std::string_view name) { return name.size() == 2 && name[0] == 'h' && is_digit(name[1]); }

  void begin_heading() {
    end_paragraph();
    in_heading_ = true;
  }

  void end_heading() {
    if (!in_heading_) return;
    in_heading_ = false;
    std::string heading = MarkedText::from_source(run_).plain();
    run_.clear();
    while (heading.ends_with(':') || heading.ends_with('.') || heading.ends_with(' ')) heading.pop_back();
    if (heading.empty()) return;
    if (sections_.empty() && label_.empty() && one_of(comparison_key(heading), kAbstractHeadings)) return;
    // "Methods" whose first words are a part headed "Setting".
    const bool nested = !label_.empty() && depth_ > label_depth_;
    label_ = nested ? label_ + ": " + heading : heading;
    label_depth_ = depth_;
  }

  void begin_item() {
    if (lists_.empty()) lists_.push_back({false, 0});
    List& list = lists_.back();
    ++list.items;
    bullet_ = list.ordered ? std::to_string(list.items) + ". " : "• ";
  }

  void end_paragraph() {
    if (in_heading_) return end_heading();
    if (!MarkedText::from_source(run_).empty()) {
      sections_.push_back({std::move(label_), {}, MarkedText::from_source(bullet_ + run_)});
      label_.clear();
      bullet_.clear();
    }
    run_.clear();
  }

  std::vector<AbstractSection> sections_;
  std::vector<List> lists_;
  std::string run_;     ///< source text of the paragraph or heading at hand
  std::string label_;   ///< heading that waits for its paragraph
  std::string bullet_;  ///< before the first paragraph of a list item
  int depth_ = 0;
  int label_depth_ = 0;
  bool in_heading_ = false;
};

}  // namespace

std::string repaired_markup(std::string_view text) {
  std::string once = with_entities_unescaped(text);
  if (once.find("&lt;") != once.npos) once = with_tags_unescaped(once);
  // An escaped paragraph holds entities of its own, escaped with it.
  if (once.find("&amp;") != once.npos) once = with_entities_unescaped(once);
  return once.find('<') == once.npos ? once : with_known_tags(once, false);
}

MarkedText marked_text(std::string_view text) { return MarkedText::from_source(repaired_markup(text)); }

std::string plain_text(std::string_view text) {
  if (text.find_first_of("<&") == text.npos) return collapsed(text);
  return marked_text(text).plain();
}

std::vector<AbstractSection> abstract_sections(std::string_view text) {
  const std::string repaired = repaired_markup(text);
  AbstractBuilder builder;
  std::string_view rest = repaired;
  while (!rest.empty()) {
    const auto at = rest.find('<');
    builder.text(rest.substr(0, at));
    if (at == rest.npos) break;
    rest.remove_prefix(at);
    const auto tag = tag_at(rest);
    const std::size_t size = tag ? tag->size : 1;
    if (tag && AbstractBuilder::is_block(tag->name))
      builder.tag(*tag);
    else
      builder.text(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  return builder.take();
}

}  // namespace evident::crossref
