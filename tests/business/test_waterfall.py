"""The liquidation waterfall: worked by hand.

The classes are those of test_classes. With all of them, when a common share has v, all together have f(v): 1_255 at 0, 1_931 at
2, 2_407 at 4, 2_726.5 at 5.5, 2_838 at 6, 3_384 at 8, 4_876 at 12, 6_368 at 16.
"""

import pytest

import worked
from planbook.business.families import EXIT

CHAPTER = "waterfall"

SETTING = worked.Setting(families={"round": {"seed": {}, "a": {}}})
CLASSES = """
                               | opening
given
opening_shares                 | 200
new_options.seed               | 5
new_options.a                  | 8
latest_round_month.seed        | 3
latest_round_month.a           | 20
round_raised.seed              | 1
round_raised.a                 | 1
round_preference.seed          | 1.5
round_preference.a             | 0.5
class_shares.seed.new_money    | 100
class_shares.seed.converted    | 25
class_shares.a.new_money       | 50
class_shares.a.converted       | 10
class_preference.seed.new_money | 600
class_preference.seed.converted | 300
class_preference.a.new_money   | 300
class_preference.a.converted   | 55
class_cap.seed.new_money       | 800
class_cap.seed.converted       | 400
class_cap.a.new_money          | 300
class_cap.a.converted          | 55
senior_preference.seed.seed    | 0
senior_preference.seed.a       | 0
senior_preference.a.seed       | 355
senior_preference.a.a          | 0
equal_preference.seed.seed     | 900
equal_preference.seed.a        | 0
equal_preference.a.seed        | 0
equal_preference.a.a           | 355
money_from_shares.seed         | 0
money_from_shares.a            | 600
turning_value.seed.new_full    | 2
turning_value.seed.new_common  | 8
turning_value.seed.converted_full | 4
turning_value.seed.converted_common | 16
turning_value.seed.money_back  | 0
turning_value.a.new_full       | 0
turning_value.a.new_common     | 6
turning_value.a.converted_full | 0
turning_value.a.converted_common | 5.5
turning_value.a.money_back     | 12
round_at_turn.seed.new_full.seed | 1160
round_at_turn.seed.new_full.a  | 371
round_at_turn.seed.new_common.seed | 1240
round_at_turn.seed.new_common.a | 544
round_at_turn.seed.converted_full.seed | 1220
round_at_turn.seed.converted_full.a | 387
round_at_turn.seed.converted_common.seed | 2080
round_at_turn.seed.converted_common.a | 1088
round_at_turn.seed.money_back.seed | 900
round_at_turn.seed.money_back.a | 355
round_at_turn.a.new_full.seed  | 900
round_at_turn.a.new_full.a     | 355
round_at_turn.a.new_common.seed | 1230
round_at_turn.a.new_common.a   | 408
round_at_turn.a.converted_full.seed | 900
round_at_turn.a.converted_full.a | 355
round_at_turn.a.converted_common.seed | 1227.5
round_at_turn.a.converted_common.a | 399
round_at_turn.a.money_back.seed | 1660
round_at_turn.a.money_back.a   | 816
"""

