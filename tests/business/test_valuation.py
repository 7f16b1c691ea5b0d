"""Valuation: worked by hand, and against closed forms of the growing perpetuity.

A cost of capital of 21 % keeps the arithmetic short: half a year is a factor of 1.1.
"""

from math import log

import numpy as np
import pytest

import worked
from planbook.business import valuation

CHAPTER = "valuation"

# Months 4 to 24 are like month 3. Growth of 51 % fades to 1 %. 1.21^(1/24) = 1.007974140429.
SETTING = worked.Setting(months=24)
TABLE = """
                              | opening |      1 |      2 |      3
given
wacc                          |     21%
built_wacc                    |     30%
terminal_growth               |      1%
half                          |     0.5
gordon_at_year_end            |       0
horizon                       |      24
tax_rate                      |     25%
asset_life                    |       4
years_of_fade                 |       5
fade_threshold                |    0.05
fade_used                     |       1
ebit                          |       0 |    108 |    200 |    300
grant_income                  |       0 |      0 |      5 |      0
disposal_gain                 |       0 |      8 |      0 |      0
tax_charge.levered            |       0 |     15 |     25 |     50
tax_charge.unlevered          |       0 |     20 |     30 |     60
depreciation                  |       0 |     10 |     20 |     25
capital_expenditure           |       0 |     50 |     30 |     35
disposal_proceeds             |       0 |     10 |      0 |      0
increase_in_working_capital   |       0 |     -5 |     10 |     -8
closing_working_capital       |    -900 |   -905 |   -895 | -2_020
revenue_growth                |       . |      . |      . |    51%
losses_to_carry.levered       |     300 |    300 |    300 |    700
losses_to_carry.unlevered     |     300 |    300 |    300 |    800
then
discount_rate                 |     21%
monthly_discount              | 1.0160118677733874
half_month_discount           | 1.0079741404289
terminal_wacc                 |     21%
discount_factor               | 1.007974140429 | 0.992088943447 | 0.9764540896763 | 0.9610656338259  # 1.1^(1/12), ^(−1/12)
unlevered_tax                 |       0 |     20 |     30 |     60
free_cash_flow_to_firm        |       0 |     55 |    150 |    238  # 108 − 20 + 10 − 50 + 10 − 8 + 5
present_value                 |       0 | 54.56489188958 | 146.4681134514 | 228.7336208506
explicit_value                | 4481.771391185                     # 54.56 + 146.47 + 238 × the factors of months 3 to 24
lasting_ebit                  |       0 |    100 |    195 |    300
ebit_12_months                |       0 |    100 |    295 |    595
depreciation_12_months        |       0 |     10 |     30 |     55
terminal_ebit                 |   3_600                            # months 13 to 24
terminal_tax                  |     900
terminal_depreciation         |     300
terminal_capex                |     306                            # 300 × (1 + 1 % × 4 ÷ 2)
terminal_working_capital      |     -20                            # −2_020 × 1 % ÷ 1.01: a year before it was −2_000
terminal_flow                 |   2_714                            # 3_600 − 900 + 300 − 306 + 20
horizon_growth                |     51%
excess_growth                 |     50%
fade_growth.fade_1            |     41%
fade_growth.fade_2            |     31%
fade_growth.fade_3            |     21%
fade_growth.fade_4            |     11%
fade_growth.fade_5            |      1%
fade_flow.fade_1              | 3826.74                            # 2_714 × 1.41
fade_flow.fade_2              | 5013.0294                          # × 1.31
fade_flow.fade_3              | 6065.765574                        # × 1.21
fade_flow.fade_4              | 6732.99978714                      # × 1.11
fade_flow.fade_5              | 6800.3297850114                    # × 1.01
end_factor                    | 0.68301345536507                   # 1 ÷ 1.21²
fade_factor.fade_1            | 0.6209213230592                    # 1 ÷ 1.1^5: two years and a half
fade_factor.fade_2            | 0.5131581182307                    # 1 ÷ 1.1^7
fade_factor.fade_3            | 0.4240976183725
fade_factor.fade_4            | 0.3504938994814
fade_factor.fade_5            | 0.2896643797367
fade_value                    | 11850.74659066
gordon_spread                 |     20%
wacc_residual                 |       0
gordon_factor                 | 0.2896643797367
gordon_value                  | 9947.55721136                      # 6_800.33 × 0.28966 × 1.01 ÷ 0.2
dcf_meaningful                |       1
losses_left_value             | 136.602691073                      # 25 % of 800, ÷ 1.21²
enterprise_value              | 26416.67788428
"""

