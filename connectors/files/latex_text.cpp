// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/latex_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <vector>

#include <utf8proc.h>

namespace evident::files {
namespace {

struct Accent {
  char command;
  char32_t combining;
};
// LaTeX 2e reference manual, "Accents"; letters among them need a brace after them.
constexpr auto kAccents = std::to_array<Accent>({{'`', 0x300},
                                                 {'\'', 0x301},
                                                 {'^', 0x302},
                                                 {'~', 0x303},
                                                 {'=', 0x304},
                                                 {'u', 0x306},
                                                 {'.', 0x307},
                                                 {'"', 0x308},
                                                 {'r', 0x30A},
                                                 {'H', 0x30B},
                                                 {'v', 0x30C},
                                                 {'d', 0x323},
                                                 {'c', 0x327},
                                                 {'k', 0x328},
                                                 {'b', 0x331}});

struct Command {
  std::string_view name;
  std::string_view text;
};
// LaTeX 2e reference manual, "Symbols by concept" and "Additional Latin letters"; Greek is of mathematics. Where a
// character stands twice, the first row is written and all are read.
constexpr auto kCommands = std::to_array<Command>({
    {"ss", "ß"},
    {"ae", "æ"},
    {"AE", "Æ"},
    {"oe", "œ"},
    {"OE", "Œ"},
    {"o", "ø"},
    {"O", "Ø"},
    {"l", "ł"},
    {"L", "Ł"},
    {"aa", "å"},
    {"AA", "Å"},
    {"i", "ı"},
    {"j", "ȷ"},
    {"dj", "đ"},
    {"DJ", "Đ"},
    {"dh", "ð"},
    {"DH", "Ð"},
    {"th", "þ"},
    {"TH", "Þ"},
    {"textendash", "–"},
    {"textemdash", "—"},
    {"textquoteleft", "‘"},
    {"textquoteright", "’"},
    {"textquotedblleft", "“"},
    {"textquotedblright", "”"},
    {"ldots", "…"},
    {"dots", "…"},
    {"textellipsis", "…"},
    {"textcopyright", "©"},
    {"textregistered", "®"},
    {"texttrademark", "™"},
    {"pounds", "£"},
    {"texteuro", "€"},
    {"euro", "€"},
    {"S", "§"},
    {"P", "¶"},
    {"dag", "†"},
    {"textdegree", "°"},
    {"texttimes", "×"},
    {"times", "×"},
    {"textdiv", "÷"},
    {"textpm", "±"},
    {"pm", "±"},
    {"textmu", "µ"},
    {"textperiodcentered", "·"},
    {"guillemotleft", "«"},
    {"guillemotright", "»"},
    {"textexclamdown", "¡"},
    {"textquestiondown", "¿"},
    {"textasciitilde", "~"},
    {"textasciicircum", "^"},
    {"textbackslash", "\\"},
    {"textless", "<"},
    {"textgreater", ">"},
    {"textbar", "|"},
    {"textbraceleft", "{"},
    {"textbraceright", "}"},
    {"textunderscore", "_"},
    {"geq", "≥"},
    {"ge", "≥"},
    {"leq", "≤"},
    {"le", "≤"},
    {"approx", "≈"},
    {"infty", "∞"},
    {"alpha", "α"},
    {"beta", "β"},
    {"gamma", "γ"},
    {"delta", "δ"},
    {"epsilon", "ε"},
    {"zeta", "ζ"},
    {"eta", "η"},
    {"theta", "θ"},
    {"iota", "ι"},
    {"kappa", "κ"},
    {"lambda", "λ"},
    {"mu", "μ"},
    {"nu", "ν"},
    {"xi", "ξ"},
    {"pi", "π"},
    {"rho", "ρ"},
    {"sigma", "σ"},
    {"tau", "τ"},
    {"upsilon", "υ"},
    {"phi", "φ"},
    {"chi", "χ"},
    {"psi", "ψ"},
    {"omega", "ω"},
    {"Gamma", "Γ"},
    {"Delta", "Δ"},
    {"Theta", "Θ"},
    {"Lambda", "Λ"},
    {"Xi", "Ξ"},
    {"Pi", "Π"},
    {"Sigma", "Σ"},
    {"Phi", "Φ"},
    {"Psi", "Ψ"},
    {"Omega", "Ω"},
});

struct MarkCommand {
  std::string_view name;
  Mark mark;
};
constexpr auto kMarkCommands = std::to_array<MarkCommand>({
    {"textit", Mark::italic},
    {"emph", Mark::italic},
    {"textbf", Mark::bold},
    {"textsuperscript", Mark::superscript},
    {"textsubscript", Mark::subscript},
    {"underline", Mark::underline},
    {"textsc", Mark::small_caps},
    {"it", Mark::italic},
    {"em", Mark::italic},
    {"bf", Mark::bold},
    {"sc", Mark::small_caps},
});

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

bool needs_mathematics(std::string_view text) {
  const auto code = decode_utf8(text).code;
  return (code >= 0x370 && code < 0x400) || code == U'≥' || code == U'≤' || code == U'≈' || code == U'∞';
}

/// A letter beyond ASCII as a command; nothing where LaTeX has none.
std::optional<std::string> as_command(std::string_view character) {
  for (const Command& command : kCommands)
    if (command.text == character)
      return needs_mathematics(character) ? "\\ensuremath{\\" + std::string(command.name) + "}"
                                          : "{\\" + std::string(command.name) + "}";
  utf8proc_uint8_t* decomposed = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(character.data()),
                                 static_cast<utf8proc_ssize_t>(character.size()), &decomposed,
                                 static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE));
  if (size < 0) return std::nullopt;
  const std::string parts(reinterpret_cast<const char*>(decomposed), static_cast<std::size_t>(size));
  std::free(decomposed);
  if (parts.size() < 2 || !is_letter(parts.front())) return std::nullopt;
  const auto [mark, bytes] = decode_utf8(std::string_view(parts).substr(1));
  if (1 + bytes != parts.size()) return std::nullopt;  // two accents: Vietnamese, which is left as it is
  const auto accent =
      std::find_if(kAccents.begin(), kAccents.end(), [&](const Accent& a) { return a.combining == mark; });
  if (accent == kAccents.end()) return std::nullopt;
  const bool dotless = parts.front() == 'i' || parts.front() == 'j';
  const std::string base = dotless && accent->combining < 0x320 ? "\\" + parts.substr(0, 1) : parts.substr(0, 1);
  return "{\\" + std::string(1, accent->command) + "{" + base + "}}";
}

