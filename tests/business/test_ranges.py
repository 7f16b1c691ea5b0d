"""Ranges of the methods: worked by hand."""

import pytest

import worked

CHAPTER = "ranges"

FAMILIES = {"comparable": {"dear": {}, "cheap": {}}}
SETTING = worked.Setting(families=FAMILIES)
STEPS = ("lowest", "lower", "stated", "higher", "highest")


def grid(line: str, across: str) -> str:
    """A table of values: 1_000 a step of the cost of capital less, and 10 a step of the other assumption more."""
    return "\n".join(
        f"{line}.wacc_step_{wacc}.{across}_{step} {7_000 - 1_000 * down + 10 * right}"
        for down, wacc in enumerate(STEPS) for right, step in enumerate(STEPS)
    )  # fmt: skip


# The first round is priced at 5_000. At a hurdle of 50 % money must come back 2.25 times in two
# years; at 60 % 2.56 times, at 40 % 1.96 times.
TABLE = f"""
                                 | opening | 1 | 2 | 3 | 4
given
{grid("value_by_growth", "growth_step")}
{grid("value_by_multiple", "multiple_step")}
entry_multiple                     4
multiple_step                      0.5
opening_arr                        1_000
earnings_multiple_given.dear       1
earnings_multiple_given.cheap      1
earnings_multiple_low              4_000
earnings_multiple_value            4_400
earnings_multiple_high             5_000
equity_bridge                      300
discount_factor                    | 1.1 | 0.9 | 0.4 | 0.3 | 0.2
half_month_discount                | 1.1 | 1 | 0.5 | 0.5 | 0.5
investment_month                   2
first_round_month                  3
investment_asked                   1_200
hurdle_rate                        50%
hurdle_step                        10%
years_to_exit                      2
retention_to_exit                  80%
venture_exit_value                 12_544
vc_post_money                      4_600
month                            0 | 1 | 2 | 3 | 4
safe_proceeds                    0 | 100 | 0 | 0 | 1_000
note_proceeds                    0 | 0 | 50 | 60 | 0
new_notes_repaid                 0 | 0 | 0 | 10 | 0
first_round_pre_money              5_000
scorecard_value                    2_000
berkus_value                       1_500
risk_factor_value                  1_000
risk_step                          250
dcf_meaningful                     1
fade_value                         700
gordon_value                       2_000
plain_gordon_value                 1_900
exit_multiple_value                5_500
enterprise_value                   5_020
available_value                    5_020
plain_enterprise_value             4_220
multiple_value                     4_000
then
value_at_higher_wacc.growth_step_lower    4_010
value_at_lower_wacc.growth_step_higher    6_030
dcf_low                            4_010
dcf_high                           6_030
exit_value_at_higher_wacc.multiple_step_lower  4_010
exit_value_at_lower_wacc.multiple_step_higher  6_030
exit_low                           4_010
exit_high                          6_030
entry_low                          3_500
entry_high                         4_500
earnings_low                       3_700   # 4_000 − 300
earnings_mid                       4_100
earnings_high                      4_700
investment_discount                0.8
priced_month                       3
round_discount                     0.6
money_before_round               0 | 100 | 50 | 50 | 0
discounted_money_before_round    0 | 90 | 40 | 30 | 0
money_until_round                  160
money_until_investment             1_120   # 1_200 × 80 % + 160
venture_mid                        2_260   # 4_600 × 80 % − 1_120 − 300
higher_hurdle_multiple             2.56
lower_hurdle_growth                1.4
lower_hurdle_multiple              1.96
kept_exit_value                    10_035.2
venture_low                        1_716   # 10_035.2 ÷ 2.56 × 80 % − 1_120 − 300
venture_high                       2_676   # 10_035.2 ÷ 1.96 × 80 % − 1_120 − 300
round_value                        2_540   # 5_000 × 60 % − 160 − 300
scorecard_mid                      740     # 2_000 × 60 % − 160 − 300
berkus_mid                         440
risk_factor_mid                    140     # 1_000 × 60 % − 160 − 300
risk_factor_low                    -10     # 750 × 60 % − 160 − 300
risk_factor_high                   290     # 1_250 × 60 % − 160 − 300
fade_difference                    800
exit_difference                    480
market_difference                  -1_500
round_difference                   -1_460
exit_step                          480
bridge_end                         2_540
"""

# Nothing of investors: no comparable that gives a multiple, no venture method, no futures, no round. A multiple within a step of
# nothing, a hurdle within a step of nothing. The DCF has no meaning.
SETTING_EDGE = worked.Setting(families=FAMILIES)
EDGE = """
                                 | opening | 1 | 2 | 3 | 4
given
entry_multiple                     0.3
multiple_step                      0.5
opening_arr                        1_000
earnings_multiple_given.dear       0
earnings_multiple_given.cheap      0
earnings_multiple_low              0
earnings_multiple_value            0
earnings_multiple_high             0
equity_bridge                      300
discount_factor                    | 1.1 | 0.9 | 0.4 | 0.3 | 0.2
half_month_discount                | 1.1 | 1 | 0.5 | 0.5 | 0.5
investment_month                   0
first_round_month                  .
investment_asked                   0
hurdle_rate                        5%
hurdle_step                        10%
years_to_exit                      2
retention_to_exit                  1
venture_exit_value                 0
vc_post_money                      0
month                            0 | 1 | 2 | 3 | 4
safe_proceeds                    0 | 100 | 0 | 0 | 0
note_proceeds                    0
new_notes_repaid                 0
first_round_pre_money              0
scorecard_value                    0
berkus_value                       0
risk_factor_value                  0
risk_step                          250
dcf_meaningful                     0
fade_value                         0
gordon_value                       0
plain_gordon_value                 0
multiple_value                     300
exit_multiple_value                450
available_value                    0
plain_enterprise_value             .
then
investment_discount                1
priced_month                       0
round_discount                     1
entry_low                          0
earnings_low                       .
earnings_mid                       .
earnings_high                      .
venture_mid                        .
lower_hurdle_growth                1
lower_hurdle_multiple              1
kept_exit_value                    .
venture_low                        .
venture_high                       .
money_until_round                  0       # no round: they wait
round_value                        .
scorecard_mid                      .
berkus_mid                         .
risk_factor_mid                    .
risk_factor_low                    .
risk_factor_high                   .
fade_difference                    .
round_difference                   .
exit_step                          450
bridge_end                         300
"""