# Long-run growth of 10 %: flows grow by 1.1 and are discounted by 1.21. Growth is five points higher, which is not
# enough to fade, and the plan's own flows are 0: the value is the plain Gordon, 1_100 × 1.1 ÷ 0.11 ÷ 1.1 = 10_000.
SETTING_PLAIN = worked.Setting(months=12)
TABLE_PLAIN = """
                              | opening |      1 |      2
given
wacc                          |     21%
built_wacc                    |     30%
terminal_growth               |     10%
half                          |     0.5
gordon_at_year_end            |       0
horizon                       |      12
tax_rate                      |     50%
asset_life                    |       2
years_of_fade                 |       5
fade_threshold                |    0.05
fade_used                     |       1
ebit                          |       0 |    200
grant_income                  |       0 |      0
disposal_gain                 |       0 |      0
tax_charge.unlevered          |       0 |    100
depreciation                  |       0 |     10
capital_expenditure           |       0 |     60
disposal_proceeds             |       0 |      0
increase_in_working_capital   |       0 |     50
closing_working_capital       |     280 |    330 |    968
revenue_growth                |       . |      . |    15%
losses_to_carry.unlevered     |       0 |      0
then
free_cash_flow_to_firm        |       0 |      0
terminal_flow                 |   1_100                            # 2_400 − 1_200 + 120 − 132 − 88
excess_growth                 |       0
fade_growth.fade_1            |     10%
fade_growth.fade_5            |     10%
fade_flow.fade_1              |   1_210
fade_flow.fade_2              |   1_331
fade_factor.fade_1            | 0.7513148009016                    # 1 ÷ 1.1³
fade_value                    | 3_790.78676941                     # 10_000 × (1 − 1 ÷ 1.1^5)
gordon_value                  | 6_209.21323059                     # 10_000 ÷ 1.1^5
losses_left_value             |       0
enterprise_value              |  10_000
"""

# A business that loses money: no tax on a loss, no value by DCF, and nothing that follows from it.
SETTING_EDGE = worked.Setting(months=12)
EDGE = """
                              | opening |      1 |      2
given
wacc                          |     21%
built_wacc                    |     30%
terminal_growth               |     10%
half                          |     0.5
gordon_at_year_end            |       0
horizon                       |      12
tax_rate                      |     50%
asset_life                    |       2
years_of_fade                 |       5
fade_threshold                |    0.05
fade_used                     |       1
ebit                          |       0 |    -20
grant_income                  |       0 |      0
disposal_gain                 |       0 |      0
tax_charge.unlevered          |       0 |      0
depreciation                  |       0 |     10
capital_expenditure           |       0 |      0
disposal_proceeds             |       0 |      0
increase_in_working_capital   |       0 |    -10
closing_working_capital       |     280 |    297
revenue_growth                |       . |      .
losses_to_carry.unlevered     |      80 |    320
then
free_cash_flow_to_firm        |       0 |      0
explicit_value                |       0
terminal_ebit                 |    -240
terminal_tax                  |       0
terminal_flow                 |    -279                            # −240 − 0 + 120 − 132 − 27
horizon_growth                |     10%                            # none is available: long-run growth
excess_growth                 |       0
losses_left_value             | 132.2314049586777                  # 50 % of 320, ÷ 1.21
enterprise_value              |       .
"""

# A terminal flow of exactly nothing is not positive. The fade is switched off: growth falls at once.
SETTING_EDGE_NOTHING = SETTING_EDGE
EDGE_NOTHING = """
                              | opening |      1 |      2
given
wacc                          |     21%
built_wacc                    |     30%
terminal_growth               |      5%
half                          |     0.5
gordon_at_year_end            |       0
horizon                       |      12
tax_rate                      |     50%
asset_life                    |       2
years_of_fade                 |       5
fade_threshold                |    0.05
fade_used                     |       0
ebit                          |       0 |     20
grant_income                  |       0 |      0
disposal_gain                 |       0 |      0
tax_charge.unlevered          |       0 |      0
depreciation                  |       0 |      0
capital_expenditure           |       0 |      0
disposal_proceeds             |       0 |      0
increase_in_working_capital   |       0 |     20
closing_working_capital       |   2_400 |  2_520
revenue_growth                |       . |    80%
losses_to_carry.unlevered     |       0 |      0
then
terminal_flow                 |       0                            # 240 − 120 − 5 % of 2_400, a year before 2_520
horizon_growth                |     80%
excess_growth                 |       0
fade_growth.fade_1            |      5%
enterprise_value              |       .
"""

