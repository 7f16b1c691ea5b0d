"""Valuation: discounted cash flow with a fade to long-run growth, and multiples of ARR.

The valuation date is the plan's start and money of future rounds is left out: the value is pre-money.
"""

from planbook.business.families import BASIS, FADE_YEAR
from planbook.language.declarations import Chapter, Chart, Form, Period, Rule, Series, Severity, assumption, check, line
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
from planbook.language.units import FACTOR, FLAG, MONEY, MULTIPLE, NUMBER, PRICE, SHARE, Kind, Shape, Sign

CHAPTER = Chapter(
    "valuation", "Valuation", "Valuation", "Discounted cash flow, pre-money at the plan's start; multiples of ARR.", section="valuation",
)  # fmt: skip

wacc = assumption(
    "Cost of capital (WACC)", unit=SHARE, at="valuation.wacc", period=Period.YEARLY, above=0, high=1, about="Yearly discount rate."
)
terminal_growth = assumption(
    "Long-run growth", unit=SHARE, at="valuation.terminal_growth", period=Period.YEARLY, above=-1, high=1, less_than="wacc",
    about="Yearly growth of free cash flow for ever, after the fade.",
)  # fmt: skip
fade_used = assumption(
    "Fade to long-run growth (1 yes, 0 no)", unit=FLAG, at="valuation.fade", form=Form.WHOLE, low=0, high=1, default=1,
    about="Whether growth fades over five years after the plan; 0 falls to long-run growth at once.",
)  # fmt: skip
asset_life = assumption(
    "Average life of assets in years", unit=NUMBER, at="valuation.asset_life_years", above=0, high=50, default=5,
    about="For terminal capex: assets bought at growing prices and volumes cost more than old ones' depreciation.",
)  # fmt: skip
entry_multiple = assumption(
    "Entry multiple of ARR", unit=MULTIPLE, at="valuation.entry_multiple", low=0, about="What the market pays for ARR today.",
)  # fmt: skip
exit_multiple = assumption(
    "Exit multiple of ARR", unit=MULTIPLE, at="valuation.exit_multiple", low=0,
    about="What a buyer pays for ARR at the plan's end; below the entry multiple, since growth will be lower.",
)  # fmt: skip
shares = assumption(
    "Shares, fully diluted", unit=NUMBER, at="valuation.shares", low=0, default=0,
    about="All shares and options before the rounds; not needed where the plan names its holders.",
    rule=Rule(
        lambda shares, holder_shares=(): not shares or not sum(holder_shares) or abs(shares / sum(holder_shares) - 1) < 1e-9,
        "these {shares} shares are not those of the holders ({holder_shares}): leave them out here",
    ),
)  # fmt: skip
terminal_share_limit = assumption(
    "Terminal value share that is remarked", unit=SHARE, at="valuation.terminal_share_limit", low=0, high=1, default=0.9,
    about="An alert fires when more of the value lies beyond the plan.",
)  # fmt: skip


