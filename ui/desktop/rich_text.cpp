// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/rich_text.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "indexer/model/text.hpp"
#include "ui/desktop/display_form.hpp"
#include "ui/desktop/draw.hpp"

namespace evident::desktop {

namespace {

constexpr std::string_view kEllipsis = "…";

/// Scripts written without blanks, where a line may break between any two characters.
bool breaks_anywhere(char32_t code) {
  return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7AF) ||
         (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFF00 && code <= 0xFFEF);
}

/// Closing punctuation of those scripts, which must not begin a line.
bool clings_to_previous(char32_t code) {
  return code == 0x3001 || code == 0x3002 || code == 0x300B || code == 0x300D || code == 0x300F || code == 0x3011 ||
         code == 0xFF01 || code == 0xFF09 || code == 0xFF0C || code == 0xFF0E || code == 0xFF1A || code == 0xFF1B ||
         code == 0xFF1F;
}

FontRole raised_font(FontRole role) { return role == FontRole::title ? FontRole::small_semi : FontRole::tiny; }

/// The font a run is drawn in: superscripts and subscripts take the next smaller one of the scale, so they stay sharp.
FontRole drawn_font(const StyledRun& run) {
  return run.baseline == Baseline::normal ? run.font : raised_font(run.font);
}

}  // namespace

std::vector<StyledRun> styled(const app::HighlightedText& text, const TextStyle& style) {
  std::vector<StyledRun> runs;
  runs.reserve(text.size());
  for (const app::TextRun& part : text) {
    StyledRun run{part.text, part.matched ? style.matched_font : style.font, style.colour, part.matched};
    for (const Mark mark : part.marks) {
      if (mark == Mark::superscript) run.baseline = Baseline::superscript;
      if (mark == Mark::subscript) run.baseline = Baseline::subscript;
      if (mark == Mark::italic && style.font == FontRole::small && !part.matched) run.font = FontRole::italic;
    }
    runs.push_back(std::move(run));
  }
  return runs;
}

/// Breaks runs into words and words into lines.
class LayoutMaker {
 public:
  LayoutMaker(Ui& ui, std::vector<StyledRun> runs, const ParagraphStyle& style) : ui_(ui), style_(style) {
    layout_.runs_ = std::move(runs);
    layout_.line_height_ = style.line_height;
  }

  TextLayout make() {
    for (std::size_t run = 0; run < layout_.runs_.size(); ++run) cut(run);
    place_all();
    if (layout_.truncated_) make_room_for_ellipsis();
    mirror_right_to_left();
    layout_.lines_ = atoms_.empty() ? 0 : std::min(line_ + 1, style_.max_lines);
    layout_.height_ = atoms_.empty() ? 0 : y_ + style_.line_height;
    return std::move(layout_);
  }

 private:
  using Word = TextLayout::Word;
  enum class Joint : std::uint8_t { may_break, must_hold };
  struct Atom {
    Word word;
    Joint before = Joint::must_hold;  ///< whether a line may break between this and the atom before
    bool paragraph_end = false;
  };

