"""Sensitivity: the value over cost of capital, long-run growth and exit multiple, live, in five steps each.

Each figure is computed by the DCF's own formulas; a cost of capital has its own row of discount factors.
"""

from planbook.business import equity, valuation
from planbook.business.families import FADE_YEAR, GROWTH_STEP, MULTIPLE_STEP, WACC_STEP
from planbook.language.declarations import Chapter, Chart, Series, assumption, check, line
from planbook.language.operators import (
    at_month,
    maximum,
    of,
    or_else,
    relative_difference,
    sum_product,
)  # fmt: skip
from planbook.language.units import FACTOR, MONEY, MULTIPLE, PRICE, SHARE, Kind, Shape, Sign

CHAPTER = Chapter(
    "sensitivity", "Sensitivity", "Sensitivity of the value", "Value by cost of capital, long-run growth and exit multiple.",
    section="valuation",
)  # fmt: skip

wacc_step = assumption(
    "Step of the cost of capital", unit=SHARE, at="valuation.wacc_step", above=0, high=0.1, default=0.02,
    about="By how much costs of capital differ in tables of values: 2% for 10, 12, 14, 16 and 18 % around 14 %.",
)  # fmt: skip
growth_step = assumption(
    "Step of long-run growth", unit=SHARE, at="valuation.growth_step", above=0, high=0.1, default=0.005,
    about="By how much rates of long-run growth differ in tables of values.",
)  # fmt: skip
multiple_step = assumption(
    "Step of the exit multiple", unit=MULTIPLE, at="valuation.multiple_step", above=0, high=10, default=0.5,
    about="By how much exit multiples differ in tables of values.",
)  # fmt: skip


# Each cost of capital: discount factors, the plan's years, its end, the years of the fade.


@line("Cost of capital", unit=SHARE, kind=Kind.FACTOR, per=WACC_STEP, opening="same", sign=Sign.NONNEGATIVE)
def step_wacc(discount_rate, wacc_number, stated_number, wacc_step):
    """The plan's, some steps lower or higher in every month."""
    return maximum(0, discount_rate + (wacc_number - stated_number) * wacc_step)


@line("Discount per half a month", unit=FACTOR, kind=Kind.FACTOR, per=WACC_STEP, opening="same", sign=Sign.POSITIVE)
def step_half_month(step_wacc, half):
    """(1 + cost of capital)^(1/24)."""
    return valuation.half_month_discount(valuation.monthly_discount(step_wacc), half)


@line(
    "Discount factor, mid-month", unit=FACTOR, kind=Kind.FACTOR, per=WACC_STEP, opening=lambda step_half_month: step_half_month,
    sign=Sign.POSITIVE,
)  # fmt: skip
def step_factor(step_factor, step_half_month):
    """What a flow in the middle of the month is worth at the plan's start."""
    return valuation.discount_factor(step_factor, step_half_month)


@line("Value of the plan's years", unit=MONEY, shape=Shape.SCALAR, per=WACC_STEP)
def step_explicit_value(free_cash_flow_to_firm, step_factor):
    """The plan's flows × the discount factors."""
    return sum_product(free_cash_flow_to_firm, step_factor)


@line("Cost of capital after the plan", unit=SHARE, shape=Shape.SCALAR, per=WACC_STEP, sign=Sign.NONNEGATIVE)
def step_terminal_wacc(step_wacc, horizon):
    """That of the plan's last month."""
    return at_month(step_wacc, horizon)


@line("Discount factor at the plan's end", unit=FACTOR, shape=Shape.SCALAR, per=WACC_STEP)
def step_end_factor(step_factor, horizon, step_half_month):
    """From the middle of the last month to its end."""
    return valuation.end_factor(step_factor, horizon, step_half_month)


@line("Discount factor of a fade year", unit=FACTOR, shape=Shape.SCALAR, per=(WACC_STEP, FADE_YEAR))
def step_fade_factor(step_end_factor, step_terminal_wacc, fade_number, half):
    """The flow of a year stands in its middle."""
    return valuation.fade_factor(step_end_factor, step_terminal_wacc, fade_number, half)


