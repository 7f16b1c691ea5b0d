"""Ranges: what each method says at its lower and its higher assumptions, and why the methods differ.

All are enterprise values at the plan's start, before the round's money, so that the methods can stand beside each other: what
investors would pay, pre-money at the end of the round's month, is discounted at WACC to the plan's start and taken back over the
bridge from enterprise to equity. A company that pays nothing out grows by its cost of capital until then; money of SAFEs and notes
that arrives in between is taken off, since the DCF does not count it either. The risk of failure is in none of them: it comes off
where value becomes equity.
"""

from planbook.business.families import GROWTH_STEP, MULTIPLE_STEP, WACC_STEP
from planbook.language.declarations import Chapter, Chart, Series, assumption, line
from planbook.language.operators import at_month, difference, maximum, not_available, of, or_else, sum_months, total, where
from planbook.language.units import FACTOR, MONEY, MONTH, SHARE, Kind, Shape, Sign

CHAPTER = Chapter(
    "ranges", "Range", "Ranges of the methods", "What each method says at lower and higher assumptions; why the methods differ.",
    section="valuation",
)  # fmt: skip

hurdle_step = assumption(
    "Step of the hurdle rate", unit=SHARE, at="valuation.hurdle_step", above=0, high=0.5, default=0.1,
    about="By how much the venture method's rate is raised and lowered for its range.",
)  # fmt: skip


def of_enterprise(given, equity, bridge):
    """An equity value of today less the bridge from enterprise to equity, where comparables give the multiple."""
    return where(total(given) > 0, equity - bridge, not_available)


def before_round(pre_money, value, discount, less):
    """A value before the round's money, at the plan's start, less the money of SAFEs and notes that it contains, and the bridge; not
    available where the method gives no pre-money value."""
    return where(pre_money > 0, value * discount - less, not_available)


# Discounted cash flow: one step of cost of capital, and one of growth or multiple.


@line("Value at a higher cost of capital", unit=MONEY, per=GROWTH_STEP, shape=Shape.SCALAR)
def value_at_higher_wacc(value_by_growth):
    """One step above the plan's own."""
    return of(value_by_growth, WACC_STEP.wacc_step_higher)


@line("Value at a lower cost of capital", unit=MONEY, per=GROWTH_STEP, shape=Shape.SCALAR)
def value_at_lower_wacc(value_by_growth):
    """One step below the plan's own."""
    return of(value_by_growth, WACC_STEP.wacc_step_lower)


@line("DCF, low", unit=MONEY, shape=Shape.SCALAR)
def dcf_low(value_at_higher_wacc):
    """Cost of capital a step higher, long-run growth a step lower."""
    return of(value_at_higher_wacc, GROWTH_STEP.growth_step_lower)


@line("DCF, high", unit=MONEY, shape=Shape.SCALAR)
def dcf_high(value_at_lower_wacc):
    """Cost of capital a step lower, long-run growth a step higher."""
    return of(value_at_lower_wacc, GROWTH_STEP.growth_step_higher)


@line("Value with exit multiple at a higher cost of capital", unit=MONEY, per=MULTIPLE_STEP, shape=Shape.SCALAR)
def exit_value_at_higher_wacc(value_by_multiple):
    """One step above the plan's own."""
    return of(value_by_multiple, WACC_STEP.wacc_step_higher)


@line("Value with exit multiple at a lower cost of capital", unit=MONEY, per=MULTIPLE_STEP, shape=Shape.SCALAR)
def exit_value_at_lower_wacc(value_by_multiple):
    """One step below the plan's own."""
    return of(value_by_multiple, WACC_STEP.wacc_step_lower)


@line("Exit multiple, low", unit=MONEY, shape=Shape.SCALAR)
def exit_low(exit_value_at_higher_wacc):
    """Cost of capital a step higher, exit multiple a step lower."""
    return of(exit_value_at_higher_wacc, MULTIPLE_STEP.multiple_step_lower)


@line("Exit multiple, high", unit=MONEY, shape=Shape.SCALAR)
def exit_high(exit_value_at_lower_wacc):
    """Cost of capital a step lower, exit multiple a step higher."""
    return of(exit_value_at_lower_wacc, MULTIPLE_STEP.multiple_step_higher)


