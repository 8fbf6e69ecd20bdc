// SPDX-License-Identifier: GPL-2.0-or-later
#include "connectors/files/ris_types.hpp"

#include <algorithm>
#include <array>

namespace evident::files {
namespace {

struct TypeRow {
  std::string_view ris;
  WorkType type;
};

// TY values: "RIS Format Specifications", refman.com, 2011. The first row of a work type is the one we write; the
// others are read only.
constexpr auto kTypes = std::to_array<TypeRow>({
    {"JOUR", WorkType::article_journal},
    {"EJOUR", WorkType::article_journal},
    {"ABST", WorkType::article_journal},
    {"INPR", WorkType::article_journal},
    {"JFULL", WorkType::periodical},
    {"MGZN", WorkType::article_magazine},
    {"NEWS", WorkType::article_newspaper},
    {"UNPB", WorkType::article},
    {"UNPD", WorkType::manuscript},
    {"MANSCPT", WorkType::manuscript},
    {"BOOK", WorkType::book},
    {"EBOOK", WorkType::book},
    {"EDBOOK", WorkType::book},
    {"SER", WorkType::collection},
    {"CHAP", WorkType::chapter},
    {"ECHAP", WorkType::chapter},
    {"CPAPER", WorkType::paper_conference},
    {"CONF", WorkType::paper_conference},
    {"RPRT", WorkType::report},
    {"GOVDOC", WorkType::report},
    {"DATA", WorkType::dataset},
    {"DBASE", WorkType::dataset},
    {"AGGR", WorkType::dataset},
    {"THES", WorkType::thesis},
    {"COMP", WorkType::software},
    {"ELEC", WorkType::webpage},
    {"WEB", WorkType::webpage},
    {"BLOG", WorkType::post_weblog},
    {"PAT", WorkType::patent},
    {"MAP", WorkType::map},
    {"MPCT", WorkType::motion_picture},
    {"VIDEO", WorkType::motion_picture},
    {"ADVS", WorkType::broadcast},
    {"CASE", WorkType::legal_case},
    {"STAT", WorkType::legislation},
    {"BILL", WorkType::bill},
    {"UNBILL", WorkType::bill},
    {"LEGAL", WorkType::regulation},
    {"HEAR", WorkType::hearing},
    {"DICT", WorkType::entry_dictionary},
    {"ENCYC", WorkType::entry_encyclopedia},
    {"FIGURE", WorkType::figure},
    {"ART", WorkType::graphic},
    {"STAND", WorkType::standard},
    {"PCOMM", WorkType::personal_communication},
    {"PAMP", WorkType::pamphlet},
    {"SOUND", WorkType::song},
    {"MUSIC", WorkType::musical_score},
    {"CLSWK", WorkType::classic},
    {"SLIDE", WorkType::speech},
    {"GEN", WorkType::document},
});

}  // namespace

std::string_view ris_type(WorkType type) {
  if (type == WorkType::review || type == WorkType::review_book) return "JOUR";
  const auto row = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeRow& r) { return r.type == type; });
  return row == kTypes.end() ? "GEN" : row->ris;
}

WorkType work_type_of_ris(std::string_view type) {
  const auto row = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeRow& r) { return r.ris == type; });
  return row == kTypes.end() ? WorkType::document : row->type;
}

}  // namespace evident::files
