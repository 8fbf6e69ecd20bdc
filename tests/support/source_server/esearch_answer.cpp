// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/source_server/esearch_answer.hpp"

#include <nlohmann/json.hpp>

namespace evident::test::source {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"
    "<!DOCTYPE eSearchResult PUBLIC \"-//NLM//DTD esearch 20060628//EN\" "
    "\"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd\">\n";

std::string element(const char* name, const std::string& text) {
  return std::string("<") + name + '>' + xml_escaped(text) + "</" + name + '>';
}

std::string elements(const char* name, const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += element(name, text);
  return out;
}

Answer json_answer(Json result) {
  const Json body = {{"header", {{"type", "esearch"}, {"version", "0.3"}}}, {"esearchresult", std::move(result)}};
  return {.type = "application/json; charset=UTF-8", .body = body.dump() + "\n"};
}

Answer xml_answer(const std::string& content) {
  return {.type = "text/xml; charset=UTF-8",
          .body = xml_head + std::string("<eSearchResult>") + content + "</eSearchResult>\n"};
}

Answer as_json(const EsearchAnswer& answer) {
  Json result = {{"count", std::to_string(answer.count)},
                 {"retmax", std::to_string(answer.retmax)},
                 {"retstart", std::to_string(answer.retstart)}};
  if (!answer.web_env.empty()) {
    result["querykey"] = std::to_string(answer.query_key);
    result["webenv"] = answer.web_env;
  }
  result["idlist"] = Json::array();
  for (const auto id : answer.ids) result["idlist"].push_back(std::to_string(id));
  result["translationset"] = Json::array();
  result["querytranslation"] = answer.term;
  if (!answer.phrases_not_found.empty() || !answer.fields_not_found.empty()) {
    result["errorlist"] = {{"phrasesnotfound", answer.phrases_not_found}, {"fieldsnotfound", answer.fields_not_found}};
  }
  if (!answer.messages.empty()) {
    result["warninglist"] = {{"phrasesignored", Json::array()},
                             {"quotedphrasesnotfound", Json::array()},
                             {"outputmessages", answer.messages}};
  }
  return json_answer(std::move(result));
}

Answer as_xml(const EsearchAnswer& answer) {
  std::string out = element("Count", std::to_string(answer.count)) + element("RetMax", std::to_string(answer.retmax)) +
                    element("RetStart", std::to_string(answer.retstart));
  if (!answer.web_env.empty()) {
    out += element("QueryKey", std::to_string(answer.query_key)) + element("WebEnv", answer.web_env);
  }
  out += answer.ids.empty() ? "<IdList/>" : "<IdList>\n";
  for (const auto id : answer.ids) out += element("Id", std::to_string(id)) + "\n";
  if (!answer.ids.empty()) out += "</IdList>";
  out += "<TranslationSet/>" + element("QueryTranslation", answer.term);
  if (!answer.phrases_not_found.empty() || !answer.fields_not_found.empty()) {
    out += "<ErrorList>" + elements("PhraseNotFound", answer.phrases_not_found) +
           elements("FieldNotFound", answer.fields_not_found) + "</ErrorList>";
  }
  if (!answer.messages.empty()) out += "<WarningList>" + elements("OutputMessage", answer.messages) + "</WarningList>";
  return xml_answer(out);
}

}  // namespace

std::string xml_escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      default: out += c;
    }
  }
  return out;
}

Answer written(const EsearchAnswer& answer, Mode mode) { return mode == Mode::json ? as_json(answer) : as_xml(answer); }

Answer count_only(std::size_t count, Mode mode) {
  if (mode == Mode::json) return json_answer({{"count", std::to_string(count)}});
  return xml_answer(element("Count", std::to_string(count)));
}

Answer esearch_error(const std::string& message, Mode mode) {
  if (mode == Mode::json) return json_answer({{"ERROR", message}});
  return xml_answer(element("ERROR", message));
}

}  // namespace evident::test::source
