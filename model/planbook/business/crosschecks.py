"""Whether the discounted cash flow can be believed: other methods' terms implied by it, other points in time, other formulas.

Each figure says by how much the value hangs on one choice: where growth ends, when flows stand, what growth costs.
"""

from planbook.business.families import BASIS, FADE_YEAR
from planbook.language.declarations import Chapter, Period, Severity, assumption, check, line
from planbook.language.operators import (
    at_month,
    difference,
    maximum,
    modulo,
    not_available,
    of,
    or_else,
    preceding,
    prior,
    ratio,
    same,
    sum_months,
    sum_product,
    where,
)
from planbook.language.units import FACTOR, FLAG, MONEY, MONTHS, MULTIPLE, SHARE, Kind, Shape, Sign

CHAPTER = Chapter(
    "crosschecks", "Crosschecks", "Cross-checks of the DCF", "What the value implies, and what other conventions would make of it.",
    section="valuation",
)  # fmt: skip

terminal_share_limit = assumption(
    "Terminal value share that is remarked", unit=SHARE, at="valuation.terminal_share_limit", low=0, high=1, default=0.9,
    about="An alert fires when more of the value lies beyond the plan.",
)  # fmt: skip
roic = assumption(
    "Return on new capital after the plan", unit=SHARE, at="valuation.roic", period=Period.YEARLY, low=0, high=10, default=0,
    about="For the value-driver formula: what is earned a year on what growth after the plan, the fade's too, must be invested for. "
    "0 for the cost of capital: growth then adds nothing.",
)  # fmt: skip


# How much lies beyond the plan, and what that amounts to.


@line("Enterprise value where available", unit=MONEY, shape=Shape.SCALAR)
def available_value(enterprise_value):
    """The DCF's enterprise value, 0 where it is not available."""
    return or_else(enterprise_value, 0)


@line("Share of value beyond the plan", unit=SHARE, shape=Shape.SCALAR)
def terminal_share(fade_value, gordon_value, available_value):
    """Fade and beyond ÷ enterprise value, where that is positive."""
    return ratio(fade_value + gordon_value, maximum(available_value, 0))


@check("The DCF is not meaningful: the normalised terminal flow is not positive", severity=Severity.ALERT, unit=FLAG, shape=Shape.SCALAR)
def terminal_flow_negative(terminal_flow):
    """1 when there is nothing to capitalise."""
    return terminal_flow <= 0


@check("Nearly all of the value lies beyond the plan's years", severity=Severity.ALERT, unit=FLAG, shape=Shape.SCALAR)
def terminal_value_heavy(fade_value, gordon_value, available_value, terminal_share_limit):
    """1 when fade and beyond exceed their limit, as a share of enterprise value."""
    return fade_value + gordon_value > terminal_share_limit * available_value


@check(
    "The exit multiple is above the entry multiple, although growth will be lower", severity=Severity.ALERT, unit=FLAG, shape=Shape.SCALAR
)
def exit_above_entry(exit_multiple, entry_multiple):
    """1 when the plan sells at a higher multiple than the market pays today."""
    return exit_multiple > entry_multiple


@line("Value beyond the plan, at its end", unit=MONEY, shape=Shape.SCALAR)
def horizon_value(fade_value, gordon_value, end_factor):
    """Fade and beyond, at the plan's end: what a buyer would pay for then."""
    return (fade_value + gordon_value) / end_factor


@line("ARR at the plan's end", unit=MONEY, shape=Shape.SCALAR)
def horizon_arr(closing_arr, horizon):
    """Closing ARR of the plan's last month."""
    return at_month(closing_arr, horizon)


@line("ARR that the DCF is compared with", unit=MONEY, shape=Shape.SCALAR)
def compared_arr(dcf_meaningful, horizon_arr):
    """ARR at the plan's end; 0 where the DCF has no meaning."""
    return dcf_meaningful * horizon_arr


@line("Implied exit multiple of ARR", unit=MULTIPLE, shape=Shape.SCALAR)
def implied_arr_multiple(horizon_value, compared_arr):
    """The multiple of ARR that fade and perpetuity amount to at the plan's end, beside the exit multiple that the plan states."""
    return ratio(horizon_value, compared_arr)


