// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace evident::cli {

/// The whole program: reads the command line, runs the command, prints what failed. Answers with the exit status.
int run_program(int argc, const char* const* argv);

/// "evident 0.1.0".
std::string_view version_line();

}  // namespace evident::cli