@line("Discount factor of the perpetuity", unit=FACTOR, shape=Shape.SCALAR, per=WACC_STEP)
def step_gordon_factor(step_fade_factor, step_terminal_wacc, half, gordon_at_year_end):
    """That of the fifth year's flow; half a year later where the plan asks for it."""
    return valuation.gordon_factor(step_fade_factor, step_terminal_wacc, half, gordon_at_year_end)


@line("Value of losses left at the end", unit=MONEY, shape=Shape.SCALAR, per=WACC_STEP)
def step_losses_left(losses_to_carry, horizon, tax_rate, step_end_factor):
    """Tax that unused losses will save, at the plan's start."""
    return valuation.losses_left_value(losses_to_carry, horizon, tax_rate, step_end_factor)


# Each rate of long-run growth: the terminal flow, and how it fades.


@line("Long-run growth", unit=SHARE, shape=Shape.SCALAR, per=GROWTH_STEP, sign=Sign.ANY)
def step_growth(terminal_growth, growth_number, stated_number, growth_step):
    """The plan's, some steps lower or higher."""
    return terminal_growth + (growth_number - stated_number) * growth_step


@line("Terminal capex", unit=MONEY, shape=Shape.SCALAR, per=GROWTH_STEP)
def step_capex(terminal_depreciation, step_growth, asset_life, half):
    """What keeps assets growing at long-run growth."""
    return valuation.terminal_capex(terminal_depreciation, step_growth, asset_life, half)


@line("One and long-run growth", unit=FACTOR, shape=Shape.SCALAR, per=GROWTH_STEP, sign=Sign.POSITIVE)
def step_growth_factor(step_growth, smallest_survival):
    """1 + long-run growth, which stays above nothing."""
    return maximum(1 + step_growth, smallest_survival)


@line("Terminal increase in working capital", unit=MONEY, shape=Shape.SCALAR, per=GROWTH_STEP)
def step_working_capital(closing_working_capital, horizon, step_growth, step_growth_factor):
    """What the last year adds when working capital grows at long-run growth."""
    return at_month(closing_working_capital, horizon) * step_growth / step_growth_factor


@line("Terminal flow", unit=MONEY, shape=Shape.SCALAR, per=GROWTH_STEP)
def step_terminal_flow(terminal_ebit, terminal_tax, terminal_depreciation, step_capex, step_working_capital):
    """The last twelve months, normalised for this growth."""
    return valuation.terminal_flow(terminal_ebit, terminal_tax, terminal_depreciation, step_capex, step_working_capital)


@line("Growth that fades", unit=SHARE, shape=Shape.SCALAR, per=GROWTH_STEP)
def step_excess_growth(horizon_growth, step_growth, fade_threshold, fade_used):
    """Growth above this long-run growth, where it fades."""
    return valuation.excess_growth(horizon_growth, step_growth, fade_threshold, fade_used)


@line("Growth in a fade year", unit=SHARE, shape=Shape.SCALAR, per=(GROWTH_STEP, FADE_YEAR))
def step_fade_growth(step_growth, step_excess_growth, fade_number, years_of_fade):
    """Growth falls in equal steps to this long-run growth."""
    return valuation.fade_growth(step_growth, step_excess_growth, fade_number, years_of_fade)


@line("Flow of a fade year", unit=MONEY, shape=Shape.SCALAR, per=(GROWTH_STEP, FADE_YEAR))
def step_fade_flow(step_fade_flow, step_terminal_flow, step_fade_growth):
    """The terminal flow, grown year by year."""
    return valuation.fade_flow(step_fade_flow, step_terminal_flow, step_fade_growth)


# The tables.


@line("Value of the fade years", unit=MONEY, shape=Shape.SCALAR, per=(WACC_STEP, GROWTH_STEP))
def step_fade_value(step_fade_flow, step_fade_factor):
    """The five years after the plan at its start."""
    return sum_product(step_fade_flow, step_fade_factor)


@line("WACC less long-run growth", unit=SHARE, shape=Shape.SCALAR, per=(WACC_STEP, GROWTH_STEP))
def step_spread(step_terminal_wacc, step_growth):
    """The divisor of the perpetuity."""
    return valuation.gordon_spread(step_terminal_wacc, step_growth)


@line("Value beyond the fade", unit=MONEY, shape=Shape.SCALAR, per=(WACC_STEP, GROWTH_STEP))
def step_gordon_value(step_fade_flow, step_gordon_factor, step_growth, step_spread):
    """A perpetuity growing at this long-run growth after the fifth year."""
    return valuation.gordon_value(step_fade_flow, step_gordon_factor, step_growth, step_spread)


