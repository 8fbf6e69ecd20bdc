// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/model/publication_json.hpp"

#include <array>
#include <type_traits>

#include <fmt/format.h>

namespace evident {
namespace {

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

std::string_view enum_text(WorkType v) { return csl_type(v); }
std::string_view enum_text(ContributorRole v) { return role_name(v); }
std::string_view enum_text(OrcidAssurance v) { return assurance_name(v); }
std::string_view enum_text(RelationKind v) { return relation_name(v); }
std::string_view enum_text(NoticeKind v) { return notice_name(v); }

template <class Enum>
std::optional<Enum> enum_named(std::string_view text) {
  if constexpr (std::is_same_v<Enum, WorkType>)
    return work_type_of_csl(text);
  else if constexpr (std::is_same_v<Enum, ContributorRole>)
    return role_named(text);
  else if constexpr (std::is_same_v<Enum, OrcidAssurance>)
    return assurance_named(text);
  else if constexpr (std::is_same_v<Enum, RelationKind>)
    return relation_named(text);
  else
    return notice_named(text);
}

constexpr std::array<std::string_view, 5> kSeasons = {"", "spring", "summer", "autumn", "winter"};

// ---- writing -------------------------------------------------------------------------------------------------------

template <class T>
void write(Json& object, const char* name, const T& value);

template <class T>
Json written(const T& value) {
  if constexpr (std::is_same_v<T, Doi> || std::is_same_v<T, Pmcid> || std::is_same_v<T, Orcid> ||
                std::is_same_v<T, Pmid>) {
    return value.text();
  } else if constexpr (std::is_same_v<T, std::string>) {
    return value.empty() ? Json() : Json(value);
  } else if constexpr (std::is_arithmetic_v<T>) {
    return value;
  } else if constexpr (std::is_enum_v<T>) {
    return enum_text(value);
  } else {
    Json object = Json::object();
    each_field([&](const char* name, const auto& member) { write(object, name, member); }, value);
    return object;
  }
}

void write_date(Json& object, const std::string& name, const PartialDate& date) {
  object[name] = date.iso();
  if (date.season != Season::none) object[name + "_season"] = kSeasons[static_cast<std::size_t>(date.season)];
}

template <class T>
void write(Json& object, const char* name, const T& value) {
  if constexpr (std::is_same_v<T, MarkedText>) {
    if (value.empty()) {
      object[name] = nullptr;
      return;
    }
    const std::string plain = value.plain();
    object[name] = plain;
    if (MarkedText::from_plain(plain) != value) object[std::string(name) + "_markup"] = value.markup();
  } else if constexpr (std::is_same_v<T, std::optional<PartialDate>>) {
    if (value)
      write_date(object, name, *value);
    else
      object[name] = nullptr;
  } else if constexpr (is_optional<T>) {
    object[name] = value ? written(*value) : Json();
  } else if constexpr (is_vector<T>) {
    Json array = Json::array();
    for (const auto& item : value) array.push_back(written(item));
    object[name] = std::move(array);
  } else {
    object[name] = written(value);
  }
}

// ---- reading -------------------------------------------------------------------------------------------------------

/// Collects the first complaint; reading goes on so that every path stays simple.
class Reader {
 public:
  template <class T>
  void read(const Json& object, const char* name, T& value) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return;
    if constexpr (std::is_same_v<T, MarkedText>) {
      const auto markup = object.find(std::string(name) + "_markup");
      if (markup != object.end() && markup->is_string())
        value = MarkedText::from_stored(markup->get<std::string>());
      else if (found->is_string())
        value = MarkedText::from_plain(found->get_ref<const std::string&>());
      else
        complain(name, "text");
    } else if constexpr (std::is_same_v<T, std::optional<PartialDate>>) {
      if (!found->is_string()) return complain(name, "a date");
      value = PartialDate::parse(found->get_ref<const std::string&>());
      if (!value) return complain(name, "a date");
      const auto season = object.find(std::string(name) + "_season");
      if (season != object.end() && season->is_string())
        value->season = season_named(season->get_ref<const std::string&>());
    } else if constexpr (is_optional<T>) {
      read_optional(name, *found, value);
    } else if constexpr (is_vector<T>) {
      if (!found->is_array()) return complain(name, "a list");
      for (const Json& item : *found) {
        typename T::value_type one{};
        take(name, item, one);
        value.push_back(std::move(one));
      }
    } else {
      take(name, *found, value);
    }
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  void complain(std::string_view name, std::string_view wanted) {
    if (!error_) error_ = Error{Code::malformed, fmt::format("the field '{}' is not {}", name, wanted)};
  }

  template <class Id>
  void read_optional(const char* name, const Json& json, std::optional<Id>& value) {
    if constexpr (std::is_arithmetic_v<Id>) {
      if (!json.is_number_integer()) return complain(name, "a whole number");
      value = json.get<Id>();
    } else {
      if (!json.is_string()) return complain(name, "an identifier");
      value = Id::parse(json.get_ref<const std::string&>());
      if (!value) complain(name, "a valid identifier");
    }
  }

  template <class T>
  void take(const char* name, const Json& json, T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (json.is_string())
        value = json.get<std::string>();
      else if (!json.is_null())
        complain(name, "text");
    } else if constexpr (std::is_same_v<T, bool>) {
      if (json.is_boolean())
        value = json.get<bool>();
      else
        complain(name, "true or false");
    } else if constexpr (std::is_enum_v<T>) {
      const auto known = json.is_string() ? enum_named<T>(json.get_ref<const std::string&>()) : std::nullopt;
      if (known)
        value = *known;
      else
        complain(name, "one of the known words");
    } else {
      if (!json.is_object()) return complain(name, "an object");
      each_field([&](const char* inner, auto& member) { read(json, inner, member); }, value);
    }
  }

  std::optional<Error> error_;
};

}  // namespace

Json publication_to_json(const Publication& publication) {
  Json object = Json::object();
  if (publication.id != 0) object["id"] = publication.id;
  each_field([&](const char* name, const auto& member) { write(object, name, member); }, publication);
  Json sources = Json::array();
  for (const RecordKey& key : publication.sources) sources.push_back(written(key));
  object["sources"] = std::move(sources);
  Json origins = Json::object();
  each_field(
      [&](const char* name, const auto& member) {
        if (is_empty(member)) return;
        if (const auto key = publication.origin_of(name)) origins[name] = written(*key);
      },
      publication);
  for (const auto& [field, key] : publication.origins)
    if (field.find('.') != field.npos) origins[field] = written(key);
  object["origins"] = std::move(origins);
  return object;
}

Result<Publication> publication_from_json(const Json& json) {
  if (!json.is_object()) return fail(Code::malformed, "a publication is not a JSON object");
  Publication publication;
  Reader reader;
  each_field([&](const char* name, auto& member) { reader.read(json, name, member); }, publication);
  reader.read(json, "sources", publication.sources);
  if (const auto id = json.find("id"); id != json.end() && id->is_number_integer())
    publication.id = id->get<PublicationId>();
  if (const auto origins = json.find("origins"); origins != json.end() && origins->is_object()) {
    for (const auto& [field, key] : origins->items()) {
      Json wrapped = Json::object();
      wrapped["sources"] = Json::array({key});
      std::vector<RecordKey> one;
      reader.read(wrapped, "sources", one);
      if (one.empty() || (!publication.sources.empty() && one.front() == publication.sources.front())) continue;
      publication.origins[field] = one.front();
    }
  }
  if (reader.error()) return fail(*reader.error());
  return publication;
}

}  // namespace evident
