// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/pubmed/pubmed_reader.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "tests/support/paths.hpp"

using namespace evident;
using evident::pubmed::ArticleSplitter;
using evident::pubmed::FileLimits;
using evident::pubmed::PubmedFileReader;
using evident::pubmed::TextBytes;

namespace {

/// Hands out `step` bytes at a time, and fails after `fails_after` where that is given.
class SlowBytes final : public ByteSource {
 public:
  SlowBytes(std::string text, std::size_t step, std::size_t fails_after = std::string::npos)
      : text_(std::move(text)), step_(step), fails_after_(fails_after) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    if (at_ >= fails_after_) return fail(Code::io, "the disk is on fire");
    const std::size_t size = std::min({step_, buffer.size(), text_.size() - at_});
    std::copy_n(text_.begin() + static_cast<std::ptrdiff_t>(at_), size, buffer.begin());
    at_ += size;
    return size;
  }

 private:
  std::string text_;
  std::size_t step_, fails_after_, at_ = 0;
};

std::string article(int number, std::string_view more = "") {
  return fmt::format(
      "<PubmedArticle><MedlineCitation><PMID Version=\"1\">{}</PMID><Article><ArticleTitle>T{}</ArticleTitle>"
      "</Article></MedlineCitation></PubmedArticle>",
      9900000000 + number, more);
}

struct Reading {
  std::vector<std::string> items;
  std::vector<std::string> bodies;
  std::optional<Error> error;
};

Reading read_all(std::unique_ptr<ByteSource> source, FileLimits limits = {}) {
  PubmedFileReader reader(std::move(source), limits);
  Reading reading;
  while (true) {
    auto item = reader.next();
    if (!item) {
      reading.error = item.error();
      // What has failed once does not turn into an ordinary end.
      CHECK_FALSE(reader.next());
      return reading;
    }
    if (!*item) return reading;
    if (const auto* record = std::get_if<SourceRecord>(&**item)) {
      reading.items.push_back(record->raw.key.id);
      reading.bodies.push_back(record->raw.body);
    } else if (const auto* refusal = std::get_if<Refusal>(&**item)) {
      reading.items.push_back("refused " + refusal->id + ": " + refusal->why);
    } else {
      reading.items.push_back("deleted " + std::get<Deletion>(**item).key.id);
    }
  }
}

Reading read_text(const std::string& text, FileLimits limits = {}) {
  return read_all(std::make_unique<TextBytes>(text), limits);
}

}  // namespace

TEST_CASE("However a file arrives in pieces the same items come out") {
  const std::string name =
      GENERATE(as<std::string>(), "update_file", "medline_2006", "books", "latin1", "broken_bytes", "markup");
  const std::string text = test::read_file(test::fixture("pubmed/" + name + ".xml"));
  const Reading whole = read_text(text);
  REQUIRE_FALSE(whole.items.empty());
  CHECK_FALSE(whole.error);
  for (const std::size_t step : {1U, 2U, 3U, 7U, 100U}) {
    INFO(name << " in steps of " << step);
    const Reading stepwise = read_all(std::make_unique<SlowBytes>(text, step));
    CHECK(stepwise.items == whole.items);
    CHECK(stepwise.bodies == whole.bodies);
    CHECK_FALSE(stepwise.error);
  }
}

TEST_CASE("A record's body is its element exactly as received") {
  const std::string one = article(1, " &amp; <i>x</i>\r\n  "), two = article(2);
  const Reading reading =
      read_text("<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n" + one + "\n" + two + "</PubmedArticleSet>");
  REQUIRE(reading.bodies.size() == 2);
  CHECK(reading.bodies[0] == one);
  CHECK(reading.bodies[1] == two);
}

TEST_CASE("A file cut anywhere is never taken for a whole one and gives no record that was not whole") {
  const std::string text = "<?xml version=\"1.0\"?>\n<!DOCTYPE PubmedArticleSet>\n<PubmedArticleSet>" + article(1) +
                           "\n" + article(2) +
                           "<DeleteCitation><PMID>9900000003</PMID></DeleteCitation></PubmedArticleSet>";
  const std::size_t first_end = text.find("</PubmedArticle>") + 16, second_end = text.rfind("</PubmedArticle>") + 16;
  for (std::size_t size = 0; size < text.size(); ++size) {
    const Reading reading = read_text(text.substr(0, size));
    INFO("cut to " << size << " bytes");
    REQUIRE(reading.error);
    CHECK(reading.error->code == Code::malformed);
    const std::size_t records = (size >= first_end ? 1U : 0U) + (size >= second_end ? 1U : 0U);
    CHECK(reading.bodies.size() == records);
  }
  CHECK_FALSE(read_text(text).error);
}

