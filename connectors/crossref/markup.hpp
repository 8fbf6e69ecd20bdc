// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/model/publication.hpp"
#include "indexer/model/text.hpp"

namespace evident::crossref {

/// What publishers deposit as text, made fit for MarkedText::from_source: entities and tags that were escaped twice are
/// unescaped once ("&amp;ouml;", "&lt;p&gt;"), a formula given both as MathML and as TeX is kept once, MathML becomes
/// its characters, processing instructions go, and tags of older deposit forms get their present names.
std::string repaired_markup(std::string_view text);

/// A title: marks kept.
MarkedText marked_text(std::string_view text);
/// A name, journal or place: marks dropped.
std::string plain_text(std::string_view text);

/// A JATS or HTML abstract as sections in order. A heading labels the paragraph that follows it; each further paragraph
/// is a section without a label, and so is each list item, which begins with "•" or its number. A first heading that
/// only says "Abstract" or "Summary" is dropped. Empty where there is no text but headings.
std::vector<AbstractSection> abstract_sections(std::string_view text);

}  // namespace evident::crossref
