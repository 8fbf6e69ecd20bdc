// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace evident::index {

/// How much a word counts where it stands, as within-document frequency. Whole numbers, because Xapian keeps them so.
/// With these and the BM25 parameters below, nDCG@10 is .698 on SciFact (train) and .357 on Cranfield, where plain
/// Xapian gives .686 and .332 (.350 with the title counted twice). Not fitted.
struct FieldWeights {
  unsigned title = 2;
  unsigned abstract = 1;
  unsigned keyword = 1;
  unsigned heading = 1;
  unsigned name = 1;  ///< of the first kNamesThatCount contributors; the others are found but do not count
  unsigned journal = 1;
};
inline constexpr FieldWeights kFieldWeights;

/// A list of a thousand authors must not make a publication "long", which BM25 would hold against its abstract.
inline constexpr unsigned kNamesThatCount = 8;

/// BM25 parameters: k1 (how fast repeats stop counting), b (how much length counts), as in Robertson and Zaragoza,
/// "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.
inline constexpr double kBm25K1 = 1.2;
inline constexpr double kBm25B = 0.75;

}  // namespace evident::index
