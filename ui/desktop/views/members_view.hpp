// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ui/desktop/views/view_context.hpp"
#include "ui/desktop/widgets/virtual_list.hpp"

namespace evident::desktop {

/// The roster, to read: who consented, whose ORCID is known, how many publications are theirs. A click shows them.
class MembersView {
 public:
  /// Returns true where a member's publications were asked for.
  bool draw(ViewContext& context, Box box);

 private:
  bool draw_line(ViewContext& context, const app::MemberLine& line, Box box) const;
  VirtualList list_;
};

/// What the program is, under which licence, and the notices its sources ask for.
void draw_about(Ui& ui, Box box);

}  // namespace evident::desktop
