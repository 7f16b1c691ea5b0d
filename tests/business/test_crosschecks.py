"""Cross-checks of the DCF: worked by hand, against algebra, and on SecureCloud."""

import numpy as np
import pytest

import worked
from planbook.business import crosschecks

CHAPTER = "crosschecks"

# 21 %: half a year is a factor of 1.1. The terminal flow of 110 stands in the middle of the last year: 121 at its end.
SETTING = worked.Setting(months=14)
TABLE = f"""
                          | opening, then months 1 to 14
given
month                     0 1 2 3 4 5 6 7 8 9 10 11 12 13 14
discount_rate             21%
half                      0.5
horizon                   14
year_starts               0 1 0 0 0 0 0 0 0 0 0 0 0 1 0
terminal_wacc             21%
terminal_growth           1%
roic                      0.5
gordon_spread             20%
dcf_meaningful            1
terminal_share_limit      90%
explicit_value            50
fade_value                300
gordon_value              600
losses_left_value         5
enterprise_value          955
end_factor                0.5
gordon_factor             0.25
closing_arr               400 400 400 400 400 400 400 400 400 400 400 400 400 400 1_000
terminal_ebit             150
terminal_tax              30
terminal_depreciation     30
terminal_flow             110
fade_growth.fade_1        100%
fade_growth.fade_2        50%
fade_growth.fade_3        0
fade_growth.fade_4        0
fade_growth.fade_5        -50%
exit_multiple             2.5
exit_multiple_value       1_300
entry_multiple            4
multiple_value            1_600
free_cash_flow_to_firm    0 11 0 0 0 0 0 0 0 0 0 0 0 0 13.31
result_to_date.levered    0 0
result_to_date.unlevered  0 -10 20 40 40 40 40 40 40 40 40 40 40 -5 30
tax_rate                  25%
unlevered_tax             0 0 4 5 0 0 0 0 0 0 0 0 0 0 2.5
discount_factor           1 1 0.5 0.4 1 1 1 1 1 1 1 1 1 1 0.2
then
terminal_share            {900 / 955}
available_value           955
terminal_flow_negative    0
terminal_value_heavy      1          # 900 of 955 are more than 90 %
exit_above_entry          0
horizon_value             1_800      # (300 + 600) ÷ 0.5
horizon_arr               1_000
compared_arr              1_000
implied_arr_multiple      1.8
compared_ebitda           180
implied_ebitda_multiple   10
flow_at_year_end          121
price_by_multiple         2_500
price_with_flow           2_621
implied_growth            {(2_500 * 0.21 - 121) / 2_621}
plain_gordon_value        305.525    # 110 × 1.01 × 0.5 × 1.1 ÷ 0.2
plain_enterprise_value    360.525
terminal_roic             50%
fade_profit.fade_1        240        # (150 − 30) × 2
fade_profit.fade_2        360
fade_profit.fade_3        360
fade_profit.fade_4        360
fade_profit.fade_5        180
reinvested_share          2%
distributable_share       98%
value_driver_terminal     222.705    # 180 × 1.01 × 0.98 × 0.25 ÷ 0.2
value_driver_value        577.705
plan_year_starts          0 1 0 0 0 0 0 0 0 0 0 0 0 1 0
mid_year_factor           1.1 {12 * f"{1 / 1.1} "} {1.1**-3} {1.1**-3}
mid_year_explicit_value   20         # 11 ÷ 1.1, and 13.31 ÷ 1.1³
mid_year_value            925        # 955 − 50 + 20
year_end_value            {920 / 1.1 + 5}
unshielded_tax_to_date    0 0 5 10 10 10 10 10 10 10 10 10 10 0 7.5
loss_shield               0 0 1 0 0 0 0 0 0 0 0 0 0 0 5
loss_shield_present_value 0 0 0.5 0 0 0 0 0 0 0 0 0 0 0 1
loss_shield_value         6.5        # 0.5 + 1 in the plan, 5 after it
"""

