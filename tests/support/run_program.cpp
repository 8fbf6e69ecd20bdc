// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/run_program.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace evident::test {
namespace {

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::abort();
}

/// Two ends; what is written to `in` comes out of `out`.
struct Channel {
  int out = -1;
  int in = -1;
};

Channel open_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) give_up("pipe2");
  return {ends[0], ends[1]};
}

Channel open_terminal() {
  const int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) give_up("posix_openpt");
  const int slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (slave < 0) give_up("open terminal");
  winsize size{};
  size.ws_row = 30;
  size.ws_col = 100;
  ioctl(slave, TIOCSWINSZ, &size);
  return {master, slave};
}

std::string read_to_end(int file) {
  std::string text;
  std::array<char, 4096> buffer{};
  while (true) {
    const auto size = read(file, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;  // a terminal whose other side is closed answers EIO
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
  close(file);
  return text;
}

void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto size = write(file, text.data(), text.size());
    if (size <= 0) break;  // it did not want to read everything
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  close(file);
}

std::vector<std::string> environment_of(const ProgramRun& run) {
  std::vector<std::string> all;
  for (const char* name : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"})
    if (const char* value = std::getenv(name)) all.push_back(std::string(name) + "=" + value);
  for (const auto& [name, value] : run.environment) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

ProgramResult run_program(const std::filesystem::path& program, const ProgramRun& run) {
  // The program may end before it has read its input; that is its business.
  std::signal(SIGPIPE, SIG_IGN);
  const Channel input = open_pipe();
  const Channel output = run.answers == Answers::to_terminal ? open_terminal() : open_pipe();
  const Channel errors = open_pipe();
  std::vector<std::string> arguments = {program.string()};
  arguments.insert(arguments.end(), run.arguments.begin(), run.arguments.end());
  std::vector<std::string> environment = environment_of(run);
  const auto argument_pointers = pointers(arguments);
  const auto environment_pointers = pointers(environment);

  const pid_t child = fork();
  if (child < 0) give_up("fork");
  if (child == 0) {
    dup2(input.out, STDIN_FILENO);
    dup2(output.in, STDOUT_FILENO);
    dup2(errors.in, STDERR_FILENO);
    std::signal(SIGPIPE, SIG_DFL);
    execve(program.c_str(), argument_pointers.data(), environment_pointers.data());
    _exit(127);
  }
  close(input.out);
  close(output.in);
  close(errors.in);
  ProgramResult result;
  {
    const std::jthread feeding([&] { write_all(input.in, run.input); });
    const std::jthread listening([&] { result.err = read_to_end(errors.out); });
    result.out = read_to_end(output.out);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) give_up("waitpid");
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace evident::test