# Multiples: the entry multiple and a step of it; what values shares, less the bridge. Comparables' ranges are in the chapter Multiples.


@line("Entry multiple, low", unit=MONEY, shape=Shape.SCALAR)
def entry_low(entry_multiple, multiple_step, opening_arr):
    """Today's ARR at a multiple one step lower."""
    return maximum(0, entry_multiple - multiple_step) * opening_arr


@line("Entry multiple, high", unit=MONEY, shape=Shape.SCALAR)
def entry_high(entry_multiple, multiple_step, opening_arr):
    """Today's ARR at a multiple one step higher."""
    return (entry_multiple + multiple_step) * opening_arr


@line("Price ÷ earnings, as an enterprise value", unit=MONEY, shape=Shape.SCALAR)
def earnings_mid(equity_bridge, earnings_multiple_given=0, earnings_multiple_value=0):
    """Equity value less the bridge; not available without a comparable that gives the multiple."""
    return of_enterprise(earnings_multiple_given, earnings_multiple_value, equity_bridge)


@line("Price ÷ earnings, low, as an enterprise value", unit=MONEY, shape=Shape.SCALAR)
def earnings_low(equity_bridge, earnings_multiple_given=0, earnings_multiple_low=0):
    """Equity value at the cheapest comparable's multiple, less the bridge."""
    return of_enterprise(earnings_multiple_given, earnings_multiple_low, equity_bridge)


@line("Price ÷ earnings, high, as an enterprise value", unit=MONEY, shape=Shape.SCALAR)
def earnings_high(equity_bridge, earnings_multiple_given=0, earnings_multiple_high=0):
    """Equity value at the dearest comparable's multiple, less the bridge."""
    return of_enterprise(earnings_multiple_given, earnings_multiple_high, equity_bridge)


# Investors' methods: pre-money, from the round's month to the plan's start and over the bridge.


@line("Discount from the investment to the plan's start", unit=FACTOR, shape=Shape.SCALAR)
def investment_discount(discount_factor, half_month_discount, investment_month=0):
    """What a value at the end of the month in which the money arrives is worth at the plan's start, at WACC."""
    return at_month(discount_factor, investment_month) / at_month(half_month_discount, investment_month)


@line("Month of the first round, if any", unit=MONTH, shape=Shape.SCALAR)
def priced_month(first_round_month=0):
    """At whose end it closes; the plan's start without a round."""
    return or_else(first_round_month, 0)


@line("Discount from the round to the plan's start", unit=FACTOR, shape=Shape.SCALAR)
def round_discount(discount_factor, half_month_discount, priced_month):
    """What a value at the end of the first round's month is worth at the plan's start, at WACC."""
    return at_month(discount_factor, priced_month) / at_month(half_month_discount, priced_month)


@line("Money of SAFEs and notes before the round", unit=MONEY, kind=Kind.FLOW)
def money_before_round(month, priced_month, safe_proceeds=0, note_proceeds=0, new_notes_repaid=0):
    """What SAFEs and notes of the plan's own months bring, less what is repaid of these notes, up to the round's month."""
    return (priced_month >= month) * (safe_proceeds + note_proceeds - new_notes_repaid)


@line("Money of SAFEs and notes before the round, at the plan's start", unit=MONEY, kind=Kind.FLOW)
def discounted_money_before_round(money_before_round, discount_factor, half_month_discount):
    """At WACC from the end of its month, as the round's own."""
    return money_before_round * discount_factor / half_month_discount


@line("Money of SAFEs and notes until the round", unit=MONEY, shape=Shape.SCALAR)
def money_until_round(discounted_money_before_round):
    """At the plan's start. A round's pre-money value contains it, the DCF does not: it comes from investors as well."""
    return sum_months(discounted_money_before_round)


@line("Money until the investment, with it", unit=MONEY, shape=Shape.SCALAR)
def money_until_investment(investment_discount, money_until_round, investment_month=0, investment_asked=0):
    """The investment, and SAFEs and notes before it, at the plan's start."""
    return investment_asked * investment_discount + (investment_month > 0) * money_until_round


