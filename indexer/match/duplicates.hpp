// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/model/publication.hpp"

namespace evident::match {

enum class SameWork {
  no,
  doubtful,  ///< a suggestion for a person, never a merge
  yes,
};

/// A judgement on two records and the sentence that explains it.
struct Verdict {
  SameWork same = SameWork::no;
  std::string because;
};

/// Whether two records that share an identifier describe the same work. An identifier alone is not enough: conference
/// supplements give one DOI to dozens of abstracts, and publishers reuse container DOIs. Symmetric, and depends on the
/// two records only, so that the order of arrival does not matter.
Verdict judge(const Publication& a, const Publication& b);

/// Groups records (by position) so that each group is one work: the connected parts of the graph whose edges are the
/// pairs judged `yes`. Groups and their members are in ascending order.
std::vector<std::vector<std::size_t>> group(const std::vector<Publication>& records);

/// How alike two titles are: shared words over all words (Jaccard) of their folded forms, in [0, 1]; 1 where both are
/// the same but for punctuation.
double title_likeness(const MarkedText& a, const MarkedText& b);

}  // namespace evident::match
