"""SAFEs and notes at an exit: worked by hand."""

import worked
from planbook.business.families import EXIT

CHAPTER = "unconverted"
OTHERS = [member.name for member in EXIT.members if member.name not in ("at_100", "at_200", "at_25", "at_50", "exit_year_1")]
FAMILIES = {"round": {"seed": {}}, "safe": {"capped": {}, "cheap": {}}, "note": {"bridge": {}}}
SETTING = worked.Setting(months=14, families=FAMILIES)
NOTHING = ("exit_within_plan.* | 0", "exit_month.* | 14", "exit_price.* | 0", "exit_net_cash.* | 0")
ELSEWHERE = worked.for_each(OTHERS, *NOTHING)

# `capped` put 80 in at a cap of 400, `cheap` 75 at a discount of 25 %, so 100 at a sale; the note is 40, with 1 a month since.
# Net cash has all three taken off: 300 less 80, 75, 54 at the end and less 80, 75, 52 after a year.
GIVEN = f"""
                             | opening | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14
given
horizon                      | 14
exit_cost_share              | 10%
note_payable.bridge          | 40 | 41 | 42 | 43 | 44 | 45 | 46 | 47 | 48 | 49 | 50 | 51 | 52 | 53 | 54
safe_outstanding.capped      | 80 | 80 | 80 | 80 | 80 | 80 | 80 | 80 | 80 | 80 | 80 | 80 | 80 | 80 | 80
safe_outstanding.cheap       | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 75 | 75
safe_part_of_cap.capped      | 20%
safe_part_of_cap.cheap       | 0
safe_discount.capped         | 0
safe_discount.cheap          | 25%
{ELSEWHERE}
"""
TABLE = GIVEN + """
exit_within_plan.exit_year_1 | 1
exit_month.exit_year_1       | 12
exit_price.exit_year_1       | 1_000
exit_net_cash.exit_year_1    | 168
exit_within_plan.at_25       | 1
exit_month.at_25             | 14
exit_price.at_25             | 100
exit_net_cash.at_25          | -200
exit_within_plan.at_50       | 1
exit_month.at_50             | 14
exit_price.at_50             | 200
exit_net_cash.at_50          | -195
exit_within_plan.at_100      | 1
exit_month.at_100            | 14
exit_price.at_100            | 400
exit_net_cash.at_100         | 91
exit_within_plan.at_200      | 0
exit_month.at_200            | 14
exit_price.at_200            | 0
exit_net_cash.at_200         | 0
then
note_at_exit.exit_year_1.bridge | 52
safe_at_exit.exit_year_1.capped | 80
safe_at_exit.exit_year_1.cheap  | 0
safes_at_exit.exit_year_1    | 80
safes_at_exit.at_25          | 155
before_notes.exit_year_1     | 1_200  # 900 + 168 + 52 + 80
note_paid.exit_year_1.bridge | 52
before_safes.exit_year_1     | 1_148
safe_as_money.exit_year_1.capped | 80
safe_takes_money.exit_year_1.capped | 0
after_money.exit_year_1      | 1_148
safe_claim.exit_year_1.capped | 229.6  # 20 % of 1,148: more than its 80
safe_claim.exit_year_1.cheap | 0
safe_paid.exit_year_1.capped | 229.6
exit_equity.exit_year_1      | 918.4
note_at_exit.at_25.bridge    | 54
before_notes.at_25           | 99     # 90 − 200 + 54 + 80 + 75
note_cover.at_25             | 1.833333333333333333 # 99 of 54
before_safes.at_25           | 45
safe_as_money.at_25.cheap    | 100
safe_takes_money.at_25.capped | 1
safe_takes_money.at_25.cheap | 1
after_money.at_25            | 0      # 45 less 180: at least nothing
safe_claim.at_25.capped      | 80
safe_claim.at_25.cheap       | 100
safe_cover.at_25             | 0.25
safe_paid.at_25.capped       | 20
safe_paid.at_25.cheap        | 25
exit_equity.at_25            | 0
before_notes.at_50           | 194    # 180 − 195 + 54 + 80 + 75
before_safes.at_50           | 140
safe_takes_money.at_50.capped | 1
safe_cover.at_50             | 0.777777777777777778   # 140 of 180
before_notes.at_100          | 660    # 360 + 91 + 54 + 80 + 75
before_safes.at_100          | 606
safe_as_money.at_100.cheap   | 100
safe_takes_money.at_100.capped | 0    # 20 % of 606 is 121.2
safe_takes_money.at_100.cheap | 1
after_money.at_100           | 506
safe_claim.at_100.capped     | 101.2  # 20 % of what the other leaves
safe_claim.at_100.cheap      | 100
safe_paid.at_100.capped      | 101.2
exit_equity.at_100           | 404.8
note_at_exit.at_200.bridge   | 0      # the plan ends before it
safe_at_exit.at_200.capped   | 0
safe_claim.at_200.capped     | 0
before_notes.at_200          | 0
exit_equity.at_200           | 0
exit_leaves_nothing          | 0
"""