TEST_CASE("A file that breaks off says where and what came before stands") {
  const Reading reading = read_text(test::read_file(test::fixture("pubmed/truncated.xml")));
  CHECK(reading.items == std::vector<std::string>{"9900000090"});
  REQUIRE(reading.error);
  CHECK(reading.error->message == "the PubMed file breaks off after 1 record, at line 4");
}

TEST_CASE("A source that fails passes its error on after what it had given") {
  const std::string text = "<PubmedArticleSet>" + article(1) + article(2) + "</PubmedArticleSet>";
  const Reading reading = read_all(std::make_unique<SlowBytes>(text, 50, text.size() - 40));
  REQUIRE(reading.error);
  CHECK(reading.error->code == Code::io);
  CHECK(reading.bodies.size() == 1);
}

TEST_CASE("What is no PubMed file is refused in one sentence") {
  struct Row {
    std::string text;
    Code code;
    std::string message;
  };
  using namespace std::string_literals;
  const auto row = GENERATE(values<Row>({
      {"", Code::malformed, "the PubMed file is empty"},
      {"  \n ", Code::malformed, "the PubMed file is empty"},
      {"<?xml version='1.0'?>\n<!-- nothing -->", Code::malformed, "the PubMed file is empty"},
      {"PMID- 1\nTI  - x", Code::malformed, "this is not PubMed XML: it begins with 'PMID- 1 TI - x'"},
      {"<html><body>502</body></html>", Code::unsupported,
       "this is not PubMed XML: its outermost element is called 'html'"},
      {"<eFetchResult><ERROR>x</ERROR></eFetchResult>", Code::unsupported,
       "this is not PubMed XML: its outermost element is called 'eFetchResult'"},
      {"\xFF\xFE<\0?\0"s, Code::unsupported, "the PubMed file is written in UTF-16, which we do not read"},
      {"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><PubmedArticleSet/>", Code::unsupported,
       "the PubMed file is written in shift_jis, which we do not read"},
  }));
  const Reading reading = read_text(row.text);
  CHECK(reading.items.empty());
  REQUIRE(reading.error);
  CHECK(reading.error->code == row.code);
  CHECK(reading.error->message == row.message);
}

TEST_CASE("An empty set is an empty answer and no failure") {
  const std::string text = GENERATE(as<std::string>(), "<PubmedArticleSet/>", "<PubmedArticleSet></PubmedArticleSet>\n",
                                    "\xEF\xBB\xBF<?xml version=\"1.0\"?><PubmedArticleSet></PubmedArticleSet>");
  const Reading reading = read_text(text);
  CHECK(reading.items.empty());
  CHECK_FALSE(reading.error);
}

TEST_CASE("A record alone and several files one after another are read") {
  CHECK(read_text(article(1)).items == std::vector<std::string>{"9900000001"});
  const std::string file = "<?xml version=\"1.0\"?>\n<PubmedArticleSet>" + article(1) + "</PubmedArticleSet>\n";
  const Reading reading = read_text(file + file);
  CHECK(reading.items == std::vector<std::string>{"9900000001", "9900000001"});
  CHECK_FALSE(reading.error);
}

TEST_CASE("A record too long to keep is refused by its PMID and the next one stands") {
  const std::string text =
      "<PubmedArticleSet>" + article(1, std::string(50000, 'x')) + article(2) + "</PubmedArticleSet>";
  for (const std::size_t step : {100U, 1000000U}) {
    const Reading reading =
        read_all(std::make_unique<SlowBytes>(text, step), {.record_bytes = 10000, .markup_bytes = 10000});
    REQUIRE(reading.items.size() == 2);
    CHECK(reading.items[0] == "refused 9900000001: line 1: the record is longer than 10000 bytes");
    CHECK(reading.items[1] == "9900000002");
    CHECK_FALSE(reading.error);
  }
}

TEST_CASE("Markup without end is given up instead of held") {
  const std::string text = "<PubmedArticleSet " + std::string(30000, 'a');
  const Reading reading = read_text(text, {.record_bytes = 10000, .markup_bytes = 10000});
  REQUIRE(reading.error);
  CHECK(reading.error->message == "the markup at line 1 does not end: this is not PubMed XML");
}

TEST_CASE("Progress counts every byte of the file") {
  const std::string text = test::read_file(test::fixture("pubmed/update_file.xml"));
  PubmedFileReader reader(std::make_unique<TextBytes>(text));
  CHECK(reader.bytes_read() == 0);
  while (true) {
    const auto item = reader.next();
    REQUIRE(item);
    if (!*item) break;
  }
  CHECK(reader.bytes_read() == text.size());
}