@line("EBITDA that the DCF is compared with", unit=MONEY, shape=Shape.SCALAR)
def compared_ebitda(dcf_meaningful, terminal_ebit, terminal_depreciation):
    """EBIT and depreciation of the plan's last twelve months where that is positive; 0 where the DCF has no meaning."""
    return dcf_meaningful * maximum(0, terminal_ebit + terminal_depreciation)


@line("Implied exit multiple of EBITDA", unit=MULTIPLE, shape=Shape.SCALAR)
def implied_ebitda_multiple(horizon_value, compared_ebitda):
    """The multiple of EBITDA that fade and perpetuity amount to at the plan's end."""
    return ratio(horizon_value, compared_ebitda)


@line("Terminal flow, half a year later", unit=MONEY, shape=Shape.SCALAR)
def flow_at_year_end(terminal_flow, terminal_wacc, half, gordon_at_year_end):
    """What the terminal flow, in the middle of the last year, amounts to at its end; as it is where a perpetuity stands there."""
    return maximum(terminal_flow, 0) * (1 + terminal_wacc) ** (half * (1 - gordon_at_year_end))


@line("Price by exit multiple", unit=MONEY, shape=Shape.SCALAR)
def price_by_multiple(exit_multiple, horizon_arr):
    """Exit multiple × ARR at the plan's end."""
    return exit_multiple * horizon_arr


@line("Price and flow", unit=MONEY, shape=Shape.SCALAR)
def price_with_flow(price_by_multiple, flow_at_year_end):
    """What growth for ever multiplies; 0 where there is no flow that could grow."""
    return where(flow_at_year_end > 0, price_by_multiple + flow_at_year_end, 0)


@line("Growth that the exit multiple implies", unit=SHARE, shape=Shape.SCALAR)
def implied_growth(price_by_multiple, terminal_wacc, flow_at_year_end, price_with_flow):
    """Growth for ever, without a fade, at which a perpetuity of the terminal flow is worth the price by exit multiple."""
    return ratio(price_by_multiple * terminal_wacc - flow_at_year_end, price_with_flow)


# Without a fade, and with capital that growth must buy.


@line("What growth and discount leave of a flow", unit=FACTOR, shape=Shape.SCALAR, per=FADE_YEAR)
def plain_growth(plain_growth, terminal_growth, terminal_wacc):
    """Long-run growth against the cost of capital, over the years after the plan."""
    return preceding(plain_growth, FADE_YEAR, 1) * (1 + terminal_growth) / (1 + terminal_wacc)


@line("What a later perpetuity takes off", unit=FACTOR, shape=Shape.SCALAR)
def plain_lateness(plain_growth, terminal_wacc, half, gordon_at_year_end):
    """Of the part after the fifth year, half a year's discount where the plan lets the perpetuity stand at the year's end."""
    return of(plain_growth, FADE_YEAR.fade_5) * (1 - (1 + terminal_wacc) ** (0 - half * gordon_at_year_end))


@line("Plain perpetuity", unit=MONEY, shape=Shape.SCALAR)
def plain_gordon_value(terminal_flow, terminal_growth, gordon_spread, end_factor, terminal_wacc, half, plain_lateness):
    """The terminal flow growing at long-run growth at once (Gordon), in the middle of its years; from the fifth on where the DCF's is."""
    flow = terminal_flow * (1 + terminal_growth) * end_factor * (1 + terminal_wacc) ** half
    return or_else(ratio(flow * (1 - plain_lateness), gordon_spread), 0)


@line("Enterprise value without fade", unit=MONEY, shape=Shape.SCALAR)
def plain_enterprise_value(dcf_meaningful, explicit_value, plain_gordon_value, losses_left_value):
    """The plan's years and the plain perpetuity."""
    return where(dcf_meaningful, explicit_value + plain_gordon_value + losses_left_value, not_available)


