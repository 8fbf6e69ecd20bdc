// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "connectors/files/open_file.hpp"
#include "connectors/files/roster_csv.hpp"
#include "ui/app/display.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/json_shapes.hpp"

namespace evident::cli {
namespace {

struct AddOptions {
  std::string key, family, given, consent = "no";
  std::vector<std::string> aliases, orcids, emails, organisations, roles;
};

Result<Member> member_from(const AddOptions& options) {
  Member member;
  member.key = options.key;
  member.name.family = collapsed(options.family);
  member.name.given = collapsed(options.given);
  for (const std::string& alias : options.aliases) member.aliases.push_back(name_from_inverted(alias));
  for (const std::string& text : options.orcids) {
    const auto orcid = Orcid::parse(text);
    if (!orcid)
      return fail(Code::invalid_argument, fmt::format("'{}' is not an ORCID iD", text),
                  "a digit may be mistyped: the last one checks the others");
    member.orcids.push_back(*orcid);
  }
  for (const std::string& email : options.emails) {
    if (email.find('@') == email.npos)
      return fail(Code::invalid_argument, "an e-mail address has no @", "write it as name@example.org");
    member.emails.push_back(email);
  }
  for (const std::string& text : options.organisations) member.organisations.push_back(parse_organisation(text));
  member.roles = options.roles;
  auto consent = parse_consent(options.consent);
  if (!consent) return fail(consent.error());
  member.consent = *consent;
  return checked(std::move(member));
}

/// Which of these are in the library under the same key already, told before they are put.
Result<std::vector<std::string>> replaced_keys(store::Store& store, const std::vector<Member>& members) {
  std::vector<std::string> keys;
  for (const Member& member : members) {
    auto held = store.members().find(member.key);
    if (!held) return fail(held.error());
    if (*held) keys.push_back(member.key);
  }
  return keys;
}

std::string consent_remark(const Member& member) {
  return member.consent.given
             ? ""
             : fmt::format("{} has not consented, so is never searched for and no publication is theirs.", member.key);
}

Result<Exit> add(Context& context, const AddOptions& options) {
  auto member = member_from(options);
  if (!member) return fail(member.error());
  auto writer = context.write_library("member add");
  if (!writer) return fail(writer.error());
  const auto replaced = replaced_keys((*writer)->store(), {*member});
  if (!replaced) return fail(replaced.error());
  if (auto put = (*writer)->put_members({*member}, context.job_progress("Attributing"), context.stop()); !put)
    return fail(put.error());
  const bool was_there = !replaced->empty();
  if (context.output.as_json()) {
    context.output.json(Json{{"member", member_json(*member)}, {"outcome", was_there ? "replaced" : "added"}});
    return Exit::done;
  }
  context.output.line(
      fmt::format("{} {} ({}).", was_there ? "Replaced" : "Added", member->name.displayed(), member->key));
  if (!member->consent.given) context.output.note(consent_remark(*member));
  return Exit::done;
}

Result<Exit> import(Context& context, const std::string& file) {
  auto bytes = files::open_bytes(file);
  if (!bytes) return fail(bytes.error());
  auto roster = files::read_roster_csv(std::move(*bytes));
  if (!roster) return fail_while(fmt::format("reading {}", file), roster.error());
  std::vector<std::string> replaced;
  if (!roster->members.empty()) {
    auto writer = context.write_library("member import");
    if (!writer) return fail(writer.error());
    auto keys = replaced_keys((*writer)->store(), roster->members);
    if (!keys) return fail(keys.error());
    replaced = std::move(*keys);
    if (auto put = (*writer)->put_members(roster->members, context.job_progress("Attributing"), context.stop()); !put)
      return fail(put.error());
  }
  const Exit exit = roster->refused.empty() ? Exit::done : roster->members.empty() ? Exit::failed : Exit::partial;
  const std::size_t added = roster->members.size() - replaced.size();
  if (context.output.as_json()) {
    context.output.json(Json{
        {"file", file}, {"added", added}, {"replaced", replaced.size()}, {"refused", refusals_json(roster->refused)}});
    return exit;
  }
  context.output.line(fmt::format(
      "{} added, {} replaced.", app::counted(static_cast<std::int64_t>(added), "member", "members"), replaced.size()));
  for (const Member& member : roster->members)
    if (!member.consent.given) context.output.note(consent_remark(member));
  for (const Refusal& refusal : roster->refused)
    context.output.warning(fmt::format("Not taken: {}: {}", refusal.id, refusal.why));
  return exit;
}

enum class ListForm { table, csv };

Result<Exit> list(Context& context, ListForm form) {
  auto store = context.read_store();
  if (!store) return fail(store.error());
  auto members = (*store)->members().all();
  if (!members) return fail(members.error());
  if (form == ListForm::csv) {
    context.output.data(files::roster_csv(*members));
    return Exit::done;
  }
  if (context.output.as_json()) {
    Json all = Json::array();
    for (const Member& member : *members) all.push_back(member_json(member));
    context.output.json(all);
    return Exit::done;
  }
  if (members->empty()) {
    context.output.line("The roster is empty.");
    context.output.note("Fill it with 'evident member add' or 'evident member import FILE.csv'.");
    return Exit::done;
  }
  Table table({{"Key"}, {"Name"}, {"Consent"}, {"ORCID iD"}, {"Organisation"}});
  for (const Member& member : *members)
    table.row({member.key, member.name.displayed(), consent_text(member.consent),
               member.orcids.empty() ? "" : member.orcids.front().text(),
               member.organisations.empty() ? "" : organisation_text(member.organisations.back())});
  table.print(context.output);
  return Exit::done;
}

}  // namespace

void add_member(CLI::App& app, Context& context) {
  CLI::App* member =
      add_command(app, "member", "Keep the roster of members", "evident member list\nevident member import roster.csv");
  member->require_subcommand(1);

  const auto options = std::make_shared<AddOptions>();
  CLI::App* adding = add_command(
      *member, "add", "Add a member, or replace the one of that key",
      "evident member add lsmith --family Smith --given 'Lena Mary' --alias 'Smith-Jones, Lena' \\\n"
      "    --orcid 0000-0002-1825-0097 --organisation 'Leeds Teaching Hospitals (2015-2021)' --consent 2025-03-14");
  adding->add_option("KEY", options->key, "A short key of your choice: letters, digits, '-', '_', '.'")
      ->required()
      ->type_name("");
  adding->add_option("--family", options->family, "Family name, with its particles")->required()->type_name("F");
  adding->add_option("--given", options->given, "Given names")->type_name("G");
  add_repeated(*adding, "--alias", options->aliases, "Another name they publish under; repeatable")
      ->type_name("'Family, Given'");
  add_repeated(*adding, "--orcid", options->orcids, "ORCID iD; repeatable")->type_name("X");
  add_repeated(*adding, "--email", options->emails, "E-mail address; repeatable")->type_name("ADDRESS");
  add_repeated(*adding, "--organisation", options->organisations, "Organisation, with years where known; repeatable")
      ->type_name("'Name (2015-2021)'");
  add_repeated(*adding, "--role", options->roles, "Role, such as CNIO; repeatable")->type_name("ROLE");
  adding
      ->add_option("--consent", options->consent,
                   "yes, no, or the date it was given (default: no, which means never searched for)")
      ->type_name("yes|no|DATE");
  adding->callback([&context, options] { context.chosen = [options](Context& c) { return add(c, *options); }; });

  const auto file = std::make_shared<std::string>();
  CLI::App* importing = add_command(
      *member, "import", "Add or replace the members of a roster CSV file",
      "evident member import roster.csv\n"
      "The columns are key,family,given,aliases,orcids,emails,organisations,roles,consent; lists are split by ';'.");
  importing->add_option("FILE", *file, "The CSV file; '-' is standard input")->required()->type_name("");
  importing->callback([&context, file] { context.chosen = [file](Context& c) { return import(c, *file); }; });

  const auto csv = std::make_shared<bool>(false);
  CLI::App* listing =
      add_command(*member, "list", "Show the roster", "evident member list\nevident member list --csv > roster.csv");
  listing->add_flag("--csv", *csv, "As the CSV that 'member import' reads");
  listing->callback([&context, csv] {
    context.chosen = [csv](Context& c) { return list(c, *csv ? ListForm::csv : ListForm::table); };
  });
}

}  // namespace evident::cli
