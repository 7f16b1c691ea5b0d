"""Services beside the subscription: projects for new customers, work for all of them."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Form, assumption, line
from planbook.language.operators import total
from planbook.language.units import MONEY, SHARE, Kind

CHAPTER = Chapter("services", "Services", "Services", "One-off and running services, and what they cost.", optional=True)

services_per_new_customer = assumption(
    "Services for a new customer", unit=MONEY, per=SEGMENT, at="segments.services_per_new_customer", form=Form.DRIVER, low=0, default=0,
    about="Project work for one customer who goes live, billed and recognised in that month; it rises with the list price.",
)  # fmt: skip
services_per_customer = assumption(
    "Services per customer and month", unit=MONEY, per=SEGMENT, at="segments.services_per_customer", form=Form.DRIVER, low=0, default=0,
    about="Work in a month for each customer, new ones included; it rises with the list price.",
)  # fmt: skip
services_cost_share = assumption(
    "Cost of services", unit=SHARE, per=SEGMENT, at="segments.services_cost_share", form=Form.DRIVER, low=0, high=2, default=0,
    about="What services cost, as a share of what they bring: people and subcontractors who are in no department.",
)  # fmt: skip


@line("Services revenue", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_services_revenue(
    segment_new_customers, services_per_new_customer, segment_closing_customers, services_per_customer, list_price_index
):
    """Projects for new customers and work for all customers, billed and recognised in the month; not recurring revenue."""
    new = segment_new_customers * services_per_new_customer
    return (new + segment_closing_customers * services_per_customer) * list_price_index


@line("Cost of services", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_services_cost(segment_services_revenue, services_cost_share):
    """What the services cost, bought on suppliers' terms."""
    return segment_services_revenue * services_cost_share


@line("Services revenue, all segments", unit=MONEY, kind=Kind.FLOW)
def services_revenue(segment_services_revenue):
    """Projects for new customers and work for all customers."""
    return total(segment_services_revenue)


@line("Cost of services, all segments", unit=MONEY, kind=Kind.FLOW)
def services_cost(segment_services_cost):
    """What the services cost."""
    return total(segment_services_cost)