@line("Venture method", unit=MONEY, shape=Shape.SCALAR)
def venture_mid(investment_discount, money_until_investment, equity_bridge, vc_post_money=0):
    """Post-money value at the plan's start, less the money put in until then, less the bridge."""
    return where(vc_post_money > 0, vc_post_money * investment_discount - money_until_investment - equity_bridge, not_available)


@line("Multiple that a higher hurdle asks for", unit=FACTOR, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def higher_hurdle_multiple(hurdle_step, hurdle_rate=0, years_to_exit=0):
    """(1 + hurdle rate, a step higher) ^ years."""
    return (1 + hurdle_rate + hurdle_step) ** years_to_exit


@line("One and a lower hurdle", unit=FACTOR, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def lower_hurdle_growth(hurdle_step, hurdle_rate=0):
    """1 + hurdle rate, a step lower; not below 1."""
    return 1 + maximum(0, hurdle_rate - hurdle_step)


@line("Multiple that a lower hurdle asks for", unit=FACTOR, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def lower_hurdle_multiple(lower_hurdle_growth, years_to_exit=0):
    """(1 + hurdle rate, a step lower) ^ years."""
    return lower_hurdle_growth**years_to_exit


@line("Part of the exit that an investor of today keeps", unit=MONEY, shape=Shape.SCALAR)
def kept_exit_value(venture_exit_value=0, retention_to_exit=0):
    """Exit value × part kept through later rounds; not available without a venture method."""
    return where(venture_exit_value > 0, venture_exit_value * retention_to_exit, not_available)


@line("Venture method, low", unit=MONEY, shape=Shape.SCALAR)
def venture_low(kept_exit_value, higher_hurdle_multiple, investment_discount, money_until_investment, equity_bridge):
    """Hurdle rate a step higher."""
    return kept_exit_value / higher_hurdle_multiple * investment_discount - money_until_investment - equity_bridge


@line("Venture method, high", unit=MONEY, shape=Shape.SCALAR)
def venture_high(kept_exit_value, lower_hurdle_multiple, investment_discount, money_until_investment, equity_bridge):
    """Hurdle rate a step lower."""
    return kept_exit_value / lower_hurdle_multiple * investment_discount - money_until_investment - equity_bridge


# Pre-money values: the price of the round, and what young companies without revenue are valued by, which is held against it.


@line("Price of the round, as an enterprise value", unit=MONEY, shape=Shape.SCALAR)
def round_value(round_discount, money_until_round, equity_bridge, first_round_pre_money=0):
    """Pre-money value of the first round, at the plan's start, less the bridge; not available without a round."""
    return before_round(first_round_pre_money, first_round_pre_money, round_discount, money_until_round + equity_bridge)


@line("Scorecard, as an enterprise value", unit=MONEY, shape=Shape.SCALAR)
def scorecard_mid(round_discount, money_until_round, equity_bridge, scorecard_value=0):
    """Pre-money value by scorecard, at the plan's start, less the bridge; not available without scores."""
    return before_round(scorecard_value, scorecard_value, round_discount, money_until_round + equity_bridge)


@line("Berkus, as an enterprise value", unit=MONEY, shape=Shape.SCALAR)
def berkus_mid(round_discount, money_until_round, equity_bridge, berkus_value=0):
    """Pre-money value by Berkus, at the plan's start, less the bridge; not available where no element is worth anything."""
    return before_round(berkus_value, berkus_value, round_discount, money_until_round + equity_bridge)


@line("Risk factors, as an enterprise value", unit=MONEY, shape=Shape.SCALAR)
def risk_factor_mid(round_discount, money_until_round, equity_bridge, risk_factor_value=0):
    """Pre-money value by risk factors, at the plan's start, less the bridge; not available where the risks leave nothing."""
    return before_round(risk_factor_value, risk_factor_value, round_discount, money_until_round + equity_bridge)


@line("Risk factors, low", unit=MONEY, shape=Shape.SCALAR)
def risk_factor_low(round_discount, money_until_round, equity_bridge, risk_factor_value=0, risk_step=0):
    """One grade less."""
    return before_round(risk_factor_value, maximum(0, risk_factor_value - risk_step), round_discount, money_until_round + equity_bridge)


@line("Risk factors, high", unit=MONEY, shape=Shape.SCALAR)
def risk_factor_high(round_discount, money_until_round, equity_bridge, risk_factor_value=0, risk_step=0):
    """One grade more."""
    return before_round(risk_factor_value, risk_factor_value + risk_step, round_discount, money_until_round + equity_bridge)


# From one method to the next.


@line("Because growth fades instead of falling at once", unit=MONEY, shape=Shape.SCALAR)
def fade_difference(dcf_meaningful, fade_value, gordon_value, plain_gordon_value):
    """Fade and beyond less the plain perpetuity: nothing where growth does not fade."""
    return where(dcf_meaningful, difference(fade_value + gordon_value, plain_gordon_value), not_available)


@line("Because a buyer pays a multiple at the end", unit=MONEY, shape=Shape.SCALAR)
def exit_difference(exit_multiple_value, enterprise_value):
    """Value with exit multiple less DCF with fade."""
    return exit_multiple_value - enterprise_value


@line("Because the market prices today's ARR", unit=MONEY, shape=Shape.SCALAR)
def market_difference(multiple_value, exit_multiple_value):
    """Value by entry multiple less value with exit multiple."""
    return multiple_value - exit_multiple_value


@line("Because the round is priced by its investors", unit=MONEY, shape=Shape.SCALAR)
def round_difference(round_value, multiple_value):
    """Price of the first round, as an enterprise value, less value by entry multiple."""
    return round_value - multiple_value


# The same as a bridge.


@line("Bridge of methods: exit multiple", unit=MONEY, shape=Shape.SCALAR)
def exit_step(exit_multiple_value, available_value):
    """From the DCF, or nothing where it has no meaning, to the value with exit multiple."""
    return exit_multiple_value - available_value


@line("Bridge of methods: end", unit=MONEY, shape=Shape.SCALAR)
def bridge_end(multiple_value, round_difference):
    """The price of the round, as an enterprise value; without a round the value by entry multiple."""
    return multiple_value + or_else(round_difference, 0)


CHARTS = [
    Chart(
        "C61", "What do the methods say?", "field", "values",
        (
            Series("enterprise_value", "DCF", low="dcf_low", high="dcf_high"),
            Series("exit_multiple_value", "Exit multiple", low="exit_low", high="exit_high"),
            Series("multiple_value", "Entry multiple", low="entry_low", high="entry_high"),
            Series("arr_multiple_value", "EV ÷ ARR", low="arr_multiple_low", high="arr_multiple_high"),
            Series("regression_value", "Regression", low="regression_low", high="regression_high"),
            Series("trailing_revenue_value", "EV ÷ trailing revenue", low="revenue_multiple_low", high="revenue_multiple_high"),
            Series("forward_revenue_value", "EV ÷ forward revenue", low="forward_multiple_low", high="forward_multiple_high"),
            Series("ebitda_multiple_value", "EV ÷ EBITDA", low="ebitda_multiple_low", high="ebitda_multiple_high"),
            Series("earnings_mid", "Price ÷ earnings", low="earnings_low", high="earnings_high"),
            Series("venture_mid", "Venture method", low="venture_low", high="venture_high"),
            Series("chicago_mid", "First Chicago", low="chicago_low", high="chicago_high"),
            Series("scorecard_mid", "Scorecard"), Series("berkus_mid", "Berkus"),
            Series("risk_factor_mid", "Risk factors", low="risk_factor_low", high="risk_factor_high"),
            Series("round_value", "Price of the round"),
        ),
        why="Enterprise values at the plan's start, before the round's money and the risk of failure. Each bar goes from low to high; "
        "where its colour changes stands the plan's own. Below zero nothing is drawn.",
    ),
    Chart(
        "C73", "Why do the methods differ?", "waterfall", "plan",
        (
            Series("plain_enterprise_value", "Plain perpetuity"), Series("fade_difference", "Growth fades"),
            Series("exit_step", "Buyer's multiple"), Series("market_difference", "Today's market"),
            Series("round_difference", "Investors' price"), Series("bridge_end", "Price today"),
        ),
        why="A bridge from the plain perpetuity to the price of the round, or to the market's where there is none; each step is a line.",
    ),
]
