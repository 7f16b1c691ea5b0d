"""Support: tickets, and the agents they need."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, assumption, line
from planbook.language.operators import roundup, total
from planbook.language.units import MONEY, PERSONS, TICKETS, Kind

CHAPTER = Chapter("support", "Support", "Support", "Tickets of customers and the agents who answer them.", section="support")

tickets_per_customer = assumption(
    "Tickets per customer and month", unit=TICKETS, per=SEGMENT, at="segments.tickets_per_customer", low=0, default=0,
    about="Support requests of one customer in a month.",
)  # fmt: skip
tickets_per_agent = assumption(
    "Tickets per agent and month", unit=TICKETS, at="support.tickets_per_agent", above=0,
    about="Support requests one agent can answer in a month.",
)  # fmt: skip
agent_salary = assumption(
    "Agent salary per year", unit=MONEY, at="support.agent_salary", low=0,
    about="Gross salary of a support agent, in salaries of the plan's start.",
)  # fmt: skip


@line("Tickets", unit=TICKETS, kind=Kind.FLOW, per=SEGMENT, opening="same")
def segment_tickets(segment_closing_customers, tickets_per_customer):
    """Support requests of the segment's customers."""
    return segment_closing_customers * tickets_per_customer


@line("Tickets, all segments", unit=TICKETS, kind=Kind.FLOW, opening="same", aliases=("support_requests",))
def tickets(segment_tickets):
    """Support requests in the month."""
    return total(segment_tickets)


@line("Support agents", unit=PERSONS, kind=Kind.BALANCE, opening="same")
def support_agents(tickets, tickets_per_agent):
    """Agents needed for the month's tickets, whole persons, counted on the company's total."""
    return roundup(tickets / tickets_per_agent)


@line("Agent capacity", unit=TICKETS, kind=Kind.FLOW)
def agent_capacity(support_agents, tickets_per_agent):
    """Support requests the agents can answer in the month."""
    return support_agents * tickets_per_agent


@line("Support cost", unit=MONEY, kind=Kind.FLOW)
def support_cost(support_agents, agent_salary, payroll_factor):
    """Salaries and on-costs of the support agents."""
    return support_agents * agent_salary * payroll_factor


CHARTS = [
    Chart(
        "C52", "Can support keep up?", "column", "months",
        (Series("tickets", "Tickets"), Series("agent_capacity", "Agent capacity", "line")), "count",
    ),
]  # fmt: skip
