// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "connectors/crossref/crossref_parser.hpp"
#include "connectors/crossref/crossref_reader.hpp"
#include "tests/support/paths.hpp"

using namespace evident;
using namespace evident::crossref;

namespace {

std::string work(int number) {
  return fmt::format(R"({{"DOI":"10.5555/w.{}","title":["Work ]}} {}"],"type":"journal-article"}})", number, number);
}

/// A page of so many works, made while it is read; then a failing disk, where `fails` says so.
class EndlessPage final : public ByteSource {
 public:
  enum class End { whole, fails };
  EndlessPage(int works, End end)
      : works_(works), end_(end), pending_(R"({"status":"ok","message-type":"work-list","message":{"items":[)") {}

  Result<std::size_t> read(std::span<char> buffer) override {
    while (pending_.size() < buffer.size() && next_ < works_) {
      if (next_ > 0) pending_ += ",\n";
      pending_ += work(next_++);
      if (next_ == works_ && end_ == End::whole) pending_ += "]}}";
    }
    if (pending_.empty() && end_ == End::fails) return fail(Code::io, "The disk gave up");
    const std::size_t size = std::min(buffer.size(), pending_.size());
    std::copy_n(pending_.data(), size, buffer.data());
    pending_.erase(0, size);
    return size;
  }

 private:
  int works_;
  End end_;
  int next_ = 0;
  std::string pending_;
};

/// Gives its text a few bytes at a time, so that every boundary falls inside something.
class Trickle final : public ByteSource {
 public:
  Trickle(std::string text, std::size_t step) : text_(std::move(text)), step_(step) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min({buffer.size(), step_, text_.size() - at_});
    std::copy_n(text_.data() + at_, size, buffer.data());
    at_ += size;
    return size;
  }

 private:
  std::string text_;
  std::size_t step_, at_ = 0;
};

std::vector<std::string> bodies(RecordReader& reader) {
  std::vector<std::string> out;
  while (true) {
    auto item = reader.next();
    REQUIRE(item);
    if (!*item) return out;
    if (const auto* record = std::get_if<SourceRecord>(&**item)) out.push_back(record->raw.body);
  }
}

}  // namespace

TEST_CASE("A page is read work by work and not held whole") {
  CrossrefFileReader reader(std::make_unique<EndlessPage>(200000, EndlessPage::End::whole));
  const auto first = reader.next();
  REQUIRE(first);
  REQUIRE(*first);
  CHECK(reader.bytes_read() < 1000);
  std::size_t count = 1;
  for (auto item = reader.next(); item && *item; item = reader.next()) ++count;
  CHECK(count == 200000);
  CHECK(reader.bytes_read() > 10'000'000);
}

TEST_CASE("When the bytes fail what came before stands and the failure is told") {
  CrossrefFileReader reader(std::make_unique<EndlessPage>(3, EndlessPage::End::fails));
  for (int i = 0; i < 3; ++i) {
    const auto item = reader.next();
    REQUIRE(item);
    REQUIRE(*item);
  }
  const auto item = reader.next();
  REQUIRE_FALSE(item);
  CHECK(item.error().code == Code::io);
  CHECK(item.error().message == "The disk gave up");
}

TEST_CASE("The body of a record is the item exactly as received") {
  const std::string odd =
      "{ \"DOI\" :\t\"10.5555/ODD\",\r\n  \"title\":[ \"A \\u00e9 \\\" ] } [ { title\" ], \"volume\":1.50 }";
  SECTION("alone") {
    CrossrefFileReader reader(WorkStream("\n " + odd + "\n"));
    CHECK(bodies(reader) == std::vector{odd});
  }
  SECTION("in an envelope") {
    CrossrefFileReader reader(WorkStream(R"({"status":"ok","message-type":"work","message": )" + odd + "}"));
    CHECK(bodies(reader) == std::vector{odd});
  }
  SECTION("in a page") {
    CrossrefFileReader reader(
        WorkStream(R"({"status":"ok","message":{"items":[ )" + odd + " , " + work(1) + R"( ],"total-results":2}})"));
    CHECK(bodies(reader) == std::vector{odd, work(1)});
    CHECK(reader.envelope().total_results == 2u);
  }
  SECTION("in a list") {
    CrossrefFileReader reader(WorkStream("[" + odd + "]"));
    CHECK(bodies(reader) == std::vector{odd});
  }
  SECTION("one to a line") {
    CrossrefFileReader reader(WorkStream(work(1) + "\n" + work(2) + "\n\n" + work(3)));
    CHECK(bodies(reader) == std::vector{work(1), work(2), work(3)});
  }
}

