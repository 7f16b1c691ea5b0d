"""From enterprise to equity: the risk of failure, the bridge to what a share is worth, multiples of ARR beside it.

The valuation date is the plan's start and money of future rounds is left out: the value is pre-money.
"""

from planbook.language.declarations import Chapter, Chart, Rule, Series, Severity, assumption, check, line
from planbook.language.metrics import higher
from planbook.language.operators import at_month, or_else, ratio, where
from planbook.language.units import FLAG, MONEY, MULTIPLE, NUMBER, PRICE, SHARE, Shape

CHAPTER = Chapter(
    "equity", "Worth", "From enterprise to equity", "Pre-money at the plan's start: the DCF's bridge to a share, and multiples of ARR.",
    section="valuation",
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
failure_probability = assumption(
    "Probability of failure", unit=SHARE, at="valuation.failure_probability", low=0, below=1, default=0,
    about="That the company does not survive to carry out the plan. It belongs here and not into WACC, which a failure does not discount.",
)  # fmt: skip
distress_proceeds = assumption(
    "Proceeds in distress", unit=MONEY, at="valuation.distress_proceeds", low=0, default=0,
    about="What the operations would bring if the company failed, at the plan's start.",
)  # fmt: skip


@line("Enterprise value after the risk of failure", unit=MONEY, shape=Shape.SCALAR)
def expected_enterprise_value(enterprise_value, failure_probability, distress_proceeds):
    """Enterprise value if the plan is carried out, and proceeds in distress if not, by their probabilities."""
    return enterprise_value * (1 - failure_probability) + distress_proceeds * failure_probability


@line("Risk of failure", unit=MONEY, shape=Shape.SCALAR)
def failure_effect(enterprise_value, failure_probability, distress_proceeds):
    """What the risk of failure takes off the enterprise value."""
    return (distress_proceeds - enterprise_value) * failure_probability


@line("Opening tax payable", unit=MONEY, shape=Shape.SCALAR)
def opening_tax_payable(tax_payable):
    """Tax due and charged at the plan's start, a debt of the company."""
    return at_month(tax_payable, 0)


@line("Opening debt", unit=MONEY, shape=Shape.SCALAR)
def opening_debt(closing_debt):
    """Loans and revolver owed at the plan's start."""
    return at_month(closing_debt, 0)


@line("From enterprise to equity", unit=MONEY, shape=Shape.SCALAR)
def equity_bridge(opening_cash, opening_tax_payable, opening_debt, opening_notes=0, opening_safes=0):
    """Cash less tax payable, debt, convertible notes and SAFEs, at the plan's start.

    Notes and SAFEs stand at what was paid for them and its interest, whose cash is in opening cash; their shares are not counted.
    """
    return opening_cash - opening_tax_payable - opening_debt - opening_notes - opening_safes


@line(
    "Equity value, DCF, pre-money", unit=MONEY, shape=Shape.SCALAR,
    metric=higher(
        "plan", "investors", "quarterly, yearly", variant="discounted cash flow, before the round's money",
        absent="When there is no enterprise value.",
    ),
)  # fmt: skip
def equity_value(expected_enterprise_value, equity_bridge):
    """Enterprise value after the risk of failure, and the bridge to equity."""
    return expected_enterprise_value + equity_bridge


@line("Fully diluted shares today", unit=NUMBER, shape=Shape.SCALAR)
def diluted_shares(shares, holders_shares=0):
    """The holders' shares, or those stated for the valuation where the plan names no holders."""
    return where(holders_shares > 0, holders_shares, shares)


@line("Value per share", unit=PRICE, shape=Shape.SCALAR)
def value_per_share(equity_value, diluted_shares):
    """Equity value ÷ fully diluted shares before the rounds."""
    return ratio(equity_value, diluted_shares)


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


@check(
    "Without new money from investors cash runs out: the value holds only if it comes", severity=Severity.ALERT, unit=FLAG,
    shape=Shape.SCALAR,
)  # fmt: skip
def value_needs_round(minimum_cash_without_round, minimum_cash):
    """1 when the plan cannot be carried out on its own cash, and investors bring some."""
    return (minimum_cash_without_round < 0) * (minimum_cash > minimum_cash_without_round)


@check("The DCF leaves shareholders less than nothing: flows, cash and debts together are negative", severity=Severity.ALERT, unit=FLAG,
       shape=Shape.SCALAR)  # fmt: skip
def equity_negative(equity_value):
    """1 when the equity value is below zero: a price per share then says how much is missing, not what anybody would pay."""
    return or_else(equity_value, 0) < 0


CHARTS = [
    Chart(
        "C59", "What is left for the shareholders?", "waterfall", "plan",
        (
            Series("enterprise_value", "Enterprise value"), Series("failure_effect", "Risk of failure"),
            Series("opening_cash", "Cash"), Series("opening_tax_payable", "Tax owed", negative=True),
            Series("opening_debt", "Debt", negative=True), Series("opening_notes", "Notes", negative=True),
            Series("opening_safes", "SAFEs", negative=True), Series("equity_value", "Equity"),
        ),
        why="At the plan's start, by discounted cash flow and before the round's money.",
    ),
]