void append_escaped(std::string& out, std::string_view text, BibtexLetters letters) {
  bool after_mathematics = false;
  while (!text.empty()) {
    const char c = text.front();
    std::size_t bytes = 1;
    bool mathematics = false;
    switch (c) {
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
        out += '\\';
        out += c;
        break;
      // Not "\{": BibTeX counts braces whether escaped or not, and one alone would swallow what follows.
      case '{': out += "\\textbraceleft{}"; break;
      case '}': out += "\\textbraceright{}"; break;
      // Two of these would join to a dash or a quotation mark.
      case '-':
      case '`':
      case '\'':
        out += c;
        if (text.substr(1).starts_with(c)) out += "{}";
        break;
      case '~': out += "\\textasciitilde{}"; break;
      case '^': out += "\\textasciicircum{}"; break;
      case '\\': out += "\\textbackslash{}"; break;
      case '<': out += "\\textless{}"; break;
      case '>': out += "\\textgreater{}"; break;
      default: {
        bytes = static_cast<unsigned char>(c) < 0x80 ? 1 : decode_utf8(text).bytes;
        mathematics = bytes > 1 && needs_mathematics(text);
        // A Greek letter alone is a symbol; Greek words are language, which mathematics would set wrongly.
        const bool word =
            mathematics && (after_mathematics || (text.size() > bytes && needs_mathematics(text.substr(bytes))));
        if (bytes > 1 && letters == BibtexLetters::ascii && !word)
          out += as_command(text.substr(0, bytes)).value_or(std::string(text.substr(0, bytes)));
        else
          out.append(text.substr(0, bytes));
      }
    }
    after_mathematics = mathematics;
    text.remove_prefix(bytes);
  }
}

/// A capital after the first letter: a name or abbreviation that must keep its case.
bool has_inner_capital(std::string_view word) {
  bool first = true;
  while (!word.empty()) {
    const auto [code, bytes] = decode_utf8(word);
    const bool upper = utf8proc_category(static_cast<utf8proc_int32_t>(code)) == UTF8PROC_CATEGORY_LU;
    const bool letter = upper || utf8proc_category(static_cast<utf8proc_int32_t>(code)) == UTF8PROC_CATEGORY_LL;
    if (upper && !first) return true;
    if (letter) first = false;
    word.remove_prefix(bytes);
  }
  return false;
}

std::string_view command_of(Mark mark) {
  return std::find_if(kMarkCommands.begin(), kMarkCommands.end(), [&](const MarkCommand& m) { return m.mark == mark; })
      ->name;
}

/// Reads LaTeX by descent over braces; depth is bounded, for input may be hostile.
class LatexReader {
 public:
  explicit LatexReader(std::string_view text) : rest_(text) {}

  MarkedText read() {
    group(0);
    while (!rest_.empty()) {  // a closing brace too many
      rest_.remove_prefix(1);
      group(0);
    }
    flush();
    return builder_.take();
  }

 private:
  static constexpr int kDeepest = 100;

