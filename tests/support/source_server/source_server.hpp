// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/model/result.hpp"
#include "tests/support/source_server/answer.hpp"
#include "tests/support/source_server/behaviour.hpp"
#include "tests/support/source_server/crossref_library.hpp"
#include "tests/support/source_server/pubmed_library.hpp"

namespace evident::test::source {

struct ServerOptions {
  int port = 0;                         ///< 0: a free one
  std::size_t pubmed_cap = 9999;        ///< see Eutils
  Day today = 0;                        ///< for reldate and "last 30 days"; 0: the computer's date
  std::set<std::string> api_keys = {};  ///< the valid ones; any is, while there are none
};

/// One request as it came, for tests to look at.
struct JournalEntry {
  std::chrono::steady_clock::time_point at;
  std::string method = {};
  std::string path = {};       ///< decoded, without the query string
  Parameters parameters = {};  ///< of the query string, then of the form
  std::string user_agent = {};
  int status = 0;
  std::size_t at_once = 1;  ///< requests being answered when it came, itself included
};

/// The local PubMed and Crossref that connectors are tested against: a real HTTP server on 127.0.0.1 over folders of
/// records, which answers truly unless told to misbehave. Thread-safe.
class SourceServer {
 public:
  explicit SourceServer(ServerOptions options = {});
  ~SourceServer();  ///< stops
  SourceServer(const SourceServer&) = delete;
  SourceServer& operator=(const SourceServer&) = delete;

  /// Adds the records below a folder, also while the server runs: a newer vintage replaces an older one.
  void load_pubmed(const std::filesystem::path& folder);
  void load_crossref(const std::filesystem::path& folder);

  /// Listens and answers from a thread of its own. Fails where the port is taken. A server starts once.
  Result<void> start();
  void stop();

  /// "http://127.0.0.1:PORT/entrez/eutils/", in place of https://eutils.ncbi.nlm.nih.gov/entrez/eutils/.
  std::string eutils_address() const;
  /// "http://127.0.0.1:PORT/crossref", in place of https://api.crossref.org.
  std::string crossref_address() const;

  void behave(Behaviour behaviour);  ///< replaces what was to go wrong; counting starts anew
  std::vector<JournalEntry> journal() const;
  void clear_journal();

  std::size_t pubmed_records() const;
  std::size_t crossref_works() const;
  /// What the folders held that cannot be served.
  std::vector<Skipped> skipped() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace evident::test::source
