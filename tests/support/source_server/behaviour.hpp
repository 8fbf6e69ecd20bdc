// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace evident::test::source {

/// What goes wrong with an answer. Each is something the real services were seen to do.
enum class Mishap {
  rate_limited,         ///< 429 with NCBI's JSON and Retry-After
  rate_limited_as_200,  ///< the same body with status 200
  backend_error,        ///< 200 with <ERROR>, or "ERROR" where JSON was asked for: the search back-end is away
  server_error_html,    ///< 502 with a gateway's HTML page
  empty_body,           ///< 200 and nothing
  cut_body,             ///< 200, and the second half of the true body missing without a trace in the headers
  cut_connection,       ///< the true headers and half of the body, then the connection closes
  stalled_body,         ///< the true headers and half of the body, then silence until the server stops
  no_hits,              ///< a search that finds nothing
  fewer_records,        ///< one record less than asked for
  expired,              ///< histories and cursors given out so far are forgotten just before answering
  redirect,             ///< 302 to `target`, the query string carried along
  forbidden,            ///< 403, Crossref's manual block
};

/// A mishap for some requests: of those whose path contains `where`, the first `after` are answered truly, and the next
/// `times` go wrong.
struct Misbehaviour {
  Mishap what = Mishap::empty_body;
  std::string where = {};  ///< "esearch", "/works"; empty: every request
  std::size_t after = 0;
  std::size_t times = 1;
  std::chrono::seconds retry_after{1};
  std::string target = {};  ///< address without a query string
};

/// All that is to go wrong. Of several mishaps due at once the first of the list happens.
struct Behaviour {
  std::vector<Misbehaviour> misbehaviours;
};

}  // namespace evident::test::source
