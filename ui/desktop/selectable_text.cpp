// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/selectable_text.hpp"

#include <algorithm>
#include <utility>

namespace evident::desktop {

void SelectableText::set(TextLayout layout) {
  // The same text at another width or size keeps its selection.
  if (layout.text() != layout_.text()) {
    range_ = {};
    anchor_.reset();
  }
  layout_ = std::move(layout);
}

void SelectableText::draw(Ui& ui, std::string_view id, ImVec2 at, float width) {
  const HitState state = ui.hit(id, Box::at(at.x, at.y, width, layout_.height()), TabStop::no);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto offset_under_mouse = [&] { return layout_.offset_at(ui, {mouse.x - at.x, mouse.y - at.y}); };
  if (state.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  if (state.double_clicked) {
    range_ = layout_.word_at(offset_under_mouse());
    anchor_.reset();
  } else if (ImGui::IsItemActivated()) {
    anchor_ = offset_under_mouse();
    range_ = {*anchor_, *anchor_};
  } else if (state.held && anchor_) {
    const std::size_t here = offset_under_mouse();
    range_ = {std::min(here, *anchor_), std::max(here, *anchor_)};
  }
  layout_.draw(ui, at, range_);
}

std::string SelectableText::selected() const {
  return range_.empty() ? std::string() : layout_.text().substr(range_.begin, range_.end - range_.begin);
}

}  // namespace evident::desktop
