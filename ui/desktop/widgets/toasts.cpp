// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/toasts.hpp"

#include <algorithm>
#include <cmath>

#include "ui/desktop/draw.hpp"
#include "ui/desktop/widgets/buttons.hpp"

namespace evident::desktop {

namespace {

constexpr double kSeconds = 2.5;
constexpr float kHeight = 38, kGap = 8, kAboveFoot = 46;

}  // namespace

std::vector<app::MessageId> Toasts::draw(Ui& ui, Box window, const std::vector<app::Message>& messages) {
  const double now = ImGui::GetTime();
  std::vector<app::MessageId> finished;
  float bottom = window.bottom - ui.px(kAboveFoot);
  const auto step = ui.px(kHeight) + ui.px(kGap);

  std::erase_if(seen_, [&](const Seen& seen) {
    return std::none_of(messages.begin(), messages.end(), [&](const app::Message& m) { return m.id == seen.id; });
  });
  for (const app::Message& message : messages) {
    const bool problem = message.kind == app::MessageKind::problem;
    const Line line{message.text, message.hint, problem, "message/" + std::to_string(message.id)};
    bool done = draw_line(ui, window, bottom, line);
    bottom -= step;
    if (!problem) {
      auto seen = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) { return s.id == message.id; });
      if (seen == seen_.end()) seen = seen_.insert(seen_.end(), {message.id, now + kSeconds});
      done = done || now > seen->until;
    }
    if (done) finished.push_back(message.id);
  }
  for (Own& own : own_) {
    if (own.until == 0) own.until = now + kSeconds;
    draw_line(ui, window, bottom, {own.text, {}, false, "toast"});
    bottom -= step;
  }
  std::erase_if(own_, [now](const Own& own) { return now > own.until; });
  return finished;
}

bool Toasts::draw_line(Ui& ui, Box window, float bottom, const Line& line) const {
  const float most = window.width() - ui.px(120);
  std::string text = line.hint.empty() ? line.text : line.text + " " + line.hint;
  text = ellipsised(ui, FontRole::small_medium, text, most);
  const float close = line.problem ? ui.px(30) : 0;
  const float width = std::floor(text_width(ui, FontRole::small_medium, text)) + ui.px(52) + close;
  const Box box =
      Box::at(std::floor((window.left + window.right - width) / 2), bottom - ui.px(kHeight), width, ui.px(kHeight));

  ImGui::SetNextWindowPos(box.min());
  ImGui::SetNextWindowSize(box.size());
  ImGui::Begin(line.id.c_str(), nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  draw_shadow(ui, *list, box, ui.px(8), kToastShadow);
  list->PopClipRect();
  fill(box, ui.colour(Colour::float_fill), ui.px(8));
  if (ui.theme().outlines() == Outlines::drawn) outline(box, ui.colour(Colour::border_strong), ui.px(8));
  draw_icon(ui, line.problem ? Icon::triangle_alert : Icon::circle_check, {box.left + ui.px(14), box.top + ui.px(12)},
            14, ui.colour(line.problem ? Colour::star : Colour::float_green));
  draw_text_in(ui, FontRole::small_medium, {box.left + ui.px(36), box.top, box.right, box.bottom},
               ui.colour(Colour::float_text), text);
  bool dismissed = false;
  if (line.problem) {
    const Box cross = Box::at(box.right - ui.px(32), box.top + ui.px(7), ui.px(24), ui.px(24));
    dismissed = ui.hit(line.id + "/dismiss", cross).clicked;
    draw_icon_centred(ui, Icon::close, cross, 14, ui.colour(Colour::float_text));
  }
  ImGui::End();
  return dismissed;
}

std::optional<double> Toasts::next_change() const {
  std::optional<double> next;
  const auto consider = [&next](double until) {
    const double left = std::max(0.0, until - ImGui::GetTime());
    if (!next || left < *next) next = left;
  };
  for (const Own& own : own_) consider(own.until);
  for (const Seen& seen : seen_) consider(seen.until);
  return next;
}

}  // namespace evident::desktop
