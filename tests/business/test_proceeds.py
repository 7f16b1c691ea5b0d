"""Proceeds by holder: worked by hand."""

import worked
from planbook.business.families import EXIT

CHAPTER = "proceeds"

SETTING = worked.Setting(families={"round": {"seed": {}, "a": {}}, "holder": {"f": {}}, "safe": {"s": {}}, "note": {"n": {}}})
OTHERS = worked.for_each(
    [member.name for member in EXIT.members if member.name != "at_100"],
    "class_proceeds.*.seed.new_money | 0", "class_proceeds.*.seed.converted | 0", "class_proceeds.*.a.new_money | 0",
    "class_proceeds.*.a.converted | 0", "common_shares.* | 190", "share_value.* | 0", "exit_equity.* | 0",
)  # fmt: skip
TABLE = """
                                      | opening
given
""" + OTHERS + """
class_proceeds.at_100.seed.new_money  | 900
class_proceeds.at_100.seed.converted  | 400
class_proceeds.at_100.a.new_money     | 500
class_proceeds.at_100.a.converted     | 90
new_shares.seed                       | 100
new_shares.a                          | 50
converted_shares.seed                 | 25
converted_shares.a                    | 10
investor_entry.seed.seed              | 80
investor_entry.seed.a                 | 0
investor_entry.a.seed                 | 0
investor_entry.a.a                    | 30
investor_bought.seed.seed             | 0
investor_bought.seed.a                | 10
investor_bought.a.seed                | 0
investor_bought.a.a                   | 0
safe_shares.s.seed                    | 20
safe_shares.s.a                       | 0
safe_bought.s.seed                    | 5
safe_bought.s.a                       | 2
note_shares.n.seed                    | 5
note_shares.n.a                       | 10
note_bought.n.seed                    | 4
note_bought.n.a                       | 0
holder_shares.f                       | 150
holder_bought.f.seed                  | 11
holder_bought.f.a                     | 8
unnamed_shares                        | 40
opening_shares                        | 190
common_shares.at_100                  | 200
share_value.at_100                    | 9.5
exit_equity.at_100                    | 3790
then
new_share_proceeds.at_100.seed        | 9
new_share_proceeds.at_100.a           | 10
converted_share_proceeds.at_100.seed  | 16
converted_share_proceeds.at_100.a     | 9
investor_new_shares.seed.seed         | 80
investor_new_shares.seed.a            | 10
investor_new_shares.a.seed            | 0
investor_new_shares.a.a               | 30
investor_proceeds.at_100.seed         | 820    # 80 × 9 + 10 × 10
investor_proceeds.at_100.a            | 300
safe_proceeds_of_exit.at_100.s        | 385    # 20 × 16 + 5 × 9 + 2 × 10
note_proceeds_of_exit.at_100.n        | 206    # 5 × 16 + 10 × 9 + 4 × 9
holder_proceeds.at_100.f              | 1604   # 150 × 9.5 + 11 × 9 + 8 × 10
unnamed_proceeds.at_100               | 380
option_proceeds.at_100                | 95     # 10 × 9.5
holders_gap.at_100                    | 0
proceeds_residual                     | 0
"""

# The equity is given twice too large, so that the check finds something.
SETTING_EDGE = SETTING
EDGE = TABLE.partition("then")[0].replace("3790", "7580") + """then
holders_gap.at_100                    | 0.5
holders_gap.at_25                     | 0
proceeds_residual                     | 0.5
"""

# A round without shares.
SETTING_EDGE_NONE = SETTING
EDGE_NONE = """
                                      | opening
given
class_proceeds.at_100.seed.new_money  | 0
class_proceeds.at_100.seed.converted  | 0
new_shares.seed                       | 0
converted_shares.seed                 | 0
then
new_share_proceeds.at_100.seed        | 0
converted_share_proceeds.at_100.seed  | 0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_none():
    worked.work(CHAPTER, EDGE_NONE, SETTING_EDGE_NONE)
