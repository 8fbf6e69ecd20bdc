// SPDX-License-Identifier: GPL-2.0-or-later
#include <signal.h>

#include <cstdio>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "tests/support/source_server/source_server.hpp"

int main(int argc, char** argv) {
  using namespace evident::test::source;
  CLI::App app("Answers as PubMed's E-utilities and Crossref's REST API do, on 127.0.0.1, from folders of records");
  std::vector<std::string> pubmed, crossref;
  ServerOptions options;
  app.add_option("--pubmed", pubmed, "Folder of PubMed XML, plain or .gz")->check(CLI::ExistingDirectory);
  app.add_option("--crossref", crossref, "Folder of Crossref JSON, plain or .gz")->check(CLI::ExistingDirectory);
  app.add_option("--port", options.port, "Port; a free one where none is given")->check(CLI::Range(0, 65535));
  CLI11_PARSE(app, argc, argv);

  sigset_t signals;  // blocked before the first thread starts, which inherits this
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  SourceServer server(options);
  for (const std::string& folder : pubmed) server.load_pubmed(folder);
  for (const std::string& folder : crossref) server.load_crossref(folder);
  for (const Skipped& skipped : server.skipped()) {
    std::fprintf(stderr, "%s: %s\n", skipped.file.c_str(), skipped.why.c_str());
  }
  if (const auto started = server.start(); !started) {
    std::fprintf(stderr, "%s\n", started.error().message.c_str());
    return 1;
  }
  std::printf("E-utilities, %zu records: %s\n", server.pubmed_records(), server.eutils_address().c_str());
  std::printf("Crossref, %zu works: %s\n", server.crossref_works(), server.crossref_address().c_str());
  std::fflush(stdout);
  int received = 0;
  sigwait(&signals, &received);
  return 0;
}
