// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "ui/app/status_model.hpp"
#include "ui/desktop/ui.hpp"

namespace evident::desktop {

/// Messages at the foot of the window. Good news goes by itself after some seconds; problems stay until dismissed.
class Toasts {
 public:
  /// Something the window itself did ("Citation copied").
  void say(std::string text) { own_.push_back({std::move(text), 0}); }
  /// Returns the messages of the controller that are done with.
  std::vector<app::MessageId> draw(Ui& ui, Box window, const std::vector<app::Message>& messages);
  /// Seconds from now until something here changes by itself; nothing: it does not.
  std::optional<double> next_change() const;

 private:
  struct Own {
    std::string text;
    double until;  ///< ImGui time; 0: not shown yet
  };
  struct Seen {
    app::MessageId id;
    double until;
  };
  struct Line {
    std::string text, hint;
    bool problem;
    std::string id;
  };
  bool draw_line(Ui& ui, Box window, float bottom, const Line& line) const;

  std::deque<Own> own_;
  std::vector<Seen> seen_;
};

}  // namespace evident::desktop
