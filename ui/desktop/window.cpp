// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#define GLFW_INCLUDE_NONE
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <GL/gl.h>
#include <GLFW/glfw3.h>

#include "ui/desktop/asset_paths.hpp"
#include "ui/desktop/imgui_setup.hpp"
#include "ui/desktop/input_queue.hpp"
#include "ui/desktop/options.hpp"
#include "ui/desktop/shell.hpp"

namespace evident::desktop {

namespace {

static_assert(static_cast<int>(Key::space) == GLFW_KEY_SPACE && static_cast<int>(Key::escape) == GLFW_KEY_ESCAPE &&
                  static_cast<int>(Key::end) == GLFW_KEY_END && static_cast<int>(Key::f6) == GLFW_KEY_F6 &&
                  static_cast<int>(Key::keypad_enter) == GLFW_KEY_KP_ENTER &&
                  static_cast<int>(Key::keypad_add) == GLFW_KEY_KP_ADD &&
                  static_cast<int>(Key::left_shift) == GLFW_KEY_LEFT_SHIFT &&
                  static_cast<int>(Key::last_modifier) == GLFW_KEY_RIGHT_SUPER,
              "our key numbers are GLFW's");

/// Frames drawn after each event until its effects are seen: what a view asks for is done after its frame, the answer
/// may ask for rows, a row for its publication, and hover and layout need one more to come to rest.
constexpr int kFramesPerEvent = 5;
/// New characters wait for others of the same page, since each rebuild of the fonts costs some 60 ms.
constexpr auto kFontRebuildInterval = std::chrono::milliseconds(250);
constexpr int kLeastWidth = 640, kLeastHeight = 480;

/// GLFW and its one window. What GLFW reports lands here and is taken in frame by frame.
class Window {
 public:
  static Result<std::unique_ptr<Window>> open(const DesktopOptions& options, app::Controller& controller);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  GLFWwindow* handle() const { return handle_; }
  float content_scale() const;
  /// Sleeps until there is something to draw; `timeout` seconds at most, forever where absent.
  void wait(std::optional<double> timeout);
  void feed_input();
  void request_frames() { frames_due_ = kFramesPerEvent; }

 private:
  explicit Window(app::Controller& controller) : controller_(controller) {}
  static Window& of(GLFWwindow* handle) { return *static_cast<Window*>(glfwGetWindowUserPointer(handle)); }
  void install_callbacks();

  app::Controller& controller_;
  GLFWwindow* handle_ = nullptr;
  InputQueue input_;
  int frames_due_ = kFramesPerEvent;
};

Result<std::unique_ptr<Window>> Window::open(const DesktopOptions& options, app::Controller& controller) {
  const auto no_window = [](const std::string& what) {
    const char* reason = nullptr;
    glfwGetError(&reason);
    return fail(Code::unsupported, what + (reason == nullptr ? "." : std::string(": ") + reason + "."),
                "Run Evident inside a graphical session; every command of evident --help works without one.");
  };
  std::unique_ptr<Window> window(new Window(controller));
  if (glfwInit() == GLFW_FALSE) return no_window("There is no display to open a window on");
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "evident");
  window->handle_ = glfwCreateWindow(options.width, options.height, "Evident", nullptr, nullptr);
  if (window->handle_ == nullptr) return no_window("The window could not be opened");
  glfwSetWindowUserPointer(window->handle_, window.get());
  glfwSetWindowSizeLimits(window->handle_, kLeastWidth, kLeastHeight, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwMakeContextCurrent(window->handle_);
  glfwSwapInterval(1);
  window->install_callbacks();
  return window;
}

Window::~Window() {
  if (handle_ != nullptr) glfwDestroyWindow(handle_);
  glfwTerminate();
}

float Window::content_scale() const {
  float x = 1, y = 1;
  glfwGetWindowContentScale(handle_, &x, &y);
  return std::max(x, y);
}

void Window::install_callbacks() {
  glfwSetKeyCallback(handle_, [](GLFWwindow* handle, int key, int scancode, int action, int modifiers) {
    of(handle).input_.push({InputEvent::Kind::key, key, scancode, action, modifiers, 0});
    of(handle).request_frames();
  });
  glfwSetCharCallback(handle_, [](GLFWwindow* handle, unsigned character) {
    of(handle).input_.push({InputEvent::Kind::character, -1, 0, 0, 0, character});
    of(handle).request_frames();
  });
  glfwSetMouseButtonCallback(handle_, [](GLFWwindow* handle, int button, int action, int modifiers) {
    ImGui_ImplGlfw_MouseButtonCallback(handle, button, action, modifiers);
    of(handle).request_frames();
  });
  glfwSetScrollCallback(handle_, [](GLFWwindow* handle, double x, double y) {
    ImGui_ImplGlfw_ScrollCallback(handle, x, y);
    of(handle).request_frames();
  });
  glfwSetWindowFocusCallback(handle_, [](GLFWwindow* handle, int focused) {
    ImGui_ImplGlfw_WindowFocusCallback(handle, focused);
    of(handle).request_frames();
  });
  glfwSetCursorEnterCallback(handle_, [](GLFWwindow* handle, int entered) {
    ImGui_ImplGlfw_CursorEnterCallback(handle, entered);
    of(handle).request_frames();
  });
  glfwSetCursorPosCallback(handle_, [](GLFWwindow* handle, double, double) { of(handle).request_frames(); });
  glfwSetFramebufferSizeCallback(handle_, [](GLFWwindow* handle, int, int) { of(handle).request_frames(); });
  glfwSetWindowContentScaleCallback(handle_, [](GLFWwindow* handle, float, float) { of(handle).request_frames(); });
  glfwSetWindowRefreshCallback(handle_, [](GLFWwindow* handle) { of(handle).request_frames(); });
  glfwSetDropCallback(handle_, [](GLFWwindow* handle, int count, const char** paths) {
    of(handle).controller_.import_files(std::vector<std::filesystem::path>(paths, paths + count));
    of(handle).request_frames();
  });
}

void Window::wait(std::optional<double> timeout) {
  if (frames_due_ > 0 || input_.waiting()) {
    glfwPollEvents();
  } else if (timeout) {
    glfwWaitEventsTimeout(std::max(0.01, *timeout));
    frames_due_ = std::max(frames_due_, 1);
  } else {
    // Woken by an event's callback, which asks for frames, or by the controller's news, which has no callback.
    glfwWaitEvents();
    request_frames();
  }
  frames_due_ = std::max(0, frames_due_ - 1);
}

void Window::feed_input() {
  const auto letters = ImGui::GetIO().WantTextInput ? InputQueue::Letters::are_text : InputQueue::Letters::are_commands;
  for (const InputEvent& event : input_.take(letters)) {
    if (event.kind == InputEvent::Kind::key) {
      ImGui_ImplGlfw_KeyCallback(handle_, event.key, event.scancode, event.action, event.modifiers);
    } else {
      ImGui_ImplGlfw_CharCallback(handle_, event.character);
    }
  }
}

/// ImGui's two backends over an open window.
class Backends {
 public:
  explicit Backends(GLFWwindow* handle) {
    ImGui_ImplGlfw_InitForOpenGL(handle, false);
    ImGui_ImplOpenGL3_Init("#version 330");
    bind_keys(ImGui::GetIO());
  }
  ~Backends() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
  }
  Backends(const Backends&) = delete;
  Backends& operator=(const Backends&) = delete;