# Half a unit of terminal flow is enough for a value: 0.5 × 1.05 ÷ 0.16 ÷ 1.1, and nothing else.
SETTING_EDGE_SMALL = SETTING_EDGE
EDGE_SMALL = """
                              | opening |      1 |      2
given
wacc                          |     21%
built_wacc                    |     30%
terminal_growth               |      5%
half                          |     0.5
gordon_at_year_end            |       0
horizon                       |      12
tax_rate                      |     50%
asset_life                    |       2
years_of_fade                 |       5
fade_threshold                |    0.05
fade_used                     |       0
ebit                          |       0 |     20
grant_income                  |       0 |      0
disposal_gain                 |       0 |      0
tax_charge.unlevered          |       0 |      0
depreciation                  |       0 |      0
capital_expenditure           |       0 |      0
disposal_proceeds             |       0 |      0
increase_in_working_capital   |       0 |     20
closing_working_capital       |   2_400 |  2_509.5
revenue_growth                |       . |    80%
losses_to_carry.unlevered     |       0 |      0
then
free_cash_flow_to_firm        |       0 |      0
terminal_flow                 |     0.5                            # 240 − 120 − 5 % of 2_390, a year before 2_509.5
enterprise_value              | 2.9829545454545
"""

# Long-run growth as high as WACC: a perpetuity has no value, so there is none, and an error check says so.
SETTING_EDGE_GROWTH_AT_WACC = SETTING_EDGE
EDGE_GROWTH_AT_WACC = (
    EDGE_SMALL.partition("then")[0].replace("wacc                          |     21%", "wacc                          |      5%")
    + """
then
terminal_flow                 |     0.5
gordon_spread                 |       0
gordon_value                  |       0
enterprise_value              |       .
wacc_residual                 |       1
"""
)

# The plan burns more than all that comes after it is worth: a value below zero, and still all value lies beyond the plan.
# 12 × −1_000 in the plan, at the factors 1.1^(−1 ÷ 12), ^(−3 ÷ 12), …; 0.5 × 1.05 ÷ 0.16 ÷ 1.1 beyond it.
SETTING_EDGE_BURNING = SETTING_EDGE
BURNT = -1_000 * sum(1.1 ** (-month / 12) for month in range(1, 24, 2))
EDGE_BURNING = f"""
                              | opening |      1 |      2
given
wacc                          |     21%
built_wacc                    |     30%
terminal_growth               |      5%
half                          |     0.5
gordon_at_year_end            |       0
horizon                       |      12
tax_rate                      |     50%
asset_life                    |       2
years_of_fade                 |       5
fade_threshold                |    0.05
fade_used                     |       0
ebit                          |       0 |     20
grant_income                  |       0 |      0
disposal_gain                 |       0 |      0
tax_charge.unlevered          |       0 |      0
depreciation                  |       0 |      0
capital_expenditure           |       0 |      0
disposal_proceeds             |       0 |      0
increase_in_working_capital   |       0 |  1_020
closing_working_capital       |   2_400 |  2_509.5
revenue_growth                |       . |      .
losses_to_carry.unlevered     |       0 |      0
then
free_cash_flow_to_firm        |       0 | -1_000
explicit_value                | {BURNT}
enterprise_value              | {BURNT + 2.9829545454545}
"""

# The cost of capital rises after the first month: half a month at each month's rate from middle to middle.
SETTING_RATES = worked.Setting(months=4)
TABLE_RATES = f"""
                     | opening |   1 |   2 |   3 |   4
given
wacc                 |     21% | 21% | 44% |  0% |  0%   # then what is built
built_wacc           |     44%
half                 |     0.5
horizon              |       4
then
monthly_discount     {1.21 ** (1 / 12)} {1.21 ** (1 / 12)} {1.44 ** (1 / 12)}
half_month_discount  {1.1 ** (1 / 12)} {1.1 ** (1 / 12)} {1.2 ** (1 / 12)}
discount_factor      {1.1 ** (1 / 12)} {1.1 ** (-1 / 12)} {" ".join(str((1.21 * 1.2**halves) ** (-1 / 12)) for halves in (1, 3, 5))}
end_factor           {(1.21 * 1.44**3) ** (-1 / 12)}
terminal_wacc        44%
"""

