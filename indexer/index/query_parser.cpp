// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/query.hpp"
#include "indexer/index/query_lexis.hpp"
#include "indexer/index/query_operand.hpp"
#include "indexer/index/query_plain.hpp"
#include "indexer/model/text.hpp"

namespace evident::index {
namespace {

using Kind = QueryNode::Kind;

enum class Operator { none, conjunction, disjunction, exclusion };

Kind kind_of(Operator op) {
  switch (op) {
    case Operator::none:
    case Operator::conjunction: return Kind::all_of;
    case Operator::disjunction: return Kind::any_of;
    case Operator::exclusion: return Kind::except;
  }
  return Kind::all_of;
}

std::string_view name_of(Operator op) {
  switch (op) {
    case Operator::none: return "";
    case Operator::conjunction: return "AND";
    case Operator::disjunction: return "OR";
    case Operator::exclusion: return "NOT";
  }
  return "";
}

Operator operator_named(std::string_view word) {
  for (const Operator op : {Operator::conjunction, Operator::disjunction, Operator::exclusion})
    if (word == name_of(op)) return op;
  return Operator::none;
}

/// Whether a leading '-' stood before an operand.
enum class Sign { wanted, excluded };

/// One operand between operators.
struct Item {
  enum class State { bare, quoted, done };  ///< the first two wait for a tag that may yet follow
  State state = State::bare;
  Sign sign = Sign::wanted;
  std::size_t begin = 0, end = 0;
  std::size_t quoted_at = 0;  ///< quoted: where its text begins
  std::string_view quoted_text = {};
  int slack = 0;
  std::optional<QueryNode> node = {};
};

/// An open bracket, or the whole query.
struct Frame {
  std::size_t open_at = 0;
  Field context = Field::all;  ///< of the field written before the bracket
  Sign sign = Sign::wanted;
  std::optional<QueryNode> left;
  Operator pending = Operator::none;
  std::size_t pending_at = 0;
  std::vector<Item> run;
  std::optional<std::size_t> range_at = {};  ///< a lone ':' between two dates waits for the second
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) { frames_.emplace_back(); }

  Result<ParsedQuery> parse() {
    while (true) {
      skip_blanks();
      if (at_ >= text_.size()) break;
      if (auto step = next(); !step) return fail(step.error());
    }
    if (frames_.size() > 1)
      return unreadable("this bracket is not closed", "add ')' where it ends", frames_.back().open_at);
    if (field_)
      return unreadable(fmt::format("'{}:' has nothing after it", search_field(*field_).name),
                        fmt::format("for example {}", search_field(*field_).example), field_at_);
    auto root = finish(frames_.back());
    if (!root) return fail(root.error());
    if (!*root)
      return unreadable("there is no word to search for", "type a word, or nothing at all to see everything", 0);
    return ParsedQuery{std::move(**root), std::move(warnings_)};
  }

 private:
  Frame& frame() { return frames_.back(); }
  std::string_view rest() const { return text_.substr(at_); }

  void skip_blanks() {
    while (const std::size_t bytes = blank_bytes(rest())) at_ += bytes;
  }

  Result<void> next() {
    if (text_[at_] == '(') return open_bracket(Sign::wanted);
    if (text_[at_] == ')') return close_bracket();
    if (text_[at_] == '[') return tag();
    if (text_[at_] == ']')
      return unreadable("there is no '[' before this ']'", "leave it out, or put it in quotes", at_);
    if (quote_bytes(rest()) > 0) return quotation(Sign::wanted);
    if (text_[at_] == '-' && !field_ && excludes()) {
      ++at_;
      if (text_[at_] == '(') return open_bracket(Sign::excluded);
      if (quote_bytes(rest()) > 0) return quotation(Sign::excluded);
      return chunk(Sign::excluded);
    }
    return chunk(Sign::wanted);
  }

