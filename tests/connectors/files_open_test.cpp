// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>
#include <fstream>

#include <zlib.h>
#include <zstd.h>
#include <catch2/catch.hpp>

#include "connectors/files/line_reader.hpp"
#include "connectors/files/open_file.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace evident;
using namespace evident::files;

namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

struct Outcome {
  std::string text;
  std::optional<Error> error;
};

Outcome drain(Result<std::unique_ptr<ByteSource>> source, std::size_t step = 1000) {
  Outcome out;
  if (!source) return {{}, source.error()};
  std::string buffer(step, '\0');
  while (true) {
    const auto got = (*source)->read(buffer);
    if (!got) {
      out.error = got.error();
      return out;
    }
    if (*got == 0) return out;
    out.text.append(buffer, 0, *got);
  }
}

Outcome unpack(std::string bytes, SwellLimits limits = {}, std::size_t step = 1000) {
  return drain(decompressed(bytes_in_memory(std::move(bytes)), limits), step);
}

/// 300 kB that do not shrink to nothing.
std::string long_text() {
  std::string text;
  for (int i = 0; i < 30000; ++i) text += std::to_string(i * 7919 % 100003) + "\n";
  return text;
}

}  // namespace

TEST_CASE("plain, gzip and zstd bytes read the same, whatever the size of the reader's buffer") {
  const std::string text = long_text();
  for (const std::size_t step : {1U, 7U, 4096U, 1000000U}) {
    CHECK(unpack(text, {}, step).text == text);
    CHECK(unpack(gzip(text), {}, step).text == text);
    CHECK(unpack(zstd(text), {}, step).text == text);
  }
}

TEST_CASE("concatenated gzip members and zstd frames are one text") {
  CHECK(unpack(gzip("one ") + gzip("two ") + gzip("three")).text == "one two three");
  CHECK(unpack(zstd("one ") + zstd("two")).text == "one two");
  CHECK(unpack(gzip("padded") + std::string(512, '\0')).text == "padded");
}

TEST_CASE("a truncated compressed file gives what it holds and then an error") {
  const std::string text = long_text();
  for (const std::string& whole : {gzip(text), zstd(text)}) {
    const auto most =
        unpack(whole.substr(0, whole.size() * 9 / 10));  // zstd gives nothing before its first block is whole
    REQUIRE(most.error);
    CHECK(most.error->code == Code::malformed);
    CHECK(most.error->message.find("breaks off") != std::string::npos);
    CHECK(text.starts_with(most.text));
    CHECK_FALSE(most.text.empty());
    const auto nearly = unpack(whole.substr(0, whole.size() - 1));
    CHECK(nearly.error);
  }
}

TEST_CASE("a damaged compressed file is an error and not a shorter file") {
  for (std::string bytes : {gzip(long_text()), zstd(long_text())}) {
    for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 40; ++i) bytes[i] = static_cast<char>(~bytes[i]);
    CHECK(unpack(bytes).error);
  }
  CHECK(unpack(gzip("text") + "garbage").error);
}

TEST_CASE("a decompression bomb is stopped before it fills anything") {
  const std::string zeros(3 << 20, '\0');
  const SwellLimits limits{.ratio = 50, .free_bytes = 1 << 16};
  for (const std::string& bomb : {gzip(zeros), zstd(zeros)}) {
    const auto out = unpack(bomb, limits);
    REQUIRE(out.error);
    CHECK(out.error->code == Code::too_large);
    CHECK(out.text.size() < 100000 + bomb.size() * 50);
  }
  CHECK_FALSE(unpack(gzip(long_text()), limits).error);
}

TEST_CASE("a file that is not there and a folder are told apart") {
  const test::TemporaryDirectory folder;
  CHECK(drain(open_bytes(folder / "nothing.xml")).error->code == Code::not_found);
  CHECK(drain(open_bytes(folder.path())).error->code == Code::invalid_argument);
  std::ofstream(folder / "some.txt") << "words";
  CHECK(drain(open_bytes(folder / "some.txt")).text == "words");
}

TEST_CASE("UTF-16 of either byte order and marks of UTF-8 become plain UTF-8") {
  const auto utf8 = [](std::string bytes, std::size_t step = 100) {
    return drain(as_utf8(bytes_in_memory(std::move(bytes))), step).text;
  };
  CHECK(utf8("\xef\xbb\xbf"
             "abc") == "abc");
  CHECK(utf8("ab") == "ab");
  CHECK(utf8("") == "");
  // "é𝄞" needs a surrogate pair.
  const std::string little("\xff\xfe\xe9\x00\x34\xd8\x1e\xdd", 8), big("\xfe\xff\x00\xe9\xd8\x34\xdd\x1e", 8);
  for (const std::size_t step : {1U, 3U, 100U}) {
    CHECK(utf8(little, step) == "é𝄞");
    CHECK(utf8(big, step) == "é𝄞");
  }
  CHECK(utf8(little.substr(0, 7)) == "é\uFFFD");
}

TEST_CASE("lines end with LF, CR LF or CR and Windows-1252 becomes UTF-8") {
  LineReader lines(bytes_in_memory("one\ntwo\r\nthree\rfour\n\nM\xfcller \x96 caf\xe9\nMüller"));
  std::vector<std::string> all;
  while (true) {
    const auto line = lines.next();
    REQUIRE(line);
    if (!*line) break;
    all.emplace_back(**line);
  }
  CHECK(all == std::vector<std::string>{"one", "two", "three", "four", "", "Müller – café", "Müller"});
  CHECK(lines.line() == 7);
}