# The perpetuity half a year later, at the end of the fifth year after a plan of one.
SETTING_EDGE_YEAR_END = worked.Setting(months=12)
EDGE_YEAR_END = (
    EDGE_SMALL.partition("then")[0].replace("gordon_at_year_end            |       0", "gordon_at_year_end            |       1")
    + f"""
then
gordon_factor                 | {1.21**-6}
gordon_value                  | {0.5 * 1.05**6 / 0.16 / 1.21**6}
"""
)


def test_worked_table():
    worked.work(CHAPTER, TABLE_RATES, SETTING_RATES)


def test_edge_of_the_perpetuity():
    worked.work(CHAPTER, EDGE_YEAR_END, SETTING_EDGE_YEAR_END)


def test_fade():
    worked.work(CHAPTER, TABLE, SETTING)


def test_plain_gordon():
    worked.work(CHAPTER, TABLE_PLAIN, SETTING_PLAIN)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_terminal_flow_of_nothing():
    worked.work(CHAPTER, EDGE_NOTHING, SETTING_EDGE_NOTHING)


def test_edge_small_terminal_flow():
    worked.work(CHAPTER, EDGE_SMALL, SETTING_EDGE_SMALL)


def test_edge_growth_at_wacc():
    worked.work(CHAPTER, EDGE_GROWTH_AT_WACC, SETTING_EDGE_GROWTH_AT_WACC)


def test_edge_burning():
    worked.work(CHAPTER, EDGE_BURNING, SETTING_EDGE_BURNING)


# The chapter's own formulas, called with numbers, one after the other.


def end_of_plan(wacc: float, months: int) -> float:
    """The discount factor at the end of the plan's last month."""
    half = valuation.half_month_discount(monthly_discount=valuation.monthly_discount(discount_rate=wacc), half=0.5)
    factor = half
    for _ in range(months):
        factor = valuation.discount_factor(discount_factor=factor, half_month_discount=half)
    return valuation.end_factor(discount_factor=factor, horizon=months, half_month_discount=half)


def beyond(flow: float, wacc: float, growth: float, end: float, excess: float = 0) -> float:
    """Fade and Gordon: the value, at the plan's start, of all that comes after a terminal flow."""
    value = 0.0
    for year in range(1, 6):
        rate = valuation.fade_growth(terminal_growth=growth, excess_growth=excess, fade_number=year, years_of_fade=5)
        flow = valuation.fade_flow(fade_flow=flow, terminal_flow=flow, fade_growth=rate)
        factor = valuation.fade_factor(end_factor=end, terminal_wacc=wacc, fade_number=year, half=0.5)
        value += flow * factor
    spread = valuation.gordon_spread(terminal_wacc=wacc, terminal_growth=growth)
    return value + valuation.gordon_value(fade_flow=flow, gordon_factor=factor, terminal_growth=growth, gordon_spread=spread)


RATES = [(0.10, 0.02), (0.15, 0.0), (0.12, -0.03), (0.30, 0.05), (0.08, 0.075)]


@pytest.mark.parametrize(("wacc", "growth"), RATES)
@pytest.mark.parametrize("months", [12, 37, 60])
def test_convention_21_gordon_on_a_year_s_flow_stands_at_n_less_six_months(wacc, growth, months):
    """Without excess growth, fade and Gordon together are the plain Gordon F (1 + g) ÷ (WACC − g) at N − 6 months."""
    plain = 1_000 * (1 + growth) / (wacc - growth) / (1 + wacc) ** ((months - 6) / 12)
    assert beyond(1_000, wacc, growth, end_of_plan(wacc, months)) == pytest.approx(plain, rel=1e-12)


@pytest.mark.parametrize(
    ("wacc", "growth", "within"),
    [(0.10, 0.02, 0.001), (0.15, 0.0, 0.001), (0.12, -0.03, 0.001), (0.08, 0.075, 0.001), (0.30, 0.05, 0.002)],
)
def test_convention_21_gordon_on_monthly_flows_agrees(wacc, growth, within):
    """A Gordon on the last month's flow stands at N − ½ month: within 0.1 % of the one on the last year's flow.

    A year's flow in its middle ignores that its months lie apart. With r = ln(1 + WACC) and k = ln(1 + g) that is about
    r (r − 2k) ÷ 24 of the value: below 0.1 % up to a WACC of 16.7 % without growth, 19 % with 2 %; 0.18 % at 30 % and 5 %.
    """
    months, step, discount = 60, (1 + growth) ** (1 / 12), (1 + wacc) ** (1 / 12)
    year = sum(100 / step**back for back in range(12))  # the last twelve months of a flow that grows month by month
    monthly = 100 * step / (discount - step) / (1 + wacc) ** ((months - 0.5) / 12)
    value = beyond(year, wacc, growth, end_of_plan(wacc, months))
    assert value == pytest.approx(monthly, rel=within)
    assert value * (1 + log(1 + wacc) * (log(1 + wacc) - 2 * log(1 + growth)) / 24) == pytest.approx(monthly, rel=2e-5)


