// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace evident {

/// What kind of thing went wrong; decides the exit status and the `code` of `--json` errors.
enum class Code {
  invalid_argument,  ///< the caller's words cannot be used as they are
  unreadable_query,  ///< a search query that does not parse; `Error::at` points at the character
  not_found,         ///< something named explicitly does not exist
  malformed,         ///< input that is not what it claims to be
  unsupported,       ///< well formed, but of a kind we do not handle
  io,                ///< disk, file or process trouble
  corrupt,           ///< our own data does not read back
  locked,            ///< another process holds the write lock
  newer_version,     ///< written by a later Evident
  network,           ///< the source could not be reached or broke off
  refused,           ///< the source answered, and said no
  rate_limited,      ///< the source asked us to slow down more often than we retry
  expired,           ///< a cursor or history that the source no longer knows
  too_large,         ///< a limit of ours was passed
  cancelled,         ///< someone asked us to stop
  internal,          ///< a library failed in a way we did not foresee
};

/// Stable text of a code, e.g. "not_found"; scripts compare it.
std::string_view code_name(Code code);

/// An expected failure. `message` says what we were doing and what happened, as one sentence;
/// `hint` says what the person can do (may be empty). Neither ever holds a key or an e-mail address.
struct Error {
  Code code = Code::internal;
  std::string message;
  std::string hint = {};
  std::optional<std::size_t> at = std::nullopt;  ///< byte offset into the text at fault, where there is one
};

/// A value, or the Error that kept us from it. A class of our own so that dropping one is a warning.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

/// The failing side of a Result: `return fail(Code::io, "...", "...");`
using Failure = tl::unexpected<Error>;

inline Failure fail(Error error) { return Failure(std::move(error)); }

inline Failure fail(Code code, std::string message, std::string hint = {}) {
  return Failure(Error{code, std::move(message), std::move(hint)});
}

/// The same failure, with what we were doing put before what happened.
inline Failure fail_while(std::string_view doing, Error error) {
  error.message = std::string(doing) + ": " + error.message;
  return Failure(std::move(error));
}

}  // namespace evident
