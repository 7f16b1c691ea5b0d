"""Bookings: what customers sign, by its value in a year and over its term."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Form, assumption, line
from planbook.language.metrics import higher
from planbook.language.operators import total
from planbook.language.units import MONEY, Kind

CHAPTER = Chapter("bookings", "Bookings", "Bookings", "What customers sign in a month: value of a year, and of the whole contract.")

ACV_AND_TCV = (
    "ACV takes twelve months of every customer, TCV what he is bound to pay: where many pay month by month, new TCV is below new ACV."
)

setup_fee = assumption(
    "Set-up fee", unit=MONEY, per=SEGMENT, at="segments.setup_fee", form=Form.DRIVER, low=0, default=0,
    about="One-off fee of a new customer, billed and recognised when he joins.",
)  # fmt: skip


@line("New ACV", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_new_acv(segment_won_mrr):
    """Annual contract value of the customers who sign: twelve months of their recurring revenue, without one-off fees.

    Whoever may leave month by month counts with twelve months too: it is a yearly rate, not what he has committed himself to.
    """
    return 12 * segment_won_mrr


@line("Recurring revenue committed at signature", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_committed_value(segment_won_mrr, annual_share, term_months):
    """Recurring revenue that customers who sign commit themselves to: the term of a contract; on monthly terms one month."""
    return segment_won_mrr * (annual_share * term_months + (1 - annual_share))


@line("New TCV", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_new_tcv(segment_committed_value, segment_won_customers, setup_fee, list_price_index, services_per_new_customer=0):
    """Total contract value of the customers who sign: what they commit themselves to, set-up fees and first services at today's price."""
    return segment_committed_value + segment_won_customers * (setup_fee + services_per_new_customer * list_price_index)


@line("Renewed TCV", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_renewed_tcv(segment_signed_mrr, joining_annual_mrr, term_months):
    """Total contract value of the contracts that renew, with the changes of plan and price that land at their renewal."""
    return (segment_signed_mrr - joining_annual_mrr) * term_months


@line(
    "New ACV, all segments", unit=MONEY, kind=Kind.FLOW,
    metric=higher("month", "sales, investors", "monthly", variant="a year's rate: twelve months of all who sign", note=ACV_AND_TCV),
)  # fmt: skip
def new_acv(segment_new_acv):
    """Annual contract value of the customers who sign in the month: twelve months of their recurring revenue, on monthly terms too."""
    return total(segment_new_acv)


@line(
    "New TCV, all segments", unit=MONEY, kind=Kind.FLOW, aliases=("tcv",),
    metric=higher("month", "sales, finance", "monthly", variant="committed: the term, or one month; with one-off fees", note=ACV_AND_TCV),
)  # fmt: skip
def new_tcv(segment_new_tcv):
    """Total contract value of the customers who sign in the month: the term of contracts, one month on monthly terms, one-off fees."""
    return total(segment_new_tcv)


@line("Renewed TCV, all segments", unit=MONEY, kind=Kind.FLOW)
def renewed_tcv(segment_renewed_tcv):
    """Total contract value of the contracts that renew in the month."""
    return total(segment_renewed_tcv)


@line(
    "Bookings", unit=MONEY, kind=Kind.FLOW,
    metric=higher("month", "sales, finance", "monthly", variant="new and renewed contracts"),
)  # fmt: skip
def bookings(new_tcv, renewed_tcv):
    """Total contract value signed in the month, new and renewed.

    Upgrades of running contracts and customers who come back are not counted.
    """
    return new_tcv + renewed_tcv