@line("Return on new capital", unit=SHARE, shape=Shape.SCALAR)
def terminal_roic(roic, terminal_wacc):
    """As the plan states it, or the cost of capital."""
    return where(roic > 0, roic, terminal_wacc)


@line("Terminal profit after tax", unit=MONEY, shape=Shape.SCALAR)
def terminal_profit(terminal_ebit, terminal_tax):
    """Operating profit after tax (NOPAT) of the plan's last twelve months: terminal EBIT less full tax."""
    return terminal_ebit - terminal_tax


@line("Profit that the year's growth leads to", unit=MONEY, shape=Shape.SCALAR, per=FADE_YEAR)
def grown_profit(grown_profit, terminal_profit, fade_growth):
    """Terminal profit, grown year by year: what is invested in a year earns from the next one on."""
    return preceding(grown_profit, FADE_YEAR, terminal_profit) * (1 + fade_growth)


@line("Profit after tax in a fade year", unit=MONEY, shape=Shape.SCALAR, per=FADE_YEAR)
def fade_profit(grown_profit, terminal_profit):
    """What the year before led to; in the first year what the plan's last one earned, which no long-run growth can change."""
    return preceding(grown_profit, FADE_YEAR, terminal_profit)


@line("Share of profit that growth takes", unit=SHARE, shape=Shape.SCALAR, per=FADE_YEAR)
def reinvested_share(fade_growth, terminal_roic):
    """The year's growth ÷ return on new capital: what must be invested for it, to be earned from the next year on."""
    return or_else(ratio(fade_growth, terminal_roic), 0)


@line("Flow after what growth takes", unit=MONEY, shape=Shape.SCALAR, per=FADE_YEAR)
def value_driver_flow(fade_profit, reinvested_share):
    """Operating profit after tax × (1 − growth ÷ return on new capital)."""
    return fade_profit * (1 - reinvested_share)


@line("Value of the fade years, value drivers", unit=MONEY, shape=Shape.SCALAR)
def value_driver_fade(value_driver_flow, fade_factor):
    """The five years after the plan at its start, each in its middle."""
    return sum_product(value_driver_flow, fade_factor)


@line("Value beyond the fade, value drivers", unit=MONEY, shape=Shape.SCALAR)
def value_driver_terminal(value_driver_flow, fade_factor, terminal_growth, gordon_spread):
    """The fifth year's flow growing at long-run growth ÷ (WACC − growth), in the middle of years, wherever the DCF's perpetuity stands."""
    last_flow = of(value_driver_flow, FADE_YEAR.fade_5) * of(fade_factor, FADE_YEAR.fade_5)
    return or_else(ratio(last_flow * (1 + terminal_growth), gordon_spread), 0)


@line("Enterprise value by value drivers", unit=MONEY, shape=Shape.SCALAR)
def value_driver_value(dcf_meaningful, explicit_value, value_driver_fade, value_driver_terminal, losses_left_value):
    """The plan's years, and beyond them profit less what growth takes: growth adds value only where it earns more than it costs."""
    return where(dcf_meaningful, explicit_value + value_driver_fade + value_driver_terminal + losses_left_value, not_available)


# Flows in the middle of years, and at their end.


@line("A year of the plan begins", unit=FLAG, kind=Kind.FACTOR, opening=0, sign=Sign.NONNEGATIVE)
def plan_year_starts(month):
    """1 in months 1, 13, 25 …: plan years, whatever the fiscal year."""
    return same(modulo(month, 12), 1)


@line("Months beyond whole years", unit=MONTHS, shape=Shape.SCALAR)
def stub_months(horizon):
    """Length of the plan's last year where it is not a whole one, else 0."""
    return modulo(horizon, 12)


@line("Length of the plan year", unit=FACTOR, kind=Kind.FACTOR, opening="same", sign=Sign.POSITIVE)
def plan_year_length(month, horizon, stub_months):
    """1; in a last year of fewer months their part of twelve."""
    return where(month > horizon - stub_months, stub_months, 12) / 12


@line("Discount per half a plan year", unit=FACTOR, kind=Kind.FACTOR, opening="same", sign=Sign.POSITIVE)
def half_year_discount(discount_rate, plan_year_length, half):
    """(1 + WACC)^(length ÷ 2): from the plan year's middle to its end."""
    return (1 + discount_rate) ** (half * plan_year_length)


