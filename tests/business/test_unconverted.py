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
after_money.exit_year_1.pass_6 | 1_148
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
after_money.at_25.pass_1     | 45
after_money.at_25.pass_6     | -135   # 45 less 180
left_at_cap.at_25.capped.pass_6 | 0   # 55 short, even with its own 80
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
after_money.at_100.pass_6 | 506
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
safe_prefers_money.at_200.capped.pass_1 | 1 # 20 % of 400 is 80
safe_prefers_money.at_200.capped.pass_2 | 1 # 20 % of the 300 that the other leaves is 60
safe_takes_money.at_200.capped | 1
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

# Of both kinds: `one` and `two` are post-money, `three` and `four` pre-money. As money they are 60, 120 (90 at 25 % off), 75 and
# 60; by their caps the first two own 10 % and 15 %, the others add 20 % and 30 %. All wait, and net cash has the 285 taken off.
MIX = {"one": {}, "two": {}, "three": {"kind": "pre_money"}, "four": {"kind": "pre_money"}}
PRICES = {"exit_year_1": 2_000, "at_25": 300, "at_50": 700, "at_75": 744, "at_100": 746}
SETTING_MIX = worked.Setting(months=2, families={**FAMILIES, "safe": MIX})
MIXED = """
                             | opening
given
horizon                      | 2
exit_cost_share              | 0
note_payable.bridge          | 0
safe_outstanding.one         | 60
safe_outstanding.two         | 90
safe_outstanding.three       | 75
safe_outstanding.four        | 60
safe_part_of_cap.one         | 10%
safe_part_of_cap.two         | 15%
safe_part_of_cap.three       | 20%
safe_part_of_cap.four        | 30%
safe_discount.one            | 0
safe_discount.two            | 25%
safe_discount.three          | 0
safe_discount.four           | 0
""" + worked.for_each([each.name for each in EXIT.members], "exit_within_plan.* | 1", "exit_month.* | 2", "exit_net_cash.* | -285")
MIXED += "".join(f"exit_price.{each.name} | {PRICES.get(each.name, 0)}\n" for each in EXIT.members)
TABLE_MIX = MIXED + """
then
before_safes.exit_year_1     | 2_000
safe_owns_at_exit.exit_year_1.two | 15%
safe_owns_at_exit.exit_year_1.three | 0
safe_adds_at_exit.exit_year_1.two | 0
safe_adds_at_exit.exit_year_1.three | 20%
owned_at_exit.exit_year_1.pass_1 | 25%
added_at_exit.exit_year_1.pass_1 | 50%
safe_takes_money.exit_year_1.two | 0
safe_paid.exit_year_1.one    | 200    # 10 %
safe_paid.exit_year_1.two    | 300
safe_paid.exit_year_1.three  | 200    # 20 % × 75 % ÷ 1.5
safe_paid.exit_year_1.four   | 300
exit_equity.exit_year_1      | 1_000  # 75 % ÷ 1.5: so `three` has a fifth of what they have
safe_takes_money.at_25.four  | 1
after_money.at_25.pass_6     | -15    # 300 less 315
owned_at_exit.at_25.pass_6   | 0
safe_cover.at_25             | 0.952380952380952381   # 300 of 315
safe_choice_gap.at_25.four   | 0
exit_equity.at_25            | 0
safe_at_cap.at_50.one.pass_1 | 70
safe_at_cap.at_50.two.pass_1 | 105
safe_prefers_money.at_50.two.pass_1 | 1
safe_at_cap.at_50.three.pass_1 | 70
safe_prefers_money.at_50.three.pass_1 | 1
after_money.at_50.pass_2     | 505    # less 120 and 75
owned_at_exit.at_50.pass_2   | 10%
added_at_exit.at_50.pass_2   | 30%
safe_at_cap.at_50.one.pass_2 | 50.5   # less than its 60: it takes them too
left_at_cap.at_50.two.pass_2 | 625
shares_with_cap.at_50.three.pass_2 | 1.5
shares_with_cap.at_50.four.pass_2 | 1.3
safe_at_cap.at_50.three.pass_2 | 69.6 # 20 % × 90 % ÷ 1.5 of 580
after_money.at_50.pass_6     | 445
safe_at_cap.at_50.two.pass_6 | 84.75  # 15 % of 565
safe_at_cap.at_50.three.pass_6 | 69.333333333333333   # 20 % ÷ 1.5 of 520
safe_claim.at_50.one         | 60
safe_claim.at_50.four        | 102.692307692307692    # 30 % ÷ 1.3 of 445
exit_equity.at_50            | 342.307692307692308    # the rest
safe_tries_money.at_100.three.pass_2 | 1  # 10 % of 746 is below its 75
safe_at_cap.at_100.three.pass_2 | 75.12   # but since `two` owns nothing, 12 % of 551 and its own 75 are not
safe_tries_money.at_100.one.pass_3 | 1    # 10 % of 551 is below its 60
safe_tries_money.at_100.three.pass_3 | 0
safe_at_cap.at_100.one.pass_3 | 62.6  # 10 % of 746 less 120
safe_tries_money.at_100.one.pass_4 | 0
safe_cap_claim.at_100.three  | 75.12
safe_claim.at_100.one        | 62.6
safe_claim.at_100.two        | 120
safe_claim.at_100.three      | 75.12
safe_claim.at_100.four       | 112.68
exit_equity.at_100           | 375.6
safe_choice_gap.at_100.one   | 0
safe_takes_money.at_75.one   | 0      # at this price somebody would always change: `three` takes its money, then `one`, `three` goes
safe_takes_money.at_75.three | 1      # back to its cap, then `one`; and so on
safe_claim.at_75.one         | 54.9   # 10 % of 744 less 120 and 75, where it would rather have its 60
safe_choice_gap.at_75.one    | 0.085
safe_choice_gap.at_75.two    | 0
safe_choice_residual         | 0.085
"""

