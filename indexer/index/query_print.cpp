// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index/query.hpp"

#include <algorithm>

namespace evident::index {
namespace {

using Kind = QueryNode::Kind;

bool is_plain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '/' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
  });
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text)
    if (c != '"') out += c;
  return out + '"';
}

std::string leaf(const QueryNode& node) {
  switch (node.kind) {
    case Kind::everything: return "everything";
    case Kind::word: return node.words[0];
    case Kind::phrase: {
      std::string words;
      for (const std::string& word : node.words) words += (words.empty() ? "" : " ") + word;
      if (node.ending == QueryNode::Ending::prefix) words += '*';
      if (node.words.size() == 1 && node.ending == QueryNode::Ending::prefix) return words;
      std::string out = quoted(words);
      if (node.slack > 0) out += '~' + std::to_string(node.slack);
      return out;
    }
    case Kind::name: return quoted(node.text + (node.ending == QueryNode::Ending::prefix ? "*" : ""));
    case Kind::value: {
      const std::string text = node.text + (node.ending == QueryNode::Ending::prefix ? "*" : "");
      return is_plain(node.text) ? text : quoted(text);
    }
    case Kind::range: return node.from == node.to ? node.from : node.from + ".." + node.to;
    case Kind::all_of:
    case Kind::any_of:
    case Kind::except: break;
  }
  return {};
}

void print_into(std::string& out, const QueryNode& node, const FormsOf& forms, bool outermost) {
  if (node.children.empty()) {
    if (node.field != Field::all) {
      out += search_field(node.field).name;
      out += ':';
    }
    out += leaf(node);
    if (!forms) return;
    if (const std::string widened = forms(node); !widened.empty()) out += " (" + widened + ')';
    return;
  }
  if (node.kind == Kind::except && node.children[0].kind == Kind::everything) {
    // Written without its left side, which the language has no word for.
    if (!outermost) out += '(';
    out += "NOT ";
    print_into(out, node.children[1], forms, false);
    if (!outermost) out += ')';
    return;
  }
  const std::string_view between = node.kind == Kind::all_of ? " AND " : node.kind == Kind::any_of ? " OR " : " NOT ";
  if (!outermost) out += '(';
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) out += between;
    print_into(out, node.children[i], forms, false);
  }
  if (!outermost) out += ')';
}

}  // namespace

std::string print(const QueryNode& node, const FormsOf& forms) {
  std::string out;
  print_into(out, node, forms, true);
  return out;
}

}  // namespace evident::index
