"""Contribution by segment: its revenue, less what serving it and winning its customers costs.

What a segment causes is charged to it: hosting by volume, tickets by number, onboarding, services,
programmes, commission. The rest of the cost of service follows revenue. Salaries of sales and marketing,
development and administration are not charged.
"""

from planbook.business.families import DEPARTMENT, FUNCTION, SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, check, line
from planbook.language.metrics import higher
from planbook.language.operators import of, or_else, ratio, relative_difference, total
from planbook.language.units import MONEY, SHARE, Kind, Year

CHAPTER = Chapter(
    "contribution", "Contribution", "Contribution by segment", "Revenue of each segment, less what serving it and winning it costs.",
)  # fmt: skip


@line("Revenue", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_revenue(segment_closing_mrr, segment_setup_revenue, segment_refunds, segment_usage_revenue=0, segment_services_revenue=0):
    """Recognised revenue of the segment; its recurring revenue of a month is its closing MRR."""
    return segment_closing_mrr + segment_setup_revenue + segment_usage_revenue + segment_services_revenue - segment_refunds


@check("Revenue of the segments adds up to revenue")
def revenue_by_segment_residual(segment_revenue, revenue):
    """Revenue by segment against revenue from billings."""
    return relative_difference(total(segment_revenue), revenue)


@line("Share of revenue", unit=SHARE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def segment_revenue_share(segment_revenue, revenue):
    """The segment's part of the month's revenue; nothing in a month without revenue."""
    return or_else(ratio(segment_revenue, revenue), 0)


@line("Cost of answering tickets", unit=MONEY, kind=Kind.FLOW, per=DEPARTMENT, when=(DEPARTMENT.staffing, "tickets"))
def department_ticket_cost(department_cost):
    """People cost of a department that is staffed by tickets."""
    return department_cost


@line("Cost of answering tickets by function", unit=MONEY, kind=Kind.FLOW, per=FUNCTION)
def function_ticket_cost(department_ticket_cost):
    """People cost of the departments staffed by tickets that belong to a function."""
    return total(department_ticket_cost, by=DEPARTMENT.function)


@line("Share of tickets", unit=SHARE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def segment_ticket_share(segment_tickets=0, tickets=0):
    """The segment's part of the month's tickets; nothing in a month without tickets."""
    return or_else(ratio(segment_tickets, tickets), 0)


@line("Hosting cost", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_hosting_cost(gb_per_tb, segment_stored=0, hosting_price=0):
    """Energy, bandwidth and object storage for what the segment's customers keep."""
    return segment_stored * gb_per_tb * hosting_price


@line("Cost of service caused by the segment", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_direct_cost(segment_hosting_cost, segment_ticket_share, function_ticket_cost, segment_onboarding, segment_services_cost=0):
    """Hosting by volume, answering tickets by their number, onboarding, services."""
    answering = of(function_ticket_cost, FUNCTION.cost_of_service) * segment_ticket_share
    return segment_hosting_cost + answering + segment_onboarding + segment_services_cost


@line("Cost of service shared by revenue", unit=MONEY, kind=Kind.FLOW)
def shared_service_cost(cost_of_service, segment_direct_cost):
    """Cost of service that no segment causes by itself."""
    return cost_of_service - total(segment_direct_cost)


@line("Cost of service", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_service_cost(segment_direct_cost, shared_service_cost, segment_revenue_share):
    """What the segment causes, and its share of the rest."""
    return segment_direct_cost + shared_service_cost * segment_revenue_share


@line("Acquisition", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_acquisition_cost(segment_programme_spend, commission_rate, segment_new_acv):
    """Programmes for the segment, and commission on what its customers sign."""
    return segment_programme_spend + commission_rate * segment_new_acv


@line("Contribution", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_contribution(segment_revenue, segment_service_cost, segment_acquisition_cost):
    """What the segment leaves for salaries of sales, development and administration, and for profit."""
    return segment_revenue - segment_service_cost - segment_acquisition_cost


@line("Contribution margin", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, per=SEGMENT)
def segment_contribution_margin(segment_contribution, segment_revenue):
    """Contribution ÷ revenue of the segment."""
    return ratio(segment_contribution, segment_revenue)


@line("Contribution, all segments", unit=MONEY, kind=Kind.FLOW)
def contribution(segment_contribution):
    """What all segments leave for salaries of sales, development and administration, and for profit."""
    return total(segment_contribution)


@line(
    "Contribution margin, all segments", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher("month", "finance, investors", "quarterly", absent="While there is no revenue."),
)  # fmt: skip
def contribution_margin(contribution, revenue):
    """Contribution ÷ revenue."""
    return ratio(contribution, revenue)


CHARTS = [
    Chart("C34", "Which segment earns the contribution?", "stacked", "years", (Series("segment_contribution"),)),
]
