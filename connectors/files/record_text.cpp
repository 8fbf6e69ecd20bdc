// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/record_text.hpp"

#include <fmt/format.h>

namespace evident::files {
namespace {

/// FNV-1a, 64 bits: "The FNV Non-Cryptographic Hash Algorithm", draft-eastlake-fnv. Written into identifiers, so it
/// must not change.
std::uint64_t digest_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace

std::string TextRecords::unused_id(std::string id, std::uint64_t digest) {
  for (int copy = 1;; ++copy) {
    std::string candidate = copy == 1 ? id : fmt::format("{}~{}", id, copy);
    const auto [at, added] = seen_.try_emplace(candidate, digest);
    if (added || at->second == digest) return candidate;
  }
}

Result<std::optional<ReadItem>> TextRecords::next() {
  auto text = splitter_->next();
  if (!text) return fail(text.error());
  if (!*text) return std::nullopt;
  auto parsed = parse_((*text)->body);
  if (!parsed) return Refusal{fmt::format("line {}", (*text)->line), parsed.error().message};
  const std::uint64_t digest = digest_of((*text)->body);
  std::string id = std::move(parsed->id);
  if (id.empty() && parsed->content.doi) id = parsed->content.doi->text();
  if (id.empty() && parsed->content.pmid) id = "pmid:" + parsed->content.pmid->text();
  if (id.empty()) id = fmt::format("text-{:016x}", digest);
  RawRecord raw;
  raw.key = {source_, unused_id(std::move(id), digest)};
  raw.format = format_;
  raw.body = std::move((*text)->body);
  return SourceRecord{std::move(raw), std::move(parsed->content)};
}

}  // namespace evident::files
