"""Payments that fail: customers who leave without having decided to."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Period, assumption, line
from planbook.language.units import RATE, SHARE, Shape

CHAPTER = Chapter(
    "payments", "Payments", "Failed payments", "Payments that fail for good, and the customers lost by them.", optional=True,
)  # fmt: skip

payment_failures = assumption(
    "Payments that fail", unit=SHARE, per=SEGMENT, at="segments.payment_failures", period=Period.LOSS, low=0, below=1, default=0,
    about="Share of the customers whose payment fails in a month: of monthly subscribers each month, of contracts at their renewal.",
)  # fmt: skip
payment_recovery = assumption(
    "Failed payments recovered", unit=SHARE, per=SEGMENT, at="segments.payment_recovery", low=0, high=1, default=0,
    about="Share of the failed payments that reminders and retries bring in after all.",
)  # fmt: skip


@line("Involuntary churn", unit=RATE, per=SEGMENT, shape=Shape.SCALAR)
def involuntary_churn(payment_failures, payment_recovery):
    """Share of the customers lost because their payment failed and was not recovered."""
    return payment_failures * (1 - payment_recovery)
