// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <future>
#include <string>
#include <thread>
#include <utility>

#include <httplib.h>

namespace evident::test {

/// A web server on a free port of 127.0.0.1 for as long as this lives. Routes are added before run().
class LocalServer {
 public:
  LocalServer() : port_(server.bind_to_any_port("127.0.0.1")) { server.set_keep_alive_max_count(1000); }
  ~LocalServer() {
    stopping_.set_value();
    server.stop();
  }
  void run() {
    thread_ = std::jthread([this] { server.listen_after_bind(); });
    while (!server.is_running()) std::this_thread::yield();
  }
  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
  /// Ready when the server is going away: what a stalled handler waits for.
  std::shared_future<void> stopping() const { return stopped_; }

  httplib::Server server;

 private:
  std::promise<void> stopping_;
  std::shared_future<void> stopped_ = stopping_.get_future().share();
  int port_;
  std::jthread thread_;
};

/// Answers every connection on a free port with the same bytes, whatever is asked, and closes it.
class RawServer {
 public:
  explicit RawServer(std::string reply) : reply_(std::move(reply)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool listening = ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                           ::listen(socket_, 8) == 0 &&
                           ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (!listening) std::abort();
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { serve(); });
  }
  ~RawServer() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

 private:
  void serve() const {
    for (int client = ::accept(socket_, nullptr, nullptr); client >= 0; client = ::accept(socket_, nullptr, nullptr)) {
      std::string request;
      char buffer[4096];
      while (request.find("\r\n\r\n") == std::string::npos) {
        const auto got = ::read(client, buffer, sizeof buffer);
        if (got <= 0) break;
        request.append(buffer, static_cast<std::size_t>(got));
      }
      (void)!::write(client, reply_.data(), reply_.size());  // whoever hung up early has made its point
      ::close(client);
    }
  }

  std::string reply_;
  int socket_;
  int port_ = 0;
  std::jthread thread_;
};

}  // namespace evident::test
