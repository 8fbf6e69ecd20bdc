// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/ui/harness.hpp"

using namespace evident;
using namespace evident::test;
using desktop::kControl;
using desktop::kControlShift;
using desktop::Key;
using desktop::kShift;

namespace {

struct Evidence {
  FakeController controller;
  DesktopHarness desktop{controller};
  desktop::ResultsList& list() { return desktop.shell.evidence().list(); }
  desktop::DetailView& detail() { return desktop.shell.evidence().detail(); }
};

}  // namespace

TEST_CASE_METHOD(Evidence, "the first result is selected and read at once") {
  CHECK(list().selected() == 0U);
  CHECK(controller.called("load 0 100"));
  CHECK(controller.called("select 1"));
  CHECK(desktop.shows("row/0"));
  CHECK(desktop.shows("abstract"));
}

TEST_CASE_METHOD(Evidence, "each keystroke in the search field is a question") {
  desktop.click("search");
  desktop.type("se");
  desktop.type("psis");
  CHECK(controller.called("search se"));
  CHECK(controller.called("search sepsis"));
  CHECK(controller.evidence_model.query == "sepsis");
  desktop.click("search/clear");
  CHECK(controller.evidence_model.query.empty());
  CHECK_FALSE(desktop.shows("search/clear"));
}

TEST_CASE_METHOD(Evidence, "names in any script can be typed cut and pasted") {
  desktop.key(Key::f, kControl);
  desktop.type("Łukasz 王小明");
  CHECK(controller.evidence_model.query == "Łukasz 王小明");
  desktop.key(Key::a, kControl);
  desktop.key(Key::x, kControl);
  CHECK(controller.evidence_model.query.empty());
  CHECK(desktop.clipboard == "Łukasz 王小明");
  desktop.key(Key::v, kControl);
  CHECK(controller.evidence_model.query == "Łukasz 王小明");
}

TEST_CASE_METHOD(Evidence, "escape leaves the field first and clears the search next") {
  desktop.key(Key::slash);
  desktop.type("sepsis");
  desktop.key(Key::escape);
  CHECK(controller.evidence_model.query == "sepsis");
  desktop.key(Key::t);
  CHECK(desktop.shell.evidence().layout() == desktop::ListLayout::table);
  desktop.key(Key::escape);
  CHECK(controller.evidence_model.query.empty());
}

TEST_CASE_METHOD(Evidence, "letters typed into the field are no commands") {
  desktop.key(Key::f, kControl);
  desktop.key(Key::t);
  desktop.key(Key::s);
  CHECK(desktop.shell.evidence().layout() == desktop::ListLayout::cards);
  CHECK_FALSE(controller.called("star 1 off"));
}

TEST_CASE_METHOD(Evidence, "arrows pages home and end move through the results") {
  desktop.key(Key::down);
  desktop.key(Key::down);
  CHECK(list().selected() == 2U);
  CHECK(controller.called("select 3"));
  desktop.key(Key::up);
  CHECK(list().selected() == 1U);
  desktop.key(Key::page_down);
  CHECK(list().selected() == 1U + list().rows_per_page());
  desktop.key(Key::end);
  CHECK(list().selected() == 3127U);
  CHECK(controller.called("load 3100 3128"));
  CHECK(desktop.shows("row/3127"));
  desktop.key(Key::down);
  CHECK(list().selected() == 3127U);
  desktop.key(Key::home);
  CHECK(list().selected() == 0U);
  desktop.key(Key::up);
  CHECK(list().selected() == 0U);
}

TEST_CASE_METHOD(Evidence, "space ticks and shift with arrows ticks several") {
  desktop.key(Key::space);
  CHECK(controller.called("tick 1 on"));
  desktop.key(Key::space);
  CHECK(controller.called("tick 1 off"));
  desktop.key(Key::down, kShift);
  desktop.key(Key::down, kShift);
  CHECK(controller.evidence_model.ticked == std::set<PublicationId>{1, 2, 3, 5});
  CHECK(list().selected() == 2U);
}

TEST_CASE_METHOD(Evidence, "a click on a row selects it and a click on its box ticks it") {
  desktop.click("row/2");
  CHECK(list().selected() == 2U);
  desktop.click("row/3/tick");
  CHECK(controller.called("tick 4 on"));
  CHECK(list().selected() == 2U);
  desktop.click("row/0/star");
  CHECK(controller.called("star 1 off"));
}

TEST_CASE_METHOD(Evidence, "enter opens the article and S stars it") {
  desktop.key(Key::enter);
  CHECK(controller.called("open_link https://doi.org/10.5555/evident.58214"));
  desktop.key(Key::s);
  CHECK(controller.called("star 1 off"));
}

TEST_CASE_METHOD(Evidence, "a star that the controller cannot keep is not offered") {
  controller.capabilities_model.stars = false;
  desktop.frames(5);
  CHECK_FALSE(desktop.shows("detail/star"));
  desktop.key(Key::s);
  CHECK_FALSE(controller.called("star 1 off"));
}

