// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/interrupt.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <unistd.h>

#include "ui/cli/exit_status.hpp"

namespace evident::cli {
namespace {

// A handler may touch little: lock-free atomics, write() and _exit() (signal-safety(7)). It writes into a pipe, and a
// thread that reads the pipe does the rest.
std::atomic<int> pipe_end{-1};
std::atomic<bool> signalled{false};

constexpr char kSignal = 's';
constexpr char kEnd = 'e';

void tell(char what) {
  const int saved = errno;
  if (write(pipe_end.load(), &what, 1) != 1) {
    // The pipe is empty but for these few bytes, so this happens only once it is closed, when nobody listens.
  }
  errno = saved;
}

extern "C" void on_signal(int) {
  if (signalled.exchange(true)) _exit(status(Exit::cancelled));
  tell(kSignal);
}

void handle(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return;  // out of file handles: the signals keep ending the process, which loses nothing
  signalled = false;
  pipe_end = ends[1];
  listener_ = std::jthread([source = source_, from = ends[0]]() mutable {
    char what = 0;
    while (true) {
      const auto size = read(from, &what, 1);
      if (size < 0 && errno == EINTR) continue;
      if (size != 1 || what == kEnd) break;
      source.request_stop();
    }
    close(from);
  });
  handle(on_signal);
}

Interrupt::~Interrupt() {
  if (!listener_.joinable()) return;
  handle(SIG_DFL);
  tell(kEnd);
  listener_.join();
  close(pipe_end.exchange(-1));
}

}  // namespace evident::cli