@line("The DCF has a meaning", unit=SHARE, shape=Shape.SCALAR, per=(WACC_STEP, GROWTH_STEP))
def step_meaningful(step_terminal_flow, step_spread):
    """1 where there is a positive flow to capitalise, and the cost of capital exceeds long-run growth."""
    return valuation.dcf_meaningful(step_terminal_flow, step_spread)


@line("Enterprise value, DCF", unit=MONEY, shape=Shape.SCALAR, per=(WACC_STEP, GROWTH_STEP))
def value_by_growth(step_meaningful, step_explicit_value, step_fade_value, step_gordon_value, step_losses_left):
    """Enterprise value at this cost of capital and long-run growth; not available where the DCF has no meaning."""
    return valuation.enterprise_value(step_meaningful, step_explicit_value, step_fade_value, step_gordon_value, step_losses_left)


@line("Equity value, DCF", unit=MONEY, shape=Shape.SCALAR, per=(WACC_STEP, GROWTH_STEP))
def equity_by_growth(value_by_growth, failure_probability, distress_proceeds, equity_bridge):
    """The same after the risk of failure, and the bridge to equity."""
    return equity.expected_enterprise_value(value_by_growth, failure_probability, distress_proceeds) + equity_bridge


@line("Value per share", unit=PRICE, shape=Shape.SCALAR, per=(WACC_STEP, GROWTH_STEP))
def share_by_growth(equity_by_growth, diluted_shares):
    """Equity value ÷ fully diluted shares before the rounds."""
    return equity.value_per_share(equity_by_growth, diluted_shares)


@line("Exit multiple", unit=MULTIPLE, shape=Shape.SCALAR, per=MULTIPLE_STEP)
def step_multiple(exit_multiple, multiple_number, stated_number, multiple_step):
    """The plan's, some steps lower or higher, and not below nothing."""
    return maximum(0, exit_multiple + (multiple_number - stated_number) * multiple_step)


@line("Enterprise value with exit multiple", unit=MONEY, shape=Shape.SCALAR, per=(WACC_STEP, MULTIPLE_STEP))
def value_by_multiple(step_explicit_value, step_multiple, horizon_arr, step_end_factor):
    """The plan's years at this cost of capital, and a sale at this multiple of ARR at its end."""
    return step_explicit_value + step_multiple * horizon_arr * step_end_factor


@line("Value per share with exit multiple", unit=PRICE, shape=Shape.SCALAR, per=(WACC_STEP, MULTIPLE_STEP))
def share_by_multiple(value_by_multiple, failure_probability, distress_proceeds, equity_bridge, diluted_shares):
    """Enterprise value with exit multiple after the risk of failure, and the bridge to equity, ÷ fully diluted shares before the rounds."""
    value = equity.expected_enterprise_value(value_by_multiple, failure_probability, distress_proceeds) + equity_bridge
    return equity.value_per_share(value, diluted_shares)


@line("Enterprise value at the plan's cost of capital", unit=MONEY, shape=Shape.SCALAR, per=GROWTH_STEP)
def stated_table_value(value_by_growth):
    """The row of the table that has the plan's own cost of capital."""
    return of(value_by_growth, WACC_STEP.wacc_step_stated)


@line("Middle of the table", unit=MONEY, shape=Shape.SCALAR)
def available_table_value(stated_table_value):
    """The table's value at what the plan states; 0 where it is not available."""
    return or_else(of(stated_table_value, GROWTH_STEP.growth_step_stated), 0)


@check("The middle of the table is the enterprise value", shape=Shape.SCALAR)
def table_residual(available_table_value, available_value):
    """Table against DCF, where there is one."""
    return relative_difference(available_table_value, available_value)


CHARTS = [
    Chart(
        "C60", "How sensitive is value to WACC and growth?", "line", "members",
        tuple(Series("value_by_growth", member=f"growth_step_{step}") for step in ("lower", "stated", "higher")),
        along=WACC_STEP.name, members=tuple(member.name for member in WACC_STEP.members), named_by="step_terminal_wacc",
        why="Three rates of long-run growth over five costs of capital; the whole table stands on the sheet Tables.",
    ),
]
