// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/member_store.hpp"

#include <fmt/format.h>

namespace evident::store {
namespace {

std::string alias_text(const PersonName& name) {
  std::string out = name.family;
  if (!name.given.empty() || !name.suffix.empty()) out += ", " + name.given;
  if (!name.suffix.empty()) out += ", " + name.suffix;
  return out;
}

Member member_from(const Statement& row) {
  Member member;
  member.id = row.integer(0);
  member.key = row.text(1);
  member.name.family = row.text(2);
  member.name.given = row.text(3);
  member.name.suffix = row.text(4);
  member.consent.given = row.integer(5) != 0;
  if (!row.is_null(6)) member.consent.on = PartialDate::parse(row.text(6));
  return member;
}

constexpr std::string_view kColumns = "id, key, family, given, suffix, consent, consent_on";

}  // namespace

Result<MemberId> MemberStore::put(const Member& member) {
  auto write = database_.prepare(
      "INSERT INTO member(key, family, given, suffix, consent, consent_on) VALUES(?1,?2,?3,?4,?5,?6)"
      " ON CONFLICT(key) DO UPDATE SET family=excluded.family, given=excluded.given, suffix=excluded.suffix,"
      " consent=excluded.consent, consent_on=excluded.consent_on RETURNING id");
  if (!write) return fail(write.error());
  write->bind(1, member.key).bind(2, member.name.family).bind(3, member.name.given).bind(4, member.name.suffix);
  write->bind(5, std::int64_t{member.consent.given ? 1 : 0});
  if (member.consent.on)
    write->bind(6, member.consent.on->iso());
  else
    write->bind(6, nullptr);
  const auto row = write->step();
  if (!row) return fail(row.error());
  const MemberId id = write->integer(0);
  if (auto done = write->run(); !done) return fail(done.error());

  auto clear = database_.prepare("DELETE FROM member_item WHERE member_id=?1");
  if (!clear) return fail(clear.error());
  clear->bind(1, id);
  if (auto done = clear->run(); !done) return fail(done.error());
  auto add = database_.prepare("INSERT INTO member_item VALUES(?1,?2,?3,?4)");
  if (!add) return fail(add.error());
  std::optional<Error> failed;
  const auto put_items = [&](std::string_view kind, const auto& items, const auto& text_of) {
    std::int64_t position = 0;
    for (const auto& item : items) {
      add->bind(1, id).bind(2, kind).bind(3, position++).bind(4, text_of(item));
      if (auto done = add->run(); !done && !failed) failed = done.error();
    }
  };
  const auto itself = [](const std::string& text) { return text; };
  put_items("alias", member.aliases, alias_text);
  put_items("orcid", member.orcids, [](const Orcid& orcid) { return orcid.text(); });
  put_items("email", member.emails, itself);
  put_items("organisation", member.organisations, organisation_text);
  put_items("role", member.roles, itself);
  if (failed) return fail(*failed);
  return id;
}

Result<void> MemberStore::read_items(Member& member) {
  auto look = database_.prepare("SELECT kind, value FROM member_item WHERE member_id=?1 ORDER BY kind, position");
  if (!look) return fail(look.error());
  look->bind(1, member.id);
  while (true) {
    const auto row = look->step();
    if (!row) return fail(row.error());
    if (!*row) return {};
    const std::string kind = look->text(0), value = look->text(1);
    if (kind == "alias")
      member.aliases.push_back(name_from_inverted(value));
    else if (kind == "email")
      member.emails.push_back(value);
    else if (kind == "organisation")
      member.organisations.push_back(parse_organisation(value));
    else if (kind == "role")
      member.roles.push_back(value);
    else if (kind == "orcid") {
      if (const auto orcid = Orcid::parse(value))
        member.orcids.push_back(*orcid);
      else
        return fail(Code::corrupt, fmt::format("member '{}' has an ORCID that is none", member.key), "edit the member");
    }
  }
}

Result<std::optional<Member>> MemberStore::find(std::string_view key) {
  auto look = database_.prepare(fmt::format("SELECT {} FROM member WHERE key=?1", kColumns));
  if (!look) return fail(look.error());
  look->bind(1, key);
  const auto row = look->step();
  if (!row) return fail(row.error());
  if (!*row) return std::optional<Member>();
  Member member = member_from(*look);
  if (auto done = read_items(member); !done) return fail(done.error());
  return std::optional<Member>(std::move(member));
}

Result<std::vector<Member>> MemberStore::all() {
  auto look = database_.prepare(fmt::format("SELECT {} FROM member ORDER BY family, given, key", kColumns));
  if (!look) return fail(look.error());
  std::vector<Member> members;
  while (true) {
    const auto row = look->step();
    if (!row) return fail(row.error());
    if (!*row) break;
    members.push_back(member_from(*look));
  }
  for (Member& member : members)
    if (auto done = read_items(member); !done) return fail(done.error());
  return members;
}

Result<std::int64_t> MemberStore::count() { return database_.query_integer("SELECT count(*) FROM member"); }

}  // namespace evident::store
