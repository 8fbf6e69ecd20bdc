// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

#include "indexer/model/identifiers.hpp"

using namespace evident;

TEST_CASE("a DOI is read from every form people paste") {
  const std::vector<std::pair<std::string, std::string>> forms = {
      {"10.5555/ABC.1", "10.5555/abc.1"},
      {"doi:10.5555/abc", "10.5555/abc"},
      {" DOI: 10.5555/abc. ", "10.5555/abc"},
      {"https://doi.org/10.5555/abc", "10.5555/abc"},
      {"http://dx.doi.org/10.5555/a%2Fb%28c%29", "10.5555/a/b(c)"},
      {"10.5555/(SICI)1097<3::AID-X>3.0.CO;2-#", "10.5555/(sici)1097<3::aid-x>3.0.co;2-#"},
      {"10.1000.10/123", "10.1000.10/123"},
  };
  for (const auto& [given, wanted] : forms) {
    INFO(given);
    const auto doi = Doi::parse(given);
    REQUIRE(doi);
    CHECK(doi->text() == wanted);
  }
}

TEST_CASE("what is no DOI is refused") {
  for (const char* given :
       {"", "10.5555", "10.5555/", "11.5555/abc", "https://example.org/10.5555/abc", "10.55x5/abc", "10.5555/a b"}) {
    INFO(given);
    CHECK_FALSE(Doi::parse(given));
  }
}

TEST_CASE("a DOI's address escapes what an address cannot hold") {
  CHECK(Doi::parse("10.5555/a<b>#c")->url() == "https://doi.org/10.5555/a%3Cb%3E%23c");
}

TEST_CASE("an ORCID is read in all the forms sources use and its check digit is verified") {
  for (const char* given :
       {"0000-0002-1825-0097", "0000000218250097", "http://orcid.org/0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1825-0097", " 0000-0002-1825-0097 ", "https://orcid.org/0000-0002-1825-0097/"}) {
    INFO(given);
    const auto orcid = Orcid::parse(given);
    REQUIRE(orcid);
    CHECK(orcid->text() == "0000-0002-1825-0097");
  }
  CHECK(Orcid::parse("0000-0002-1694-233X")->text() == "0000-0002-1694-233X");
  for (const char* given : {"0000-0002-1825-0098", "0000-0002-1825-009", "https://example.org/0000-0002-1825-0097",
                            "X000-0002-1825-0097"}) {
    INFO(given);
    CHECK_FALSE(Orcid::parse(given));
  }
}

TEST_CASE("PubMed and PMC identifiers are digits with or without their prefix") {
  CHECK(Pmid::parse("pmid: 12345")->text() == "12345");
  CHECK_FALSE(Pmid::parse("0"));
  CHECK_FALSE(Pmid::parse("12a"));
  CHECK_FALSE(Pmid::parse("12345678901"));
  CHECK(Pmcid::parse("pmc0042")->text() == "PMC42");
  CHECK(Pmcid::parse("PMC42.2")->text() == "PMC42");
  CHECK_FALSE(Pmcid::parse("PMCX"));
}