  /// A '-' that stands before a letter, quote or bracket excludes; before a digit it is a sign, as in "-80 C".
  bool excludes() const {
    const auto behind = text_.substr(at_ + 1);
    if (behind.empty()) return false;
    if (behind.front() == '(' || quote_bytes(behind) > 0) return true;
    const char c = behind.front();
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  Result<void> open_bracket(Sign sign) {
    Frame opened;
    opened.open_at = at_;
    opened.sign = sign;
    opened.context = field_ ? *field_ : frame().context;
    field_.reset();
    frames_.push_back(std::move(opened));
    ++at_;
    return {};
  }

  Result<void> close_bracket() {
    if (field_)
      return unreadable(fmt::format("'{}:' has nothing after it", search_field(*field_).name),
                        fmt::format("for example {}", search_field(*field_).example), field_at_);
    if (frames_.size() == 1)
      return unreadable("there is no '(' before this ')'", "leave it out, or put it in quotes", at_);
    Frame closed = std::move(frames_.back());
    frames_.pop_back();
    auto inner = finish(closed);
    if (!inner) return fail(inner.error());
    ++at_;
    if (!*inner)
      return unreadable("there is nothing between these brackets", "put a word there, or leave the brackets out",
                        closed.open_at);
    Item item{.state = Item::State::done, .sign = closed.sign, .begin = closed.open_at, .end = at_};
    item.node = std::move(**inner);
    return push(std::move(item));
  }

  Result<void> quotation(Sign sign) {
    const std::size_t begin = at_;
    at_ += quote_bytes(rest());
    const std::size_t from = at_;
    while (at_ < text_.size() && quote_bytes(rest()) == 0) ++at_;
    if (at_ >= text_.size())
      return unreadable("this quotation mark is not closed", "add '\"' where the phrase ends", begin);
    Item item{.state = Item::State::quoted,
              .sign = sign,
              .begin = begin,
              .quoted_at = from,
              .quoted_text = text_.substr(from, at_ - from)};
    at_ += quote_bytes(rest());
    if (rest().starts_with('~')) {
      ++at_;
      const auto [stop, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), item.slack);
      if (error != std::errc() || item.slack < 0 || item.slack > kMostSlack)
        return unreadable("'~' needs the number of words that may stand between",
                          fmt::format("write a number from 0 to {}, as in \"remote care\"~3", kMostSlack), at_);
      at_ = static_cast<std::size_t>(stop - text_.data());
    }
    item.end = at_;
    if (trimmed(item.quoted_text).empty())
      return unreadable("there is nothing between these quotation marks", "put a word there, or leave them out", begin);
    return push_fielded(std::move(item));
  }

  /// What stands until the next blank, bracket or quotation mark: a word, an operator, a field's name.
  Result<void> chunk(Sign sign) {
    const std::size_t begin = at_;
    if (const std::size_t doi = doi_bytes(rest()); doi > 0) {
      at_ += doi;
      return push_fielded({.state = Item::State::bare, .sign = sign, .begin = begin, .end = at_});
    }
    while (at_ < text_.size() && blank_bytes(rest()) == 0 && quote_bytes(rest()) == 0 &&
           std::string_view("()[]").find(text_[at_]) == std::string_view::npos)
      ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (const Operator op = operator_named(word); op != Operator::none && sign == Sign::wanted)
      return operation(op, begin);
    if (word == ":" && !field_ && !frame().run.empty() && is_single_date(frame().run.back())) {
      frame().range_at = begin;
      return {};
    }
    if (!field_) {
      if (const auto colon = word.find(':'); colon != word.npos) {
        const auto named = field_before(word, colon, begin);
        if (!named) return fail(named.error());
        if (*named) {
          field_ = **named;
          field_at_ = begin;
          field_sign_ = sign;
          at_ = begin + colon + 1;
          return {};
        }
      }
    }
    return push_fielded({.state = Item::State::bare, .sign = sign, .begin = begin, .end = at_});
  }

  /// The field that `word` names before its colon; nothing where the colon is plain punctuation.
  Result<std::optional<Field>> field_before(std::string_view word, std::size_t colon, std::size_t begin) const {
    const std::string name = ascii_lower(word.substr(0, colon));
    if (const auto field = field_named(name)) return std::optional(*field);
    const bool letters =
        name.size() > 1 && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool begins_value = colon + 1 < word.size() ? word[colon + 1] != '/' && word[colon + 1] != ':'
                                                      : begin + colon + 1 < text_.size() &&
                                                            (text_[begin + colon + 1] == '(' ||
                                                             quote_bytes(text_.substr(begin + colon + 1)) > 0);
    if (letters && begins_value)
      return unreadable(fmt::format("there is no field '{}'", name), nearest_field(name), begin);
    return std::optional<Field>();
  }

  Result<void> operation(Operator op, std::size_t begin) {
    if (field_)
      return unreadable(fmt::format("'{}:' has nothing after it", search_field(*field_).name),
                        fmt::format("to search for the word itself, put '{}' in quotes", name_of(op)), begin);
    Frame& here = frame();
    if (here.run.empty()) {
      const bool and_not = here.pending == Operator::conjunction && op == Operator::exclusion;
      const bool leading_not = here.pending == Operator::none && !here.left && op == Operator::exclusion;
      if (leading_not) here.left = QueryNode{};
      if (!and_not && !leading_not)
        return unreadable(fmt::format("'{}' has nothing before it", name_of(op)),
                          here.pending == Operator::disjunction && op == Operator::exclusion
                              ? "to exclude within OR, use brackets: a OR (NOT b)"
                              : fmt::format("put a word before it, or quote it to search for \"{}\"", name_of(op)),
                          begin);
      here.pending = op;
      here.pending_at = begin;
      return {};
    }
    if (auto folded = fold_run(here); !folded) return folded;
    here.pending = op;
    here.pending_at = begin;
    return {};
  }

