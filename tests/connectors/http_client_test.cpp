// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "connectors/http/http_client.hpp"
#include "connectors/http/url.hpp"

using namespace evident;
using namespace evident::http;

TEST_CASE("Keys and tokens and e-mail addresses are cut out of a web address before anyone reads it") {
  struct Row {
    const char* url;
    const char* shown;
  };
  const Row rows[] = {
      {"https://eutils.example/esearch.fcgi?db=pubmed&api_key=s3cret&term=x",
       "https://eutils.example/esearch.fcgi?db=pubmed&api_key=***&term=x"},
      {"https://api.example/works?mailto=a%40b.example", "https://api.example/works?mailto=***"},
      {"https://api.example/works?rows=2&email=a@b.example&token=t#top",
       "https://api.example/works?rows=2&email=***&token=***#top"},
      {"https://user:pass@api.example:8443/works?q=1", "https://api.example:8443/works?q=1"},
      {"https://api.example/?API%5FKEY=s3cret", "https://api.example/?API%5FKEY=***"},
      {"https://api.example/?a=1;api_key=s3cret", "https://api.example/?a=1;api_key=***"},
      {"https://api.example/works/10.5555%2Fmailto=x", "https://api.example/works/10.5555%2Fmailto=x"},
      {"https://api.example/a@b?tool-private=z", "https://api.example/a@b?tool-private=***"},
      {"/relative?token=t", "/relative?token=***"},
      {"https://api.example/works?cursor=abc&query=email", "https://api.example/works?cursor=abc&query=email"},
      {"", ""},
  };
  for (const Row& row : rows) CHECK(redacted(row.url) == row.shown);
}

TEST_CASE("A response finds its first header of a name and says nothing where there is none") {
  const Response response{.headers = {{"etag", "1"}, {"link", "a"}, {"link", "b"}}};
  CHECK(response.header("link") == "a");
  CHECK(response.header("retry-after").empty());
}

TEST_CASE("Text is percent-encoded into addresses and comes back unchanged") {
  CHECK(percent_encoded("10.1016/s0140-6736(97)11096-0") == "10.1016%2Fs0140-6736%2897%2911096-0");
  CHECK(percent_encoded("Müller ~_.-") == "M%C3%BCller%20~_.-");
  CHECK(percent_decoded("a%2Fb%20c+d%zz%4") == "a/b c+d%zz%4");
  const std::string all = "\x01 !\"#$%&'()*+,/:;<=>?@[\\]^`{|}é";
  CHECK(percent_decoded(percent_encoded(all)) == all);
  CHECK(query_string({{"term", "smith j[au]"}, {"filter", "doi:a"}, {"filter", "doi:b"}, {"empty", ""}}) ==
        "term=smith%20j%5Bau%5D&filter=doi%3Aa&filter=doi%3Ab&empty=");
  CHECK(query_string({}).empty());
}

TEST_CASE("Two addresses have one origin only where scheme and host and port agree") {
  CHECK(origin_of("HTTPS://Api.Example/x?y") == "https://api.example:443");
  CHECK(origin_of("https://api.example:443") == origin_of("https://user@api.example/other"));
  CHECK(origin_of("https://api.example") != origin_of("http://api.example"));
  CHECK(origin_of("http://api.example:81") != origin_of("http://api.example"));
  CHECK(origin_of("http://[::1]:8080/x") == "http://[::1]:8080");
  CHECK(origin_of("https://api.example@evil.example/").find("evil.example") != std::string::npos);
  CHECK(origin_of("ftp://api.example").empty());
  CHECK(origin_of("file:///etc/passwd").empty());
  CHECK(origin_of("api.example/works").empty());
  CHECK(host_of("https://u:p@api.example:443/x") == "api.example");
  CHECK(host_of("http://127.0.0.1:8080") == "127.0.0.1:8080");
}

TEST_CASE("A form loses its secret parameters and keeps the others in order") {
  CHECK(without_secret_parameters("id=1%2C2&api_key=k&db=pubmed&email=e") == "id=1%2C2&db=pubmed");
  CHECK(without_secret_parameters("api_key=k").empty());
  CHECK(without_secret_parameters("").empty());
}
