// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace evident::test::source {

/// Names and values of a query string or form, decoded, in the order sent.
class Parameters {
 public:
  Parameters() = default;
  /// From "a=1&b=%20+", where "+" is a blank.
  static Parameters parse(std::string_view encoded);

  void append(const Parameters& more) { pairs_.insert(pairs_.end(), more.pairs_.begin(), more.pairs_.end()); }
  void set(const std::string& name, std::string value);
  /// The first of that name; nothing where there is none.
  std::optional<std::string> find(std::string_view name) const;
  std::string get(std::string_view name, std::string_view otherwise = {}) const;
  /// A whole number of at least 0; `otherwise` where the parameter is absent or none.
  std::size_t number(std::string_view name, std::size_t otherwise) const;
  const std::vector<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

struct Answer {
  int status = 200;
  std::string type = "text/plain";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

}  // namespace evident::test::source
