// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/shell.hpp"

#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "tests/ui/harness.hpp"
#include "ui/desktop/options.hpp"
#include "ui/desktop/shortcuts.hpp"
#include "ui/desktop/text_sizes.hpp"

using namespace evident;
using namespace evident::test;
using desktop::kControl;
using desktop::kControlShift;
using desktop::Key;
using desktop::kShift;

TEST_CASE("the sidebar changes screens and opens collections and saved searches") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.click("nav/members");
  CHECK(desktop.shell.screen() == app::Screen::members);
  CHECK(desktop.shows("member/1"));
  desktop.click("collection/2");
  CHECK(controller.called("open_collection 2"));
  CHECK(desktop.shell.screen() == app::Screen::evidence);
  desktop.click("saved/1");
  CHECK(controller.called("open_saved_search 1"));
}

TEST_CASE("a member leads from the roster to their publications") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.click("nav/members");
  desktop.click("member/2");
  CHECK(controller.called("open_member 2"));
  CHECK(desktop.shell.screen() == app::Screen::evidence);
}

TEST_CASE("the roster is drawn waiting and failed and empty") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.click("nav/members");
  for (const app::LoadState state : {app::LoadState::waiting, app::LoadState::failed, app::LoadState::ready}) {
    controller.members_model.state = state;
    controller.members_model.lines.clear();
    desktop.frames(5);
    CHECK_FALSE(desktop.shows("member/1"));
  }
}

TEST_CASE("theme and text size follow their keys") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.key(Key::l, kControlShift);
  CHECK(controller.preferences_model.theme == app::ThemeChoice::dark);
  CHECK(desktop.ui.look().theme == app::ThemeChoice::dark);
  desktop.key(Key::equal, kControl);
  CHECK(controller.preferences_model.text_percent == 110);
  desktop.key(Key::digit_0, kControl);
  CHECK(controller.preferences_model.text_percent == 100);
  desktop.key(Key::minus, kControl);
  desktop.key(Key::minus, kControl);
  CHECK(controller.preferences_model.text_percent == 90);
  desktop.key(Key::digit_0, kControl);
}

TEST_CASE("every size of text draws in every theme") {
  FakeController controller;
  DesktopHarness desktop(controller);
  for (const int percent : desktop::kTextSizes) {
    controller.preferences_model.text_percent = percent;
    for (const auto theme : {app::ThemeChoice::light, app::ThemeChoice::dark, app::ThemeChoice::high_contrast}) {
      controller.preferences_model.theme = theme;
      desktop.frames(5);
      CHECK(desktop.shows("row/0"));
    }
  }
  controller.preferences_model = {};
  desktop.frames(5);
}

TEST_CASE("keyboard focus goes round panes and controls and presses them") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.key(Key::f6);
  CHECK_FALSE(desktop.ui.focused().empty());
  desktop.ui.focus("nav/evidence");
  desktop.key(Key::tab);
  CHECK(desktop.ui.focused() == "nav/members");
  desktop.key(Key::enter);
  CHECK(desktop.shell.screen() == app::Screen::members);
  CHECK_FALSE(controller.called("open_link https://doi.org/10.5555/evident.58214"));
  desktop.key(Key::tab, kShift);
  CHECK(desktop.ui.focused() == "nav/evidence");
  desktop.key(Key::space);
  CHECK(desktop.shell.screen() == app::Screen::evidence);
  CHECK_FALSE(controller.called("tick 1 on"));
  desktop.key(Key::escape);
  CHECK(desktop.ui.focused().empty());
}

TEST_CASE("tab enters the search field and leaves it again") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.ui.focus("search");
  desktop.frames(5);
  CHECK(desktop.ui.typing());
  desktop.key(Key::tab);
  CHECK_FALSE(desktop.ui.typing());
}

TEST_CASE("F1 shows the keys and escape puts them away") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.key(Key::f1);
  CHECK(desktop.shell.keys().is_open());
  CHECK(desktop.shows("keys/close"));
  desktop.key(Key::down);
  CHECK(desktop.shell.evidence().list().selected() == 0U);
  desktop.key(Key::escape);
  CHECK_FALSE(desktop.shell.keys().is_open());
}

