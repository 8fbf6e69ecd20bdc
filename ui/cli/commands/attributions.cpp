// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "ui/cli/commands.hpp"
#include "ui/cli/json_shapes.hpp"
#include "ui/cli/publication_text.hpp"

namespace evident::cli {
namespace {

// A pair below this is no likelier than chance among namesakes; product.md lists "every pair scored .01 or more".
constexpr double kListedFrom = 0.01;

struct AttributionsOptions {
  std::string member, status;
};

Result<Exit> list(Context& context, const AttributionsOptions& options) {
  auto store = context.read_store();
  if (!store) return fail(store.error());
  const auto names = member_names(**store);
  if (!names) return fail(names.error());
  store::AttributionFilter filter;
  if (!options.status.empty()) filter.status = status_named(options.status);
  if (!options.member.empty()) {
    if (!names->contains(options.member))
      return fail(Code::not_found, fmt::format("there is no member '{}'", options.member),
                  "'evident member list' shows the roster");
    filter.member_key = options.member;
  }
  auto attributions = (*store)->attributions().list(filter);
  if (!attributions) return fail(attributions.error());
  std::erase_if(*attributions,
                [](const Attribution& one) { return one.by == DecidedBy::rule && one.score < kListedFrom; });
  if (attributions->empty() && !context.output.as_json()) context.output.line("No attributions.");
  for (const Attribution& one : *attributions) {
    const auto stored = (*store)->publications().find(one.publication);
    if (!stored) return fail(stored.error());
    if (!*stored) continue;  // it left the library between the two questions
    const Publication& publication = (*stored)->publication;
    if (context.output.as_json()) {
      context.output.json(attribution_json(one, publication.sources));
      continue;
    }
    context.output.line(Text(fmt::format("{}  {:<9}  {:.2f}  ", one.member_key, status_name(one.status), one.score))
                            .add(badges(publication))
                            .bold(title_or_stand_in(publication))
                            .faint("  " + keys_line(publication)),
                        4);
    for (const Ground& ground : one.grounds)
      context.output.line(fmt::format("    {:+.1f} {}", ground.weight, ground.says), 9);
  }
  return Exit::done;
}

}  // namespace

void add_attributions(CLI::App& app, Context& context) {
  const auto options = std::make_shared<AttributionsOptions>();
  CLI::App* command =
      add_command(app, "attributions", "List whose each publication is, with the grounds",
                  "evident attributions --status suggested\nevident attributions --member lsmith --json");
  command->add_option("--member", options->member, "Only this member's")->type_name("KEY");
  command
      ->add_option("--status", options->status,
                   "suggested, accepted, rejected, undecided, or noted (too weak to suggest)")
      ->check(unannounced(CLI::IsMember({"suggested", "accepted", "rejected", "undecided", "noted"})))
      ->type_name("S");
  command->callback([&context, options] { context.chosen = [options](Context& c) { return list(c, *options); }; });
}

}  // namespace evident::cli
