// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/source_server/files.hpp"
#include "tests/support/source_server/words.hpp"

namespace evident::test::source {

/// A calendar day as yyyymmdd; an unknown month or day is 01, as PubMed indexes it. 0: no date.
using Day = int;

/// One author or investigator, folded.
struct PubmedPerson {
  std::string last = {};               ///< words joined by a blank
  std::string initials = {};           ///< letters only
  std::vector<std::string> fore = {};  ///< words of the ForeName
  std::string suffix = {};
};

/// Which part of a record a text comes from.
enum class Part : std::uint8_t {
  title,
  abstract,
  keyword,
  journal,
  mesh,
  mesh_major,
  type,
  language,
  grant,
  affiliation,
  collective,
  person,
  other
};

struct PubmedText {
  Part part;
  Text words = {};
};

struct PubmedRecord {
  std::uint64_t pmid = 0;
  int version = 1;
  bool is_book = false;
  bool has_abstract = false;
  std::string xml = {};      ///< one PubmedArticle or PubmedBookArticle element
  std::string journal = {};  ///< its title, folded; for sorting
  std::vector<PubmedPerson> authors = {};
  std::vector<PubmedPerson> investigators = {};
  std::vector<std::string> orcids = {};       ///< 16 characters, as found, check digit not looked at
  std::vector<std::string> article_ids = {};  ///< DOI, PMC, PII: lower case
  std::vector<PubmedText> texts = {};
  std::vector<Day> published = {};  ///< in print and online
  Day entrez = 0;
  Day created = 0;
  Day revised = 0;
};

/// Every PubMed record of a folder tree. Of several vintages of a PMID the highest version is kept, and of equal
/// versions the last one read; DeleteCitation removes what was read before it.
class PubmedLibrary {
 public:
  /// Reads .xml and .xml.gz files in the order of their paths, beside what is here already. What is malformed, has no
  /// records or has records without a PMID is listed in skipped() and otherwise left out.
  void load(const std::filesystem::path& folder);

  const std::map<std::uint64_t, PubmedRecord>& records() const { return records_; }
  const std::vector<Skipped>& skipped() const { return skipped_; }
  const Words& words() const { return words_; }

 private:
  void load_file(const std::filesystem::path& file);
  void keep(PubmedRecord record);

  std::map<std::uint64_t, PubmedRecord> records_;
  std::vector<Skipped> skipped_;
  Words words_;
};

}  // namespace evident::test::source
