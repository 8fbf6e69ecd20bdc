// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/widgets/edit_guard.hpp"

#include <catch2/catch.hpp>

#include "indexer/model/text.hpp"
#include "tests/ui/harness.hpp"

using namespace evident;
using namespace evident::test;

namespace {

bool within_bmp(std::string_view text) {
  while (!text.empty()) {
    const Utf8Char next = decode_utf8(text);
    if (next.code > 0xFFFF) return false;
    text.remove_prefix(next.bytes);
  }
  return true;
}

}  // namespace

TEST_CASE("text beyond U+FFFF survives a field both ways") {
  const std::string text = "note \U0001F600 \U0001D6FC and \U0001F600 again, \U00020BB7野家, private \uE123 and \uFDD0";
  desktop::EditGuard guard;
  const std::string field = guard.to_field(text);
  CHECK(within_bmp(field));
  CHECK(field != text);
  CHECK(guard.from_field(field) == text);
  CHECK(guard.from_field(guard.to_paste(text)) == text);
}

TEST_CASE("more different characters than slots become replacements and never others") {
  std::string text;
  for (char32_t code = 0x1F600; code < 0x1F600 + 40; ++code) append_utf8(text, code);
  desktop::EditGuard guard;
  const std::string back = guard.from_field(guard.to_paste(text));
  std::string expected = text.substr(0, 32 * 4);
  for (int index = 0; index < 8; ++index) append_utf8(expected, 0xFFFD);
  CHECK(back == expected);
}

TEST_CASE("focusing and editing the search field keeps characters beyond U+FFFF") {
  FakeController controller;
  controller.evidence_model.query = "note \U0001F600 \U0001D6FC";
  DesktopHarness desktop(controller);
  desktop.key(desktop::Key::f, desktop::kControl);
  desktop.key(desktop::Key::end);
  desktop.type("!");
  CHECK(controller.evidence_model.query == "note \U0001F600 \U0001D6FC!");
  desktop.key(desktop::Key::a, desktop::kControl);
  desktop.key(desktop::Key::c, desktop::kControl);
  CHECK(desktop.clipboard == "note \U0001F600 \U0001D6FC!");
}

TEST_CASE("pasting characters beyond U+FFFF loses none") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.clipboard = "\U0001D6FC-synuclein 王小明";
  desktop.key(desktop::Key::f, desktop::kControl);
  desktop.key(desktop::Key::v, desktop::kControl);
  CHECK(controller.evidence_model.query == "\U0001D6FC-synuclein 王小明");
}
