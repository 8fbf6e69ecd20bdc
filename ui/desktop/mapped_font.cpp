// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/mapped_font.hpp"

#include <utility>

#include <fcntl.h>
#include <ft2build.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include FT_FREETYPE_H

namespace evident::desktop {

/// The FreeType library is held per face, so that faces need no common owner; it costs some kilobytes.
struct MappedFont::State {
  void* data = nullptr;
  std::size_t size = 0;
  int index = 0;
  FT_Library library = nullptr;
  FT_Face face = nullptr;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (face != nullptr) FT_Done_Face(face);
    if (library != nullptr) FT_Done_FreeType(library);
    if (data != nullptr) munmap(data, size);
  }
};

MappedFont::MappedFont(std::unique_ptr<State> state) : state_(std::move(state)) {}
MappedFont::MappedFont(MappedFont&&) noexcept = default;
MappedFont& MappedFont::operator=(MappedFont&&) noexcept = default;
MappedFont::~MappedFont() = default;

Result<MappedFont> MappedFont::open(const FontFile& file) {
  const auto unreadable = [&file] {
    return fail(Code::io, "The font " + file.path.string() + " could not be read.", "Install its package again.");
  };
  const int descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable();
  struct stat about {};
  const bool known = ::fstat(descriptor, &about) == 0 && about.st_size > 0;
  auto state = std::make_unique<State>();
  if (known) {
    state->size = static_cast<std::size_t>(about.st_size);
    void* mapped = ::mmap(nullptr, state->size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (mapped != MAP_FAILED) state->data = mapped;
  }
  ::close(descriptor);
  if (state->data == nullptr) return unreadable();
  state->index = file.index;
  if (FT_Init_FreeType(&state->library) != 0 ||
      FT_New_Memory_Face(state->library, static_cast<const FT_Byte*>(state->data), static_cast<FT_Long>(state->size),
                         state->index, &state->face) != 0) {
    return unreadable();
  }
  return MappedFont(std::move(state));
}

void* MappedFont::data() const { return state_->data; }
int MappedFont::size_bytes() const { return static_cast<int>(state_->size); }
int MappedFont::index() const { return state_->index; }
bool MappedFont::has(char32_t code) const { return FT_Get_Char_Index(state_->face, code) != 0; }

float MappedFont::height_per_em() const {
  const FT_Face face = state_->face;
  if (face->units_per_EM == 0) return 1.0F;
  return static_cast<float>(face->ascender - face->descender) / static_cast<float>(face->units_per_EM);
}

}  // namespace evident::desktop
