// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/binary_codec.hpp"

#include <type_traits>

namespace evident::store {
namespace {

// Numbers are little-endian base 128, the top bit saying that more follows; signed ones are folded (0, -1, 1, -2 ...).
// A text is its length and its bytes; an optional is 0 or 1 and the value; a list is its length and its items.

class Encoder {
 public:
  std::string take() { return std::move(out_); }

  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    out_ += static_cast<char>(value);
  }
  void put(const std::string& text) {
    number(text.size());
    out_ += text;
  }
  void put(const MarkedText& text) { put(text.markup()); }
  void put(const Doi& id) { put(id.text()); }
  void put(const Pmcid& id) { put(id.text()); }
  void put(const Orcid& id) { put(id.text()); }
  void put(const Pmid& id) { number(id.number()); }
  void put(const PartialDate& date) {
    number(static_cast<std::uint64_t>(date.year));
    number(date.month);
    number(date.day);
    number(static_cast<std::uint64_t>(date.season));
  }
  void put(bool value) { number(value ? 1 : 0); }
  void put(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  template <class T>
  void put(const std::optional<T>& value) {
    number(value ? 1 : 0);
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    number(list.size());
    for (const T& item : list) put(item);
  }
  template <class T>
  requires std::is_enum_v<T>
  void put(T value) { number(static_cast<std::uint64_t>(value)); }
  template <class T>
  requires std::is_class_v<T>
  void put(const T& value) {
    each_field([this](const char*, const auto& member) { put(member); }, value);
  }

 private:
  std::string out_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}

  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    good_ = false;
    return 0;
  }
  void take(std::string& text) {
    const std::uint64_t size = number();
    if (size > rest_.size()) {
      good_ = false;
      return;
    }
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  void take(MarkedText& text) {
    std::string markup;
    take(markup);
    text = MarkedText::from_stored(std::move(markup));
  }
  void take(bool& value) { value = number() != 0; }
  void take(std::int64_t& value) {
    const std::uint64_t folded = number();
    value = static_cast<std::int64_t>(folded >> 1) ^ -static_cast<std::int64_t>(folded & 1);
  }
  void take(PartialDate& date) {
    date.year = static_cast<std::int16_t>(number());
    date.month = static_cast<std::uint8_t>(number());
    date.day = static_cast<std::uint8_t>(number());
    date.season = static_cast<Season>(number());
  }
  template <class T>
  void take(std::optional<T>& value) {
    if (number() == 0 || !good_) return;
    if constexpr (std::is_default_constructible_v<T>) {
      T inner{};
      take(inner);
      value = std::move(inner);
    } else {
      std::string text;
      if constexpr (std::is_same_v<T, Pmid>)
        text = std::to_string(number());
      else
        take(text);
      value = T::parse(text);
      if (!value) good_ = false;
    }
  }
  template <class T>
  void take(std::vector<T>& list) {
    const std::uint64_t size = number();
    if (size > rest_.size()) {  // every item takes a byte at least
      good_ = false;
      return;
    }
    list.reserve(size);
    for (std::uint64_t i = 0; i < size && good_; ++i) {
      T item{};
      take(item);
      list.push_back(std::move(item));
    }
  }
  template <class T>
  requires std::is_enum_v<T>
  void take(T& value) { value = static_cast<T>(number()); }
  template <class T>
  requires std::is_class_v<T>
  void take(T& value) {
    each_field(
        [this](const char*, auto& member) {
          if (good_) take(member);
        },
        value);
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::string encode(const Publication& publication) {
  Encoder encoder;
  encoder.put(publication);
  encoder.put(publication.sources);
  encoder.number(publication.origins.size());
  for (const auto& [field, key] : publication.origins) {
    encoder.put(field);
    encoder.put(key);
  }
  return encoder.take();
}

Result<Publication> decode(std::string_view bytes) {
  Decoder decoder(bytes);
  Publication publication;
  decoder.take(publication);
  decoder.take(publication.sources);
  const std::uint64_t origins = decoder.good() ? decoder.number() : 0;
  for (std::uint64_t i = 0; i < origins && decoder.good(); ++i) {
    std::string field;
    RecordKey key;
    decoder.take(field);
    decoder.take(key);
    publication.origins.emplace(std::move(field), std::move(key));
  }
  if (!decoder.good() || !decoder.at_end())
    return fail(Code::corrupt, "a stored publication does not read back",
                "run 'evident rebuild' to put it together again from its records");
  return publication;
}

}  // namespace evident::store