# No positive flow: nothing that could be capitalised, and nothing that follows from it. Growth for ever at the cost of capital.
SETTING_EDGE = worked.Setting(months=2)
EDGE = """
                        | opening |   1 |   2
given
horizon                 |       2
half                    |     0.5
terminal_wacc           |     21%
terminal_growth         |     21%
roic                    |       0
gordon_spread           |       0
dcf_meaningful          |       0
terminal_share_limit    |       0
explicit_value          |      50
fade_value              |     -30
gordon_value            |       0
losses_left_value       |       5
enterprise_value        |       .
end_factor              |     0.5
gordon_factor           |    0.25
closing_arr             |     400 | 400 | 400
terminal_ebit           |     -50
terminal_tax            |       0
terminal_depreciation   |      30
terminal_flow           |       0
fade_growth.fade_1      |     21%
fade_growth.fade_2      |     21%
fade_growth.fade_3      |     21%
fade_growth.fade_4      |     21%
fade_growth.fade_5      |     21%
exit_multiple           |     2.5
exit_multiple_value     |     550
entry_multiple          |     2.5
multiple_value          |   1_000
then
terminal_share          |       .
available_value         |       0
terminal_flow_negative  |       1
terminal_value_heavy    |       0
exit_above_entry        |       0  # the same multiple, not above it
horizon_value           |     -60
compared_arr            |       0
implied_arr_multiple    |       .
compared_ebitda         |       0
implied_ebitda_multiple |       .
flow_at_year_end        |       0
price_with_flow         |       0
implied_growth          |       .
plain_gordon_value      |       0
plain_enterprise_value  |       .
terminal_roic           |     21%
reinvested_share        |    100%
distributable_share     |       0
value_driver_terminal   |       0
value_driver_value      |       .
"""

# All value beyond the plan, at a limit of all of it; a flow of half a unit counts; a multiple where today pays nothing.
EDGE_SMALL = """
                        | opening |   1 |   2
given
horizon                 |       2
half                    |     0.5
terminal_wacc           |     21%
dcf_meaningful          |       1
terminal_share_limit    |    100%
fade_value              |       1
gordon_value            |       1
enterprise_value        |       2
closing_arr             |       0 |   0 |   0
end_factor              |       1
terminal_ebit           |     -50
terminal_depreciation   |      30
terminal_flow           |     0.5
exit_multiple           |     0.5
entry_multiple          |       0
roic                    |     0.5
then
terminal_share          |    100%
terminal_value_heavy    |       0
terminal_flow_negative  |       0
exit_above_entry        |       1
implied_arr_multiple    |       .
compared_ebitda         |       0
implied_ebitda_multiple |       .
flow_at_year_end        |    0.55
price_with_flow         |    0.55
implied_growth          |     -1
terminal_roic           |     50%
"""

