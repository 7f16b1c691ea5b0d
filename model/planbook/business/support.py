"""Support: the tickets of customers."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.metrics import within
from planbook.language.operators import total
from planbook.language.units import TICKETS, Kind

CHAPTER = Chapter("support", "Support", "Support", "Tickets of customers; departments may be staffed by them.", optional=True)

tickets_per_customer = assumption(
    "Tickets per customer and month", unit=TICKETS, per=SEGMENT, at="segments.tickets_per_customer", form=Form.DRIVER, low=0, default=0,
    about="Support requests of one customer in a month.",
)  # fmt: skip


@line("Tickets", unit=TICKETS, kind=Kind.FLOW, per=SEGMENT, opening="same")
def segment_tickets(segment_closing_customers, tickets_per_customer):
    """Support requests of the segment's customers."""
    return segment_closing_customers * tickets_per_customer


@line(
    "Tickets, all segments", unit=TICKETS, kind=Kind.FLOW, opening="same", aliases=("support_requests",),
    metric=within("month", "service", "daily, weekly, monthly", note="More customers write more: neither way is good by itself."),
)  # fmt: skip
def tickets(segment_tickets):
    """Support requests in the month."""
    return total(segment_tickets)


CHARTS = [
    Chart(
        "C52", "Can support keep up?", "column", "months",
        (Series("tickets", "Tickets"), Series("ticket_capacity", "Can be answered", "line")), "count", from_zero=True,
    ),
]  # fmt: skip
