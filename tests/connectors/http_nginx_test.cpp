// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "connectors/http/curl_client.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace evident;
using namespace evident::http;

namespace {

std::string program(std::initializer_list<const char*> places) {
  for (const char* place : places) {
    if (::access(place, X_OK) == 0) return place;
  }
  return {};
}

/// Starts a program with its output thrown away; `inherited` becomes its descriptor 3 where it is one.
pid_t start(std::vector<std::string> words, int inherited = -1) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    const int nowhere = ::open("/dev/null", O_RDWR);
    for (const int output : {0, 1, 2}) ::dup2(nowhere, output);
    if (inherited >= 0) {
      ::dup2(inherited, 3);
      ::setenv("NGINX", "3;", 1);  // nginx takes over the listening sockets named here, as it does when it is replaced
    }
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  return child;
}

bool run(std::vector<std::string> words) {
  int status = -1;
  return ::waitpid(start(std::move(words)), &status, 0) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// nginx on a port of 127.0.0.1 that was ours from the start, so that nobody waits for it and nobody else has it.
class Nginx {
 public:
  Nginx(const std::string& nginx, const std::filesystem::path& folder) {
    const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listening, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listening, 16) == 0);
    REQUIRE(::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    const std::string port = std::to_string(ntohs(address.sin_port));
    origin_ = "https://127.0.0.1:" + port;
    std::ofstream(folder / "nginx.conf") << "daemon off; worker_processes 1; pid " << (folder / "pid").string()
                                         << "; error_log " << (folder / "error.log").string()
                                         << ";\nevents {}\nhttp { access_log off;\n"
                                         << temporary_paths(folder) << "server { listen 127.0.0.1:" << port
                                         << " ssl http2; ssl_certificate " << (folder / "server.pem").string()
                                         << "; ssl_certificate_key " << (folder / "server.key").string()
                                         << ";\nlocation / { return 200 \"$server_protocol\"; }\n"
                                         << "location /down { return 302 http://127.0.0.1:" << port << "/; } } }\n";
    child_ = start(
        {nginx, "-p", folder.string(), "-e", (folder / "error.log").string(), "-c", (folder / "nginx.conf").string()},
        listening);
    ::close(listening);
  }
  ~Nginx() {
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
  }
  std::string url(const std::string& path) const { return origin_ + path; }

 private:
  static std::string temporary_paths(const std::filesystem::path& folder) {
    std::string out;
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      out += std::string(kind) + "_temp_path " + (folder / kind).string() + "; ";
    }
    return out;
  }

  std::string origin_;
  pid_t child_ = -1;
};

/// ca.pem, and server.pem with server.key for 127.0.0.1, signed by it.
bool make_certificates(const std::string& openssl, const std::filesystem::path& folder) {
  const auto in = [&](const char* name) { return (folder / name).string(); };
  std::ofstream(folder / "san") << "subjectAltName=IP:127.0.0.1\n";
  const std::vector<std::string> key = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"};
  std::vector<std::string> authority = {
      openssl,   "req",        "-x509", "-days",     "2", "-subj", "/CN=Evident test authority",
      "-keyout", in("ca.key"), "-out",  in("ca.pem")};
  std::vector<std::string> request = {openssl,          "req",  "-subj",         "/CN=127.0.0.1", "-keyout",
                                      in("server.key"), "-out", in("server.csr")};
  for (auto* words : {&authority, &request}) words->insert(words->end(), key.begin(), key.end());
  return run(authority) && run(request) &&
         run({openssl, "x509", "-req", "-days", "2", "-in", in("server.csr"), "-CA", in("ca.pem"), "-CAkey",
              in("ca.key"), "-CAcreateserial", "-extfile", in("san"), "-out", in("server.pem")});
}

}  // namespace

TEST_CASE("TLS is spoken with a server whose authority we know over HTTP 2 and with no other") {
  const std::string nginx = program({"/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"});
  const std::string openssl = program({"/usr/bin/openssl", "/usr/local/bin/openssl"});
  if (nginx.empty() || openssl.empty()) {
    SUCCEED("skipped: nginx or openssl is not installed");
    return;
  }
  const test::TemporaryDirectory folder;
  REQUIRE(make_certificates(openssl, folder.path()));
  const Nginx server(nginx, folder.path());
  const auto client = [&](const char* authority) {
    return CurlClient({.ca_file = (folder / authority).string(), .proxy = ""});
  };

  const auto trusted = client("ca.pem").send({.url = server.url("/")}, {});
  if (!trusted) FAIL(trusted.error().message);
  CHECK(trusted->status == 200);
  CHECK(trusted->body == "HTTP/2.0");

  const auto unknown = CurlClient({.proxy = ""}).send({.url = server.url("/?api_key=s3cret")}, {});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == Code::refused);
  CHECK(unknown.error().message.starts_with("the certificate of 127.0.0.1:"));
  CHECK(unknown.error().message.find("does not verify") != std::string::npos);
  CHECK(unknown.error().message.find("s3cret") == std::string::npos);
  CHECK_FALSE(unknown.error().hint.empty());

  const auto no_file = client("absent.pem").send({.url = server.url("/")}, {});
  REQUIRE_FALSE(no_file);
  CHECK(no_file.error().code == Code::io);

  const auto other_name = client("ca.pem").send({.url = "https://localhost" + server.url("").substr(17) + "/"}, {});
  REQUIRE_FALSE(other_name);
  CHECK(other_name.error().code == Code::refused);

  const auto downgraded = client("ca.pem").send({.url = server.url("/down")}, {});
  REQUIRE_FALSE(downgraded);
  CHECK(downgraded.error().code == Code::refused);
  CHECK(downgraded.error().message.find("from https to http") != std::string::npos);
}
