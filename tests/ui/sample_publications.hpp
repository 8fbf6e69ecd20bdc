// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ui/app/evidence_model.hpp"
#include "ui/app/publication_model.hpp"
#include "ui/app/sidebar_model.hpp"

/// Invented publications of an invented network, as the screens show them. Journals do not exist, DOIs begin with the
/// prefix reserved for examples (10.5555).
namespace evident::test {

/// The result at a position of the list, the words of `query` marked.
app::EvidenceRow sample_row(std::size_t index, const std::string& query);
/// The publication behind a result.
app::PublicationModel sample_publication(PublicationId id, const std::string& query);
app::SidebarModel sample_sidebar();
app::MembersModel sample_members();
app::YearHistogram sample_years();
std::vector<app::Facet> sample_facets();
/// Titles in many scripts, with marks and mathematics.
std::vector<std::string> sample_titles_in_many_scripts();

}  // namespace evident::test