def test_convention_22_flows_of_six_centuries_add_up_to_the_fade_and_gordon():
    """Growth of 45 % fades to 3 %: the same value as the flows of 600 years, one by one, in the middle of each."""
    wacc, growth, excess, flow, value = 0.13, 0.03, 0.42, 800.0, 0.0
    for year in range(1, 601):
        flow *= 1 + growth + excess * max(0.0, 1 - year / 5)
        value += flow / (1 + wacc) ** (5 + year - 0.5)
    assert beyond(800, wacc, growth, end_of_plan(wacc, 60), excess) == pytest.approx(value, rel=1e-12)


def test_published_gordon_values():
    """fin-sim: 80 growing by 2.5 % at 7.5 % are 1,640. Damodaran, Con Ed 2000: 2.18 by 3 % at 8.3 % are 42.37."""
    for flow, growth, rate, published in ((80, 0.025, 0.075, 1_640), (2.18, 0.03, 0.083, 42.366037735849)):
        spread = valuation.gordon_spread(terminal_wacc=rate, terminal_growth=growth)
        value = valuation.gordon_value(fade_flow=flow, gordon_factor=1, terminal_growth=growth, gordon_spread=spread)
        assert value == pytest.approx(published)


def test_published_mid_year_discounting():
    """Financial Edge, 'Mid Year DCF 1', WACC 6 %, three years: factors 0.971 and 0.864, and a Gordon value takes the last one."""
    factors = [valuation.fade_factor(end_factor=1, terminal_wacc=0.06, fade_number=year, half=0.5) for year in (1, 3)]
    assert factors == pytest.approx([0.9712858623572642, 0.8644410487328803])
    spread = valuation.gordon_spread(terminal_wacc=0.06, terminal_growth=0)
    terminal = valuation.gordon_value(fade_flow=1_530 * 0.06, gordon_factor=factors[1], terminal_growth=0, gordon_spread=spread)
    assert 150.8 + terminal == pytest.approx(1_473.394668, abs=0.05)


def test_published_free_cash_flow():
    """fin-sim: EBIT 100, tax 25 %, depreciation 10, capex 20, working capital 5: 60."""
    flow = valuation.free_cash_flow_to_firm(
        ebit=100, unlevered_tax=25, depreciation=10, capital_expenditure=20, increase_in_working_capital=5
    )
    assert flow == 60


# The plan SecureCloud: how the chapters meet.

VALUES = ("enterprise_value", "equity_value", "exit_multiple_value", "multiple_value", "value_per_share")


def test_convention_19_free_cash_flow_to_the_firm():
    """EBIT − tax without debt + depreciation − capex − increase in receivables, prepaid costs, payables, deferred revenue."""
    figures = worked.securecloud()
    working = figures["closing_receivables"] + figures["closing_prepaid"] - figures["closing_payables"]
    working = working - figures["closing_deferred_revenue"]
    flow = figures["ebit"] - figures["tax_charge.unlevered"] + figures["depreciation"] - figures["capital_expenditure"]
    assert figures["free_cash_flow_to_firm"][1:] == pytest.approx(flow[1:] - np.diff(working))


@pytest.mark.parametrize(("name", "value"), [("opening_cash", 9e6), ("opening_tax_due", 50_000), ("tax_month", 11)])
def test_convention_19_cash_and_tax_payable_are_outside(name, value):
    figures, changed = worked.securecloud(), worked.securecloud({name: value})
    assert changed["free_cash_flow_to_firm"] == pytest.approx(figures["free_cash_flow_to_firm"], abs=1e-6)
    assert changed["enterprise_value"] == pytest.approx(figures["enterprise_value"])


