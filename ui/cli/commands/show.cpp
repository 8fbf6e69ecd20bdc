// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "ui/cli/commands.hpp"
#include "ui/cli/json_shapes.hpp"
#include "ui/cli/publication_text.hpp"

namespace evident::cli {
namespace {

Json view_json(const app::PublicationView& view) {
  const Publication& publication = view.stored.publication;
  Json json = publication_to_json(publication);
  Json attributions = Json::array();
  for (const Attribution& one : view.attributions) attributions.push_back(attribution_json(one, publication.sources));
  json["attributions"] = std::move(attributions);
  json["notices_checked"] = notices_checked_json(view.asked);
  return json;
}

Result<Exit> show(Context& context, const std::string& key, Detail detail) {
  auto reader = context.read_library();
  if (!reader) return fail(reader.error());
  const auto view = (*reader)->find(key);
  if (!view) return fail(view.error());
  if (!*view) {
    context.output.error(
        {Code::not_found, fmt::format("the library holds no publication {}", key),
         "'evident search' finds what is there; 'evident harvest' and 'evident import' bring in more"});
    return Exit::nothing_found;
  }
  if (context.output.as_json()) {
    context.output.json(view_json(**view));
    return Exit::done;
  }
  const auto names = member_names((*reader)->store());
  if (!names) return fail(names.error());
  print_publication(context.output, **view, *names, detail);
  return Exit::done;
}

}  // namespace

void add_show(CLI::App& app, Context& context) {
  struct ShowOptions {
    std::string key;
    bool explain = false;
  };
  const auto options = std::make_shared<ShowOptions>();
  CLI::App* command =
      add_command(app, "show", "Show one publication in full, notices first",
                  "evident show 12\nevident show pmid:31418828 --explain\nevident show doi:10.5555/12345678 --json");
  command->add_option("KEY", options->key, "Our number, pmid:N, doi:X or pmcid:X")->required()->type_name("");
  command->add_flag("--explain", options->explain, "Also which record each field comes from");
  command->callback([&context, options] {
    context.chosen = [options](Context& c) {
      return show(c, options->key, options->explain ? Detail::with_origins : Detail::usual);
    };
  });
}

}  // namespace evident::cli
