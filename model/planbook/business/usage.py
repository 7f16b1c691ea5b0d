"""Usage beyond what the price includes: gigabytes, seats, calls."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Form, assumption, line
from planbook.language.operators import maximum, total
from planbook.language.units import MONEY, NUMBER, PRICE, Kind

CHAPTER = Chapter("usage", "Usage", "Usage", "What customers use beyond what their price includes.", optional=True)

usage_per_customer = assumption(
    "Usage per customer and month", unit=NUMBER, per=SEGMENT, at="segments.usage_per_customer", form=Form.DRIVER, low=0, default=0,
    needed_with="usage_price",
    about="Units (gigabytes, seats, calls) that one customer uses in a month.",
)  # fmt: skip
usage_included = assumption(
    "Usage included in the price", unit=NUMBER, per=SEGMENT, at="segments.usage_included", form=Form.DRIVER, low=0, default=0,
    about="Units a month for which the recurring price pays.",
)  # fmt: skip
usage_price = assumption(
    "Price of a unit used", unit=PRICE, per=SEGMENT, at="segments.usage_price", form=Form.DRIVER, low=0, default=0,
    needed_with="usage_per_customer",
    about="Price of a unit beyond those included.",
)  # fmt: skip


@line("Units billed per customer", unit=NUMBER, kind=Kind.FACTOR, per=SEGMENT, opening="same")
def billed_units(usage_per_customer, usage_included):
    """Units used beyond those included, by the average customer; where use differs widely, the average understates what is billed."""
    return maximum(0, usage_per_customer - usage_included)


@line("Usage revenue", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_usage_revenue(segment_closing_customers, billed_units, usage_price):
    """Usage beyond what is included, billed and recognised in the month; it is not recurring revenue."""
    return segment_closing_customers * billed_units * usage_price


@line("Usage revenue, all segments", unit=MONEY, kind=Kind.FLOW)
def usage_revenue(segment_usage_revenue):
    """Usage beyond what is included, billed and recognised in the month."""
    return total(segment_usage_revenue)
