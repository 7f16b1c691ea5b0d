"""SAFEs: money now for shares of the next priced round. What they become stands in the cap table."""

from planbook.business.families import ROUND, SAFE
from planbook.language.declarations import Chapter, Form, Rule, Severity, assumption, check, line
from planbook.language.operators import at_month, or_else, preceding, ratio, same, total
from planbook.language.units import FLAG, LABEL, MONEY, SHARE, Kind, Shape

CHAPTER = Chapter("safes", "Safes", "SAFEs", "Money for shares of the next round, at a cap or a discount.", section="safes")

safe_amount = assumption(
    "SAFE: amount", unit=MONEY, per=SAFE, at="safes.amount", low=0, about="Money received; it is equity.",
    rule=Rule(
        lambda safe_amount, safe_cap: not safe_cap or safe_amount < safe_cap,
        "the amount, {safe_amount}, must be below the cap, {safe_cap}: amount ÷ cap is the share of the company that the SAFE becomes",
    ),
)  # fmt: skip
safe_month = assumption(
    "SAFE: month", unit=LABEL, per=SAFE, at="safes.month", form=Form.MONTH, before_plan=True,
    about="The money arrives at the end of this month; before the plan, it is part of opening cash and opening paid-in capital.",
)  # fmt: skip
safe_cap = assumption(
    "SAFE: valuation cap", unit=MONEY, per=SAFE, at="safes.cap", low=0, default=0,
    about="Highest value of the company at which it converts; 0 for no cap.",
)  # fmt: skip
safe_discount = assumption(
    "SAFE: discount", unit=SHARE, per=SAFE, at="safes.discount", low=0, below=1, default=0, about="Discount on the round's price.",
)  # fmt: skip


@line("SAFE is not converted", unit=FLAG, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_unconverted(safe_unconverted, safe_month, round_month, round_raised):
    """1 while no round, up to this one, has been raised in the SAFE's month or later."""
    return preceding(safe_unconverted, ROUND, 1) * (1 - round_raised * (round_month >= safe_month))


@line("SAFE converts", unit=FLAG, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_converts(safe_unconverted):
    """1 in the round in which it becomes shares: the first one raised in its month or later."""
    return preceding(safe_unconverted, ROUND, 1) - safe_unconverted


@line("Month in which the round converts a SAFE", unit=LABEL, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_month_of_round(safe_converts, round_month):
    """The round's month where it converts the SAFE, else 0."""
    return safe_converts * round_month


@line("Month of conversion", unit=LABEL, per=SAFE, shape=Shape.SCALAR)
def safe_conversion_month(safe_month_of_round):
    """The month in which the SAFE becomes shares; 0 when it does not within the plan."""
    return total(safe_month_of_round)


@line("Part of the cap", unit=SHARE, per=SAFE, shape=Shape.SCALAR)
def safe_part_of_cap(safe_amount, safe_cap):
    """Amount ÷ cap; 0 without a cap."""
    return or_else(ratio(safe_amount, safe_cap), 0)


@line("Receipts of a SAFE", unit=MONEY, per=SAFE, kind=Kind.FLOW)
def safe_receipts(month, safe_month, safe_amount):
    """Its money, in its month."""
    return same(month, safe_month) * safe_amount


@line("Proceeds of SAFEs", unit=MONEY, kind=Kind.FLOW)
def safe_proceeds(safe_receipts):
    """Money of all SAFEs."""
    return total(safe_receipts)


@line("Waiting to convert", unit=FLAG, per=SAFE, kind=Kind.FACTOR, opening="same")
def safe_waits(month, safe_month, safe_conversion_month):
    """1 from the SAFE's month until it becomes shares, at the end of the round's month."""
    return (month >= safe_month) * (1 - (safe_conversion_month > 0) * (month >= safe_conversion_month))


@line("SAFE outstanding", unit=MONEY, per=SAFE, kind=Kind.BALANCE, opening="same")
def safe_outstanding(safe_amount, safe_waits):
    """Money received for which no shares have been issued yet."""
    return safe_amount * safe_waits


@line("SAFEs outstanding", unit=MONEY, kind=Kind.BALANCE, opening="same")
def closing_safes(safe_outstanding):
    """Money of SAFEs that have not become shares; a part of paid-in capital."""
    return total(safe_outstanding)


@line("SAFEs outstanding at the plan's start", unit=MONEY, shape=Shape.SCALAR)
def opening_safes(closing_safes):
    """Money of SAFEs from before the plan."""
    return at_month(closing_safes, 0)


@check("A SAFE has not become shares at the plan's end", severity=Severity.ALERT, unit=FLAG, shape=Shape.SCALAR)
def safes_left_over(closing_safes, horizon):
    """1 when no round converts a SAFE: its holder waits on, and the cap table does not show what he will own."""
    return at_month(closing_safes, horizon) > 0
