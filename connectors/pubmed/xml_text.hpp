// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "indexer/model/text.hpp"

/// Text out of PubMed's elements. All of it has white space collapsed; an absent element and an empty one both give "",
/// so that where the difference matters the caller asks for the node itself.
namespace evident::pubmed {

/// All text below `node` in order, with b, i, sup, sub, u as marks. MathML becomes the line of text it would be read
/// as: scripts marked, fractions with a slash, TeX annotations left out.
MarkedText marked_text(pugi::xml_node node);
/// The same without marks.
std::string plain_text(pugi::xml_node node);
/// plain_text of the first child of that name.
std::string child_text(pugi::xml_node node, const char* name);
std::string attribute_text(pugi::xml_node node, const char* name);

/// Calls `visit` with each child element of that name.
template <class Visit>
void each_child(pugi::xml_node node, const char* name, Visit&& visit) {
  for (pugi::xml_node child = node.child(name); child; child = child.next_sibling(name)) visit(child);
}

/// Whether a YN attribute says so; PubMed leaves them out where the DTD's default holds.
bool says_yes(pugi::xml_node node, const char* attribute);
bool says_no(pugi::xml_node node, const char* attribute);

}  // namespace evident::pubmed
