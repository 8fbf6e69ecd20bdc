// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/model/publication.hpp"
#include "ui/app/library_reader.hpp"
#include "ui/cli/output.hpp"

/// Publications in words, as search, show and demo print them.
namespace evident::cli {

/// Member key -> "Given Family".
using MemberNames = std::map<std::string, std::string>;
Result<MemberNames> member_names(store::Store& store);

/// "RETRACTED", "EXPRESSION OF CONCERN", "CORRECTED", "PREPRINT", each followed by a blank; the gravest first.
Text badges(const Publication& publication);
std::string title_or_stand_in(const Publication& publication);
/// "Smith J, Jones K, Osei A and 4 more"; all of them where `most` is 0.
std::string contributors_line(const Publication& publication, std::size_t most);
/// "J Med Inform 12(3):45-52, 2024 · Journal article".
std::string venue_line(const Publication& publication);
/// "Retracted 14 Nov 2023, says crossref (notice doi:10.5555/n.1)".
std::string notice_line(const Notice& notice);
/// "12 · doi:10.5555/x · pmid:40000017".
std::string keys_line(const Publication& publication);

/// One numbered line group of a result list.
void print_hit(Output& output, std::size_t number, const app::FoundPublication& found, const MemberNames& members);

enum class Detail { usual, with_origins };
/// Everything about one publication.
void print_publication(Output& output, const app::PublicationView& view, const MemberNames& members, Detail detail);

}  // namespace evident::cli
