"""Discounted cash flow: the plan's free cash flow, a fade to long-run growth, and a growing perpetuity."""

from planbook.business.families import BASIS, FADE_YEAR
from planbook.language.declarations import Chapter, Chart, Form, Period, Rule, Series, assumption, check, line
from planbook.language.metrics import higher
from planbook.language.operators import (
    at_month,
    maximum,
    not_available,
    of,
    or_else,
    preceding,
    prior,
    ratio,
    sum_months,
    sum_product,
    trailing,
    twelfth_root,
    where,
)  # fmt: skip
from planbook.language.units import FACTOR, FLAG, MONEY, NUMBER, SHARE, Kind, Shape, Sign

CHAPTER = Chapter(
    "valuation", "Valuation", "Discounted cash flow", "What the plan's free cash flow is worth at its start.", section="valuation",
)  # fmt: skip

wacc = assumption(
    "Cost of capital (WACC)", unit=SHARE, at="valuation.wacc", form=Form.DRIVER, period=Period.YEARLY, low=0, high=1,
    default=0, about="Yearly discount rate; that of the plan's last month holds from then on. Left out: what `cost_of_capital` builds.",
    rule=Rule(
        lambda wacc, risk_free_rate=None: wacc > 0 or risk_free_rate is not None,
        "`wacc` is missing: a yearly rate such as 12%/year, or a section `cost_of_capital` that builds it",
    ),
)  # fmt: skip
terminal_growth = assumption(
    "Long-run growth", unit=SHARE, at="valuation.terminal_growth", period=Period.YEARLY, above=-1, high=1,
    about="Yearly growth of free cash flow for ever, after the fade.",
    rule=Rule(
        lambda terminal_growth, wacc: not wacc or terminal_growth < wacc,
        "terminal_growth must be below wacc: got {terminal_growth}, and wacc is {wacc}",
    ),
)  # fmt: skip
fade_used = assumption(
    "Fade to long-run growth (1 yes, 0 no)", unit=FLAG, at="valuation.fade", form=Form.WHOLE, low=0, high=1, default=1,
    about="Whether growth fades over five years after the plan; 0 falls to long-run growth at once.",
)  # fmt: skip
gordon_at_year_end = assumption(
    "Perpetuity at the year's end (1 yes, 0 no)", unit=FLAG, at="valuation.gordon_at_year_end", form=Form.WHOLE, low=0, high=1, default=0,
    about="Where the value beyond the fade stands: in the middle of the fifth year, as its flow, or half a year later, which some do.",
)  # fmt: skip
asset_life = assumption(
    "Average life of assets in years", unit=NUMBER, at="valuation.asset_life_years", above=0, high=50, default=5,
    about="For terminal capex: assets bought at growing prices and volumes cost more than old ones' depreciation.",
)  # fmt: skip

@line("Discount rate", unit=SHARE, kind=Kind.FACTOR, opening="same", sign=Sign.NONNEGATIVE)
def discount_rate(wacc, built_wacc=0):
    """WACC as the plan states it, or as it is built from its parts."""
    return where(wacc > 0, wacc, built_wacc)


@line("Discount per month", unit=FACTOR, kind=Kind.FACTOR, opening="same", sign=Sign.POSITIVE)
def monthly_discount(discount_rate):
    """(1 + WACC)^(1/12)."""
    return twelfth_root(1 + discount_rate)


@line("Discount per half a month", unit=FACTOR, kind=Kind.FACTOR, opening="same", sign=Sign.POSITIVE)
def half_month_discount(monthly_discount, half):
    """(1 + WACC)^(1/24): from a month's middle to its end."""
    return monthly_discount**half


@line(
    "Discount factor, mid-month", unit=FACTOR, kind=Kind.FACTOR, sign=Sign.POSITIVE,
    opening=lambda half_month_discount: half_month_discount,
)  # fmt: skip
def discount_factor(discount_factor, half_month_discount):
    """What a flow in the middle of the month is worth at the plan's start: from middle to middle, half a month at each month's rate."""
    return prior(discount_factor) / (prior(half_month_discount) * half_month_discount)


@line("Cost of capital after the plan", unit=SHARE, shape=Shape.SCALAR, sign=Sign.NONNEGATIVE)
def terminal_wacc(discount_rate, horizon):
    """That of the plan's last month."""
    return at_month(discount_rate, horizon)


@line("Tax without debt", unit=MONEY, kind=Kind.FLOW)
def unlevered_tax(tax_charge):
    """The tax charge of the schedule without interest, after its own losses."""
    return of(tax_charge, BASIS.unlevered)