  /// Cuts one run into atoms: blanks, words, single characters of scripts without blanks, and paragraph ends.
  void cut(std::size_t run) {
    const std::string_view text = layout_.runs_[run].text;
    const std::size_t base = layout_.text_.size();
    layout_.text_ += text;
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t begin = at;
      Atom atom;
      const Utf8Char first = decode_utf8(text.substr(at));
      at += first.bytes;
      if (first.code == '\n') {
        atom.paragraph_end = true;
      } else if (first.code == ' ') {
        while (at < text.size() && text[at] == ' ') ++at;
        atom.word.blank = true;
      } else if (breaks_anywhere(first.code)) {
        atom.before = clings_to_previous(first.code) ? Joint::must_hold : Joint::may_break;
      } else {
        at = word_end(text, at);
        if (!atoms_.empty() && atoms_.back().word.end == base + begin && ends_in_free_script()) {
          atom.before = Joint::may_break;
        }
      }
      finish_atom(atom, run, base + begin, base + at);
    }
    if (!atoms_.empty() && atoms_.back().word.run == run) atoms_.back().word.width += layout_.runs_[run].gap_after;
  }

  static std::size_t word_end(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] != ' ' && text[at] != '\n') {
      const Utf8Char next = decode_utf8(text.substr(at));
      if (breaks_anywhere(next.code)) break;
      at += next.bytes;
    }
    return at;
  }

  bool ends_in_free_script() const {
    const Word& word = atoms_.back().word;
    return breaks_anywhere(decode_utf8(std::string_view(layout_.text_).substr(word.begin)).code);
  }

  void finish_atom(Atom atom, std::size_t run, std::size_t begin, std::size_t end) {
    atom.word.begin = begin;
    atom.word.end = end;
    atom.word.run = run;
    measure(atom.word);
    atoms_.push_back(std::move(atom));
  }

  void measure(Word& word) {
    const std::string_view text = std::string_view(layout_.text_).substr(word.begin, word.end - word.begin);
    word.right_to_left = has_right_to_left(text);
    word.form = display_form(text);
    ui_.fonts().want(word.form);
    word.width = text_width(ui_, drawn_font(layout_.runs_[word.run]), text);
  }

  void place_all() {
    std::size_t at = 0;
    while (at < atoms_.size() && !layout_.truncated_) {
      if (atoms_[at].paragraph_end) {
        if (at + 1 < atoms_.size()) start_line(style_.paragraph_gap);
        ++at;
      } else if (atoms_[at].word.blank) {
        if (x_ > 0) place(atoms_[at].word);
        ++at;
      } else {
        at = place_unit(at);
      }
    }
  }

  /// Places atoms that must stay on one line together; returns the first one after them.
  std::size_t place_unit(std::size_t first) {
    std::size_t last = first;
    float width = 0;
    while (last < atoms_.size() && !atoms_[last].word.blank && !atoms_[last].paragraph_end) {
      if (last > first && atoms_[last].before == Joint::may_break) break;
      width += atoms_[last].word.width;
      ++last;
    }
    if (x_ > 0 && x_ + width > style_.width) start_line(0);
    for (std::size_t at = first; at < last && !layout_.truncated_; ++at) {
      if (width > style_.width) {
        place_in_pieces(atoms_[at].word);
      } else {
        place(atoms_[at].word);
      }
    }
    return last;
  }

  /// A word wider than the line (an address, a sequence) breaks where it must.
  void place_in_pieces(const Word& whole) {
    std::size_t begin = whole.begin;
    while (begin < whole.end && !layout_.truncated_) {
      Word piece = whole;
      piece.begin = begin;
      piece.end = begin;
      while (piece.end < whole.end) {
        Word longer = piece;
        longer.end += decode_utf8(std::string_view(layout_.text_).substr(piece.end)).bytes;
        measure(longer);
        if (x_ + longer.width > style_.width && piece.end > begin) break;
        piece = longer;
        if (x_ + piece.width > style_.width) break;
      }
      place(piece);
      begin = piece.end;
      if (begin < whole.end) start_line(0);
    }
  }

  void start_line(float gap) {
    if (line_ + 1 >= style_.max_lines) {
      layout_.truncated_ = true;
      return;
    }
    ++line_;
    x_ = 0;
    y_ += style_.line_height + gap;
  }

  void place(const Word& word) {
    if (layout_.truncated_) return;
    layout_.words_.push_back(word);
    layout_.words_.back().x = x_;
    layout_.words_.back().y = y_;
    x_ += word.width;
  }

  void make_room_for_ellipsis() {
    std::vector<Word>& words = layout_.words_;
    while (!words.empty()) {
      const Word& last = words.back();
      const float ellipsis = text_width(ui_, drawn_font(layout_.runs_[last.run]), kEllipsis);
      if (!last.blank && (last.x + last.width + ellipsis <= style_.width || last.x == 0)) return;
      words.pop_back();
    }
  }

  /// Within a line, words of a right-to-left script that follow each other are read from the right.
  void mirror_right_to_left() {
    std::vector<Word>& words = layout_.words_;
    for (std::size_t first = 0; first < words.size(); ++first) {
      if (!words[first].right_to_left) continue;
      std::size_t last = first;
      for (std::size_t at = first + 1; at < words.size() && words[at].y == words[first].y; ++at) {
        if (words[at].right_to_left) last = at;
        if (!words[at].right_to_left && !words[at].blank) break;
      }
      const float left = words[first].x;
      const float right = words[last].x + words[last].width;
      for (std::size_t at = first; at <= last; ++at) words[at].x = left + right - words[at].x - words[at].width;
      first = last;
    }
  }

  Ui& ui_;
  ParagraphStyle style_;
  TextLayout layout_;
  std::vector<Atom> atoms_;
  float x_ = 0, y_ = 0;
  int line_ = 0;
};

TextLayout TextLayout::make(Ui& ui, std::vector<StyledRun> runs, const ParagraphStyle& style) {
  return LayoutMaker(ui, std::move(runs), style).make();
}

float TextLayout::drop_of(const Ui& ui, const StyledRun& run) const {
  const float full = ui.font(run.font).size;
  const float normal = std::floor((line_height_ - full) / 2);
  switch (run.baseline) {
    case Baseline::normal: return normal;
    case Baseline::superscript: return normal - std::floor(full * .16F);
    case Baseline::subscript: return normal + std::floor(full * .38F);
  }
  return normal;
}