TEST_CASE_METHOD(Evidence, "copying takes the selected text else the citation else nothing") {
  desktop.key(Key::c, kControl);
  CHECK(desktop.clipboard == controller.publication_model.citation);
  desktop.key(Key::c, kControlShift);
  CHECK(desktop.clipboard == "https://doi.org/10.5555/evident.58214");
  const desktop::Box text = desktop.box_of("abstract");
  desktop.drag({text.left + 1, text.top + 5}, {text.left + 300, text.top + 40});
  const std::string selected = detail().selected_text();
  CHECK(selected.size() > 60);
  CHECK(selected.starts_with("Background Heart failure is a leading cause of unplanned"));
  desktop.key(Key::c, kControl);
  CHECK(desktop.clipboard == selected);
}

TEST_CASE_METHOD(Evidence, "a double click selects one word of the abstract") {
  const desktop::Box text = desktop.box_of("abstract");
  desktop.double_click_at({text.left + 20, text.top + 10});
  CHECK(detail().selected_text() == "Background");
}

TEST_CASE_METHOD(Evidence, "selecting the whole abstract copies its exact text with its paragraphs") {
  const desktop::Box text = desktop.box_of("abstract");
  desktop.drag({text.left - 0.5F + 1, text.top + 1}, {text.right - 1, text.bottom - 1});
  std::string expected;
  for (const app::AbstractPart& part : controller.publication_model.abstract) {
    expected += (expected.empty() ? "" : "\n") + part.label + " " + app::plain_text(part.text);
  }
  CHECK(detail().selected_text() == expected);
}

TEST_CASE_METHOD(Evidence, "N and P go round the matches of the abstract") {
  controller.search("heart failure");
  desktop.frames(5);
  REQUIRE(controller.publication_model.match_total() == 3);
  desktop.key(Key::n);
  CHECK(detail().selected_text() == "Heart failure");
  desktop.key(Key::n);
  CHECK(detail().selected_text() == "heart failure");
  desktop.key(Key::p);
  desktop.key(Key::p);
  CHECK(detail().selected_text() == "heart-failure");
}

TEST_CASE_METHOD(Evidence, "filters facets and years ask for another list") {
  desktop.click("filter/types");
  CHECK(controller.called("remove_filter types"));
  desktop.click("facet/type/preprint");
  CHECK(controller.called("facet type preprint on"));
  desktop.click("facet/venue/all");
  CHECK(controller.called("show_all_values venue"));
  desktop.click("filter/add");
  desktop.click("filter-menu/open");
  CHECK(controller.called("add_filter open"));
  const ImVec2 from = desktop.box_of("years/from").centre();
  desktop.drag(from, {from.x + 40, from.y});
  CHECK(controller.evidence_model.years.from == 2021);
  CHECK(controller.evidence_model.years.to == 2026);
}

TEST_CASE_METHOD(Evidence, "the order is chosen from a menu by mouse or keys") {
  desktop.click("sort");
  desktop.click("sort-menu/newest");
  CHECK(controller.evidence_model.sort == app::SortOrder::newest);
  desktop.click("sort");
  desktop.key(Key::up);
  desktop.key(Key::enter);
  CHECK(controller.evidence_model.sort == app::SortOrder::recently_added);
  desktop.click("sort");
  desktop.key(Key::escape);
  CHECK_FALSE(desktop.shows("sort-menu/newest"));
}

TEST_CASE_METHOD(Evidence, "a new list starts at its first result") {
  desktop.key(Key::end);
  controller.search("telemonitoring");
  desktop.frames(5);
  CHECK(list().selected() == 0U);
  CHECK(desktop.shows("row/0"));
}

TEST_CASE_METHOD(Evidence, "export writes what is ticked in the format chosen") {
  desktop.key(Key::e, kControl);
  REQUIRE(desktop.shell.export_dialog().is_open());
  desktop.click("export/bibtex");
  desktop.click("export/save");
  REQUIRE(controller.exports.size() == 1);
  CHECK(controller.exports[0].format == app::ExportFormat::bibtex);
  CHECK(controller.exports[0].path == "/home/ann/Documents/evidence.bib");
  CHECK(controller.exports[0].publications == std::vector<PublicationId>{2, 5});
  CHECK_FALSE(controller.exports[0].overwrite);
  CHECK_FALSE(desktop.shell.export_dialog().is_open());
}

TEST_CASE_METHOD(Evidence, "export without ticks means all results and escape exports nothing") {
  controller.evidence_model.ticked.clear();
  desktop.key(Key::e, kControl);
  desktop.key(Key::escape);
  CHECK_FALSE(desktop.shell.export_dialog().is_open());
  CHECK(controller.exports.empty());
  desktop.click("export");
  desktop.click("export/replace");
  desktop.click("export/save");
  REQUIRE(controller.exports.size() == 1);
  CHECK(controller.exports[0].publications.empty());
  CHECK(controller.exports[0].overwrite);
}