# Exits in the month of round a, before it, and beyond the plan.
WORKED = ("at_25", "at_50", "at_75", "at_100", "exit_year_1")
BEYOND = [member.name for member in EXIT.members if member.name not in (*WORKED, "exit_year_5")]
NOTHING = ("exit_within_plan.* | 0", "exit_month.* | 60", "exit_equity.* | 0")
TABLE = CLASSES + worked.for_each(BEYOND, *NOTHING) + """
exit_within_plan.at_25         | 1
exit_within_plan.at_50         | 1
exit_within_plan.at_75         | 1
exit_within_plan.at_100        | 1
exit_within_plan.exit_year_1   | 1
exit_within_plan.exit_year_5   | 0
exit_month.at_25               | 20
exit_month.at_50               | 20
exit_month.at_75               | 20
exit_month.at_100              | 20
exit_month.exit_year_1         | 12
exit_month.exit_year_5         | 60
exit_equity.at_25              | 655
exit_equity.at_50              | 2169
exit_equity.at_75              | 2838
exit_equity.at_100             | 3757
exit_equity.exit_year_1        | 1790
exit_equity.exit_year_5        | 0
exit_net_cash.at_100           | 55
exit_net_cash.exit_year_1      | 55
exit_net_cash.at_75            | 55
safes_at_exit.at_100           | 0
safes_at_exit.exit_year_1      | 0
safes_at_exit.at_75            | 0.5
exit_cost_share                | 10%
then
round_counts.at_100.seed       | 1
round_counts.at_100.a          | 1
round_counts.exit_year_1.seed  | 1
round_counts.exit_year_1.a     | 0
round_counts.exit_year_5.seed  | 0
investor_counts.at_100.a       | 1
investor_counts.exit_year_1.a  | 0
preferences_before.at_100.seed | 355
preferences_before.at_100.a    | 0
preferences_before.exit_year_1.seed | 0
preferences_of_rank.at_100.seed | 900
preferences_of_rank.at_100.a   | 355
rank_cover.at_25.seed          | 0.3333333333333333  # (655 − 355) ÷ 900
rank_cover.at_100.seed         | 3.78                # 3_402 ÷ 900
rank_cover.exit_year_5.seed    | 1
preference_paid.at_25.seed.new_money | 200
preference_paid.at_25.seed.converted | 100
preference_paid.at_25.a.new_money | 300
preference_paid.at_25.a.converted | 55
preference_paid.at_100.seed.new_money | 600
preference_paid.exit_year_1.a.new_money | 0
common_shares.at_100           | 213
common_shares.exit_year_1      | 205
equity_at_turn.at_100.seed.new_full | 1931
equity_at_turn.at_100.a.money_back | 4876
equity_at_turn.exit_year_1.seed.new_full | 1560      # 205 × 2 + 800 + 350
reached_value.at_100.seed.new_common | 8
reached_value.at_100.a.new_common | 6
reached_value.at_100.a.money_back | 0
reached_value.at_75.a.new_common | 6                 # just reached
base_value.at_25               | 0
base_value.at_50               | 2
base_value.at_75               | 6
base_value.at_100              | 8
base_value.exit_year_1         | 2
class_at_base.at_100.seed.new_money | 800
class_at_base.at_100.seed.converted | 400
class_at_base.at_100.a.new_money | 400
class_at_base.at_50.seed.converted | 350
class_at_base.exit_year_1.a.new_money | 0
class_goes_on.at_50.seed.new_money | 0               # 800 as preferred, 200 as common
class_goes_on.at_50.seed.converted | 1
class_goes_on.at_50.a.new_money | 0
class_goes_on.at_100.seed.new_money | 1              # as common from here on
class_goes_on.at_100.seed.converted | 0
class_goes_on.at_100.a.new_money | 1
class_goes_on.exit_year_1.a.new_money | 0
equity_at_base.at_50           | 1931
equity_at_base.at_100          | 3384
equity_at_base.exit_year_1     | 1560
sharing_shares.at_50           | 238                 # 213 + 25
sharing_shares.at_100          | 373                 # 213 + 100 + 50 + 10
sharing_shares.exit_year_1     | 230
share_value.at_25              | 0
share_value.at_50              | 3                   # 2 + 238 ÷ 238
share_value.at_75              | 6
share_value.at_100             | 9                   # 8 + 373 ÷ 373
share_value.exit_year_1        | 3                   # 2 + 230 ÷ 230
share_value.exit_year_5        | 0
as_common.at_100.seed.new_money | 900
as_common.at_100.seed.converted | 225
as_common.at_75.a.new_money    | 300
as_common.exit_year_1.a.new_money | 0
as_preferred.at_100.seed.new_money | 800
as_preferred.at_100.seed.converted | 400
as_preferred.at_50.seed.converted | 375
as_preferred.at_75.a.new_money | 300
as_preferred.exit_year_1.a.new_money | 0
gains_as_common.at_100.seed.new_money | 1
gains_as_common.at_100.seed.converted | 0
gains_as_common.at_75.a.new_money | 0                # as much either way
class_proceeds.at_100.seed.new_money | 900
class_proceeds.at_100.seed.converted | 400
class_proceeds.at_100.a.new_money | 450
class_proceeds.at_100.a.converted | 90
class_proceeds.at_50.seed.new_money | 800
class_proceeds.at_50.seed.converted | 375
class_proceeds.at_25.seed.new_money | 200
class_proceeds.exit_year_1.a.new_money | 0
common_proceeds.at_25          | 0
common_proceeds.at_50          | 639
common_proceeds.at_100         | 1917
common_proceeds.exit_year_1    | 615                 # 1_790 − 800 − 375
payout_gap.at_25               | 0
payout_gap.at_50               | 0
payout_gap.at_75               | 0
payout_gap.at_100              | 0
payout_gap.exit_year_1         | 0
decision_gap.at_100.seed.new_money | 0
decision_gap.at_100.a.new_money | 0
waterfall_residual             | 0
decision_residual              | 0
rank_until_back.at_100.seed    | 600                 # 900 ÷ 1.5
break_even_equity.at_100.seed  | 955                 # 355 and 600, of which 400 are new money's
break_even_equity.at_100.a     | 4876                # a common share has 12
break_even_exit.at_100.seed    | 1000                # (955 − 55) ÷ 90 %
break_even_exit.at_100.a       | 5356.666666666667
break_even_exit.exit_year_1.a  | .
break_even_exit.at_75.a        | .                   # a SAFE waits
"""