def test_convention_19_the_loss_shield_is_in_the_flow_once():
    """A million of losses more saves 250_000 of tax, in the plan's years or after them, and adds nothing else."""
    figures, more = worked.securecloud(), worked.securecloud({"opening_losses": 1_600_000.0})
    saved = (more["free_cash_flow_to_firm"] - figures["free_cash_flow_to_firm"]).sum()
    left = 0.25 * (more["losses_to_carry.unlevered"][60] - figures["losses_to_carry.unlevered"][60])
    assert saved + left == pytest.approx(250_000)
    shield = ((more["free_cash_flow_to_firm"] - figures["free_cash_flow_to_firm"]) * figures["discount_factor"]).sum()
    gained = more["enterprise_value"] - figures["enterprise_value"]
    assert gained == pytest.approx(shield + left / 1.14**5)
    assert 0 < gained < 250_000


@pytest.mark.parametrize(
    "change",
    [
        {f"round_{name}.series_a": value}
        for name, value in (("amount", 0), ("amount", 9e6), ("month", 40), ("pre_money", 1.0), ("costs", 0.2))
    ],
)
def test_convention_20_money_of_the_round_is_excluded(change):
    """The value is pre-money: no term of the round moves it. What the round moves is cash."""
    figures, changed = worked.securecloud(), worked.securecloud(change)
    for name in VALUES:
        assert changed[name] == pytest.approx(figures[name], rel=1e-12)
    assert changed["minimum_cash_without_round"] == pytest.approx(figures["minimum_cash_without_round"])


def test_convention_20_opening_cash_counts_and_the_need_of_the_round_is_said():
    figures, rich = worked.securecloud(), worked.securecloud({"opening_cash": 9_700_000.0})
    assert rich["equity_value"] - figures["equity_value"] == pytest.approx(9_000_000)
    assert rich["enterprise_value"] == pytest.approx(figures["enterprise_value"])
    assert (figures["value_needs_round"], rich["value_needs_round"]) == (1, 0)


def test_convention_21_factors_stand_in_the_middle_of_months_and_the_exit_at_the_end():
    figures = worked.securecloud()
    assert figures["discount_factor"][1:] == pytest.approx([1.14 ** (-(month - 0.5) / 12) for month in range(1, 61)])
    assert figures["end_factor"] == pytest.approx(1.14**-5)
    explicit = sum(flow * 1.14 ** (-(month - 0.5) / 12) for month, flow in enumerate(figures["free_cash_flow_to_firm"]) if month)
    assert figures["exit_multiple_value"] == pytest.approx(explicit + 2.5 * figures["closing_arr"][60] * 1.14**-5)


@pytest.mark.parametrize("scenario", ["base", "upside"])
@pytest.mark.parametrize("growth", [0.0, 0.03])
def test_convention_22_from_the_last_twelve_months_to_the_value(scenario, growth):
    """EBIT of the last year at full tax, capex = depreciation × (1 + g × life ÷ 2), working capital at g; growth fades to g."""
    figures = worked.securecloud({"terminal_growth": growth, "wacc": 0.14, "tax_rate": 0.25, "asset_life": 5.0}, scenario)
    ebit, depreciation = figures["ebit"][49:].sum(), figures["depreciation"][49:].sum()
    working = figures["closing_working_capital"][60]
    flow = 0.75 * ebit - depreciation * growth * 2.5 - (working - working / (1 + growth))
    assert figures["terminal_flow"] == pytest.approx(flow)
    last = figures["revenue"][49:].sum() / figures["revenue"][37:49].sum() - 1
    value = (figures["free_cash_flow_to_firm"] * figures["discount_factor"]).sum()
    value += 0.25 * figures["losses_to_carry.unlevered"][60] / 1.14**5
    assert last - growth > 0.05  # it fades
    for year in range(1, 401):
        flow *= 1 + growth + (last - growth) * max(0, 1 - year / 5)
        value += flow / 1.14 ** (5 + year - 0.5)
    assert figures["enterprise_value"] == pytest.approx(value, rel=1e-9)


def test_convention_22_without_a_positive_terminal_flow_there_is_no_value():
    """Salaries four times as high: the DCF is not meaningful, and says so; the multiples stay."""
    figures = worked.securecloud({"department_salary.development": 416_000.0})
    assert figures["terminal_flow"] < 0
    assert figures["terminal_flow_negative"] == 1
    assert np.isnan([figures[name] for name in ("enterprise_value", "equity_value", "value_per_share", "terminal_share")]).all()
    assert np.isfinite([figures["multiple_value"], figures["exit_multiple_value"]]).all()
