// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/views/dialogs.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "ui/app/display.hpp"
#include "ui/desktop/draw.hpp"
#include "ui/desktop/shortcuts.hpp"
#include "ui/desktop/widgets/buttons.hpp"
#include "ui/desktop/widgets/pills.hpp"

namespace evident::desktop {

namespace {

using app::ExportFormat;

struct FormatTile {
  ExportFormat format;
  const char* id;
  const char* label;
  const char* use;
};
constexpr std::array<FormatTile, 5> kFormats = {{
    {ExportFormat::ris, "export/ris", "RIS", "Zotero, EndNote"},
    {ExportFormat::bibtex, "export/bibtex", "BibTeX", "LaTeX, JabRef"},
    {ExportFormat::csl_json, "export/csl-json", "CSL-JSON", "Pandoc, Zotero"},
    {ExportFormat::csv, "export/csv", "CSV", "Spreadsheets"},
    {ExportFormat::jsonl, "export/jsonl", "JSON Lines", "Everything we hold"},
}};

constexpr float kDialogPadding = 28;

/// A modal window of our own looks, open between construction and destruction if drawn() says so.
class Modal {
 public:
  Modal(Ui& ui, const char* id, Box box) : box_(box) {
    if (!ImGui::IsPopupOpen(id)) ImGui::OpenPopup(id);
    ImGui::SetNextWindowPos(box.min());
    ImGui::SetNextWindowSize(box.size());
    drawn_ = ImGui::BeginPopupModal(
        id, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    if (drawn_) draw_raised(ui, box, ui.px(12), kDialogShadow);
    ui.enter_pane(Pane::dialog);
  }
  ~Modal() {
    if (drawn_) ImGui::EndPopup();
  }
  Modal(const Modal&) = delete;
  Modal& operator=(const Modal&) = delete;
  bool drawn() const { return drawn_; }
  static void close() { ImGui::CloseCurrentPopup(); }

 private:
  Box box_;
  bool drawn_ = false;
};

}  // namespace

void ExportDialog::open(ViewContext& context, std::vector<PublicationId> publications) {
  open_ = true;
  publications_ = std::move(publications);
  replace_ = false;
  suggested_.clear();
  path_.set_text("");
  choose(context, format_);
}

/// Another format changes the suggested name, but never a name the person typed.
void ExportDialog::choose(ViewContext& context, ExportFormat format) {
  format_ = format;
  const std::filesystem::path suggestion = context.controller.suggested_export_path(format);
  if (path_.text().empty() || path_.text() == suggested_.string()) path_.set_text(suggestion.string());
  suggested_ = suggestion;
}

void ExportDialog::draw(ViewContext& context, Box window) {
  if (!open_) return;
  Ui& ui = context.ui;
  const Box box = window.centred(std::min(ui.px(720), window.width() - ui.px(32)), ui.px(356));
  const Modal modal(ui, "export-dialog", box);
  if (!modal.drawn()) return;
  const float left = box.left + ui.px(kDialogPadding);
  const float right = box.right - ui.px(kDialogPadding);
  draw_text(ui, FontRole::title, {left, box.top + ui.px(24)}, ui.colour(Colour::text), "Export publications");
  if (draw_icon_button(ui, {right - ui.px(26), box.top + ui.px(22)}, {"export/close", Icon::close, "Close", "Esc", 28}))
    open_ = false;
  const app::EvidenceModel& model = context.controller.evidence();
  const std::size_t count = publications_.empty() ? model.total : publications_.size();
  std::string scope = app::counted(static_cast<std::int64_t>(count), "publication", "publications");
  if (publications_.empty()) scope = "All results: " + scope;
  if (!model.query.empty()) scope += " from “" + model.query + "”";
  draw_text(ui, FontRole::small, {left, box.top + ui.px(54)}, ui.colour(Colour::text_secondary),
            ellipsised(ui, FontRole::small, scope, right - left));

  draw_text(ui, FontRole::tiny_medium, {left, box.top + ui.px(94)}, ui.colour(Colour::text_secondary), "Format");
  draw_formats(context, {left, box.top + ui.px(116), right, box.top + ui.px(184)});
  draw_text(ui, FontRole::tiny_medium, {left, box.top + ui.px(206)}, ui.colour(Colour::text_secondary), "Save as");
  draw_path(context, {left, box.top + ui.px(228), right, box.top + ui.px(264)});
  draw_footer(context, {left, box.bottom - ui.px(58), right, box.bottom - ui.px(24)});
  if (!open_) Modal::close();
}

void ExportDialog::draw_formats(ViewContext& context, Box row) {
  Ui& ui = context.ui;
  const float gap = ui.px(10);
  const float width = std::floor((row.width() - gap * (kFormats.size() - 1)) / kFormats.size());
  float x = row.left;
  for (const FormatTile& tile : kFormats) {
    const Box box = {x, row.top, x + width, row.bottom};
    const HitState state = ui.hit(tile.id, box);
    const bool chosen = tile.format == format_;
    if (chosen) fill(box, ui.colour(Colour::accent_soft), ui.px(8));
    if (!chosen && state.hovered) fill(box, ui.colour(Colour::hover), ui.px(8));
    outline(box, ui.colour(chosen ? Colour::accent : Colour::border_strong), ui.px(8), chosen ? 1.75F : 1);
    draw_text(ui, FontRole::small_semi, {box.left + ui.px(14), box.top + ui.px(14)}, ui.colour(Colour::text),
              tile.label);
    draw_text(ui, FontRole::tiny, {box.left + ui.px(14), box.top + ui.px(36)}, ui.colour(Colour::text_secondary),
              ellipsised(ui, FontRole::tiny, tile.use, box.width() - ui.px(20)));
    if (state.clicked) choose(context, tile.format);
    x += width + gap;
  }
}

void ExportDialog::draw_path(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  fill(box, ui.colour(Colour::input), ui.px(6));
  const TextField::Outcome outcome =
      path_.draw(ui, "export/path", {box.left + ui.px(12), box.top, box.right - ui.px(12), box.bottom},
                 "Folder and file name", FontRole::small);
  outline(box, ui.colour(outcome.active ? Colour::accent : Colour::border_strong), ui.px(6), outcome.active ? 1.5F : 1);
}

void ExportDialog::draw_footer(ViewContext& context, Box box) {
  Ui& ui = context.ui;
  // Whether the file exists is found out by whoever writes it: a frame does not look at disks.
  if (draw_checkbox(ui, "export/replace", {box.left, box.top + ui.px(9)}, replace_, TabStop::yes)) replace_ = !replace_;
  draw_text_in(ui, FontRole::small, {box.left + ui.px(26), box.top, box.right, box.bottom},
               ui.colour(Colour::text_secondary), "Replace the file if it exists");
  const Button save_button{"export/save", std::nullopt, "Save file", ButtonKind::primary, 34, !path_.text().empty()};
  const Button cancel{"export/cancel", std::nullopt, "Cancel", ButtonKind::ghost, 34};
  float x = box.right - button_width(ui, save_button);
  const bool by_key = ui.pressed(Key::enter) && ui.focused().empty() && !path_.text().empty();
  if (draw_button(ui, {x, box.top}, save_button) || by_key) save(context);
  x -= button_width(ui, cancel) + ui.px(8);
  if (draw_button(ui, {x, box.top}, cancel) || ui.pressed(Key::escape)) open_ = false;
}

void ExportDialog::save(ViewContext& context) {
  context.controller.export_publications({format_, path_.text(), publications_, replace_});
  open_ = false;
}

void KeysOverlay::draw(ViewContext& context, Box window) {
  if (!open_) return;
  Ui& ui = context.ui;
  std::vector<const Shortcut*> lines;
  for (const Shortcut& shortcut : shortcuts()) {
    if (!shortcut.caps.empty()) lines.push_back(&shortcut);
  }
  const std::size_t half = (lines.size() + 1) / 2;
  const Box box = window.centred(std::min(ui.px(720), window.width() - ui.px(32)),
                                 ui.px(96) + static_cast<float>(half) * ui.px(30));
  const Modal modal(ui, "keys-overlay", box);
  if (!modal.drawn()) return;
  const float left = box.left + ui.px(kDialogPadding);
  draw_text(ui, FontRole::title, {left, box.top + ui.px(24)}, ui.colour(Colour::text), "Keys");
  if (draw_icon_button(ui, {box.right - ui.px(54), box.top + ui.px(22)},
                       {"keys/close", Icon::close, "Close", "Esc", 28}))
    open_ = false;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    const float x = index < half ? left : left + std::floor((box.width() - ui.px(2 * kDialogPadding)) / 2) + ui.px(8);
    const float y = box.top + ui.px(72) + static_cast<float>(index % half) * ui.px(30);
    draw_key_cap(ui, {x, y}, lines[index]->caps, Colour::text_secondary);
    draw_text_in(ui, FontRole::small, {x + ui.px(104), y, box.right, y + ui.px(19)}, ui.colour(Colour::text),
                 lines[index]->says);
  }
  if (ui.pressed(Key::escape)) open_ = false;
  if (!open_) Modal::close();
}

}  // namespace evident::desktop