TEST_CASE("How the bytes arrive makes no difference") {
  for (const char* name :
       {"page.json", "article.json", "broken_lines.jsonl", "sorted_page.json", "two_documents.json"}) {
    const std::string text = test::read_file(test::fixture("crossref") / name);
    CrossrefFileReader whole{WorkStream(text)};
    const auto expected = bodies(whole);
    REQUIRE_FALSE(expected.empty());
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{64}}) {
      INFO(name << " by " << step);
      CrossrefFileReader reader(std::make_unique<Trickle>(text, step));
      CHECK(bodies(reader) == expected);
    }
  }
}

TEST_CASE("However an input is cut it is never an unremarked success") {
  const std::string text = R"({"status":"ok","message-type":"work-list","message":{"items":[)" + work(1) + "," +
                           work(2) + R"(],"total-results":2}})";
  for (std::size_t length = 1; length < text.size(); ++length) {
    INFO(length);
    CrossrefFileReader reader{WorkStream(text.substr(0, length))};
    bool told = false;
    while (true) {
      const auto item = reader.next();
      if (!item) {
        CHECK(item.error().code == Code::malformed);
        CHECK_FALSE(item.error().message.empty());
        told = true;
        break;
      }
      if (!*item) break;
      told |= std::holds_alternative<Refusal>(**item);
    }
    CHECK(told);
  }
}

TEST_CASE("After an error the reader stays at its end") {
  CrossrefFileReader reader{WorkStream(R"([{"DOI":"10.5555/x")")};
  CHECK_FALSE(reader.next());
  const auto again = reader.next();
  REQUIRE(again);
  CHECK_FALSE(*again);
}

TEST_CASE("A work is never taken for what it is not") {
  struct Row {
    const char* json;
    Code code;
    const char* message;
  };
  const Row rows[] = {
      {"", Code::malformed, "it is not valid JSON"},
      {"{\"DOI\":", Code::malformed, "it is not valid JSON"},
      {"[]", Code::malformed, "it is not a JSON object"},
      {"null", Code::malformed, "it is not a JSON object"},
      {"{}", Code::unsupported, "it has no DOI"},
      {R"({"DOI":7})", Code::malformed, "its DOI \"7\" is none"},
      {R"({"DOI":"10.5555/x","agency":{"id":"datacite"}})", Code::unsupported,
       "it only says which agency registered the DOI"},
      {R"({"primary-name":"A publisher"})", Code::unsupported, "it describes a member of Crossref, not a work"},
      {R"({"message":{}})", Code::unsupported, "it is an answer inside a list of works"},
  };
  for (const Row& row : rows) {
    INFO(row.json);
    const auto publication = parse_work(row.json);
    REQUIRE_FALSE(publication);
    CHECK(publication.error().code == row.code);
    CHECK(publication.error().message == row.message);
  }
}

TEST_CASE("Members of undocumented shapes cost a field and not the work") {
  const auto publication = parse_work(
      R"({"DOI":"10.5555/shape","title":{"a":1},"author":{"family":"Quill"},"issued":[2026],"volume":[1],"page":null,
          "abstract":["x"],"ISSN":7,"funder":["x",null],"license":{"URL":"x"},"relation":[1],"updated-by":{"type":"retraction"},
          "update-to":null,"event":7,"resource":"x","URL":false,"is-referenced-by-count":-3,"references-count":"many",
          "editor":[null,7,"text",[]],"clinical-trial-number":[[]],"institution":"x","review":[],"degree":7,"aliases":{},
          "container-title":[null,["x"],7],"subject":[[]],"language":["en"]})");
  REQUIRE(publication);
  CHECK(publication->doi == Doi::parse("10.5555/shape"));
  CHECK(publication->title.empty());
  CHECK(publication->contributors.empty());
  CHECK(publication->notices.empty());
  CHECK_FALSE(publication->dates.issued);
  CHECK_FALSE(publication->cited_by);
  CHECK_FALSE(publication->reference_count);
}
