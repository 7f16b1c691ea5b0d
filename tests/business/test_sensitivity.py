"""Sensitivity: worked by hand for two costs of capital and two rates of growth, the tables by a DCF in plain Python."""

import numpy as np
import pytest

import worked

CHAPTER = "sensitivity"

# A plan of two months with flows of 100 and 200. 21 % and steps of 23 %: the two lower ones would be below zero and are zero, the next is
# 44 %, whose square root is 1.2. Growth of 40 % fades to 0, 5, 10, 15, 20 %.
EBIT_AFTER_TAX, DEPRECIATION, LIFE, WORKING, LEFT = 300, 50, 4, 110, 20


def flows(growth: float) -> list[float]:
    """The terminal flow and the five years after it, which fade from 40 %."""
    found = [EBIT_AFTER_TAX - DEPRECIATION * growth * LIFE / 2 - (WORKING - WORKING / (1 + growth))]
    for year in range(1, 6):
        found.append(found[-1] * (1 + growth + (0.4 - growth) * (1 - year / 5)))
    return found


def value(wacc: float, growth: float) -> float:
    """Enterprise value: every flow by itself."""
    plan = 100 / (1 + wacc) ** (0.5 / 12) + 200 / (1 + wacc) ** (1.5 / 12) + LEFT / (1 + wacc) ** (2 / 12)
    after = [flow / (1 + wacc) ** (2 / 12 + year - 0.5) for year, flow in enumerate(flows(growth)) if year]
    return plan + sum(after) + after[-1] * (1 + growth) / (wacc - growth)


def equity(wacc: float, growth: float) -> float:
    """With a tenth of all futures failing for 100, and a bridge of 50."""
    return 0.9 * value(wacc, growth) + 10 + 50


def sold(wacc: float, multiple: float) -> float:
    """The plan's two months, and 1_000 of ARR at a multiple."""
    return 100 / (1 + wacc) ** (0.5 / 12) + 200 / (1 + wacc) ** (1.5 / 12) + 1_000 * multiple / (1 + wacc) ** (2 / 12)


