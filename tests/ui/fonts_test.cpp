// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/fonts.hpp"

#include <catch2/catch.hpp>

#include "indexer/model/text.hpp"
#include "tests/ui/harness.hpp"
#include "tests/ui/sample_publications.hpp"
#include "ui/desktop/display_form.hpp"

using namespace evident;
using namespace evident::test;

TEST_CASE("every character of titles in many scripts has a picture after one rebuild") {
  desktop::FontBook& fonts = shared_fonts();
  if (fonts.generation() == 0) fonts.build(1, 1);
  for (const std::string& title : sample_titles_in_many_scripts()) fonts.want(desktop::display_form(title));
  fonts.rebuild();
  CHECK_FALSE(fonts.rebuild_due());
  for (const std::string& title : sample_titles_in_many_scripts()) {
    const std::string form = desktop::display_form(title);
    std::string_view rest = form;
    while (!rest.empty()) {
      const Utf8Char next = decode_utf8(rest);
      rest.remove_prefix(next.bytes);
      INFO("U+" << std::hex << static_cast<unsigned>(next.code) << " in " << title);
      CHECK(next.code != 0xFFFD);
      CHECK(fonts.can_draw(desktop::FontRole::body, next.code));
      CHECK(fonts.can_draw(desktop::FontRole::heading, next.code));
    }
  }
}

TEST_CASE("a character that was not asked for asks for a rebuild once") {
  desktop::FontBook& fonts = shared_fonts();
  if (fonts.generation() == 0) fonts.build(1, 1);
  fonts.rebuild();
  fonts.want("plain words");
  CHECK_FALSE(fonts.rebuild_due());
  fonts.want("Ⴀ ꙮ");
  const std::uint64_t before = fonts.generation();
  CHECK(fonts.rebuild_due());
  fonts.rebuild();
  CHECK(fonts.generation() == before + 1);
  fonts.want("Ⴀ ꙮ");
  CHECK_FALSE(fonts.rebuild_due());
}

TEST_CASE("type is set at its em size and fallbacks keep their line") {
  desktop::FontBook& fonts = shared_fonts();
  fonts.build(1, 1);
  CHECK(fonts[desktop::FontRole::tiny].size == 14);
  CHECK(fonts[desktop::FontRole::small].size == 15);
  CHECK(fonts[desktop::FontRole::read].size == 17);
  CHECK(fonts[desktop::FontRole::title].size == 24);
  fonts.build(1.5F, 1);
  CHECK(fonts[desktop::FontRole::tiny].size == 21);
  fonts.build(1, 1);
}

TEST_CASE("text is composed and mathematical letters become plain ones for display") {
  CHECK(desktop::display_form("Mu\xCC\x88ller") == "Müller");
  CHECK(desktop::display_form("\U0001D6FC = \U0001D45D") == "α = p");
  CHECK(desktop::display_form("CO₂ 10³") == "CO₂ 10³");
  CHECK(desktop::display_form("note \U0001F600") == "note \uFFFD");
  CHECK(desktop::display_form("soft\u00ADhyphen") == "softhyphen");
}

TEST_CASE("Arabic and Hebrew are joined and put in visual order") {
  CHECK(desktop::has_right_to_left("محمد"));
  CHECK_FALSE(desktop::has_right_to_left("Ελένη"));
  CHECK(desktop::display_form("אבג") == "גבא");
  // Reh, alef, in final and isolated presentation forms, from the right.
  CHECK(desktop::display_form("را") == "\uFE8D\uFEAD");
}