# The post-money chain: `mid` uses its cap until `big` has taken 4m, and `small` has a tenth of what both leave.
CHAIN = {"big": {}, "mid": {}, "small": {}}
SETTING_CHAIN = worked.Setting(months=2, families={**FAMILIES, "safe": CHAIN})
TABLE_CHAIN = """
                             | opening
given
horizon                      | 2
exit_cost_share              | 0
note_payable.bridge          | 0
safe_outstanding.big         | 2_000_000
safe_outstanding.mid         | 1_000_000
safe_outstanding.small       | 100_000
safe_part_of_cap.big         | 0
safe_part_of_cap.mid         | 0.185185185185185185 # 1m of 5.4m
safe_part_of_cap.small       | 10%
safe_discount.big            | 50%
safe_discount.mid            | 0
safe_discount.small          | 0
exit_price.at_100            | 9_220_000
exit_price.at_25             | 6_480_000
""" + worked.for_each(
    [each.name for each in EXIT.members], "exit_within_plan.* | 1", "exit_month.* | 2", "exit_net_cash.* | -3_100_000"
) + worked.for_each([each.name for each in EXIT.members if each.name not in ("at_25", "at_100")], "exit_price.* | 0") + """
then
safe_prefers_money.at_100.mid.pass_1 | 0 # of 9.22m it would have 1.71m
safe_prefers_money.at_100.mid.pass_2 | 1 # of 5.22m less than its 1m
safe_paid.at_100.big         | 4_000_000
safe_paid.at_100.mid         | 1_000_000
safe_paid.at_100.small       | 422_000   # a tenth of 4.22m: 4.22 times its money
exit_equity.at_100           | 3_798_000
safe_paid.at_25.small        | 148_000   # a tenth of 1.48m
safe_choice_residual         | 0
"""

# `three` waits no longer, `four` with half a unit.
SETTING_EDGE_MIX = SETTING_MIX
EDGE_MIX = MIXED.replace("three       | 75", "three       | 0").replace("four        | 60", "four        | 0.5") + """
then
safe_adds_at_exit.at_100.three | 0
safe_adds_at_exit.at_100.four | 30%
safe_takes_money.at_100.three | 0
safe_takes_money.at_125.four | 1      # nothing is left
safe_paid.at_100.three       | 0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_mix():
    worked.work(CHAPTER, TABLE_MIX, SETTING_MIX)


def test_chain():
    worked.work(CHAPTER, TABLE_CHAIN, SETTING_CHAIN)


def test_edge_mix():
    worked.work(CHAPTER, EDGE_MIX, SETTING_EDGE_MIX)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_none():
    worked.work(CHAPTER, EDGE_NONE, SETTING_EDGE_NONE)


def test_edge_small():
    worked.work(CHAPTER, EDGE_SMALL, SETTING_EDGE_SMALL)
