// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <list>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace evident::app {

/// Positions [first, last) of a list.
struct RowRange {
  std::size_t first = 0;
  std::size_t last = 0;
  bool operator==(const RowRange&) const = default;
};

/// Rows by position in a long list, of which only some pages are in memory. A million hits cost what is on screen: the
/// pages stored longest ago are dropped when more than `kPagesKept` are held.
template <class Row>
class PagedRows {
 public:
  static constexpr std::size_t kPageSize = 100;
  static constexpr std::size_t kPagesKept = 40;

  /// Nothing where the row is not in memory (a list draws a skeleton there). Valid until the next store() or clear().
  const Row* at(std::size_t index) const {
    const auto page = pages_.find(index / kPageSize);
    if (page == pages_.end() || index % kPageSize >= page->second.size()) return nullptr;
    return &page->second[index % kPageSize];
  }
  Row* at(std::size_t index) { return const_cast<Row*>(std::as_const(*this).at(index)); }

  /// Takes over one page, `first` being a multiple of kPageSize; a shorter page is the last one.
  void store(std::size_t first, std::vector<Row> rows) {
    const std::size_t page = first / kPageSize;
    if (pages_.insert_or_assign(page, std::move(rows)).second) stored_.push_back(page);
    while (stored_.size() > kPagesKept) {
      pages_.erase(stored_.front());
      stored_.pop_front();
    }
  }

  void clear() {
    pages_.clear();
    stored_.clear();
  }

  /// The pages, whole, that `wanted` needs and that are not in memory, as one range cut at `total`.
  std::optional<RowRange> missing(RowRange wanted, std::size_t total) const {
    wanted.last = std::min(wanted.last, total);
    std::optional<RowRange> range;
    for (std::size_t page = wanted.first / kPageSize; page * kPageSize < wanted.last; ++page) {
      if (pages_.contains(page)) continue;
      if (!range) range = RowRange{page * kPageSize, 0};
      range->last = std::min((page + 1) * kPageSize, total);
    }
    return range;
  }

  /// Visits every row in memory, in no particular order.
  template <class Visit>
  void each(Visit&& visit) {
    for (auto& [page, rows] : pages_) {
      for (Row& row : rows) visit(row);
    }
  }

 private:
  std::unordered_map<std::size_t, std::vector<Row>> pages_;
  std::list<std::size_t> stored_;
};

}  // namespace evident::app