# The sale covers half of the note: nothing is left for anybody else. At equality a SAFE takes its money.
SETTING_EDGE = SETTING
EDGE = GIVEN + worked.for_each(["at_25", "at_50", "exit_year_1"], *NOTHING) + """
exit_within_plan.at_100      | 1
exit_month.at_100            | 14
exit_price.at_100            | 100
exit_net_cash.at_100         | -272
exit_within_plan.at_200      | 1
exit_month.at_200            | 14
exit_price.at_200            | 200
exit_net_cash.at_200         | 65
then
before_notes.at_100          | 27     # 90 − 272 + 209
note_paid.at_100.bridge      | 27
before_safes.at_100          | 0
safe_paid.at_100.capped      | 0
exit_equity.at_100           | 0
exit_leaves_nothing          | 1
before_safes.at_200          | 400
safe_takes_money.at_200.capped | 1    # 20 % of 400 is 80
safe_claim.at_200.capped     | 80
exit_equity.at_200           | 220
"""

# Nothing waits, and more is owed than there is, or half a unit less.
SETTING_EDGE_NONE = worked.Setting(months=4, families=FAMILIES)
EDGE_NONE = """
                             | opening
given
horizon                      | 4
exit_cost_share              | 0
note_payable.bridge          | 0
safe_outstanding.capped      | 0
safe_outstanding.cheap       | 0
safe_part_of_cap.capped      | 20%
safe_part_of_cap.cheap       | 0
safe_discount.capped         | 0
safe_discount.cheap          | 25%
""" + worked.for_each([*OTHERS, "at_25", "at_50", "exit_year_1"], *NOTHING[:1], "exit_month.* | 4", *NOTHING[2:]) + """
exit_within_plan.at_100      | 1
exit_month.at_100            | 4
exit_price.at_100            | 40
exit_net_cash.at_100         | -39.5
exit_within_plan.at_200      | 1
exit_month.at_200            | 4
exit_price.at_200            | 40
exit_net_cash.at_200         | -60
then
note_cover.at_100            | 1
safe_cover.at_100            | 1
exit_equity.at_100           | 0.5
exit_equity.at_200           | 0
exit_leaves_nothing          | 0
"""

# A SAFE of half a unit.
SETTING_EDGE_SMALL = SETTING_EDGE_NONE
SMALL = EDGE_NONE.partition("then")[0].replace("outstanding.capped      | 0", "outstanding.capped      | 0.5")
EDGE_SMALL = SMALL.replace("-39.5", "0") + """then
safe_takes_money.at_100.capped | 0
safe_claim.at_100.capped     | 8.1    # 20 % of 40.5
exit_equity.at_100           | 32.4
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_none():
    worked.work(CHAPTER, EDGE_NONE, SETTING_EDGE_NONE)


def test_edge_small():
    worked.work(CHAPTER, EDGE_SMALL, SETTING_EDGE_SMALL)
