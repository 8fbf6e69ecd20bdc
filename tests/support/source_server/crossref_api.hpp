// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/source_server/answer.hpp"
#include "tests/support/source_server/crossref_library.hpp"
#include "tests/support/source_server/eutils.hpp"

namespace evident::test::source {

/// The works routes of Crossref's REST API over a library of works: /works, /works/{doi}, /works/{doi}/agency. Words
/// are compared folded and otherwise literally; a work is found by any of the words of a query, and ranked by how rare
/// those are. Shapes: recorded answers, and https://api.crossref.org/swagger-ui/, read 2026-11. Not thread-safe.
class CrossrefApi {
 public:
  explicit CrossrefApi(const CrossrefLibrary& library) : library_(library) {}

  /// `path` below the base address, decoded ("/works/10.5555/a"); `user_agent` may hold "mailto:", which like the
  /// parameter of that name brings the polite pool.
  Answer answer(std::string_view path, const Parameters& parameters, std::string_view user_agent,
                const Distortion& distortion = {});

  /// Every cursor given out so far is unknown from now on, as after five minutes.
  void expire_cursors() { cursors_.clear(); }

 private:
  struct Hit {
    const CrossrefRecord* record;
    double score;
  };
  struct Cursor {
    std::vector<std::string> dois;  ///< all results, as they were at the first page
    std::vector<double> scores;
    std::size_t next = 0;
  };

  Answer single(std::string_view doi) const;
  Answer list(const Parameters& parameters, const Distortion& distortion);
  std::vector<Hit> hits(const Parameters& parameters) const;
  Json item(const CrossrefRecord& record, double score, const std::string& select) const;

  const CrossrefLibrary& library_;
  std::map<std::string, Cursor> cursors_;
  std::uint64_t next_cursor_ = 1;
};

}  // namespace evident::test::source
