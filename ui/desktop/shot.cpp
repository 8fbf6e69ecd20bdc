// SPDX-License-Identifier: GPL-2.0-or-later
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <vector>

#include <backends/imgui_impl_opengl3.h>
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <stb/stb_image_write.h>

#include "ui/desktop/asset_paths.hpp"
#include "ui/desktop/imgui_setup.hpp"
#include "ui/desktop/options.hpp"
#include "ui/desktop/shell.hpp"

namespace evident::desktop {

namespace {

/// Frames a screen needs to come to rest: answers, rows, the publication, scroll extents and new glyphs each take one.
constexpr int kSettlingFrames = 6;
constexpr auto kPatience = std::chrono::seconds(60);

/// An OpenGL context that draws into memory.
class OffscreenContext {
 public:
  static Result<OffscreenContext> open(int width, int height);
  OffscreenContext(OffscreenContext&& other) noexcept : display_(std::exchange(other.display_, EGL_NO_DISPLAY)) {}
  OffscreenContext(const OffscreenContext&) = delete;
  OffscreenContext& operator=(const OffscreenContext&) = delete;
  OffscreenContext& operator=(OffscreenContext&&) = delete;
  ~OffscreenContext() {
    if (display_ != EGL_NO_DISPLAY) eglTerminate(display_);
  }

 private:
  explicit OffscreenContext(EGLDisplay display) : display_(display) {}
  EGLDisplay display_;
};

Result<OffscreenContext> OffscreenContext::open(int width, int height) {
  const auto unsupported = [](const char* step) {
    return fail(Code::unsupported,
                std::string("This machine cannot draw a picture without a display: ") + step + " failed.",
                "Install the packages libegl1 and libgl1-mesa-dri.");
  };
  // A graphics card rounds differently from the next one; the picture must not depend on it.
  setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
  const auto get_display =
      reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  if (get_display == nullptr) return unsupported("finding EGL platforms");
  OffscreenContext context(get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
  if (context.display_ == EGL_NO_DISPLAY || eglInitialize(context.display_, nullptr, nullptr) == EGL_FALSE) {
    context.display_ = EGL_NO_DISPLAY;
    return unsupported("starting EGL");
  }
  const EGLint wanted[] = {EGL_SURFACE_TYPE,
                           EGL_PBUFFER_BIT,
                           EGL_RENDERABLE_TYPE,
                           EGL_OPENGL_BIT,
                           EGL_RED_SIZE,
                           8,
                           EGL_GREEN_SIZE,
                           8,
                           EGL_BLUE_SIZE,
                           8,
                           EGL_ALPHA_SIZE,
                           8,
                           EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (eglChooseConfig(context.display_, wanted, &config, 1, &count) == EGL_FALSE || count == 0) {
    return unsupported("choosing a pixel format");
  }
  if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) return unsupported("asking for OpenGL");
  const EGLint version[] = {
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  const EGLContext drawing = eglCreateContext(context.display_, config, EGL_NO_CONTEXT, version);
  const EGLint size[] = {EGL_WIDTH, width, EGL_HEIGHT, height, EGL_NONE};
  const EGLSurface surface = eglCreatePbufferSurface(context.display_, config, size);
  if (drawing == EGL_NO_CONTEXT || surface == EGL_NO_SURFACE ||
      eglMakeCurrent(context.display_, surface, surface, drawing) == EGL_FALSE) {
    return unsupported("opening OpenGL 3.3");
  }
  return context;
}

/// The renderer over the current OpenGL context.
class Renderer {
 public:
  Renderer() { ImGui_ImplOpenGL3_Init("#version 330"); }
  ~Renderer() { ImGui_ImplOpenGL3_Shutdown(); }
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;
};

/// Lets the thread that draws sleep until the controller has news.
class News {
 public:
  void announce() {
    const std::lock_guard lock(mutex_);
    arrived_ = true;
    changed_.notify_one();
  }
  void wait_a_moment() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::milliseconds(50), [this] { return arrived_; });
    arrived_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool arrived_ = false;
};

Result<void> write_png(const ShotOptions& options) {
  const auto width = static_cast<std::size_t>(options.width);
  const auto height = static_cast<std::size_t>(options.height);
  std::vector<unsigned char> pixels(width * height * 4);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, options.width, options.height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  for (std::size_t alpha = 3; alpha < pixels.size(); alpha += 4) pixels[alpha] = 255;
  stbi_flip_vertically_on_write(1);
  if (stbi_write_png(options.file.c_str(), options.width, options.height, 4, pixels.data(), options.width * 4) == 0) {
    return fail(Code::io, "The picture could not be written to " + options.file.string() + ".",
                "Choose another folder.");
  }
  return {};
}

void draw_frame(Shell& shell, const Ui& ui, const ShotOptions& options) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  shell.draw();
  ImGui::Render();
  glViewport(0, 0, options.width, options.height);
  const Rgba ground = ui.theme()[Colour::canvas];
  glClearColor(static_cast<float>(ground.red) / 255, static_cast<float>(ground.green) / 255,
               static_cast<float>(ground.blue) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace

Result<void> render_shot(const ShotOptions& options, app::Controller& controller) {
  const auto assets = find_assets();
  if (!assets) return fail(assets.error());
  const auto icons = IconSet::load(*assets);
  if (!icons) return fail(icons.error());
  const auto fonts = FontBook::open();
  if (!fonts) return fail(fonts.error());
  const auto context = OffscreenContext::open(options.width, options.height);
  if (!context) return fail(context.error());

  const ImGuiSession session(**fonts);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(options.width), static_cast<float>(options.height)};
  io.DeltaTime = 1.0F / 60;
  Ui ui(**fonts, *icons);
  ui.set_look({options.theme, 1, static_cast<int>(std::lround(options.scale * 100))});
  const Renderer renderer;
  Shell shell(ui, controller);
  News news;
  controller.on_news([&news] { news.announce(); });
  shell.show(options.screen);
  if (options.screen == app::Screen::evidence) controller.search(options.query);

  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  int settled = 0;
  while (settled < kSettlingFrames) {
    draw_frame(shell, ui, options);
    if (ui.settle_fonts()) {
      ImGui_ImplOpenGL3_DestroyFontsTexture();
      ImGui_ImplOpenGL3_CreateFontsTexture();
      settled = 0;
    } else if (controller.busy()) {
      settled = 0;
      news.wait_a_moment();
    } else {
      ++settled;
    }
    if (std::chrono::steady_clock::now() > deadline) {
      controller.on_news({});
      return fail(Code::io, "The screen did not come to rest within a minute.",
                  "Try a smaller library or a simpler query.");
    }
  }
  controller.on_news({});
  return write_png(options);
}

}  // namespace evident::desktop
