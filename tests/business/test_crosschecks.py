"""Cross-checks of the DCF: worked by hand, against algebra, and on SecureCloud."""

import numpy as np
import pytest

import worked
from planbook import finance
from planbook.business import crosschecks
from planbook.plan import load

CHAPTER = "crosschecks"

# 21 %: half a year is a factor of 1.1. The terminal flow of 110 stands in the middle of the last year: 121 at its end.
# The last year has two months, at 44 %: its middle is a month after a whole year at 21 %, its end two.
STUB_MIDDLE, STUB_END = 1 / (1.21 * 1.44 ** (1 / 12)), 1 / (1.21 * 1.44 ** (2 / 12))
SETTING = worked.Setting(months=14)
TABLE = f"""
                          | opening, then months 1 to 14
given
month                     0 1 2 3 4 5 6 7 8 9 10 11 12 13 14
discount_rate             21% 21% {"0 " * 10} 21% 44% 44%
gordon_at_year_end        0
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
closing_arr               400 400 400 400 400 400 400 400 400 400 400 400 400 400 1_000
terminal_ebit             150
terminal_tax              30
terminal_depreciation     30
terminal_flow             110
fade_growth.fade_1        100%
fade_growth.fade_2        50%
fade_growth.fade_3        0
fade_growth.fade_4        0
fade_growth.fade_5        1%
fade_factor.fade_1        0.4
fade_factor.fade_2        0.3
fade_factor.fade_3        0.25
fade_factor.fade_4        0.2
fade_factor.fade_5        0.25
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
plain_growth.fade_1       {1.01 / 1.21}
plain_growth.fade_5       {(1.01 / 1.21) ** 5}
plain_lateness            0
plain_gordon_value        305.525    # 110 × 1.01 × 0.5 × 1.1 ÷ 0.2
plain_enterprise_value    360.525
terminal_roic             50%
terminal_profit           120        # 150 − 30
grown_profit.fade_1       240
grown_profit.fade_2       360
grown_profit.fade_5       363.6
fade_profit.fade_1        120        # as in the plan's last year
fade_profit.fade_2        240        # what 100 % of growth, invested for in the first year, leads to
fade_profit.fade_3        360
fade_profit.fade_4        360
fade_profit.fade_5        360
reinvested_share.fade_1   200%       # 100 % ÷ 50 %
reinvested_share.fade_2   100%
reinvested_share.fade_3   0
reinvested_share.fade_5   2%
value_driver_flow.fade_1  -120       # 120 − 240
value_driver_flow.fade_2  0
value_driver_flow.fade_3  360
value_driver_flow.fade_4  360
value_driver_flow.fade_5  352.8      # 360 × 98 %
value_driver_fade         202.2      # −48 + 0 + 90 + 72 + 88.2
value_driver_terminal     445.41     # 352.8 × 1.01 × 0.25 ÷ 0.2
value_driver_value        702.61     # 50 + 202.2 + 445.41 + 5
plan_year_starts          0 1 0 0 0 0 0 0 0 0 0 0 0 1 0
stub_months               2
plan_year_length          1 1 1 1 1 1 1 1 1 1 1 1 1 {2 / 12} {2 / 12}
half_year_discount        1.1 1.1 {10 * "1 "} 1.1 {1.44 ** (1 / 12)} {1.44 ** (1 / 12)}
mid_year_factor           1.1 {12 * f"{1 / 1.1} "} {STUB_MIDDLE} {STUB_MIDDLE}
mid_year_explicit_value   {10 + 13.31 * STUB_MIDDLE}
mid_year_value            {915 + 13.31 * STUB_MIDDLE}        # 955 − 50 + 10 + …
year_end_factor           1 {1 / 1.21} {10 * f"{1 / 1.1} "} {1 / 1.21} {STUB_END} {STUB_END}
year_end_explicit_value   {11 / 1.21 + 13.31 * STUB_END}
year_end_beyond           {900 / 1.1}
year_end_value            {11 / 1.21 + 13.31 * STUB_END + 900 / 1.1 + 5}
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
fade_factor.fade_1      |    0.25
fade_factor.fade_2      |    0.25
fade_factor.fade_3      |    0.25
fade_factor.fade_4      |    0.25
fade_factor.fade_5      |    0.25
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
gordon_at_year_end      |       0
month                   |       0 |   1 |   2
discount_rate           |     21%
free_cash_flow_to_firm  |       0 |   0 |   0
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
reinvested_share.fade_1 |    100%
value_driver_flow.fade_5 |       0
value_driver_fade       |       0
value_driver_terminal   |       0
value_driver_value      |       .
year_end_value          |       .
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
gordon_at_year_end      |       0
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

# A perpetuity at the year's end: 1.21 a year against growth of 1.1, half a year is 1.1. An enterprise value below nothing.
EDGE_LATE = f"""
                        | opening |   1 |   2
