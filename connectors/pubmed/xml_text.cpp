// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/xml_text.hpp"

#include <optional>

namespace evident::pubmed {
namespace {

/// Marks nested deeper than this are ignored: no title needs them, and a hostile one could make us slow.
constexpr int kDeepestMark = 32;

std::string_view local_name(pugi::xml_node node) {
  std::string_view name = node.name();
  if (const auto colon = name.find(':'); colon != name.npos) name.remove_prefix(colon + 1);
  return name;
}

/// 0 for the first child element.
int place_among_elements(pugi::xml_node node) {
  int place = 0;
  for (auto before = node.previous_sibling(); before; before = before.previous_sibling())
    if (before.type() == pugi::node_element) ++place;
  return place;
}

std::optional<Mark> mark_of_tag(std::string_view name) {
  if (name == "i" || name == "italic") return Mark::italic;
  if (name == "b" || name == "bold") return Mark::bold;
  if (name == "sup") return Mark::superscript;
  if (name == "sub" || name == "inf") return Mark::subscript;
  if (name == "u") return Mark::underline;
  return std::nullopt;
}

/// The mark that MathML's script elements give to their second and third child.
std::optional<Mark> mark_in_math(pugi::xml_node node) {
  const std::string_view parent = local_name(node.parent());
  if (parent != "msup" && parent != "msub" && parent != "msubsup") return std::nullopt;
  const int place = place_among_elements(node);
  if (place == 0) return std::nullopt;
  if (parent == "msubsup") return place == 1 ? Mark::subscript : Mark::superscript;
  return parent == "msup" ? Mark::superscript : Mark::subscript;
}

/// What stands before a MathML element on the line.
std::string_view text_before_in_math(pugi::xml_node node) {
  const std::string_view name = local_name(node);
  if (name == "msqrt") return "√";
  if (name == "mtd" || name == "mspace") return " ";
  return local_name(node.parent()) == "mfrac" && place_among_elements(node) == 1 ? "/" : "";
}

/// Walks without recursion, because a hostile record may nest as deep as it is long.
template <class Sink>
void walk(pugi::xml_node root, Sink& sink) {
  int math_depth = 0;
  const auto enter = [&](pugi::xml_node node) {
    if (math_depth == 0) {
      if (const auto mark = mark_of_tag(local_name(node))) sink.open(*mark);
    } else {
      sink.text(text_before_in_math(node));
      if (const auto mark = mark_in_math(node)) sink.open(*mark);
    }
    if (local_name(node) == "math") ++math_depth;
  };
  const auto leave = [&](pugi::xml_node node) {
    if (local_name(node) == "math") --math_depth;
    if (const auto mark = math_depth == 0 ? mark_of_tag(local_name(node)) : mark_in_math(node)) sink.close(*mark);
  };
  const auto put = [&](std::string_view text) {
    // White space between the elements of a formula is layout, not text.
    if (math_depth > 0) text = trimmed(text);
    // Undeclared entities reach us as they stand, since no document type is read, and publishers escape twice.
    if (text.find('&') == text.npos)
      sink.text(text);
    else
      sink.text(decode_entities(text));
  };

  pugi::xml_node at = root.first_child();
  while (at) {
    if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) put(at.value());
    if (at.type() == pugi::node_element && !local_name(at).starts_with("annotation")) {
      enter(at);
      if (at.first_child()) {
        at = at.first_child();
        continue;
      }
      leave(at);
    }
    while (!at.next_sibling()) {
      at = at.parent();
      if (at == root) return;
      leave(at);
    }
    at = at.next_sibling();
  }
}

class MarkedSink {
 public:
  void text(std::string_view text) { builder_.text(text); }
  void open(Mark mark) {
    if (++depth_ <= kDeepestMark) builder_.open(mark);
  }
  void close(Mark mark) {
    if (depth_-- <= kDeepestMark) builder_.close(mark);
  }
  MarkedText take() { return builder_.take(); }

 private:
  MarkedTextBuilder builder_;
  int depth_ = 0;
};

class PlainSink {
 public:
  void text(std::string_view text) { text_ += text; }
  void open(Mark) {}
  void close(Mark) {}
  std::string take() { return collapsed(text_); }

 private:
  std::string text_;
};

}  // namespace

MarkedText marked_text(pugi::xml_node node) {
  MarkedSink sink;
  walk(node, sink);
  return sink.take();
}

std::string plain_text(pugi::xml_node node) {
  PlainSink sink;
  walk(node, sink);
  return sink.take();
}

std::string child_text(pugi::xml_node node, const char* name) { return plain_text(node.child(name)); }

std::string attribute_text(pugi::xml_node node, const char* name) {
  return collapsed(decode_entities(node.attribute(name).value()));
}

bool says_yes(pugi::xml_node node, const char* attribute) {
  return std::string_view(node.attribute(attribute).value()) == "Y";
}

bool says_no(pugi::xml_node node, const char* attribute) {
  return std::string_view(node.attribute(attribute).value()) == "N";
}

}  // namespace evident::pubmed
