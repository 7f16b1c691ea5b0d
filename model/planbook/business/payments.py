"""Payments that fail: customers who leave without having decided to."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Form, Period, assumption, line
from planbook.language.operators import at_month
from planbook.language.units import RATE, SHARE, Kind, Shape

CHAPTER = Chapter(
    "payments", "Payments", "Failed payments", "Payments that fail for good, and the customers lost by them.", optional=True,
)  # fmt: skip

payment_failures = assumption(
    "Payments that fail", unit=SHARE, per=SEGMENT, at="segments.payment_failures", form=Form.DRIVER, period=Period.LOSS,
    low=0, below=1, default=0,
    about="Share of the customers whose payment fails in a month: of monthly subscribers each month, of contracts at their renewal.",
)  # fmt: skip
payment_recovery = assumption(
    "Failed payments recovered", unit=SHARE, per=SEGMENT, at="segments.payment_recovery", form=Form.DRIVER, low=0, high=1,
    default=0,
    about="Share of the failed payments that reminders and retries bring in after all.",
)  # fmt: skip


@line("Involuntary churn", unit=RATE, kind=Kind.FACTOR, per=SEGMENT, opening="same")
def involuntary_churn(payment_failures, payment_recovery):
    """Share of the customers lost because their payment failed and was not recovered."""
    return payment_failures * (1 - payment_recovery)


@line("Involuntary churn at the plan's start", unit=RATE, per=SEGMENT, shape=Shape.SCALAR)
def first_involuntary_churn(involuntary_churn):
    """The share with which survival by age is computed: calendar effects are not counted there."""
    return at_month(involuntary_churn, 0)