@line(
    "Discount factor, mid-year", unit=FACTOR, kind=Kind.FACTOR, sign=Sign.POSITIVE,
    opening=lambda half_year_discount: half_year_discount,
)  # fmt: skip
def mid_year_factor(mid_year_factor, half_year_discount, plan_year_starts):
    """The factor of the middle of the plan year, for all its flows: from middle to middle, each half at its own year's rate."""
    return prior(mid_year_factor) / (prior(half_year_discount) * half_year_discount) ** plan_year_starts


@line("Value of the plan's years, mid-year", unit=MONEY, shape=Shape.SCALAR)
def mid_year_explicit_value(free_cash_flow_to_firm, mid_year_factor):
    """All flows of a plan year in its middle: what a DCF in years makes of the same flows."""
    return sum_product(free_cash_flow_to_firm, mid_year_factor)


@line("Enterprise value, mid-year", unit=MONEY, shape=Shape.SCALAR)
def mid_year_value(enterprise_value, explicit_value, mid_year_explicit_value):
    """As a DCF in whole years: apart from the monthly one by what flows move within their years."""
    return enterprise_value - explicit_value + mid_year_explicit_value


@line("Discount factor, year-end", unit=FACTOR, kind=Kind.FACTOR, sign=Sign.POSITIVE, opening=1)
def year_end_factor(mid_year_factor, half_year_discount):
    """The factor of the end of the plan year: half of it later than its middle."""
    return mid_year_factor / half_year_discount


@line("Value of the plan's years, year-end", unit=MONEY, shape=Shape.SCALAR)
def year_end_explicit_value(free_cash_flow_to_firm, year_end_factor):
    """All flows of a plan year at its end."""
    return sum_product(free_cash_flow_to_firm, year_end_factor)


@line("Value beyond the plan, year-end", unit=MONEY, shape=Shape.SCALAR)
def year_end_beyond(fade_value, gordon_value, terminal_wacc, half, gordon_at_year_end):
    """Fade and perpetuity half a year later than in the middle of years; a perpetuity at the year's end stands there already."""
    return fade_value / (1 + terminal_wacc) ** half + gordon_value / (1 + terminal_wacc) ** (half * (1 - gordon_at_year_end))


@line("Enterprise value, year-end", unit=MONEY, shape=Shape.SCALAR)
def year_end_value(dcf_meaningful, year_end_explicit_value, year_end_beyond, losses_left_value):
    """The same with every flow at its year's end, and the perpetuity with them (losses left stay)."""
    return where(dcf_meaningful, year_end_explicit_value + year_end_beyond + losses_left_value, not_available)


# What losses are worth: they are in the flows already.


@line("Tax of the year to date, without losses", unit=MONEY, kind=Kind.BALANCE, opening="same")
def unshielded_tax_to_date(result_to_date, tax_rate):
    """Tax on this year's profit so far, without debt and without losses of earlier years."""
    return maximum(of(result_to_date, BASIS.unlevered), 0) * tax_rate


@line("Tax saved by losses", unit=MONEY, kind=Kind.FLOW)
def loss_shield(unshielded_tax_to_date, year_starts, unlevered_tax):
    """What the month's tax without debt would be without losses of earlier years, less what it is."""
    return difference(unshielded_tax_to_date - prior(unshielded_tax_to_date) * (1 - year_starts), unlevered_tax)


@line("Present value of the month's tax saved", unit=MONEY, kind=Kind.FLOW)
def loss_shield_present_value(loss_shield, discount_factor):
    """Tax saved by losses in the month, at the plan's start."""
    return loss_shield * discount_factor


@line("Value of tax losses, in enterprise value already", unit=MONEY, shape=Shape.SCALAR)
def loss_shield_value(loss_shield_present_value, losses_left_value):
    """What losses save in the plan's years and after them, at the plan's start: a memo, not added again."""
    return sum_months(loss_shield_present_value) + losses_left_value
