// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/source_server/answer.hpp"
#include "tests/support/source_server/pubmed_query.hpp"

namespace evident::test::source {

/// How one answer is to be falsified.
struct Distortion {
  bool no_hits = false;      ///< as if the query found nothing
  std::size_t withheld = 0;  ///< so many of the records asked for do not come
};

/// E-utilities over a library of records: esearch, epost and efetch for db=pubmed, with the history server.
/// Shapes and limits: "The E-utilities In-Depth", https://www.ncbi.nlm.nih.gov/books/NBK25499/, read 2026-11, and
/// recorded answers. Not thread-safe.
class Eutils {
 public:
  /// `cap`: the last identifiers of a search that PubMed gives out; 9,999 is what it really does.
  Eutils(const PubmedLibrary& library, Day today, std::size_t cap = 9999)
      : library_(library), today_(today), cap_(cap) {}

  /// `program` is "esearch", "epost" or "efetch", with ".fcgi" or without.
  Answer answer(std::string_view program, const Parameters& parameters, const Distortion& distortion = {});

  /// The keys that are valid; any is, while there are none.
  void set_api_keys(std::set<std::string> keys) { api_keys_ = std::move(keys); }
  /// Every WebEnv given out so far is unknown from now on, as after eight hours.
  void expire_history() { history_.clear(); }

 private:
  using Pmids = std::vector<std::uint64_t>;
  struct Stored {
    std::string web_env;
    std::size_t query_key;
  };

  Answer esearch(const Parameters& parameters, const Distortion& distortion);
  Answer epost(const Parameters& parameters);
  Answer efetch(const Parameters& parameters, const Distortion& distortion);
  Stored store(const std::string& web_env, Pmids pmids);
  const Pmids* stored(const std::string& web_env, std::size_t query_key) const;
  void limit_by_date(Pmids& pmids, const Parameters& parameters) const;
  void sort(Pmids& pmids, const std::string& order) const;

  const PubmedLibrary& library_;
  Day today_;
  std::size_t cap_;
  std::set<std::string> api_keys_;
  std::map<std::string, std::vector<Pmids>> history_;  ///< by WebEnv; query_key counts from 1
  std::uint64_t next_env_ = 1;
};

}  // namespace evident::test::source