# No cost of capital and no return is known: growth takes nothing.
EDGE_FREE = """
                        | opening |   1 |   2
given
terminal_wacc           |       0
roic                    |       0
terminal_growth         |      1%
then
terminal_roic           |       0
reinvested_share        |       0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)
    worked.work(CHAPTER, EDGE_SMALL, SETTING_EDGE)
    worked.work(CHAPTER, EDGE_FREE, SETTING_EDGE)


def test_most_of_the_value_lies_beyond_the_plan():
    """19 of 20 beyond the plan, against a limit of 90 %: the alert fires."""
    assert crosschecks.terminal_share(fade_value=7, gordon_value=12, enterprise_value=20) == 0.95
    assert crosschecks.terminal_value_heavy(fade_value=7, gordon_value=12, available_value=20, terminal_share_limit=0.9)
    assert not crosschecks.terminal_value_heavy(fade_value=7, gordon_value=12, available_value=20, terminal_share_limit=0.96)


@pytest.mark.parametrize("wacc", [0.08, 0.14, 0.3])
@pytest.mark.parametrize("growth", [-0.02, 0.0, 0.05])
def test_gordon_and_exit_multiple_agree_at_the_implied_growth(wacc, growth):
    """A price that a perpetuity at g pays for a flow of 100: the growth that the price implies is g."""
    flow = crosschecks.flow_at_year_end(terminal_flow=100, terminal_wacc=wacc, half=0.5)
    price = flow * (1 + growth) / (wacc - growth)
    with_flow = crosschecks.price_with_flow(price_by_multiple=price, flow_at_year_end=flow)
    implied = crosschecks.implied_growth(price_by_multiple=price, terminal_wacc=wacc, flow_at_year_end=flow, price_with_flow=with_flow)
    assert implied == pytest.approx(growth, abs=1e-12)


def test_selling_at_the_implied_multiple_is_the_dcf():
    """SecureCloud, sold at the multiple that fade and perpetuity amount to: the exit multiple's value is the DCF's (less losses left)."""
    figures = worked.securecloud()
    sold = worked.securecloud({"exit_multiple": float(figures["implied_arr_multiple"])})
    assert sold["exit_multiple_value"] == pytest.approx(figures["enterprise_value"] - figures["losses_left_value"])


def test_without_fade_the_plain_perpetuity_is_the_value():
    figures = worked.securecloud({"fade_used": 0.0})
    assert figures["plain_enterprise_value"] == pytest.approx(figures["enterprise_value"], rel=1e-12)
    assert figures["fade_difference"] == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(("roic", "sign"), [(0.10, -1), (0.14, 0), (0.20, 1)])
def test_growth_is_worth_something_only_above_the_cost_of_capital(roic, sign):
    """After the fade, value by value drivers falls, is flat or rises in long-run growth as the return is below, at or above 14 %."""
    terms = {"wacc": 0.14, "roic": roic, "fade_used": 0.0}
    per_profit = []  # of the first year after the fade
    for growth in (0.0, 0.04):
        run = worked.securecloud({**terms, "terminal_growth": growth})
        per_profit.append(run["value_driver_terminal"] / (run["fade_profit.fade_5"] * (1 + growth)))
    grown = per_profit[1] - per_profit[0]
    assert (abs(grown) < 1e-12) if sign == 0 else (np.sign(grown) == sign)


def test_losses_are_worth_what_is_missing_without_them():
    """Tax paid in full without any loss carried: the value falls by the memo's amount, counted once."""
    figures = worked.securecloud()
    result = figures["result_to_date.unlevered"]
    charged = 0.25 * np.maximum(result, 0)
    starts = figures["year_starts"].astype(bool)
    full = np.where(starts[1:], charged[1:], charged[1:] - charged[:-1])
    more = ((full - figures["unlevered_tax"][1:]) * figures["discount_factor"][1:]).sum()
    without = figures["enterprise_value"] - figures["losses_left_value"] - more
    assert figures["enterprise_value"] - without == pytest.approx(figures["loss_shield_value"])


def test_years_and_months_differ_by_what_moves_within_the_years():
    """A constant flow of 1 a month: twelve mid-month factors a year against twelve times the mid-year factor."""
    wacc, months = 0.14, 60
    figures = worked.securecloud()
    monthly = sum((1 + wacc) ** (-(month - 0.5) / 12) for month in range(1, months + 1))
    yearly = sum(12 * (1 + wacc) ** -(year - 0.5) for year in range(1, 6))
    assert figures["discount_factor"][1:].sum() == pytest.approx(monthly)
    assert figures["mid_year_factor"][1:].sum() == pytest.approx(yearly)
    within = figures["free_cash_flow_to_firm"][1:] * (figures["mid_year_factor"] - figures["discount_factor"])[1:]
    assert figures["mid_year_value"] - figures["enterprise_value"] == pytest.approx(within.sum())
    ends = figures["year_end_value"] - figures["losses_left_value"]
    assert ends * 1.14**0.5 == pytest.approx(figures["mid_year_value"] - figures["losses_left_value"])
