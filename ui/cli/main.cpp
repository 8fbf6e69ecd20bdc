// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/cli/program.hpp"

int main(int argc, char** argv) { return evident::cli::run_program(argc, argv); }
