// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/deferred_controller.hpp"

#include <utility>

namespace evident::desktop {

void DeferredController::carry_out() {
  for (const std::function<void()>& command : std::exchange(asked_, {})) command();
}

}  // namespace evident::desktop
