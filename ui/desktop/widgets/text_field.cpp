// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/text_field.hpp"

#include <cmath>

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include "indexer/model/text.hpp"
#include "ui/desktop/draw.hpp"

namespace evident::desktop {

namespace {

/// Puts the guard between ImGui's field and the clipboard while the field is drawn, so that copying gives what was
/// meant and pasting loses nothing.
class GuardedClipboard {
 public:
  explicit GuardedClipboard(EditGuard& guard)
      : guard_(guard),
        io_(ImGui::GetIO()),
        get_(io_.GetClipboardTextFn),
        set_(io_.SetClipboardTextFn),
        user_(io_.ClipboardUserData) {
    io_.GetClipboardTextFn = [](void* self) { return static_cast<GuardedClipboard*>(self)->get(); };
    io_.SetClipboardTextFn = [](void* self, const char* text) { static_cast<GuardedClipboard*>(self)->set(text); };
    io_.ClipboardUserData = this;
  }
  ~GuardedClipboard() {
    io_.GetClipboardTextFn = get_;
    io_.SetClipboardTextFn = set_;
    io_.ClipboardUserData = user_;
  }
  GuardedClipboard(const GuardedClipboard&) = delete;
  GuardedClipboard& operator=(const GuardedClipboard&) = delete;

 private:
  const char* get() {
    const char* text = get_ == nullptr ? nullptr : get_(user_);
    if (text == nullptr) return nullptr;
    pasted_ = guard_.to_paste(valid_utf8(text));
    return pasted_.c_str();
  }
  void set(const char* text) {
    if (set_ != nullptr) set_(user_, guard_.from_field(text).c_str());
  }

  EditGuard& guard_;
  ImGuiIO& io_;
  const char* (*get_)(void*);
  void (*set_)(void*, const char*);
  void* user_;
  std::string pasted_;
};

}  // namespace

void leave_text_field() { ImGui::ClearActiveID(); }

void TextField::set_text(std::string_view text) {
  text_ = text;
  guard_ = EditGuard();
  field_ = guard_.to_field(text);
}

TextField::Outcome TextField::draw(Ui& ui, std::string_view id, Box box, std::string_view hint, FontRole role) {
  const std::string label(id);
  const Font font = ui.font(role);
  ui.note(id, box, TabStop::yes);
  ImGui::PushFont(font.face);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, std::floor((box.height() - font.size) / 2)});
  ImGui::SetCursorScreenPos(box.min());
  ImGui::SetNextItemWidth(box.width());
  const bool focused_by_tab = ui.focused() == id && !ui.typing();
  if (wants_keyboard_ || focused_by_tab) ImGui::SetKeyboardFocusHere();
  wants_keyboard_ = false;
  if (ui.focused() == id) ui.clear_focus();

  Outcome outcome;
  {
    const GuardedClipboard clipboard(guard_);
    outcome.edited = ImGui::InputTextWithHint(("##" + label).c_str(), std::string(hint).c_str(), &field_,
                                              ImGuiInputTextFlags_AutoSelectAll);
  }
  outcome.active = ImGui::IsItemActive();
  ImGui::PopStyleVar();
  ImGui::PopFont();
  if (outcome.edited) {
    text_ = guard_.from_field(field_);
    ui.fonts().want(field_);
  }
  return outcome;
}

}  // namespace evident::desktop