SETTING = worked.Setting(months=2)
TABLE = f"""
                                            | opening, then months 1 and 2
given
discount_rate                                 21%
wacc_step                                     0.23
half                                          0.5
horizon                                       2
free_cash_flow_to_firm                        0 100 200
gordon_at_year_end                            0
terminal_growth                               10%
growth_step                                   0.05
years_of_fade                                 5
fade_threshold                                0.05
fade_used                                     1
horizon_growth                                40%
tax_rate                                      25%
losses_to_carry.levered                       0 0 0
losses_to_carry.unlevered                     0 0 80
terminal_ebit                                 400
terminal_tax                                  100
terminal_depreciation                         50
asset_life                                    4
closing_working_capital                       0 0 110
smallest_survival                             0.000001
failure_probability                           10%
distress_proceeds                             100
equity_bridge                                 50
diluted_shares                                10
exit_multiple                                 0.75
multiple_step                                 0.5
horizon_arr                                   1_000
available_value                               {value(0.21, 0.10)}
then
step_wacc.wacc_step_lowest                    0
step_wacc.wacc_step_lower                     0
step_wacc.wacc_step_stated                    21%
step_wacc.wacc_step_higher                    44%
step_wacc.wacc_step_highest                   67%
step_half_month.wacc_step_lower               1
step_half_month.wacc_step_stated              {1.1 ** (1 / 12)}
step_half_month.wacc_step_higher              {1.2 ** (1 / 12)}
step_factor.wacc_step_lower                   1
step_factor.wacc_step_stated                  {1.1 ** (1 / 12)} {1.1 ** (-1 / 12)} {1.1 ** (-3 / 12)}
step_factor.wacc_step_higher                  {1.2 ** (1 / 12)} {1.2 ** (-1 / 12)} {1.2 ** (-3 / 12)}
step_explicit_value.wacc_step_lower           300
step_explicit_value.wacc_step_higher          {100 * 1.2 ** (-1 / 12) + 200 * 1.2 ** (-3 / 12)}
step_terminal_wacc.wacc_step_higher           44%
step_end_factor.wacc_step_higher              {1.2 ** (-4 / 12)}
step_fade_factor.wacc_step_higher.fade_1      {1.2 ** (-4 / 12 - 1)}
step_fade_factor.wacc_step_higher.fade_5      {1.2 ** (-4 / 12 - 9)}
step_gordon_factor.wacc_step_higher           {1.2 ** (-4 / 12 - 9)}
step_losses_left.wacc_step_higher             {20 * 1.2 ** (-4 / 12)}
step_growth.growth_step_lowest                0
step_growth.growth_step_higher                15%
step_capex.growth_step_lowest                 50
step_capex.growth_step_higher                 65      # 50 × (1 + 15 % × 4 ÷ 2)
step_growth_factor.growth_step_higher         1.15
step_working_capital.growth_step_lowest       0
step_working_capital.growth_step_higher       {110 * 0.15 / 1.15}
step_terminal_flow.growth_step_lowest         300
step_terminal_flow.growth_step_stated         280     # 400 − 100 + 50 − 60 − 10
step_excess_growth.growth_step_higher         25%
step_fade_growth.growth_step_higher.fade_1    35%
step_fade_growth.growth_step_higher.fade_5    15%
step_fade_flow.growth_step_stated.fade_1      375.2   # 280 × 1.34
step_fade_flow.growth_step_stated.fade_2      480.256
step_fade_value.wacc_step_lower.growth_step_stated {sum(flows(0.1)[1:])}
step_spread.wacc_step_higher.growth_step_higher 29%
step_spread.wacc_step_lower.growth_step_stated -10%
step_gordon_value.wacc_step_higher.growth_step_stated {flows(0.1)[5] * 1.2 ** (-4 / 12 - 9) * 1.1 / 0.34}
step_gordon_value.wacc_step_lowest.growth_step_lowest 0
step_meaningful.wacc_step_lower.growth_step_lowest 0
step_meaningful.wacc_step_stated.growth_step_highest 1
value_by_growth.wacc_step_lower.growth_step_lowest .
value_by_growth.wacc_step_stated.growth_step_stated {value(0.21, 0.10)}
value_by_growth.wacc_step_stated.growth_step_highest {value(0.21, 0.20)}
value_by_growth.wacc_step_higher.growth_step_lowest {value(0.44, 0)}
value_by_growth.wacc_step_highest.growth_step_lower {value(0.67, 0.05)}
equity_by_growth.wacc_step_lower.growth_step_stated .
equity_by_growth.wacc_step_higher.growth_step_higher {equity(0.44, 0.15)}
share_by_growth.wacc_step_higher.growth_step_higher {equity(0.44, 0.15) / 10}
step_multiple.multiple_step_lowest            0
step_multiple.multiple_step_lower             0.25
step_multiple.multiple_step_highest           1.75
value_by_multiple.wacc_step_stated.multiple_step_lowest {sold(0.21, 0)}
value_by_multiple.wacc_step_higher.multiple_step_highest {sold(0.44, 1.75)}
share_by_multiple.wacc_step_higher.multiple_step_highest {(0.9 * sold(0.44, 1.75) + 10 + 50) / 10}
stated_table_value.growth_step_higher         {value(0.21, 0.15)}
available_table_value                         {value(0.21, 0.10)}
table_residual                                0
"""