void TextLayout::draw(Ui& ui, ImVec2 at, TextRange selection, std::optional<Colour> colour) const {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 origin(std::floor(at.x), std::floor(at.y));
  const float clip_top = list->GetClipRectMin().y;
  const float clip_bottom = list->GetClipRectMax().y;
  const auto visible = [&](const Word& word) {
    return origin.y + word.y + line_height_ >= clip_top && origin.y + word.y <= clip_bottom;
  };
  for (std::size_t index = 0; index < words_.size(); ++index) {
    const Word& word = words_[index];
    if (!visible(word)) continue;
    if (word.end > selection.begin && word.begin < selection.end) {
      const float from = advance_to(ui, word, std::max(word.begin, selection.begin));
      const float to = advance_to(ui, word, std::min(word.end, selection.end));
      fill({origin.x + word.x + std::min(from, to), origin.y + word.y, origin.x + word.x + std::max(from, to),
            origin.y + word.y + line_height_},
           ui.colour(Colour::accent, .28F));
    }
    const bool begins = index == 0 || words_[index - 1].run != word.run || words_[index - 1].y != word.y;
    if (runs_[word.run].matched && begins && !word.blank) draw_match_ground(ui, origin, index);
  }
  for (const Word& word : words_) {
    if (word.blank || !visible(word)) continue;
    const StyledRun& run = runs_[word.run];
    const Colour role = run.matched ? Colour::match_text : colour.value_or(run.colour);
    const Font font = ui.font(drawn_font(run));
    list->AddText(font.face, font.size, {origin.x + word.x, origin.y + word.y + drop_of(ui, run)}, ui.colour(role),
                  word.form.data(), word.form.data() + word.form.size());
  }
  if (truncated_ && !words_.empty()) {
    const Word& last = words_.back();
    const StyledRun& run = runs_[last.run];
    draw_text(ui, drawn_font(run), {origin.x + last.x + last.width, origin.y + last.y + drop_of(ui, run)},
              ui.colour(colour.value_or(run.colour)), kEllipsis);
  }
}

/// One rounded ground for the part of a matched run that is on this line, the blank at its end left out.
void TextLayout::draw_match_ground(const Ui& ui, ImVec2 at, std::size_t first) const {
  const Word& start = words_[first];
  float right = start.x + start.width;
  for (std::size_t index = first; index < words_.size(); ++index) {
    const Word& word = words_[index];
    if (word.run != start.run || word.y != start.y) break;
    if (!word.blank) right = word.x + word.width;
  }
  const float size = ui.font(runs_[start.run].font).size;
  const float top = at.y + start.y + std::floor((line_height_ - size) / 2) - ui.px(1);
  fill({at.x + start.x - ui.px(1), top, at.x + right + ui.px(1), top + size + ui.px(3)}, ui.colour(Colour::match),
       ui.px(3));
}

float TextLayout::advance_to(const Ui& ui, const Word& word, std::size_t offset) const {
  if (offset <= word.begin) return word.right_to_left ? word.width : 0;
  if (offset >= word.end) return word.right_to_left ? 0 : word.width;
  const std::string_view before = std::string_view(text_).substr(word.begin, offset - word.begin);
  const float advance = text_width(ui, drawn_font(runs_[word.run]), before);
  return word.right_to_left ? word.width - advance : advance;
}

std::size_t TextLayout::offset_at(const Ui& ui, ImVec2 local) const {
  if (words_.empty() || local.y < 0) return 0;
  const Word* nearest = nullptr;
  const Word* last_of_line = nullptr;
  for (const Word& word : words_) {
    if (word.y > local.y) break;
    const bool other_line = nearest == nullptr || nearest->y != word.y;
    if (other_line || local.x >= word.x) nearest = &word;
    last_of_line = &word;
  }
  if (nearest == nullptr) return 0;
  if (local.y >= nearest->y + line_height_) return last_of_line->end;  // below a paragraph
  std::size_t best = nearest->begin;
  float distance = std::abs(local.x - nearest->x - advance_to(ui, *nearest, best));
  for (std::size_t at = nearest->begin; at < nearest->end;) {
    at += decode_utf8(std::string_view(text_).substr(at)).bytes;
    const float next = std::abs(local.x - nearest->x - advance_to(ui, *nearest, at));
    if (next < distance) {
      best = at;
      distance = next;
    }
  }
  return best;
}

TextRange TextLayout::word_at(std::size_t offset) const {
  for (const Word& word : words_) {
    if (!word.blank && offset >= word.begin && offset <= word.end) return {word.begin, word.end};
  }
  return {};
}

std::vector<TextRange> TextLayout::matches() const {
  std::vector<TextRange> found;
  std::size_t begin = 0;
  bool continues = false;
  for (const StyledRun& run : runs_) {
    const std::size_t end = begin + run.text.size();
    if (run.matched && continues) {
      found.back().end = end;
    } else if (run.matched) {
      found.push_back({begin, end});
    }
    continues = run.matched;
    begin = end;
  }
  return found;
}

float TextLayout::line_top(std::size_t offset) const {
  float top = 0;
  for (const Word& word : words_) {
    if (word.begin > offset) break;
    top = word.y;
  }
  return top;
}

}  // namespace evident::desktop
