// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/input_queue.hpp"

#include <catch2/catch.hpp>

#include "ui/desktop/keys.hpp"

using namespace evident;
using desktop::InputEvent;
using desktop::InputQueue;
using desktop::Key;

namespace {

constexpr int kControl = 2;

InputEvent press(Key key, int modifiers = 0) {
  return {InputEvent::Kind::key, static_cast<int>(key), 0, 1, modifiers, 0};
}
InputEvent release(Key key, int modifiers = 0) {
  return {InputEvent::Kind::key, static_cast<int>(key), 0, 0, modifiers, 0};
}
InputEvent character(char letter) { return {InputEvent::Kind::character, -1, 0, 0, 0, static_cast<unsigned>(letter)}; }

constexpr auto kText = InputQueue::Letters::are_text;
constexpr auto kCommands = InputQueue::Letters::are_commands;

int frames_to_empty(InputQueue& queue) {
  int frames = 0;
  while (queue.waiting()) {
    CHECK_FALSE(queue.take(kText).empty());
    ++frames;
  }
  return frames;
}

}  // namespace

TEST_CASE("a command key pressed and released in one poll is seen in two frames") {
  InputQueue queue;
  queue.push(press(Key::down));
  queue.push(release(Key::down));
  CHECK(queue.take(kText).size() == 1);
  CHECK(queue.waiting());
  CHECK(queue.take(kText).size() == 1);
  CHECK_FALSE(queue.waiting());
}

TEST_CASE("three arrow presses in one poll are three presses") {
  InputQueue queue;
  for (int turn = 0; turn < 3; ++turn) {
    queue.push(press(Key::down));
    queue.push(release(Key::down));
  }
  int presses = 0;
  while (queue.waiting()) {
    for (const InputEvent& event : queue.take(kText)) presses += event.action;
  }
  CHECK(presses == 3);
}

TEST_CASE("a typed word is taken in one frame and keeps its order before a command") {
  InputQueue queue;
  for (const char letter : std::string("heart")) {
    queue.push(press(static_cast<Key>(letter - 'a' + 'A')));
    queue.push(character(letter));
    queue.push(release(static_cast<Key>(letter - 'a' + 'A')));
  }
  queue.push(press(Key::enter));
  std::string typed;
  bool entered = false;
  while (queue.waiting()) {
    for (const InputEvent& event : queue.take(kText)) {
      if (event.kind == InputEvent::Kind::character) typed += static_cast<char>(event.character);
      if (event.kind == InputEvent::Kind::key && event.key == static_cast<int>(Key::enter)) {
        CHECK(typed == "heart");
        entered = true;
      }
    }
  }
  CHECK(entered);
}

TEST_CASE("characters after a command wait for the next frame") {
  InputQueue queue;
  queue.push(press(Key::a, kControl));
  queue.push(character('x'));
  CHECK(queue.take(kText).size() == 1);
  CHECK(queue.take(kText).size() == 1);
}

TEST_CASE("a letter pressed and released in one poll is a command where no text is typed") {
  InputQueue queue;
  queue.push(press(Key::t));
  queue.push(character('t'));
  queue.push(release(Key::t));
  const auto first = queue.take(kCommands);
  REQUIRE(first.size() == 1);
  CHECK(first.front().action == 1);
  int presses = 0;
  while (queue.waiting()) {
    for (const InputEvent& event : queue.take(kCommands)) presses += event.action;
  }
  CHECK(presses == 0);
}

TEST_CASE("keys the window system does not know pass through") {
  InputQueue queue;
  queue.push({InputEvent::Kind::key, -1, 0, 1, 0, 0});
  queue.push({InputEvent::Kind::key, -1, 0, 0, 0, 0});
  CHECK(frames_to_empty(queue) == 1);
}