TEST_CASE("good news goes by itself and problems stay until dismissed") {
  FakeController controller;
  controller.status_model.messages = {
      {1, app::MessageKind::done, "Exported 2 publications.", ""},
      {2, app::MessageKind::problem, "Crossref could not be reached.", "Try again later."}};
  DesktopHarness desktop(controller);
  CHECK(desktop.shell.next_change().has_value());
  desktop.frames(200);
  CHECK(controller.called("dismiss 1"));
  CHECK_FALSE(controller.called("dismiss 2"));
  CHECK_FALSE(desktop.shell.next_change().has_value());
  desktop.click("message/2/dismiss");
  CHECK(controller.called("dismiss 2"));
}

TEST_CASE("running work is named in the status bar and can be stopped") {
  FakeController controller;
  controller.status_model.jobs = {{7, "Harvest", app::JobPhase::running, {"Reading PubMed", "records", 120, 340}}};
  DesktopHarness desktop(controller);
  desktop.click("status/stop");
  CHECK(controller.called("cancel 7"));
}

TEST_CASE("a small window folds the sidebar and lays the detail over the list") {
  FakeController controller;
  DesktopHarness desktop(controller, 1000, 700);
  CHECK(desktop.shows("nav/members"));
  CHECK_FALSE(desktop.shows("collection/1"));
  CHECK_FALSE(desktop.shows("abstract"));
  desktop.key(Key::enter);
  desktop.frames(5);
  CHECK(desktop.shows("abstract"));
  CHECK_FALSE(desktop.shows("row/0"));
  desktop.key(Key::escape);
  CHECK(desktop.shows("row/0"));
}

TEST_CASE("the sidebar folds by key and is as wide as it is dragged") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.key(Key::b, kControl);
  CHECK_FALSE(desktop.shows("collection/1"));
  desktop.key(Key::b, kControl);
  CHECK(desktop.shows("collection/1"));
  const desktop::Box handle = desktop.box_of("split/sidebar");
  desktop.drag({handle.centre().x, 900}, {handle.centre().x + 500, 900});
  CHECK(desktop.box_of("split/sidebar").left == Approx(340 - 3).margin(1));
}

TEST_CASE("widgets have ids of their own") {
  FakeController controller;
  DesktopHarness desktop(controller);
  std::set<std::string> ids;
  for (const desktop::HitRecord& hit : desktop.ui.hits()) {
    INFO(hit.id);
    CHECK(ids.insert(hit.id).second);
  }
}

TEST_CASE("a key means one thing at a time") {
  const auto table = desktop::shortcuts();
  for (std::size_t a = 0; a < table.size(); ++a) {
    for (std::size_t b = a + 1; b < table.size(); ++b) {
      const bool same = table[a].key == table[b].key && table[a].modifiers == table[b].modifiers;
      INFO(table[a].says << " and " << table[b].says);
      CHECK_FALSE(same);
    }
  }
  CHECK(desktop::caps_of(desktop::Command::export_list) == "Ctrl E");
  CHECK(desktop::caps_of(desktop::Command::previous_row).empty());
}

TEST_CASE("options are read or refused in a sentence") {
  CHECK(desktop::parse_size("1280x800").value() == std::pair(1280, 800));
  for (const char* bad : {"1280", "x800", "1280x", "0x0", "99999x800", "1280x800x", "wide"}) {
    INFO(bad);
    const auto size = desktop::parse_size(bad);
    REQUIRE_FALSE(size);
    CHECK(size.error().code == Code::invalid_argument);
  }
  CHECK(desktop::parse_theme("high-contrast").value() == app::ThemeChoice::high_contrast);
  CHECK_FALSE(desktop::parse_theme("sepia"));
  CHECK(desktop::parse_screen("members").value() == app::Screen::members);
  CHECK_FALSE(desktop::parse_screen("nothing"));
}

TEST_CASE("text sizes step between the ones offered") {
  CHECK(desktop::next_text_size(100, 1) == 110);
  CHECK(desktop::next_text_size(150, 1) == 150);
  CHECK(desktop::next_text_size(90, -1) == 90);
  CHECK(desktop::next_text_size(104, -1) == 100);
}

TEST_CASE("what a view asks for changes no model before the frame is drawn") {
  FakeController controller;
  desktop::DeferredController deferred(controller);
  const app::Filter& first = controller.evidence_model.filters.front();
  deferred.remove_filter(first.key);
  deferred.clear_filters();
  CHECK(controller.evidence_model.filters.size() == 2);
  deferred.carry_out();
  CHECK(controller.calls == std::vector<std::string>{"remove_filter years", "clear_filters"});
  deferred.carry_out();
  CHECK(controller.calls.size() == 2);
}