  /// A PubMed tag in square brackets, with what stands before it.
  Result<void> tag() {
    const std::size_t begin = at_;
    const auto close = text_.find(']', at_);
    if (close == text_.npos) return unreadable("this '[' is not closed", "add ']' behind the tag", begin);
    std::string name = ascii_lower(collapsed(text_.substr(begin + 1, close - begin - 1)));
    int slack = 0;
    if (const auto tilde = name.find(":~"); tilde != name.npos) {
      const auto [stop, error] = std::from_chars(name.data() + tilde + 2, name.data() + name.size(), slack);
      if (error != std::errc() || stop != name.data() + name.size() || slack < 0 || slack > kMostSlack)
        return unreadable("':~' needs the number of words that may stand between",
                          fmt::format("write a number from 0 to {}, as in \"remote care\"[tiab:~3]", kMostSlack),
                          begin);
      name.resize(tilde);
    }
    const auto field = field_tagged(name);
    if (!field) {
      if (is_foreign_tag(name))
        return unreadable(fmt::format("PubMed's [{}] asks for what this library does not index", name),
                          "leave that part of the query out", begin);
      return unreadable(fmt::format("there is no tag [{}]", name), nearest_tag(name), begin);
    }
    if (frame().run.empty() || field_)
      return unreadable(fmt::format("[{}] has nothing before it", name),
                        "a tag follows the words it is for: asthma[ti]", begin);
    at_ = close + 1;
    if (name == "tw" || name == "text word")
      warnings_.push_back("[tw] was read as [all]: names and journals are searched too");
    return apply_tag(*field, name, slack, begin);
  }

  Result<void> apply_tag(Field field, std::string_view name, int slack, std::size_t tag_at) {
    std::vector<Item>& run = frame().run;
    Item tagged = std::move(run.back());
    run.pop_back();
    OperandText operand{};
    switch (tagged.state) {
      case Item::State::done: {
        if (!tagged.node || !retag(*tagged.node, field))
          return unreadable(fmt::format("[{}] cannot be put behind this", name), "give each word its own tag or field",
                            tag_at);
        if (tagged.node->children.empty() && slack > 0) tagged.node->slack = slack;
        run.push_back(std::move(tagged));
        return {};
      }
      case Item::State::quoted:
        operand = {tagged.quoted_text, tagged.quoted_at, Quoting::quoted, std::max(slack, tagged.slack)};
        break;
      case Item::State::bare:
        // The tag is for all the plain words before it, as in PubMed: heart failure[ti].
        while (tagged.sign == Sign::wanted && !run.empty() && is_plain(run.back())) {
          tagged.begin = run.back().begin;
          run.pop_back();
        }
        operand = {text_.substr(tagged.begin, tagged.end - tagged.begin), tagged.begin, Quoting::bare, 0};
        break;
    }
    if (slack > 0 && operand.quoting == Quoting::bare)
      return unreadable("':~' is for a phrase in quotation marks", "write \"remote care\"[tiab:~3]", tag_at);
    const std::size_t said = warnings_.size();
    auto node = read_operand(field, operand, warnings_);
    if (!node) return fail(node.error());
    // Who writes :noexp asked for no headings below, and need not be told that there are none.
    if (name.ends_with(":noexp")) warnings_.resize(said);
    if (!*node) return {};
    tagged.state = Item::State::done;
    tagged.node = std::move(**node);
    tagged.end = at_;
    return push(std::move(tagged));
  }

  /// Puts a field on every part of a bracket that has none. False where a part is not plain words.
  static bool retag(QueryNode& node, Field field) {
    const FieldKind kind = search_field(field).kind;
    if (kind != FieldKind::prose && kind != FieldKind::words) return false;
    if (!node.children.empty())
      return std::all_of(node.children.begin(), node.children.end(),
                         [&](QueryNode& child) { return retag(child, field); });
    if (node.field != Field::all || (node.kind != Kind::word && node.kind != Kind::phrase)) return false;
    node.field = field;
    return true;
  }

  /// Reads an operand at once where a field stands before it; else lets it wait for a tag.
  Result<void> push_fielded(Item item) {
    if (!field_) return push(std::move(item));
    item.sign = std::exchange(field_sign_, Sign::wanted);
    const Field field = *field_;
    field_.reset();
    auto node = read_item(field, item);
    if (!node) return fail(node.error());
    if (!*node)
      return unreadable(fmt::format("'{}:' has no word after it", search_field(field).name),
                        fmt::format("for example {}", search_field(field).example), item.begin);
    item.state = Item::State::done;
    item.node = std::move(**node);
    return push(std::move(item));
  }

