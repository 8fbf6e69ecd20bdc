// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "indexer/model/fields.hpp"
#include "ui/app/display.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/input_lines.hpp"
#include "ui/cli/json_shapes.hpp"
#include "ui/cli/publication_text.hpp"

namespace evident::cli {
namespace {

struct SearchOptions {
  std::vector<std::string> words;
  bool has_query = false;
  std::string match = "all", sort = "relevance", queries;
  std::int64_t limit = 20, offset = 0;
  bool facets = false, explain = false;
};

index::Sort sort_named(std::string_view name) {
  if (name == "date") return index::Sort::date;
  if (name == "cited") return index::Sort::cited;
  if (name == "added") return index::Sort::added;
  return index::Sort::relevance;
}

index::SearchRequest request_of(const SearchOptions& options, const std::string& text) {
  index::SearchRequest request;
  request.text = text;
  request.match = options.match == "any" ? index::Match::any : index::Match::all;
  request.sort = sort_named(options.sort);
  request.limit = static_cast<std::size_t>(options.limit);
  request.offset = static_cast<std::size_t>(options.offset);
  if (options.facets)
    for (const SearchField& field : kSearchFields)
      if (!field.facet.empty()) request.facets.emplace_back(field.facet);
  return request;
}

struct Timed {
  app::Found found;
  double milliseconds = 0;
};

Result<Timed> timed_search(app::LibraryReader& reader, const index::SearchRequest& request) {
  const auto begin = std::chrono::steady_clock::now();
  auto found = reader.search(request);
  if (!found) return fail(found.error());
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  return Timed{std::move(*found), took.count()};
}

Json answer_json(const std::string& query, const Timed& timed, bool explain) {
  Json answer = search_json(query, timed.found, timed.milliseconds);
  if (explain) answer["explained"] = timed.found.answer.explained;
  return answer;
}

void print_facets(Output& output, const index::FacetCounts& facets) {
  constexpr std::size_t kValuesShown = 10;
  for (const auto& [facet, counts] : facets) {
    std::vector<std::pair<std::string, std::size_t>> values(counts.begin(), counts.end());
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string text;
    for (std::size_t i = 0; i < values.size() && i < kValuesShown; ++i)
      text += fmt::format("{}{} ({})", i == 0 ? "" : ", ", values[i].first,
                          app::count_text(static_cast<std::int64_t>(values[i].second)));
    if (values.size() > kValuesShown) text += fmt::format(" and {} more", values.size() - kValuesShown);
    if (!text.empty()) output.line(Text().bold(facet + ": ").add(text), 2);
  }
}

void print_answer(Context& context, const SearchOptions& options, const app::Found& found) {
  Output& output = context.output;
  const auto& answer = found.answer;
  const auto total = static_cast<std::int64_t>(answer.total);
  output.line(Text().bold((answer.total_is == index::TotalIs::estimate ? "About " : "") +
                          app::counted(total, "result", "results")));
  output.line(Text().faint("How your query was read: " + (answer.read_as.empty() ? "everything" : answer.read_as)), 2);
  if (options.explain) output.line(Text().faint("As the index was asked: " + answer.explained), 2);
  for (const std::string& warning : answer.warnings) output.line(Text().bold("Note: ").add(warning), 2);
  if (options.facets) print_facets(output, answer.facets);
}

Result<Exit> search(Context& context, const SearchOptions& options) {
  const std::string query = fmt::format("{}", fmt::join(options.words, " "));
  auto reader = context.read_library();
  if (!reader) return fail(reader.error());
  const auto timed = timed_search(**reader, request_of(options, query));
  if (!timed && timed.error().code == Code::unreadable_query) {
    context.output.error(timed.error(), query);
    return Exit::usage;
  }
  if (!timed) return fail(timed.error());
  const app::Found& found = timed->found;
  const Exit exit = found.answer.total == 0 ? Exit::nothing_found : Exit::done;
  if (context.output.as_json()) {
    context.output.json(answer_json(query, *timed, options.explain));
    return exit;
  }
  const auto names = member_names((*reader)->store());
  if (!names) return fail(names.error());
  print_answer(context, options, found);
  std::size_t number = static_cast<std::size_t>(options.offset);
  for (const app::FoundPublication& one : found.publications) {
    context.output.blank();
    print_hit(context.output, ++number, one, *names);
  }
  if (number < found.answer.total && !found.publications.empty()) {
    context.output.blank();
    context.output.line(fmt::format("Shown: {} to {} of {}. For the next ones: --offset {}", options.offset + 1, number,
                                    app::count_text(static_cast<std::int64_t>(found.answer.total)), number));
  }
  return exit;
}

/// What stands in the answers' file for a line that could not be asked.
Json unanswered(const std::string& qid, const Error& error) {
  Json answer = {{"qid", qid}};
  answer["error"] = error_json(error)["error"];
  answer["hits"] = Json::array();
  answer["total"] = 0;
  return answer;
}

/// One "id<TAB>query" a line in, one JSON answer a line out.
Result<Exit> search_all(Context& context, const SearchOptions& options) {
  auto lines = InputLines::open(options.queries);
  if (!lines) return fail(lines.error());
  auto reader = context.read_library();
  if (!reader) return fail(reader.error());
  Exit exit = Exit::done;
  while (!context.output.broken()) {
    auto line = lines->next();
    if (!line) return fail(line.error());
    if (!*line) return exit;
    if (trimmed((*line)->text).empty()) continue;
    const auto tab = (*line)->text.find('\t');
    const std::string qid = (*line)->text.substr(0, tab);
    if (tab == std::string::npos) {
      exit = Exit::partial;
      context.output.json(
          unanswered(qid, {Code::malformed, fmt::format("line {} has no tab between id and query", (*line)->number),
                           "write one id<TAB>query a line"}));
      continue;
    }
    const std::string query = (*line)->text.substr(tab + 1);
    const auto timed = timed_search(**reader, request_of(options, query));
    if (!timed && timed.error().code != Code::unreadable_query) return fail(timed.error());
    if (!timed) exit = Exit::partial;
    Json answer = timed ? Json{{"qid", qid}} : unanswered(qid, timed.error());
    if (timed) answer.update(answer_json(query, *timed, options.explain));
    context.output.json(answer);
  }
  return exit;
}

Result<Exit> run(Context& context, const SearchOptions& options) {
  if (options.queries.empty() && !options.has_query)
    return fail(Code::invalid_argument, "there is nothing to search for",
                "give a query, or --queries FILE; '' lists everything");
  if (!options.queries.empty() && options.has_query)
    return fail(Code::invalid_argument, "a query and --queries were both given", "give one of them");
  return options.queries.empty() ? search(context, options) : search_all(context, options);
}

std::string fields_help() {
  std::string text = "\n\nFields:";
  for (const SearchField& field : kSearchFields)
    text += fmt::format("\n  {:<13} {} ({})", field.name, field.help, field.example);
  return text;
}

}  // namespace

void add_search(CLI::App& app, Context& context) {
  const auto options = std::make_shared<SearchOptions>();
  CLI::App* command =
      add_command(app, "search", "Find publications",
                  "evident search 'telehealth AND \"heart failure\"' --sort date\n"
                  "evident search 'smith j[au] AND 2019:2024[dp]'\n"
                  "evident search -- '-paediatric telehealth'      (after --, a leading '-' is part of the query)\n"
                  "evident search --queries questions.tsv --match any --limit 100");
  command->footer(command->get_footer() + fields_help());
  CLI::Option* query = command->add_option("QUERY", options->words,
                                           "Words, \"phrases\", AND OR NOT, field:word, PubMed tags, year:2019..2024");
  query->type_name("");
  command->add_option("--match", options->match, "all: the query language; any: plain words, any of them")
      ->check(unannounced(CLI::IsMember({"all", "any"})))
      ->type_name("all|any");
  command->add_option("--sort", options->sort, "Order of the results (default: relevance)")
      ->check(unannounced(CLI::IsMember({"relevance", "date", "cited", "added"})))
      ->type_name("relevance|date|cited|added");
  command->add_option("--limit", options->limit, "At most this many results (default: 20)")
      ->check(unannounced(CLI::Range(0, 1'000'000)))
      ->type_name("N");
  command->add_option("--offset", options->offset, "Leave out this many first")
      ->check(unannounced(CLI::Range(0, 1'000'000'000)))
      ->type_name("N");
  command->add_flag("--facets", options->facets, "Count years, types, journals, members ... over all matches");
  command->add_flag("--explain", options->explain, "Show the query as the index was asked");
  command
      ->add_option("--queries", options->queries,
                   "One id<TAB>query a line; one JSON answer a line. '-' is standard input")
      ->type_name("FILE");
  command->callback([&context, options, query] {
    options->has_query = query->count() > 0;
    context.chosen = [options](Context& c) { return run(c, *options); };
  });
}

}  // namespace evident::cli
