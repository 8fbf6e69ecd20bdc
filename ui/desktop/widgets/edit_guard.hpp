// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evident::desktop {

/// Carries characters beyond U+FFFF through a text field. Our ImGui keeps 16 bits a character and turns every other
/// one into U+FFFD as soon as a field is focused, so each is given a slot among characters that mean nothing and put
/// back afterwards. One guard belongs to one field.
class EditGuard {
 public:
  /// The text as a field may hold it. Slots are private-use characters (U+E900 to U+F8FF); private-use characters of
  /// the text itself get slots of their own.
  std::string to_field(std::string_view text);
  /// The same for text that is pasted, where ImGui refuses private-use characters: slots are the noncharacters U+FDD0
  /// to U+FDEF. The 33rd different character pasted in one edit becomes U+FFFD.
  std::string to_paste(std::string_view text);
  /// What the person means by a field's content.
  std::string from_field(std::string_view text) const;

 private:
  struct Slot {
    char32_t stands_in;
    char32_t meant;
  };
  char32_t slot_for(char32_t code, char32_t first, char32_t last);
  std::string replaced(std::string_view text, char32_t first, char32_t last);

  std::vector<Slot> slots_;
};

}  // namespace evident::desktop