given
half                    |     0.5
terminal_wacc           |     21%
terminal_growth         |     10%
gordon_spread           |     11%
gordon_at_year_end      |       1
end_factor              |     0.5
terminal_flow           |     110
fade_value              |     330
gordon_value            |     600
enterprise_value        |    -100
then
plain_growth.fade_1     | {1 / 1.1}
plain_growth.fade_5     | {1.1**-5}
plain_lateness          | {1.1**-5 * (1 - 1 / 1.1)}
plain_gordon_value      | {110 * 1.1 * 0.5 * 1.1 / 0.11 * (1 - 1.1**-5 * (1 - 1 / 1.1))}
flow_at_year_end        |     110
year_end_beyond         |     900
terminal_share          |       .
"""

# No cost of capital and no return is known: growth takes nothing.
EDGE_FREE = """
                        | opening |   1 |   2
given
terminal_wacc           |       0
roic                    |       0
fade_growth.fade_1      |      1%
then
terminal_roic           |       0
reinvested_share.fade_1 |       0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)
    worked.work(CHAPTER, EDGE_SMALL, SETTING_EDGE)
    worked.work(CHAPTER, EDGE_FREE, SETTING_EDGE)
    worked.work(CHAPTER, EDGE_LATE, SETTING_EDGE)


def test_most_of_the_value_lies_beyond_the_plan():
    """19 of 20 beyond the plan, against a limit of 90 %: the alert fires."""
    assert crosschecks.terminal_share(fade_value=7, gordon_value=12, available_value=20) == 0.95
    assert crosschecks.terminal_value_heavy(fade_value=7, gordon_value=12, available_value=20, terminal_share_limit=0.9)
    assert not crosschecks.terminal_value_heavy(fade_value=7, gordon_value=12, available_value=20, terminal_share_limit=0.96)


@pytest.mark.parametrize("wacc", [0.08, 0.14, 0.3])
@pytest.mark.parametrize("growth", [-0.02, 0.0, 0.05])
def test_gordon_and_exit_multiple_agree_at_the_implied_growth(wacc, growth):
    """A price that a perpetuity at g pays for a flow of 100: the growth that the price implies is g."""
    flow = crosschecks.flow_at_year_end(terminal_flow=100, terminal_wacc=wacc, half=0.5, gordon_at_year_end=0)
    price = flow * (1 + growth) / (wacc - growth)
    with_flow = crosschecks.price_with_flow(price_by_multiple=price, flow_at_year_end=flow)
    implied = crosschecks.implied_growth(price_by_multiple=price, terminal_wacc=wacc, flow_at_year_end=flow, price_with_flow=with_flow)
    assert implied == pytest.approx(growth, abs=1e-12)


def test_selling_at_the_implied_multiple_is_the_dcf():
    """SecureCloud, sold at the multiple that fade and perpetuity amount to: the exit multiple's value is the DCF's (less losses left)."""
    figures = worked.securecloud()
    sold = worked.securecloud({"exit_multiple": float(figures["implied_arr_multiple"])})
    assert sold["exit_multiple_value"] == pytest.approx(figures["enterprise_value"] - figures["losses_left_value"])


@pytest.mark.parametrize("late", [0, 1])
def test_without_fade_the_plain_perpetuity_is_the_value(late):
    figures = worked.securecloud({"fade_used": 0.0, "gordon_at_year_end": late})
    assert figures["plain_enterprise_value"] == pytest.approx(figures["enterprise_value"], rel=1e-12)
    assert figures["fade_difference"] == pytest.approx(0, abs=1e-3)


GROWING = """
timeline: {start: 2027-01, months: 36}
segments: {teams: {price: 100, churn: 1%/month, new_customers: 40, opening_customers: 200, opening_price: 100}}
opening_balance: {cash: 900000, paid_in_capital: 900000}
valuation: {wacc: 14%/year, terminal_growth: 2%/year, entry_multiple: 4, exit_multiple: 3, gordon_at_year_end: @}
"""


