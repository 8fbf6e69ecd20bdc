// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/desktop/svg_outline.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <numbers>
#include <optional>
#include <string>

#include <pugixml.hpp>

namespace evident::desktop {

namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr int kCurveSteps = 14;  // finer than a pixel at every size we draw
constexpr float kDotRadius = 1.0F;

Point between(Point a, Point b, float share) { return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share}; }

bool same(Point a, Point b) { return std::abs(a.x - b.x) < .01F && std::abs(a.y - b.y) < .01F; }

/// Reads numbers out of a list that blanks and commas separate.
class Numbers {
 public:
  explicit Numbers(std::string text) : text_(std::move(text)) {}

  void skip_separators() {
    while (at_ < text_.size() && (std::isspace(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == ','))
      ++at_;
  }
  bool at_end() {
    skip_separators();
    return at_ >= text_.size();
  }
  /// The letter here, if it is one.
  std::optional<char> command() {
    skip_separators();
    if (at_ >= text_.size() || std::isalpha(static_cast<unsigned char>(text_[at_])) == 0) return std::nullopt;
    return text_[at_++];
  }
  std::optional<float> number() {
    skip_separators();
    const char* begin = text_.c_str() + at_;
    char* end = nullptr;
    const float value = std::strtof(begin, &end);
    if (end == begin) return std::nullopt;
    at_ += static_cast<std::size_t>(end - begin);
    return value;
  }
  std::optional<Point> point() {
    const auto x = number();
    const auto y = number();
    if (!x || !y) return std::nullopt;
    return Point{*x, *y};
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

struct Arc {
  float radius_x, radius_y, rotation_degrees;
  bool large, sweep;
  Point to;
};

/// SVG 1.1, appendix F.6.5: from end points to centre, for arcs with equal radii or none rotated.
void add_arc(std::vector<Point>& points, Point from, const Arc& arc) {
  float rx = std::abs(arc.radius_x);
  float ry = std::abs(arc.radius_y);
  if (rx == 0 || ry == 0) {
    points.push_back(arc.to);
    return;
  }
  const float turn = arc.rotation_degrees * kPi / 180;
  const float cosine = std::cos(turn);
  const float sine = std::sin(turn);
  const Point half{(from.x - arc.to.x) / 2, (from.y - arc.to.y) / 2};
  const Point turned{cosine * half.x + sine * half.y, -sine * half.x + cosine * half.y};
  const float reach = turned.x * turned.x / (rx * rx) + turned.y * turned.y / (ry * ry);
  if (reach > 1) {
    rx *= std::sqrt(reach);
    ry *= std::sqrt(reach);
  }
  const float below = rx * rx * turned.y * turned.y + ry * ry * turned.x * turned.x;
  float factor = below == 0 ? 0 : std::sqrt(std::max(0.0F, (rx * rx * ry * ry - below) / below));
  if (arc.large == arc.sweep) factor = -factor;
  const Point local{factor * rx * turned.y / ry, -factor * ry * turned.x / rx};
  const Point centre{cosine * local.x - sine * local.y + (from.x + arc.to.x) / 2,
                     sine * local.x + cosine * local.y + (from.y + arc.to.y) / 2};
  const float start = std::atan2((turned.y - local.y) / ry, (turned.x - local.x) / rx);
  const float stop = std::atan2((-turned.y - local.y) / ry, (-turned.x - local.x) / rx);
  float sweep = stop - start;
  if (arc.sweep && sweep < 0) sweep += 2 * kPi;
  if (!arc.sweep && sweep > 0) sweep -= 2 * kPi;
  for (int step = 1; step <= kCurveSteps; ++step) {
    const float angle = start + sweep * static_cast<float>(step) / kCurveSteps;
    const Point ellipse{rx * std::cos(angle), ry * std::sin(angle)};
    points.push_back(
        {centre.x + cosine * ellipse.x - sine * ellipse.y, centre.y + sine * ellipse.x + cosine * ellipse.y});
  }
}

void add_cubic(std::vector<Point>& points, Point from, Point a, Point b, Point to) {
  for (int step = 1; step <= kCurveSteps; ++step) {
    const float share = static_cast<float>(step) / kCurveSteps;
    const Point ab = between(a, b, share);
    points.push_back(
        between(between(between(from, a, share), ab, share), between(ab, between(b, to, share), share), share));
  }
}

/// Follows one path's commands, pen in hand.
class PathReader {
 public:
  PathReader(std::string data, Outline& outline) : numbers_(std::move(data)), outline_(outline) {}

  bool read() {
    char command = 0;
    while (!numbers_.at_end()) {
      if (const auto letter = numbers_.command()) {
        command = *letter;
      } else if (command == 'M' || command == 'm') {
        command = command == 'M' ? 'L' : 'l';  // further pairs after a move are lines
      }
      if (!follow(command)) return false;
    }
    finish(false);
    return true;
  }

 private:
  bool follow(char command) {
    relative_ = std::islower(static_cast<unsigned char>(command)) != 0;
    switch (std::toupper(static_cast<unsigned char>(command))) {
      case 'M': return move();
      case 'L': return line(numbers_.point());
      case 'H': return horizontal();
      case 'V': return vertical();
      case 'C': return cubic();
      case 'Q': return quadratic();
      case 'A': return arc();
      case 'Z': finish(true); return true;
      default: return false;
    }
  }

  Point absolute(Point point) const { return relative_ ? Point{pen_.x + point.x, pen_.y + point.y} : point; }

  bool move() {
    const auto to = numbers_.point();
    if (!to) return false;
    finish(false);
    pen_ = start_ = absolute(*to);
    return true;
  }
  bool line(std::optional<Point> to) {
    if (!to) return false;
    begin();
    pen_ = absolute(*to);
    points_.push_back(pen_);
    return true;
  }
  bool horizontal() {
    const auto x = numbers_.number();
    return x && line(Point{*x, relative_ ? 0 : pen_.y});
  }
  bool vertical() {
    const auto y = numbers_.number();
    return y && line(Point{relative_ ? 0 : pen_.x, *y});
  }
  bool cubic() {
    const auto a = numbers_.point();
    const auto b = numbers_.point();
    const auto to = numbers_.point();
    if (!a || !b || !to) return false;
    begin();
    add_cubic(points_, pen_, absolute(*a), absolute(*b), absolute(*to));
    pen_ = absolute(*to);
    return true;
  }
  bool quadratic() {
    const auto control = numbers_.point();
    const auto to = numbers_.point();
    if (!control || !to) return false;
    begin();
    const Point middle = absolute(*control);
    const Point end = absolute(*to);
    add_cubic(points_, pen_, between(pen_, middle, 2.0F / 3), between(end, middle, 2.0F / 3), end);
    pen_ = end;
    return true;
  }
  bool arc() {
    const auto rx = numbers_.number();
    const auto ry = numbers_.number();
    const auto rotation = numbers_.number();
    const auto large = numbers_.number();
    const auto sweep = numbers_.number();
    const auto to = numbers_.point();
    if (!rx || !ry || !rotation || !large || !sweep || !to) return false;
    begin();
    const Point end = absolute(*to);
    add_arc(points_, pen_, {*rx, *ry, *rotation, *large != 0, *sweep != 0, end});
    pen_ = end;
    return true;
  }

  void begin() {
    if (points_.empty()) points_.push_back(pen_);
  }
  void finish(bool closed) {
    // A closing line of no length would be drawn as a spike.
    if (closed && points_.size() > 1 && same(points_.front(), points_.back())) points_.pop_back();
    if (points_.size() > 1) outline_.strokes.push_back({points_, closed});
    points_.clear();
    if (closed) pen_ = start_;
  }

  Numbers numbers_;
  Outline& outline_;
  std::vector<Point> points_;
  Point pen_, start_;
  bool relative_ = false;
};

void add_circle(Outline& outline, Point centre, float radius) {
  if (radius <= kDotRadius) {
    outline.dots.push_back({centre, radius});
    return;
  }
  Stroke stroke{{}, true};
  constexpr int kSteps = 4 * kCurveSteps;
  for (int step = 0; step < kSteps; ++step) {
    const float angle = 2 * kPi * static_cast<float>(step) / kSteps;
    stroke.points.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  outline.strokes.push_back(std::move(stroke));
}

void add_rectangle(Outline& outline, const pugi::xml_node& node) {
  const float x = node.attribute("x").as_float();
  const float y = node.attribute("y").as_float();
  const float width = node.attribute("width").as_float();
  const float height = node.attribute("height").as_float();
  const float r = std::min(node.attribute("rx").as_float(), std::min(width, height) / 2);
  Stroke stroke{{}, true};
  const Point corners[] = {
      {x + width - r, y + r}, {x + width - r, y + height - r}, {x + r, y + height - r}, {x + r, y + r}};
  for (int corner = 0; corner < 4; ++corner) {
    const float first = kPi / 2 * static_cast<float>(corner - 1);
    const int steps = r > 0 ? kCurveSteps / 2 : 0;
    for (int step = 0; step <= steps; ++step) {
      const float angle = first + (steps == 0 ? 0 : kPi / 2 * static_cast<float>(step) / static_cast<float>(steps));
      stroke.points.push_back({corners[corner].x + r * std::cos(angle), corners[corner].y + r * std::sin(angle)});
    }
  }
  outline.strokes.push_back(std::move(stroke));
}

bool add_polyline(Outline& outline, const pugi::xml_node& node, bool closed) {
  Numbers numbers(node.attribute("points").as_string());
  Stroke stroke{{}, closed};
  while (!numbers.at_end()) {
    const auto point = numbers.point();
    if (!point) return false;
    stroke.points.push_back(*point);
  }
  outline.strokes.push_back(std::move(stroke));
  return true;
}

bool add_element(Outline& outline, const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto number = [&node](const char* attribute) { return node.attribute(attribute).as_float(); };
  if (name == "path") return PathReader(node.attribute("d").as_string(), outline).read();
  if (name == "polyline") return add_polyline(outline, node, false);
  if (name == "polygon") return add_polyline(outline, node, true);
  if (name == "circle") {
    add_circle(outline, {number("cx"), number("cy")}, number("r"));
  } else if (name == "rect") {
    add_rectangle(outline, node);
  } else if (name == "line") {
    outline.strokes.push_back({{{number("x1"), number("y1")}, {number("x2"), number("y2")}}, false});
  } else {
    return false;
  }
  return true;
}

}  // namespace

Result<Outline> parse_outline(std::string_view svg) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(svg.data(), svg.size());
  const pugi::xml_node root = document.child("svg");
  if (!parsed || !root) return fail(Code::malformed, "The icon is not an SVG drawing.");
  Outline outline;
  for (const pugi::xml_node& node : root.children()) {
    if (node.type() != pugi::node_element) continue;
    if (!add_element(outline, node)) {
      return fail(Code::malformed, std::string("The icon holds an element that we do not draw: ") + node.name() + ".");
    }
  }
  if (outline.strokes.empty() && outline.dots.empty()) return fail(Code::malformed, "The icon is empty.");
  return outline;
}

Result<Outline> read_outline(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(Code::io, "The icon " + file.string() + " could not be read.", "Install Evident again.");
  const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  auto outline = parse_outline(text);
  if (!outline) return fail_while(file.filename().string(), outline.error());
  return outline;
}

}  // namespace evident::desktop