# A company of a unit or less: what is small is not nothing.
SETTING_EDGE_SMALL = SETTING
EDGE_SMALL = """
                                 | opening | 1 | 2 | 3 | 4
given
earnings_multiple_given.dear       1
earnings_multiple_given.cheap      0
earnings_multiple_low              0.25
earnings_multiple_value            0.5
earnings_multiple_high             0.75
equity_bridge                      0
discount_factor                    | 1.1 | 0.9 | 0.4 | 0.3 | 0.2
half_month_discount                | 1.1 | 0.9 | 0.5 | 0.5 | 0.5
investment_month                   1
first_round_month                  1
investment_asked                   0
retention_to_exit                  1
venture_exit_value                 0.5
vc_post_money                      0.5
month                            0 | 1 | 2 | 3 | 4
safe_proceeds                    0
note_proceeds                    0
new_notes_repaid                 0
first_round_pre_money              0.5
scorecard_value                    0.5
berkus_value                       0.5
risk_factor_value                  0.5
risk_step                          1
then
earnings_low                       0.25
earnings_mid                       0.5
earnings_high                      0.75
scorecard_mid                      0.5
berkus_mid                         0.5
risk_factor_mid                    0.5
risk_factor_low                    0       # a grade is more than there is
risk_factor_high                   1.5
venture_mid                        0.5
kept_exit_value                    0.5
round_value                        0.5
"""

# The investment is stated, and arrives at the plan's start: what SAFEs bring before the round comes after it. One that arrives in
# the round's month is before it.
SETTING_EDGE_STATED = SETTING
EDGE_STATED = """
                                 | opening | 1 | 2 | 3 | 4
given
equity_bridge                      300
discount_factor                    | 1.1 | 0.9 | 0.4 | 0.3 | 0.2
half_month_discount                | 1.1 | 1 | 0.5 | 0.5 | 0.5
investment_month                   0
first_round_month                  2
investment_asked                   1_200
vc_post_money                      4_600
month                            0 | 1 | 2 | 3 | 4
safe_proceeds                    0 | 0 | 100 | 0 | 0
note_proceeds                    0
new_notes_repaid                 0
first_round_pre_money              5_000
then
money_until_round                  80
money_until_investment             1_200
venture_mid                        3_100
round_value                        3_620   # 5_000 × 80 % − 80 − 300
"""

# The investment is the first month's round.
SETTING_EDGE_AT_ONCE = SETTING
EDGE_AT_ONCE = """
                                 | opening | 1 | 2 | 3 | 4
given
equity_bridge                      300
discount_factor                    | 1.1 | 0.9 | 0.4 | 0.3 | 0.2
half_month_discount                | 1.1 | 1 | 0.5 | 0.5 | 0.5
investment_month                   1
first_round_month                  1
investment_asked                   1_200
vc_post_money                      4_600
month                            0 | 1 | 2 | 3 | 4
safe_proceeds                    0 | 100 | 0 | 0 | 0
note_proceeds                    0
new_notes_repaid                 0
then
money_until_investment             1_170   # (1_200 + 100) × 90 %
venture_mid                        2_670   # 4_600 × 90 % − 1_170 − 300
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_small():
    worked.work(CHAPTER, EDGE_SMALL, SETTING_EDGE_SMALL)


def test_edge_stated():
    worked.work(CHAPTER, EDGE_STATED, SETTING_EDGE_STATED)


def test_edge_at_once():
    worked.work(CHAPTER, EDGE_AT_ONCE, SETTING_EDGE_AT_ONCE)


def test_the_steps_lead_from_the_first_method_to_the_last():
    """SecureCloud: plain perpetuity, and the four steps, are the price of the round, half a year earlier at 14 %, less cash."""
    run = worked.securecloud()
    steps = sum(float(run[name]) for name in ("fade_difference", "exit_difference", "market_difference", "round_difference"))
    assert float(run["plain_enterprise_value"]) + steps == pytest.approx(9_500_000 / 1.14**0.5 - 700_000, abs=1e-3)


def test_each_range_holds_its_own_figure():
    run = worked.securecloud()
    for low, own, high in (
        ("dcf_low", "enterprise_value", "dcf_high"), ("exit_low", "exit_multiple_value", "exit_high"),
        ("entry_low", "multiple_value", "entry_high"), ("venture_low", "venture_mid", "venture_high"),
        ("chicago_low", "chicago_mid", "chicago_high"), ("revenue_multiple_low", "trailing_revenue_value", "revenue_multiple_high"),
    ):  # fmt: skip
        assert run[low] < run[own] < run[high], own