@line(
    "Free cash flow to the firm", unit=MONEY, kind=Kind.FLOW, aliases=("fcff",),
    metric=higher("month", "investors", "quarterly"),
)  # fmt: skip
def free_cash_flow_to_firm(
    ebit, unlevered_tax, depreciation, capital_expenditure, increase_in_working_capital, disposal_proceeds=0, disposal_gain=0
):
    """EBIT − unlevered tax + depreciation − capex + sales of assets − the gain on them − increase in working capital."""
    earned = ebit - disposal_gain - unlevered_tax + depreciation
    return earned - capital_expenditure + disposal_proceeds - increase_in_working_capital


@line("Present value of the month's flow", unit=MONEY, kind=Kind.FLOW)
def present_value(free_cash_flow_to_firm, discount_factor):
    """The month's flow at the plan's start."""
    return free_cash_flow_to_firm * discount_factor


@line("Value of the plan's years", unit=MONEY, shape=Shape.SCALAR)
def explicit_value(present_value):
    """All flows of the plan at its start."""
    return sum_months(present_value)


@line("EBIT without grants and gains on sales", unit=MONEY, kind=Kind.FLOW)
def lasting_ebit(ebit, grant_income=0, disposal_gain=0):
    """What goes on after the plan: grants end, and assets are sold once."""
    return ebit - grant_income - disposal_gain


