// SPDX-License-Identifier: GPL-2.0-or-later
// accept, reject, undecide: a person's word on whose a publication is.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "ui/app/display.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/input_lines.hpp"
#include "ui/cli/json_shapes.hpp"

namespace evident::cli {
namespace {

struct Pair {
  std::string member, key;
};

/// Decides for one pair after the other; remembers what it did.
class Decider {
 public:
  Decider(app::LibraryWriter& writer, app::LibraryReader& reader, AttributionStatus verdict, std::string who)
      : writer_(writer), reader_(reader), verdict_(verdict), who_(std::move(who)) {}

  Result<void> decide(const Pair& pair) {
    const auto view = reader_.find(pair.key);
    if (!view) return fail(view.error());
    if (!*view)
      return fail(Code::not_found, fmt::format("the library holds no publication {}", pair.key),
                  "'evident search' finds its number");
    const PublicationId id = (*view)->stored.publication.id;
    if (auto done = writer_.decide(pair.member, id, verdict_, who_); !done) return done;
    decided_.push_back(Json{{"member", pair.member}, {"publication", id}, {"status", status_name(verdict_)}});
    return {};
  }

  const Json& decided() const { return decided_; }

 private:
  app::LibraryWriter& writer_;
  app::LibraryReader& reader_;
  AttributionStatus verdict_;
  std::string who_;
  Json decided_ = Json::array();
};

/// A line that names no pair of ours is left out and told; what is wrong with the library itself ends the job.
bool concerns_this_line(Code code) {
  return code == Code::not_found || code == Code::invalid_argument || code == Code::malformed;
}

Result<std::vector<Refusal>> decide_lines(Context& context, Decider& decider, InputLines& lines) {
  std::vector<Refusal> refused;
  while (true) {
    auto line = lines.next();
    if (!line) return fail(line.error());
    if (!*line) return refused;
    if (trimmed((*line)->text).empty()) continue;
    if (context.stop().stop_requested())
      return fail(Code::cancelled,
                  fmt::format("stopped before line {}; the decisions above it are kept", (*line)->number));
    const auto tab = (*line)->text.find('\t');
    const auto done = tab == std::string::npos
                          ? Result<void>(fail(Code::malformed, "there is no tab between member and publication"))
                          : decider.decide({std::string(trimmed((*line)->text.substr(0, tab))),
                                            std::string(trimmed((*line)->text.substr(tab + 1)))});
    if (done) continue;
    if (!concerns_this_line(done.error().code)) return fail(done.error());
    refused.push_back({fmt::format("line {}", (*line)->number), done.error().message});
  }
}

Result<Exit> decide(Context& context, AttributionStatus verdict, const Pair& pair) {
  if (pair.key.empty() != pair.member.empty())
    return fail(Code::invalid_argument, "a member alone says nothing",
                "give MEMBER and KEY, or neither and \"MEMBER<TAB>KEY\" lines on standard input");
  auto settings = context.settings();
  if (!settings) return fail(settings.error());
  auto writer = context.write_existing_library("a decision");
  if (!writer) return fail(writer.error());
  auto reader = context.read_library();
  if (!reader) return fail(reader.error());
  Decider decider(**writer, **reader, verdict, settings->who);
  std::vector<Refusal> refused;
  if (!pair.member.empty()) {
    if (auto done = decider.decide(pair); !done) return fail(done.error());
  } else {
    auto lines = InputLines::open("-");
    if (!lines) return fail(lines.error());
    auto left = decide_lines(context, decider, *lines);
    if (!left) return fail(left.error());
    refused = std::move(*left);
  }
  const std::size_t count = decider.decided().size();
  if (context.output.as_json()) {
    context.output.json(Json{{"decided", decider.decided()}, {"refused", refusals_json(refused)}});
  } else {
    context.output.line(fmt::format(
        "{} {}.", app::counted(static_cast<std::int64_t>(count), "publication", "publications"), status_name(verdict)));
    for (const Refusal& one : refused) context.output.warning(fmt::format("Not taken: {}: {}", one.id, one.why));
  }
  if (refused.empty()) return Exit::done;
  return count == 0 ? Exit::failed : Exit::partial;
}

void add_verdict(CLI::App& app, Context& context, const std::string& name, AttributionStatus verdict,
                 const std::string& help) {
  const auto pair = std::make_shared<Pair>();
  CLI::App* command = add_command(
      app, name, help,
      fmt::format("evident {0} lsmith pmid:31418828\nevident {0} < pairs.tsv      (one MEMBER<TAB>KEY a line)", name));
  command->add_option("MEMBER", pair->member, "The member's key")->type_name("");
  command->add_option("KEY", pair->key, "The publication: our number, pmid:N, doi:X or pmcid:X")->type_name("");
  command->callback([&context, pair, verdict] {
    context.chosen = [pair, verdict](Context& c) { return decide(c, verdict, *pair); };
  });
}

}  // namespace

void add_decide(CLI::App& app, Context& context) {
  add_verdict(app, context, "accept", AttributionStatus::accepted, "Say that a publication is a member's");
  add_verdict(app, context, "reject", AttributionStatus::rejected, "Say that a publication is not a member's");
  add_verdict(app, context, "undecide", AttributionStatus::undecided, "Say that you looked and could not tell");
}

}  // namespace evident::cli