@line("Discount per month", unit=FACTOR, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def monthly_discount(wacc):
    """(1 + WACC)^(1/12)."""
    return twelfth_root(1 + wacc)


@line(
    "Discount factor, mid-month", unit=FACTOR, kind=Kind.FACTOR,
    opening=lambda monthly_discount, half: monthly_discount**half,
)  # fmt: skip
def discount_factor(discount_factor, monthly_discount):
    """What a flow in the middle of the month is worth at the plan's start."""
    return prior(discount_factor) / monthly_discount


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


@line("Discount factor at the plan's end", unit=FACTOR, shape=Shape.SCALAR)
def end_factor(discount_factor, horizon, monthly_discount, half):
    """From the middle of the last month to its end."""
    return at_month(discount_factor, horizon) / monthly_discount**half


@line("Discount factor of a fade year", unit=FACTOR, shape=Shape.SCALAR, per=FADE_YEAR)
def fade_factor(end_factor, wacc, fade_number, half):
    """The flow of a year stands in its middle."""
    return end_factor / (1 + wacc) ** (fade_number - half)


@line("Value of the fade years", unit=MONEY, shape=Shape.SCALAR)
def fade_value(fade_flow, fade_factor):
    """The five years after the plan at its start."""
    return sum_product(fade_flow, fade_factor)


@line("WACC less long-run growth", unit=SHARE, shape=Shape.SCALAR)
def gordon_spread(wacc, terminal_growth):
    """The divisor of a growing perpetuity; without a positive one there is no value."""
    return wacc - terminal_growth


@check("WACC exceeds long-run growth", unit=FLAG, shape=Shape.SCALAR)
def wacc_residual(gordon_spread):
    """1 when a perpetuity would grow at least as fast as it is discounted."""
    return gordon_spread <= 0


@line("Value beyond the fade", unit=MONEY, shape=Shape.SCALAR)
def gordon_value(fade_flow, fade_factor, terminal_growth, gordon_spread):
    """A perpetuity growing at long-run growth after the fifth year (Gordon), at the point of that year's flow."""
    last_flow = of(fade_flow, FADE_YEAR.fade_5) * of(fade_factor, FADE_YEAR.fade_5)
    return or_else(ratio(last_flow * (1 + terminal_growth), gordon_spread), 0)


@line("Value of losses left at the end", unit=MONEY, shape=Shape.SCALAR)
def losses_left_value(losses_to_carry, horizon, tax_rate, end_factor):
    """Tax that unused losses will save if all are used: counted once, at the plan's end, so an upper bound."""
    return at_month(of(losses_to_carry, BASIS.unlevered), horizon) * at_month(tax_rate, horizon) * end_factor


@line(
    "Enterprise value, DCF", unit=MONEY, shape=Shape.SCALAR, aliases=("ev",),
    metric=higher(
        "plan", "investors", "quarterly, yearly", variant="discounted cash flow",
        absent="When the terminal flow is not positive, or WACC does not exceed growth.",
    ),
)  # fmt: skip
def enterprise_value(terminal_flow, gordon_spread, explicit_value, fade_value, gordon_value, losses_left_value):
    """Value of the plan's years, the fade and beyond; not available unless terminal flow and WACC less growth are positive."""
    meaningful = (terminal_flow > 0) * (gordon_spread > 0)
    return where(meaningful, explicit_value + fade_value + gordon_value + losses_left_value, not_available)


@line("Opening tax payable", unit=MONEY, shape=Shape.SCALAR)
def opening_tax_payable(tax_payable):
    """Tax due and charged at the plan's start, a debt of the company."""
    return at_month(tax_payable, 0)


@line("Opening debt", unit=MONEY, shape=Shape.SCALAR)
def opening_debt(closing_debt):
    """Loans and revolver owed at the plan's start."""
    return at_month(closing_debt, 0)


@line(
    "Equity value, DCF, pre-money", unit=MONEY, shape=Shape.SCALAR,
    metric=higher(
        "plan", "investors", "quarterly, yearly", variant="discounted cash flow, before the round's money",
        absent="When there is no enterprise value.",
    ),
)  # fmt: skip
def equity_value(enterprise_value, opening_cash, opening_tax_payable, opening_debt, opening_notes=0, opening_safes=0):
    """Enterprise value, plus cash, less tax payable, debt, convertible notes with interest and SAFEs, at the plan's start.

    Notes and SAFEs stand at what was paid for them and its interest, whose cash is in opening cash; their shares are not counted.
    """
    return enterprise_value + opening_cash - opening_tax_payable - opening_debt - opening_notes - opening_safes


@line("Fully diluted shares today", unit=NUMBER, shape=Shape.SCALAR)
def diluted_shares(shares, holders_shares=0):
    """The holders' shares, or those stated for the valuation where the plan names no holders."""
    return where(holders_shares > 0, holders_shares, shares)


@line("Value per share", unit=PRICE, shape=Shape.SCALAR)
def value_per_share(equity_value, diluted_shares):
    """Equity value ÷ fully diluted shares before the rounds."""
    return ratio(equity_value, diluted_shares)


@line("Share of value beyond the plan", unit=SHARE, shape=Shape.SCALAR)
def terminal_share(fade_value, gordon_value, enterprise_value):
    """Fade and beyond ÷ enterprise value."""
    return ratio(fade_value + gordon_value, enterprise_value)


@line("Enterprise value where available", unit=MONEY, shape=Shape.SCALAR)
def available_value(enterprise_value):
    """The DCF's enterprise value, 0 where it is not available."""
    return or_else(enterprise_value, 0)


@line("Opening ARR", unit=MONEY, shape=Shape.SCALAR)
def opening_arr(closing_arr):
    """ARR at the plan's start."""
    return at_month(closing_arr, 0)


@line("Enterprise value ÷ opening ARR", unit=MULTIPLE, shape=Shape.SCALAR)
def ev_to_opening_arr(enterprise_value, opening_arr):
    """The multiple of today's ARR that the DCF amounts to."""
    return ratio(enterprise_value, opening_arr)


@line(
    "Enterprise value by entry multiple", unit=MONEY, shape=Shape.SCALAR,
    metric=higher("plan", "investors", "quarterly, yearly", variant="entry multiple of ARR"),
)  # fmt: skip
def multiple_value(entry_multiple, opening_arr):
    """What the market pays for today's ARR."""
    return entry_multiple * opening_arr


@line(
    "Enterprise value with exit multiple", unit=MONEY, shape=Shape.SCALAR,
    metric=higher("plan", "investors", "quarterly, yearly", variant="exit multiple of ARR"),
)  # fmt: skip
def exit_multiple_value(explicit_value, exit_multiple, closing_arr, horizon, end_factor):
    """The plan's years, and a sale at a multiple of ARR at its end."""
    return explicit_value + exit_multiple * at_month(closing_arr, horizon) * end_factor


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


@check(
    "Without new money from investors cash runs out: the value holds only if it comes", severity=Severity.ALERT, unit=FLAG,
    shape=Shape.SCALAR,
)  # fmt: skip
def value_needs_round(minimum_cash_without_round, minimum_cash):
    """1 when the plan cannot be carried out on its own cash, and investors bring some."""
    return (minimum_cash_without_round < 0) * (minimum_cash > minimum_cash_without_round)


CHARTS = [
    Chart(
        "C57", "When does free cash flow turn?", "column", "years",
        (Series("free_cash_flow_to_firm", "Free cash flow to the firm"), Series("present_value", "Present value")),
    ),
    Chart(
        "C58", "How much of the value lies beyond the plan?", "column", "values",
        (Series("explicit_value", "Plan"), Series("fade_value", "Fade"), Series("gordon_value", "Beyond")),
        why="Side by side, since the plan's own years may be negative; of the methods, discounted cash flow alone has these parts.",
    ),
    Chart(
        "C61", "What do the methods say?", "bar", "values",
        (
            Series("enterprise_value", "DCF"), Series("multiple_value", "Entry multiple"), Series("exit_multiple_value", "Exit multiple"),
        ),
        from_zero=True,
        why="Bars, not ranges: each method gives one value.",
    ),
]  # fmt: skip