  /// Up to the closing brace, which stays, or the end.
  void group(int depth) {
    std::vector<Mark> opened;  // by \it and its kin, which last until the group ends
    while (!rest_.empty() && rest_.front() != '}') {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '{') {
        if (depth < kDeepest) group(depth + 1);
        close_brace();
      } else if (c == '\\') {
        command(depth, opened);
      } else if (c == '~') {
        plain_ += ' ';
      } else if (c == '-' && rest_.starts_with("--")) {
        plain_ += "—";
        rest_.remove_prefix(2);
      } else if (c == '-' && rest_.starts_with('-')) {
        plain_ += "–";
        rest_.remove_prefix(1);
      } else if ((c == '`' || c == '\'') && rest_.starts_with(c)) {
        plain_ += c == '`' ? "“" : "”";
        rest_.remove_prefix(1);
      } else if (c != '$') {  // mathematics is read for its characters
        plain_ += c;
      }
    }
    for (; !opened.empty(); opened.pop_back()) {
      flush();
      builder_.close(opened.back());
    }
  }

  void close_brace() {
    if (rest_.starts_with('}')) rest_.remove_prefix(1);
  }

  void command(int depth, std::vector<Mark>& opened) {
    if (rest_.empty()) return;
    const auto accent =
        std::find_if(kAccents.begin(), kAccents.end(), [&](const Accent& a) { return a.command == rest_.front(); });
    if (accent != kAccents.end() && (!is_letter(accent->command) || rest_.size() < 2 || !is_letter(rest_[1]))) {
      rest_.remove_prefix(1);
      return accented(accent->combining);
    }
    if (!is_letter(rest_.front())) {  // \& \% \_ and the like; \\ and \/ are layout
      if (rest_.front() == '\\' || rest_.front() == ' ')
        plain_ += ' ';
      else if (rest_.front() != '/' && rest_.front() != '-')
        plain_ += rest_.front();
      rest_.remove_prefix(1);
      return;
    }
    std::size_t size = 0;
    while (size < rest_.size() && is_letter(rest_[size])) ++size;
    const std::string_view name = rest_.substr(0, size);
    rest_.remove_prefix(size);
    const auto blanks = std::min(rest_.find_first_not_of(" \t\n"), rest_.size());
    if (const auto known =
            std::find_if(kCommands.begin(), kCommands.end(), [&](const Command& k) { return k.name == name; });
        known != kCommands.end()) {
      rest_.remove_prefix(blanks);
      if (rest_.starts_with("{}")) rest_.remove_prefix(2);
      plain_ += known->text;
      return;
    }
    const auto mark =
        std::find_if(kMarkCommands.begin(), kMarkCommands.end(), [&](const MarkCommand& m) { return m.name == name; });
    rest_.remove_prefix(blanks);
    if (mark == kMarkCommands.end()) return;  // what it holds is read on as a group
    flush();
    builder_.open(mark->mark);
    if (rest_.starts_with('{') && depth < kDeepest) {
      rest_.remove_prefix(1);
      group(depth + 1);
      close_brace();
      flush();
      builder_.close(mark->mark);
    } else {
      opened.push_back(mark->mark);
    }
  }

  /// The letter after an accent: "\'e", "\'{e}", "\'\i", "\v{c}".
  void accented(char32_t combining) {
    const auto blanks = std::min(rest_.find_first_not_of(' '), rest_.size());
    rest_.remove_prefix(blanks);
    const bool braced = rest_.starts_with('{');
    if (braced) rest_.remove_prefix(1);
    if (rest_.starts_with("\\i") || rest_.starts_with("\\j")) {
      plain_ += rest_[1];
      rest_.remove_prefix(2);
      if (rest_.starts_with("{}")) rest_.remove_prefix(2);
      append_utf8(plain_, combining);
    } else if (!rest_.empty() && rest_.front() != '}') {
      const auto bytes = decode_utf8(rest_).bytes;
      plain_.append(rest_.substr(0, bytes));
      rest_.remove_prefix(bytes);
      append_utf8(plain_, combining);
    }
    if (braced) close_brace();
  }

  void flush() {
    builder_.text(nfc(plain_));
    plain_.clear();
  }

  std::string_view rest_;
  std::string plain_;
  MarkedTextBuilder builder_;
};

}  // namespace

std::string latex_text(std::string_view text, BibtexLetters letters) {
  std::string out;
  append_escaped(out, text, letters);
  return out;
}

std::string latex_title(const MarkedText& title, BibtexLetters letters) {
  std::string out;
  for (const MarkedText::Span& span : title.spans()) {
    for (const Mark mark : span.marks) out += "\\" + std::string(command_of(mark)) + "{";
    std::string_view rest = span.text;
    while (!rest.empty()) {
      const auto blank = rest.find(' ');
      std::string_view word = rest.substr(0, blank);
      const auto edge = std::min(word.find_last_not_of(".,;:?!)") + 1, word.size());
      // Inside a command's braces styles change nothing, so only words outside need their own.
      const bool guard = span.marks.empty() && has_inner_capital(word.substr(0, edge));
      if (guard) out += '{';
      append_escaped(out, word.substr(0, edge), letters);
      if (guard) out += '}';
      append_escaped(out, word.substr(edge), letters);
      if (blank == rest.npos) break;
      out += ' ';
      rest.remove_prefix(blank + 1);
    }
    out.append(span.marks.size(), '}');
  }
  return out;
}

MarkedText text_of_latex(std::string_view latex) { return LatexReader(latex).read(); }

}  // namespace evident::files
