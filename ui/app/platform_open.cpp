// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/platform_open.hpp"

#include <array>
#include <cstring>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <thread>

extern char** environ;

namespace evident::app {

Result<void> open_in_browser(const std::string& address) {
  if (!address.starts_with("https://") && !address.starts_with("http://"))
    return fail(Code::refused, fmt::format("'{}' is not a web address and was not opened", address));
  std::string program = "xdg-open", argument = address;
  std::array<char*, 3> arguments = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  const int status = posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments.data(), environ);
  if (status != 0)
    return fail(Code::io, fmt::format("cannot open the browser: {}", std::strerror(status)),
                "install xdg-utils, or copy the address");
  // xdg-open stays for as long as some browsers do; whoever waits must not be the frame.
  std::thread([child] { waitpid(child, nullptr, 0); }).detach();
  return {};
}

}  // namespace evident::app
