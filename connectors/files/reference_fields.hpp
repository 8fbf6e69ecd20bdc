// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/model/publication.hpp"

namespace evident::files {

// What the exchange formats write in one string and Publication keeps apart, and back.

/// "288-297", "376 -- 383", "123-8" (128), "S12–S18", "e58214". `printed` keeps the text.
Pages pages_from_text(std::string_view text);
/// First and last page with `between` between them; else what was printed; empty where only an article number is known.
std::string page_range(const Publication& publication, std::string_view between);
/// Sets pages, or the article number where the text is one ("e58214", "103640").
void take_pages(Publication& publication, std::string_view text);

/// Every ISSN in the text, as "1234-567X".
std::vector<std::string> issns_in(std::string_view text);
/// Every ISBN of 10 or 13 digits in the text, hyphens as written.
std::vector<std::string> isbns_in(std::string_view text);
/// ISBNs join the other identifiers, ISSNs the venue.
void take_serial_numbers(Publication& publication, std::string_view text);
/// The values of other identifiers of one kind.
std::vector<std::string> identifiers_of(const Publication& publication, std::string_view kind);

/// An abstract as one text. Where it has several lines and each begins with a label in capitals and a colon, as
/// Publication::abstract_text writes them, the sections are told apart again.
std::vector<AbstractSection> sections_from_text(std::string_view text);
/// The same where line ends are lost: a label follows the end of a sentence ("... is common. METHODS: We ...").
std::vector<AbstractSection> sections_from_running_text(std::string_view text);

/// "van der Berg" as "van der" and "Berg"; the first is empty where the name has no particle in lower case.
std::pair<std::string, std::string> split_particle(std::string_view family);

/// A contributor from "Family, Given, Suffix", "Family AB", or a name without a comma: one word is a family name, more
/// are a group.
PersonName name_from_text(std::string_view text);
Contributor contributor_from_text(std::string_view text, ContributorRole role);
/// "Family, Given, Suffix", or the group's name.
std::string inverted_name(const PersonName& name);
std::vector<const Contributor*> with_role(const Publication& publication, ContributorRole role);

/// Adds the DOI, or keeps what is none as another identifier so that it is not lost.
void take_doi(Publication& publication, std::string_view text);
/// Parts between `separator`, trimmed, empty ones left out.
std::vector<std::string> split_list(std::string_view text, std::string_view separators);
std::string joined(const std::vector<std::string>& parts, std::string_view between);

/// "RETRACTED: 2023-05-04, notice doi:10.5555/n.1, notice pmid:123, according to crossref". Every data format that has
/// notes carries this line, and notice_from_line takes it back.
std::string notice_line(const Notice& notice);
std::optional<Notice> notice_from_line(std::string_view line);
/// The note's lines and one line for each notice.
std::vector<std::string> note_lines(const Publication& publication);
/// Takes note_lines back: notices to the notices (once each), the rest to the note.
void take_note(Publication& publication, std::string_view text);

/// The landing page, else the DOI's, else PubMed's address; empty where there is none.
std::string best_url(const Publication& publication);
/// Author keywords, then MeSH descriptors that are not among them.
std::vector<std::string> keyword_texts(const Publication& publication);
/// A keyword without an owner.
void take_keyword(Publication& publication, std::string_view text);

}  // namespace evident::files