  /// A bare word that may be read together with its neighbours.
  static bool is_plain(const Item& item) { return item.state == Item::State::bare && item.sign == Sign::wanted; }

  static bool is_single_date(const Item& item) {
    return item.node && item.node->kind == Kind::range && item.node->from == item.node->to &&
           search_field(item.node->field).kind == FieldKind::date;
  }

  Result<void> push(Item item) {
    Frame& here = frame();
    if (here.range_at && item.state == Item::State::done) {
      Item& first = here.run.back();
      if (!is_single_date(item) || item.node->field != first.node->field)
        return unreadable("a range needs a date of the same field after the ':'", "write 2019:2024[dp]",
                          *here.range_at);
      first.node->to = item.node->to;
      first.end = item.end;
      here.range_at.reset();
      return {};
    }
    here.run.push_back(std::move(item));
    return {};
  }

  Result<std::optional<QueryNode>> read_item(Field field, const Item& item) {
    if (item.state == Item::State::quoted)
      return read_operand(field, {item.quoted_text, item.quoted_at, Quoting::quoted, item.slack}, warnings_);
    return read_operand(field, {text_.substr(item.begin, item.end - item.begin), item.begin, Quoting::bare, 0},
                        warnings_);
  }

  /// Joins the operands since the last operator, and puts them behind what stands left of it.
  Result<void> fold_run(Frame& here) {
    if (here.range_at) return unreadable("this range has no end", "write 2019:2024[dp]", *here.range_at);
    std::optional<QueryNode> wanted, unwanted;
    const auto take = [](std::optional<QueryNode>& into, QueryNode node, Kind kind) {
      into = into ? joined(kind, std::move(*into), std::move(node)) : std::move(node);
    };
    for (std::size_t i = 0; i < here.run.size(); ++i) {
      Item& item = here.run[i];
      if (item.state != Item::State::done) {
        // Plain words side by side are read together: common words among them are left out only beside others.
        // The item they are read into is the first; `i` moves on to the last.
        if (is_plain(item))
          while (i + 1 < here.run.size() && is_plain(here.run[i + 1])) item.end = here.run[++i].end;
        auto node = read_item(here.context, item);
        if (!node) return fail(node.error());
        if (!*node) continue;
        item.node = std::move(**node);
      }
      if (item.sign == Sign::excluded)
        take(unwanted, std::move(*item.node), Kind::any_of);
      else
        take(wanted, std::move(*item.node), Kind::all_of);
    }
    const std::size_t begin = here.run.empty() ? here.open_at : here.run.front().begin;
    here.run.clear();
    if (unwanted) wanted = joined(Kind::except, wanted ? std::move(*wanted) : QueryNode{}, std::move(*unwanted));
    if (!wanted) {
      if (here.pending != Operator::none)
        return unreadable(fmt::format("'{}' has no word after it", name_of(here.pending)),
                          "add a word, or leave it out", here.pending_at);
      return {};
    }
    here.left =
        here.left ? joined(kind_of(here.pending), std::move(*here.left), std::move(*wanted)) : std::move(*wanted);
    here.pending = Operator::none;
    if (here.left->depth > kDeepestQuery)
      return unreadable(fmt::format("the query nests more than {} levels deep", kDeepestQuery),
                        "split it, or join what belongs together in one pair of brackets", begin);
    return {};
  }

  /// All that an ended bracket, or the whole query, says; nothing where it holds no word.
  Result<std::optional<QueryNode>> finish(Frame& ended) {
    if (ended.pending != Operator::none && ended.run.empty())
      return unreadable(fmt::format("'{}' has nothing after it", name_of(ended.pending)), "add a word, or leave it out",
                        ended.pending_at);
    if (auto folded = fold_run(ended); !folded) return fail(folded.error());
    return std::move(ended.left);
  }

  static constexpr int kMostSlack = 100;

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Frame> frames_;
  std::optional<Field> field_;  ///< written before a colon, waiting for its operand
  std::size_t field_at_ = 0;
  Sign field_sign_ = Sign::wanted;
  std::vector<std::string> warnings_;
};

}  // namespace

Result<ParsedQuery> parse_query(std::string_view text, Match match) {
  if (text.size() > kLongestQuery)
    return unreadable(fmt::format("the query is {} bytes long; {} are read", text.size(), kLongestQuery),
                      "split it into several", kLongestQuery);
  if (match == Match::any) return collapsed(text).empty() ? ParsedQuery{} : parse_plain(text);
  // Offsets must count in the text as given, so malformed text is refused, not mended.
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, bytes] = decode_utf8(text.substr(at));
    if (code == U'\uFFFD' && bytes == 1)
      return unreadable("the query is not valid UTF-8 text", "type this character anew", at);
    at += bytes;
  }
  if (collapsed(text).empty()) return ParsedQuery{};
  return Parser(text).parse();
}

}  // namespace evident::index
