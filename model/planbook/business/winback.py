"""Former customers who come back."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Form, Period, assumption, line
from planbook.language.operators import prior, total
from planbook.language.units import CUSTOMERS, MONEY, SHARE, Kind

CHAPTER = Chapter("winback", "Winback", "Former customers", "Customers who have left, and those of them who come back.", optional=True)

reactivation_rate = assumption(
    "Reactivation rate", unit=SHARE, per=SEGMENT, at="segments.reactivation_rate", form=Form.DRIVER, period=Period.LOSS, low=0, below=1,
    default=0,
    about="Share of the former customers who come back.",
)  # fmt: skip
opening_former = assumption(
    "Former customers at the plan's start", unit=CUSTOMERS, per=SEGMENT, at="segments.opening_former", low=0, default=0,
    about="Customers who left before the plan and may come back.",
)  # fmt: skip


@line(
    "Former customers", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=lambda opening_former: opening_former,
)  # fmt: skip
def former_customers(former_customers, segment_churned_customers, segment_reactivated_customers):
    """Customers who had left by the end of last month and had not come back by then, without those who moved to another segment."""
    return prior(former_customers) + prior(segment_churned_customers) - prior(segment_reactivated_customers)


@line("Reactivated customers", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def segment_reactivated_customers(former_customers, reactivation_rate):
    """Former customers who come back on the first day of the month; they join as a cohort of this month."""
    return former_customers * reactivation_rate


@line("Reactivation MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_reactivated_mrr(segment_reactivated_customers, new_price):
    """Recurring revenue of customers who come back, at the price of a new customer."""
    return segment_reactivated_customers * new_price


@line("Reactivated customers, all segments", unit=CUSTOMERS, kind=Kind.FLOW)
def reactivated_customers(segment_reactivated_customers):
    """Former customers who come back."""
    return total(segment_reactivated_customers)


@line("Reactivation MRR, all segments", unit=MONEY, kind=Kind.FLOW)
def reactivated_mrr(segment_reactivated_mrr):
    """Recurring revenue of customers who come back."""
    return total(segment_reactivated_mrr)
