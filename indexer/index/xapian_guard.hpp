// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <utility>

#include <xapian.h>

#include "indexer/model/result.hpp"

namespace evident::index {

/// Thrown by our own match spies, because an exception is the only way out of a running Xapian match; caught by
/// guarded() and nowhere else.
struct MatchCancelled {};

/// A Xapian exception as our Error. `doing` reads "searching the index".
Error translated(std::string_view doing, const Xapian::Error& error);
Error cancelled(std::string_view doing);

/// Runs `work`, which returns a Result, and turns what Xapian throws into an Error: here its exceptions end.
template <class Work>
auto guarded(std::string_view doing, Work&& work) -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    return fail(translated(doing, error));
  } catch (const MatchCancelled&) {
    return fail(cancelled(doing));
  }
}

/// The same for a reader. Where the writer has moved on so far that what we were reading is gone, or began anew under
/// us, `reopen` is called and the work done once more.
template <class Reopen, class Work>
auto guarded_reading(std::string_view doing, Reopen&& reopen, Work&& work) -> decltype(work()) {
  return guarded(doing, [&]() -> decltype(work()) {
    try {
      return work();
    } catch (const Xapian::DatabaseModifiedError&) {
    } catch (const Xapian::DatabaseCorruptError&) {
    }
    reopen();
    return work();
  });
}

}  // namespace evident::index