# Nothing to capitalise, no shares. A growth of −100 % leaves no working capital to divide by. The table is 0, the DCF is said to be 7.
SETTING_EDGE = SETTING
EDGE = f"""
                                            | opening, then months 1 and 2
given
discount_rate                                 44% 21% 44%
wacc_step                                     0.01
half                                          0.5
horizon                                       2
free_cash_flow_to_firm                        0 0 0
gordon_at_year_end                            1
terminal_growth                               -99%
growth_step                                   0.01
years_of_fade                                 5
fade_threshold                                0.05
fade_used                                     1
horizon_growth                                -94%
tax_rate                                      25%
losses_to_carry.levered                       0 0 0
losses_to_carry.unlevered                     0 0 0
terminal_ebit                                 0
terminal_tax                                  0
terminal_depreciation                         0
asset_life                                    4
closing_working_capital                       0 0 0
smallest_survival                             0.000001
failure_probability                           0
distress_proceeds                             0
equity_bridge                                 50
diluted_shares                                0
exit_multiple                                 0
multiple_step                                 0.5
horizon_arr                                   1_000
available_value                               7
then
step_factor.wacc_step_stated                  {1.2 ** (1 / 12)} {1.1 ** (-1 / 12)} {(1.21 * 1.2) ** (-1 / 12)}
step_growth.growth_step_lower                 -1
step_excess_growth.growth_step_stated         0       # five points above -99 % are not more than five
step_growth_factor.growth_step_lower          0.000001
step_gordon_factor.wacc_step_stated           {(1.21 * 1.44) ** (-1 / 12) / 1.44**5}
value_by_growth.wacc_step_stated.growth_step_stated .
share_by_growth.wacc_step_stated.growth_step_stated .
share_by_multiple.wacc_step_stated.multiple_step_stated .
available_table_value                         0
table_residual                                -1
"""

# Half a unit of terminal flow, in a plan without flows of its own: enough for a value.
GIVEN_SMALL = TABLE.partition("\nthen\n")[0]
for often, little in (("terminal_ebit                                 400", "terminal_ebit  100.5"), ("0 0 110", "0 0 0")):
    GIVEN_SMALL = GIVEN_SMALL.replace(often, little)
EDGE_SMALL = f"""{GIVEN_SMALL}
then
step_terminal_flow.growth_step_lowest              0.5
step_meaningful.wacc_step_stated.growth_step_lowest 1
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)
    worked.work(CHAPTER, EDGE_SMALL, SETTING)


@pytest.mark.parametrize("scenario", ["base", "upside", "downside"])
def test_each_cell_is_the_dcf_of_a_plan_that_states_it(scenario):
    """SecureCloud with another WACC and growth, or another WACC and multiple: the plan's own values are the table's cells."""
    table = worked.securecloud(scenario=scenario)
    steps = ("lowest", "lower", "stated", "higher", "highest")
    for (row, wacc), (column, growth) in ((each, other) for each in enumerate(steps) for other in enumerate(steps)):
        if (row + 2 * column) % 5 in (0, 3):  # two of five cells, in every row and column
            change = {"wacc": 0.14 + (row - 2) * 0.02, "terminal_growth": 0.03 + (column - 2) * 0.005}
            stated = worked.securecloud({**change, "exit_multiple": 2.5 + (column - 2) * 0.5}, scenario)
            cell = f"wacc_step_{wacc}.growth_step_{growth}"
            assert table[f"value_by_growth.{cell}"] == pytest.approx(stated["enterprise_value"], rel=1e-12), cell
            assert table[f"share_by_growth.{cell}"] == pytest.approx(stated["value_per_share"], rel=1e-12)
            cell = f"wacc_step_{wacc}.multiple_step_{growth}"
            assert table[f"value_by_multiple.{cell}"] == pytest.approx(stated["exit_multiple_value"], rel=1e-12), cell


def test_value_falls_in_the_cost_of_capital_and_rises_in_growth():
    table = worked.securecloud()
    steps = ("lowest", "lower", "stated", "higher", "highest")
    grid = np.array([[float(table[f"value_by_growth.wacc_step_{w}.growth_step_{g}"]) for g in steps] for w in steps])
    assert (np.diff(grid, axis=0) < 0).all()
    assert (np.diff(grid, axis=1) > 0).all()
