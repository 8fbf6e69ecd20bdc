// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "connectors/files/writer.hpp"
#include "indexer/model/text.hpp"

namespace evident::files {

/// Plain text for a BibTeX value: LaTeX's special characters escaped.
std::string latex_text(std::string_view text, BibtexLetters letters);

/// A title for a BibTeX value: marks as commands, and braces around words with capitals inside (COVID-19, mHealth),
/// which styles would otherwise write in lower case.
std::string latex_title(const MarkedText& title, BibtexLetters letters);

/// What a BibTeX value says: accents and commands as characters, typographic commands as marks, braces gone, other
/// commands dropped and what they hold kept.
MarkedText text_of_latex(std::string_view latex);

}  // namespace evident::files
