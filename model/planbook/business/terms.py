"""Churn and contracts over calendar time, and what they are at the plan's start, from where curves by age are drawn."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Form, Period, assumption, line
from planbook.language.operators import at_month, highest, or_else, ratio, where
from planbook.language.units import FACTOR, RATE, SHARE, Kind, Shape

CHAPTER = Chapter(
    "terms", "Terms", "Churn and contracts over time", "What changes with the calendar, and its value at the plan's start.",
)  # fmt: skip
CONSTANT = (SEGMENT.retention, "constant")

churn = assumption(
    "Customer churn", unit=SHARE, per=SEGMENT, at="segments.churn", form=Form.DRIVER, period=Period.LOSS, low=0, below=1, when=CONSTANT,
    about="Share of the opening customers who leave, the same at every age. Where it changes over time, contracts feel it at their "
    "renewal.",
)  # fmt: skip
annual_share = assumption(
    "Share of new customers on annual contracts", unit=SHARE, per=SEGMENT, at="segments.annual_share", form=Form.DRIVER, low=0, high=1,
    default=0,
    about="Share of the new customers who sign a contract of one or more years.",
)  # fmt: skip


@line("Customer churn from which curves are drawn", unit=RATE, per=SEGMENT, shape=Shape.SCALAR, when=CONSTANT)
def first_churn(churn):
    """The churn at the plan's start, or the highest of the plan where nobody leaves at first; what changes is a calendar effect."""
    start = at_month(churn, 0)
    return where(start > 0, start, highest(churn))


@line("Churn against that of the curves", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening="same", when=CONSTANT)
def churn_path(churn, first_churn):
    """Churn of the month ÷ churn from which curves are drawn."""
    return or_else(ratio(churn, first_churn), 1)


@line("Share on annual contracts at the plan's start", unit=SHARE, per=SEGMENT, shape=Shape.SCALAR)
def first_annual_share(annual_share):
    """The share with which lifetimes of new customers are computed."""
    return at_month(annual_share, 0)