@pytest.fixture(scope="module", params=["securecloud", "growing", "growing, perpetuity at the year's end"])
def valued(request, tmp_path_factory):
    """A plan's run with some of its inputs changed: SecureCloud, and a company that still grows fast when its plan ends."""
    if request.param == "securecloud":
        return worked.securecloud
    path = tmp_path_factory.mktemp("growing") / "growing.yaml"
    path.write_text(GROWING.replace("@", str(int("end" in request.param))), encoding="utf-8")
    plan = load(path)

    def run(changes):
        arrays = plan.program.run({**plan.scenario().values, **changes})
        return {row.key: arrays[row][..., 0] for row in plan.model.rows}

    return run


@pytest.mark.parametrize("fade", [0.0, 1.0])
@pytest.mark.parametrize("roic", [0.0, 0.08, 0.13, 0.14, 0.15, 0.2, 0.5])
def test_growth_is_worth_something_only_above_the_cost_of_capital(valued, roic, fade):
    """The whole value by value drivers falls, is flat or rises in long-run growth as the return on new capital is below, at or
    above the cost of capital of 14 %, which a return of 0 stands for; without a fade and with one."""
    runs = [valued({"roic": roic, "fade_used": fade, "terminal_growth": growth}) for growth in (-0.01, 0.0, 0.01, 0.02, 0.03, 0.04)]
    assert len({bool(run["excess_growth"] > 0) for run in runs}) == 1  # the fade does not begin or end on the way
    steps = np.diff([float(run["value_driver_value"]) for run in runs])
    if roic in (0, 0.14):
        assert steps == pytest.approx(0, abs=1e-9 * float(runs[0]["value_driver_value"]))
    else:
        assert (np.sign(steps) == np.sign(roic - 0.14)).all()


def test_at_the_cost_of_capital_a_fade_adds_nothing_either(valued):
    """Growth of any size and length is worth what it costs: the profit of the plan's last year for ever, at the plan's end."""
    for fade in (0.0, 1.0):
        run = valued({"roic": 0.0, "fade_used": fade})
        beyond = run["value_driver_value"] - run["explicit_value"] - run["losses_left_value"]
        for_ever = (run["terminal_ebit"] - run["terminal_tax"]) / 0.14 * 1.14**0.5 * run["end_factor"]
        assert beyond == pytest.approx(for_ever, rel=1e-12)


def test_both_plans_have_growth_that_fades(valued):
    assert float(valued({"fade_used": 1.0})["excess_growth"]) > 0


@pytest.mark.parametrize(("roic", "growth"), [(0.1, 0.03), (0.14, 0.02), (0.3, 0.04)])
def test_without_fade_it_is_the_published_formula(valued, roic, growth):
    """Koller, Goedhart and Wessels, from the profit of the first year after the plan: half a year later than its middle."""
    run = valued({"roic": roic, "fade_used": 0.0, "terminal_growth": growth})
    beyond = run["value_driver_value"] - run["explicit_value"] - run["losses_left_value"]
    profit = float(run["terminal_ebit"] - run["terminal_tax"])
    formula = finance.value_driver_value(profit, growth, roic, 0.14)
    assert beyond == pytest.approx(formula * 1.14**0.5 * run["end_factor"], rel=1e-12)


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


OWN = """
timeline: {start: 2027-01, months: 60}
segments: {teams: {price: 100, churn: 1%/month, new_customers: 20, opening_customers: 800, opening_price: 100, programme_cost: 100}}
departments: {dev: {function: research_development, heads: 4, salary: 90000}}
opening_balance: {cash: 900000, paid_in_capital: 900000}
valuation:
  {terminal_growth: 3%/year, entry_multiple: 4, exit_multiple: 5, gordon_at_year_end: 1,
   wacc: {by_fiscal_year: [40%/year, 20%/year, 10%/year, 10%/year, 10%/year]}}
"""


def test_years_of_several_rates(tmp_path):
    """By hand from the flows, in the middle of years and at their ends; a perpetuity at its year's end stands there already."""
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    run = load(tmp_path / "own.yaml").run()
    rates = np.array([0.4, 0.2, 0.1, 0.1, 0.1])
    end = np.cumprod(1 / (1 + rates))
    flows = run["free_cash_flow_to_firm"][1:].reshape(5, 12).sum(axis=1)
    fade, gordon, losses = (float(run[name]) for name in ("fade_value", "gordon_value", "losses_left_value"))
    middle, ends = (flows * end * (1 + rates) ** 0.5).sum(), (flows * end).sum()
    assert float(run["mid_year_value"]) == pytest.approx(middle + fade + gordon + losses)
    assert float(run["year_end_value"]) == pytest.approx(ends + fade / 1.1**0.5 + gordon + losses)