@line("EBIT of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def ebit_12_months(lasting_ebit):
    """EBIT without grants and gains on sales of the last twelve months."""
    return trailing(lasting_ebit, 12)


@line("Depreciation of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def depreciation_12_months(depreciation):
    """Depreciation of the last twelve months."""
    return trailing(depreciation, 12)


@line("Terminal EBIT", unit=MONEY, shape=Shape.SCALAR)
def terminal_ebit(ebit_12_months, horizon):
    """EBIT of the plan's last twelve months."""
    return at_month(ebit_12_months, horizon)


@line("Terminal tax", unit=MONEY, shape=Shape.SCALAR)
def terminal_tax(terminal_ebit, tax_rate, horizon):
    """Full tax on terminal EBIT at the rate of the plan's last month, without losses of earlier years."""
    return maximum(terminal_ebit, 0) * at_month(tax_rate, horizon)


@line("Terminal depreciation", unit=MONEY, shape=Shape.SCALAR)
def terminal_depreciation(depreciation_12_months, horizon):
    """Depreciation of the plan's last twelve months."""
    return at_month(depreciation_12_months, horizon)


@line("Terminal capex", unit=MONEY, shape=Shape.SCALAR)
def terminal_capex(terminal_depreciation, terminal_growth, asset_life, half):
    """What keeps assets growing at long-run growth: depreciation × (1 + growth × life ÷ 2)."""
    return terminal_depreciation * (1 + terminal_growth * asset_life * half)


@line("Terminal increase in working capital", unit=MONEY, shape=Shape.SCALAR)
def terminal_working_capital(closing_working_capital, horizon, terminal_growth):
    """What the last year adds when working capital grows at long-run growth; negative when customers pay in advance."""
    return at_month(closing_working_capital, horizon) * terminal_growth / (1 + terminal_growth)


@line("Terminal flow", unit=MONEY, shape=Shape.SCALAR)
def terminal_flow(terminal_ebit, terminal_tax, terminal_depreciation, terminal_capex, terminal_working_capital):
    """The last twelve months, normalised: full tax, sustainable capex, working capital at long-run growth."""
    return terminal_ebit - terminal_tax + terminal_depreciation - terminal_capex - terminal_working_capital


@line("Growth at the plan's end", unit=SHARE, shape=Shape.SCALAR)
def horizon_growth(revenue_growth, horizon, terminal_growth):
    """The last year-on-year revenue growth; long-run growth if there is none."""
    return or_else(at_month(revenue_growth, horizon), terminal_growth)


@line("Growth that fades", unit=SHARE, shape=Shape.SCALAR)
def excess_growth(horizon_growth, terminal_growth, fade_threshold, fade_used):
    """Growth above long-run growth when that is more than five points, else 0: then nothing fades."""
    excess = horizon_growth - terminal_growth
    return fade_used * (excess > fade_threshold) * excess


@line("Growth in a fade year", unit=SHARE, shape=Shape.SCALAR, per=FADE_YEAR)
def fade_growth(terminal_growth, excess_growth, fade_number, years_of_fade):
    """Growth falls in equal steps to long-run growth, which it reaches in the fifth year."""
    return terminal_growth + excess_growth * (1 - fade_number / years_of_fade)


@line("Flow of a fade year", unit=MONEY, shape=Shape.SCALAR, per=FADE_YEAR)
def fade_flow(fade_flow, terminal_flow, fade_growth):
    """The terminal flow, grown year by year."""
    return preceding(fade_flow, FADE_YEAR, terminal_flow) * (1 + fade_growth)


@line("Discount factor at the plan's end", unit=FACTOR, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def end_factor(discount_factor, horizon, half_month_discount):
    """From the middle of the last month to its end."""
    return at_month(discount_factor, horizon) / at_month(half_month_discount, horizon)


@line("Discount factor of a fade year", unit=FACTOR, shape=Shape.SCALAR, per=FADE_YEAR)
def fade_factor(end_factor, terminal_wacc, fade_number, half):
    """The flow of a year stands in its middle."""
    return end_factor / (1 + terminal_wacc) ** (fade_number - half)


@line("Value of the fade years", unit=MONEY, shape=Shape.SCALAR)
def fade_value(fade_flow, fade_factor):
    """The five years after the plan at its start."""
    return sum_product(fade_flow, fade_factor)


@line("WACC less long-run growth", unit=SHARE, shape=Shape.SCALAR)
def gordon_spread(terminal_wacc, terminal_growth):
    """The divisor of a growing perpetuity; without a positive one there is no value."""
    return terminal_wacc - terminal_growth


@check("WACC exceeds long-run growth", unit=FLAG, shape=Shape.SCALAR)
def wacc_residual(gordon_spread):
    """1 when a perpetuity would grow at least as fast as it is discounted."""
    return gordon_spread <= 0


@line("Discount factor of the perpetuity", unit=FACTOR, shape=Shape.SCALAR)
def gordon_factor(fade_factor, terminal_wacc, half, gordon_at_year_end):
    """That of the fifth year's flow; half a year later where the plan asks for it."""
    return of(fade_factor, FADE_YEAR.fade_5) / (1 + terminal_wacc) ** (half * gordon_at_year_end)


@line("Value beyond the fade", unit=MONEY, shape=Shape.SCALAR)
def gordon_value(fade_flow, gordon_factor, terminal_growth, gordon_spread):
    """A perpetuity growing at long-run growth after the fifth year (Gordon), at the point of that year's flow."""
    last_flow = of(fade_flow, FADE_YEAR.fade_5) * gordon_factor
    return or_else(ratio(last_flow * (1 + terminal_growth), gordon_spread), 0)


@line("Value of losses left at the end", unit=MONEY, shape=Shape.SCALAR)
def losses_left_value(losses_to_carry, horizon, tax_rate, end_factor):
    """Tax that unused losses will save if all are used: counted once, at the plan's end, so an upper bound."""
    return at_month(of(losses_to_carry, BASIS.unlevered), horizon) * at_month(tax_rate, horizon) * end_factor


@line("The DCF has a meaning", unit=FLAG, shape=Shape.SCALAR)
def dcf_meaningful(terminal_flow, gordon_spread):
    """1 where there is a positive flow to capitalise, and WACC exceeds long-run growth."""
    return (terminal_flow > 0) * (gordon_spread > 0)


@line(
    "Enterprise value, DCF", unit=MONEY, shape=Shape.SCALAR, aliases=("ev",),
    metric=higher(
        "plan", "investors", "quarterly, yearly", variant="discounted cash flow",
        absent="When the terminal flow is not positive, or WACC does not exceed growth.",
    ),
)  # fmt: skip
def enterprise_value(dcf_meaningful, explicit_value, fade_value, gordon_value, losses_left_value):
    """Value of the plan's years, the fade and beyond; not available unless terminal flow and WACC less growth are positive."""
    return where(dcf_meaningful, explicit_value + fade_value + gordon_value + losses_left_value, not_available)


CHARTS = [
    Chart(
        "C57", "When does free cash flow turn?", "column", "years",
        (Series("free_cash_flow_to_firm", "Free cash flow to the firm"), Series("present_value", "Present value")),
    ),
    Chart(
        "C58", "How much of the value lies beyond the plan?", "waterfall", "plan",
        (
            Series("explicit_value", "Plan"), Series("fade_value", "Fade"), Series("gordon_value", "Beyond"),
            Series("losses_left_value", "Losses left"), Series("enterprise_value", "Enterprise value"),
        ),
        why="A waterfall, since the plan's own years may be negative; of the methods, discounted cash flow alone has these parts.",
    ),
]  # fmt: skip
