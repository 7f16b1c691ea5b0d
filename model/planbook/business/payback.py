"""Payback: after how many payments the customers who stay have earned what all of them cost to win.

At the economics of the plan's last twelve months, along the age of a customer.
"""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, constant, line
from planbook.language.metrics import lower
from planbook.language.operators import at_month, maximum, not_available, or_else, prior, ratio, sum_ages, where
from planbook.language.units import DURATION, FLAG, MONEY, MONTHS, MULTIPLE, NUMBER, PRICE, Shape

CHAPTER = Chapter("payback", "Payback", "Payback", "Surviving margin of a customer against his acquisition cost, at the plan's end.")

payments_never = constant(
    "More payments than anybody makes", 1_000_000, unit=NUMBER, about="Stands for a payback that is not known: no curve reaches it.",
)  # fmt: skip


@line("CAC of the plan's last twelve months", unit=MONEY, per=SEGMENT, shape=Shape.SCALAR)
def payback_cac(segment_cac_12_months, horizon):
    """The segment's fully loaded CAC at the plan's end."""
    return at_month(segment_cac_12_months, horizon)


@line("Gross margin per customer at the plan's end", unit=PRICE, per=SEGMENT, shape=Shape.SCALAR)
def margin_at_end(segment_margin_per_customer, horizon):
    """The segment's gross margin per customer and month at the plan's end; a loss counts as none."""
    return maximum(or_else(at_month(segment_margin_per_customer, horizon), 0), 0)


@line("Payments needed", unit=DURATION, per=SEGMENT, shape=Shape.SCALAR)
def payments_needed(payback_cac, margin_at_end, payments_never):
    """CAC ÷ monthly margin; more than anybody makes where there is no CAC, or no margin to pay it."""
    return or_else(ratio(payback_cac, margin_at_end), payments_never)


@line("Payments made up to an age", unit=DURATION, per=SEGMENT, shape=Shape.AGES, opening=lambda joining_survival: joining_survival)
def payments_made(payments_made, joining_survival):
    """Payments that a customer is expected to have made at this age, those who have left counted; the first is at age 0."""
    return prior(payments_made) + joining_survival


@line("Not yet paid back", unit=FLAG, per=SEGMENT, shape=Shape.AGES, opening="same")
def not_paid_back(payments_needed, payments_made):
    """1 at ages at which the surviving margin is still below CAC."""
    return payments_needed > payments_made


@line("Payments of the longest life", unit=DURATION, per=SEGMENT, shape=Shape.SCALAR)
def lifetime_payments(joining_survival):
    """Payments that a customer is expected to make over all ages of the model."""
    return sum_ages(joining_survival)


@line(
    "Payback of surviving margin", unit=MONTHS, per=SEGMENT, shape=Shape.SCALAR,
    metric=lower(
        "twelve months", "investors, sales", "quarterly", variant="first payment at which cumulative surviving margin reaches CAC",
        absent="When it is never reached, when nobody signs in the plan's last twelve months, and in a plan shorter than a year.",
    ),
)  # fmt: skip
def segment_payback(payments_needed, lifetime_payments, not_paid_back):
    """The number of the monthly payment with which those who stay have paid for the acquisition of all, at the plan's end."""
    return where(lifetime_payments >= payments_needed, 1 + sum_ages(not_paid_back), not_available)


@line("Cumulative margin less CAC, in multiples of CAC", unit=MULTIPLE, per=SEGMENT, shape=Shape.AGES, opening="same")
def payback_position(margin_at_end, payments_made, payback_cac):
    """What a customer has earned at this age, those who have left counted, less what winning him cost, ÷ that cost.

    −1 before the first payment, 0 when he has paid back; not available where nobody is won, or at no cost.
    """
    return ratio(margin_at_end * payments_made - payback_cac, payback_cac)


CHARTS = [
    Chart("C29", "When has a customer paid back?", "line", "ages", (Series("payback_position", style="line"),), "multiple"),
]