# Shares of a unit of money each: the class has as much as common as preferred, but for less than half a millionth. Beside it stands
# a round that is not raised, of whose money shares are said to have to bring back half a unit.
SETTING_EDGE = worked.Setting(families={"round": {"one": {}, "none": {}}})
EDGE = """
                               | opening
given
opening_shares                 | 1
new_options.one                | 0
new_options.none               | 0
latest_round_month.one         | 1
latest_round_month.none        | 1
round_raised.one               | 1
round_raised.none              | 0
round_preference.one           | 1
round_preference.none          | 0
class_shares.one.new_money     | 1
class_shares.one.converted     | 0
class_shares.none.new_money    | 0
class_shares.none.converted    | 0
class_preference.one.new_money | 1
class_preference.one.converted | 0
class_preference.none.new_money | 0
class_preference.none.converted | 0
class_cap.one.new_money        | 1
class_cap.one.converted        | 0
class_cap.none.new_money       | 0
class_cap.none.converted       | 0
senior_preference.one.one      | 0
senior_preference.one.none     | 0
senior_preference.none.one     | 0
senior_preference.none.none    | 0
equal_preference.one.one       | 1
equal_preference.one.none      | 1
equal_preference.none.one      | 0
equal_preference.none.none     | 0
money_from_shares.one          | 0
money_from_shares.none         | 0.5
turning_value.one.new_full     | 0
turning_value.one.new_common   | 1
turning_value.one.converted_full | 0
turning_value.one.converted_common | 0
turning_value.one.money_back   | 0
turning_value.none.new_full    | 0
turning_value.none.new_common  | 0
turning_value.none.converted_full | 0
turning_value.none.converted_common | 0
turning_value.none.money_back  | 0
round_at_turn.one.new_full.one | 1
round_at_turn.one.new_full.none | 0
round_at_turn.one.new_common.one | 1
round_at_turn.one.new_common.none | 0
round_at_turn.one.converted_full.one | 1
round_at_turn.one.converted_full.none | 0
round_at_turn.one.converted_common.one | 1
round_at_turn.one.converted_common.none | 0
round_at_turn.one.money_back.one | 1
round_at_turn.one.money_back.none | 0
round_at_turn.none.new_full.one | 1
round_at_turn.none.new_full.none | 0
round_at_turn.none.new_common.one | 1
round_at_turn.none.new_common.none | 0
round_at_turn.none.converted_full.one | 1
round_at_turn.none.converted_full.none | 0
round_at_turn.none.converted_common.one | 1
round_at_turn.none.converted_common.none | 0
round_at_turn.none.money_back.one | 1
round_at_turn.none.money_back.none | 0
""" + worked.for_each([member.name for member in EXIT.members if member.name != "at_100"], *NOTHING) + """
exit_within_plan.at_100        | 1
exit_month.at_100              | 4
exit_equity.at_100             | 2.0000008
exit_net_cash.at_100           | 5
safes_at_exit.at_100           | 0
exit_cost_share                | 0
then
base_value.at_100              | 1
share_value.at_100             | 1.0000004           # 1 + 0.0000008 ÷ 2
as_common.at_100.one.new_money | 1.0000004
as_preferred.at_100.one.new_money | 1
gains_as_common.at_100.one.new_money | 0
class_proceeds.at_100.one.new_money | 1
payout_gap.at_100              | 0.0000002           # 0.0000004 of 2
decision_gap.at_100.one.new_money | 0.0000004
waterfall_residual             | 0.0000002
decision_residual              | 0.0000004
rank_until_back.at_100.none    | 0
break_even_equity.at_100.one   | 1
break_even_equity.at_100.none  | 1                   # what all have at its turning point
break_even_exit.at_100.one     | 0                   # there is more cash
break_even_exit.at_100.none    | .
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


# The whole model: a company with nothing but cash, so that its equity is its cash and the money of the round.

ONE_ROUND = worked.Setting(families={"round": {"a": {}}, "holder": {"h": {}}})


def test_shares_may_be_as_many_as_they_like():
    """A thousand million times the shares, each worth so much less: the same money for everybody."""

    def proceeds(shares: float) -> dict[str, float]:
        terms = {"round_amount.a": 2e6, "round_pre_money.a": 8e6, "round_month.a": 2, "round_pool.a": 0.1, "round_participation.a": 2}
        figures = worked.run({**terms, "opening_cash": 1.5e7, "holder_shares.h": shares}, ONE_ROUND)
        return {key: float(value) for key, value in figures.items() if key.split(".")[0] in ("class_proceeds", "common_proceeds")}

    few, many = proceeds(1e3), proceeds(1e12)
    assert few == pytest.approx(many, rel=1e-9)
    assert few["class_proceeds.at_100.a.new_money"] == pytest.approx(4e6)  # twice its money, beside which as common it has 3.4m
    assert few["common_proceeds.at_100"] == pytest.approx(1.3e7)


def test_costs_and_debts_come_first():
    """Of 1_000 in cash, a waiting SAFE takes 300; a round of 200 with a threefold preference takes all of the rest that it may."""
    setting = worked.Setting(families={"round": {"a": {}}, "safe": {"late": {}}})
    inputs = {
        "opening_cash": 500, "round_amount.a": 200, "round_pre_money.a": 800, "round_month.a": 1, "round_preference.a": 3,
        "safe_amount.late": 300, "safe_month.late": 2,
    }  # fmt: skip
    figures = worked.run(inputs, setting)
    assert figures["exit_equity.at_100"] == 700
    assert figures["class_proceeds.at_100.a.new_money"] == 600
    assert figures["common_proceeds.at_100"] == 100
    assert figures["break_even_equity.at_100.a"] == 200