  static void renew_font_texture() {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }
};

void draw_frame(Window& window, Shell& shell, const Ui& ui) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  shell.draw();
  ImGui::Render();
  int width = 0, height = 0;
  glfwGetFramebufferSize(window.handle(), &width, &height);
  glViewport(0, 0, width, height);
  const Rgba ground = ui.theme()[Colour::canvas];
  glClearColor(static_cast<float>(ground.red) / 255, static_cast<float>(ground.green) / 255,
               static_cast<float>(ground.blue) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window.handle());
}

Result<void> run(const DesktopOptions& options, app::Controller& controller) {
  const auto assets = find_assets();
  if (!assets) return fail(assets.error());
  const auto icons = IconSet::load(*assets);
  if (!icons) return fail(icons.error());
  const auto fonts = FontBook::open();
  if (!fonts) return fail(fonts.error());
  const auto opened = Window::open(options, controller);
  if (!opened) return fail(opened.error());
  Window& window = **opened;

  const ImGuiSession session(**fonts);
  Ui ui(**fonts, *icons);
  const auto wanted_look = [&] {
    return Look{controller.preferences().theme, window.content_scale(), controller.preferences().text_percent};
  };
  ui.set_look(wanted_look());
  const Backends backends(window.handle());
  Shell shell(ui, controller);
  controller.on_news([] { glfwPostEmptyEvent(); });
  shell.show(options.screen);
  controller.search(options.query);

  auto fonts_built = std::chrono::steady_clock::now();
  while (glfwWindowShouldClose(window.handle()) == GLFW_FALSE) {
    std::optional<double> timeout = shell.next_change();
    const bool new_characters = ui.fonts().rebuild_due();
    const auto since_built = std::chrono::steady_clock::now() - fonts_built;
    if (new_characters && since_built >= kFontRebuildInterval && ui.settle_fonts()) {
      Backends::renew_font_texture();
      fonts_built = std::chrono::steady_clock::now();
      window.request_frames();
    } else if (new_characters) {
      timeout = std::chrono::duration<double>(kFontRebuildInterval - since_built).count();
    }
    if (ui.set_look(wanted_look())) {
      Backends::renew_font_texture();
      window.request_frames();
    }
    window.wait(timeout);
    window.feed_input();
    draw_frame(window, shell, ui);
  }
  controller.on_news({});
  return {};
}

}  // namespace

int run_desktop(const DesktopOptions& options, app::Controller& controller) {
  const auto outcome = run(options, controller);
  if (outcome) return 0;
  std::fprintf(stderr, "%s\n%s\n", outcome.error().message.c_str(), outcome.error().hint.c_str());
  return 1;
}

}  // namespace evident::desktop