TEST_CASE_METHOD(Evidence, "the detail pane exports the publication it shows") {
  desktop.click("row/3");
  desktop.click("detail/export");
  desktop.click("export/save");
  REQUIRE(controller.exports.size() == 1);
  CHECK(controller.exports[0].publications == std::vector<PublicationId>{4});
}

TEST_CASE_METHOD(Evidence, "a member's pill leads to that member's publications") {
  desktop.click("detail/author/1");
  CHECK(controller.called("open_member 2"));
}

TEST_CASE_METHOD(Evidence, "a retracted publication opens with its notice") {
  desktop.click("row/3");
  CHECK(desktop.shows("detail/notice/0"));
  desktop.click("detail/notice/0");
  CHECK(controller.called("open_link https://doi.org/10.5555/evident.notice"));
}

TEST_CASE_METHOD(Evidence, "the facts can be copied and the collection chosen") {
  desktop.click("detail/fact/0/copy");
  CHECK(desktop.clipboard == "10.5555/evident.58214");
  desktop.click("detail/collect");
  desktop.click("detail/collections-menu/2");
  CHECK(controller.called("collect 1 2"));
}

TEST_CASE("nothing found says so and offers the ways back") {
  FakeController controller;
  controller.evidence_model.query = "zzz";
  controller.search("zzz");
  DesktopHarness desktop(controller);
  CHECK_FALSE(desktop.shows("row/0"));
  CHECK_FALSE(desktop.shows("export"));
  desktop.click("empty/clear-filters");
  CHECK(controller.called("clear_filters"));
  desktop.click("empty/clear-search");
  CHECK(controller.evidence_model.query.empty());
  CHECK(desktop.shows("row/0"));
}

TEST_CASE("an empty library offers to harvest") {
  FakeController controller(0);
  controller.evidence_model.library_empty = true;
  DesktopHarness desktop(controller);
  desktop.click("empty/harvest");
  CHECK(controller.called("harvest"));
}

TEST_CASE("a failed search is not an empty one") {
  FakeController controller(0);
  controller.evidence_model.query = "heart";
  controller.evidence_model.state = app::LoadState::failed;
  controller.evidence_model.error = {Code::corrupt, "The index could not be read.", "Run evident rebuild."};
  DesktopHarness desktop(controller);
  CHECK_FALSE(desktop.shows("empty/clear-search"));
  desktop.click("empty/retry");
  CHECK(controller.called("search heart"));
}

TEST_CASE("a search under way offers nothing to clear or export") {
  FakeController controller;
  controller.evidence_model.state = app::LoadState::waiting;
  controller.evidence_model.total = 0;
  DesktopHarness desktop(controller);
  CHECK_FALSE(desktop.shows("row/0"));
  CHECK_FALSE(desktop.shows("empty/clear-filters"));
  CHECK_FALSE(desktop.shows("export"));
}

TEST_CASE("a million results scroll to the last row without reading the others") {
  FakeController controller(1000000);
  DesktopHarness desktop(controller);
  for (const auto layout : {desktop::ListLayout::cards, desktop::ListLayout::table}) {
    desktop.shell.evidence().set_layout(layout);
    desktop.frames(5);
    desktop.key(Key::end);
    desktop.frames(5);
    CHECK(desktop.shell.evidence().list().selected() == 999999U);
    const desktop::Box last = desktop.box_of("row/999999");
    const desktop::Box previous = desktop.box_of("row/999998");
    CHECK(last.top == previous.bottom);
    CHECK(last.bottom <= 972);
    desktop.key(Key::home);
    CHECK(desktop.box_of("row/0").top > 100);
  }
  CHECK(std::count_if(controller.calls.begin(), controller.calls.end(),
                      [](const std::string& call) { return call.starts_with("load "); }) < 10);
}

TEST_CASE("rows that have not arrived are drawn as skeletons and asked for") {
  FakeController controller;
  controller.rows_arrive = false;
  DesktopHarness desktop(controller);
  CHECK(controller.called("load 0 100"));
  CHECK_FALSE(desktop.shows("row/0"));
  controller.rows_arrive = true;
  desktop.frames(5);
  CHECK(desktop.shows("row/0"));
  CHECK(controller.called("select 1"));
}

TEST_CASE("the wheel scrolls the list") {
  FakeController controller;
  DesktopHarness desktop(controller);
  desktop.wheel(desktop.box_of("row/1").centre(), -10);
  CHECK_FALSE(desktop.shows("row/0"));
  CHECK(desktop.shows("row/8"));
}

TEST_CASE("what is missing from view is marked and can be mended") {
  FakeController controller;
  controller.evidence_model.remarks = {
      {"crossref", "Crossref did not answer: some notices may be missing.", "Try again"}};
  DesktopHarness desktop(controller);
  desktop.click("remark/crossref");
  CHECK(controller.called("follow_remark crossref"));
}
