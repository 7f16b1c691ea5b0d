"""Spending: overheads, commissions, and all costs by function."""

from planbook.business.families import FUNCTION, OVERHEAD
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.operators import of, total
from planbook.language.units import MONEY, PERSONS, SHARE, Kind

CHAPTER = Chapter("spending", "Spending", "Spending", "Costs by function: service, sales and marketing, development, administration.")

overhead_amount = assumption(
    "Amount per month", unit=MONEY, per=OVERHEAD, at="overheads.monthly", form=Form.DRIVER, low=0, default=0, kind=Kind.FLOW,
    about="Running cost per month, in prices of the plan's start.",
)  # fmt: skip
overhead_share = assumption(
    "Share of revenue", unit=SHARE, per=OVERHEAD, at="overheads.share_of_revenue", low=0, high=1, default=0,
    about="Running cost as a share of revenue, such as licences or payment fees.",
)  # fmt: skip
commission_rate = assumption(
    "Commission rate", unit=SHARE, at="sales.commission", low=0, high=1, default=0,
    about="Commission on the first year's recurring revenue of the customers who sign, paid at signature.",
)  # fmt: skip


@line("Overhead", unit=MONEY, kind=Kind.FLOW, per=OVERHEAD)
def overhead_cost(overhead_amount, cost_index, overhead_share, revenue):
    """A running cost: an inflated amount and a share of revenue."""
    return overhead_amount * cost_index + overhead_share * revenue


@line("Overheads by function", unit=MONEY, kind=Kind.FLOW, per=FUNCTION)
def function_overheads(overhead_cost):
    """Running costs that belong to a function."""
    return total(overhead_cost, by=OVERHEAD.function)


@line("Overheads", unit=MONEY, kind=Kind.FLOW)
def overheads(overhead_cost):
    """All running costs that are not people."""
    return total(overhead_cost)


@line("Sales commission", unit=MONEY, kind=Kind.FLOW)
def commission(commission_rate, new_acv):
    """Commission on new annual contract value, expensed and paid at signature."""
    return commission_rate * new_acv


@line("Cost of service", unit=MONEY, kind=Kind.FLOW)
def cost_of_service(function_people_cost, function_overheads, hosting_cost=0, support_cost=0, services_cost=0):
    """What serving customers costs: operations, support, hosting, licences, payment fees, services."""
    people = of(function_people_cost, FUNCTION.cost_of_service)
    return people + of(function_overheads, FUNCTION.cost_of_service) + hosting_cost + support_cost + services_cost


@line("Sales and marketing", unit=MONEY, kind=Kind.FLOW)
def sales_marketing_cost(function_people_cost, function_overheads, programme_spend, commission):
    """Sales and marketing, fully loaded: people, programmes, commission, tools."""
    people = of(function_people_cost, FUNCTION.sales_marketing)
    return people + of(function_overheads, FUNCTION.sales_marketing) + programme_spend + commission


@line("Research and development", unit=MONEY, kind=Kind.FLOW)
def research_development_cost(function_people_cost, function_overheads):
    """Development, expensed as it is incurred."""
    people = of(function_people_cost, FUNCTION.research_development)
    return people + of(function_overheads, FUNCTION.research_development)


@line("General and administration", unit=MONEY, kind=Kind.FLOW)
def general_admin_cost(function_people_cost, function_overheads, bad_debt):
    """Management, finance, offices, insurance; invoices that are never paid."""
    people = of(function_people_cost, FUNCTION.general_admin)
    return people + of(function_overheads, FUNCTION.general_admin) + bad_debt


@line("Payroll", unit=MONEY, kind=Kind.FLOW)
def payroll(departments_cost, commission, support_cost=0):
    """Salaries, on-costs and commissions, paid in the month."""
    return departments_cost + commission + support_cost


@line("Non-payroll costs", unit=MONEY, kind=Kind.FLOW)
def non_payroll_costs(overheads, programme_spend, hosting_cost=0, services_cost=0):
    """Costs bought from suppliers, paid on terms."""
    return overheads + programme_spend + hosting_cost + services_cost


@line("Headcount", unit=PERSONS, kind=Kind.BALANCE, opening="same", kpi=True)
def headcount(planned_heads, support_agents=0):
    """All people, support agents included."""
    return planned_heads + support_agents


CHARTS = [
    Chart(
        "C37", "Do overheads scale?", "stacked", "years",
        (
            Series("sales_marketing_share", "Sales and marketing"), Series("research_development_share", "Development"),
            Series("general_admin_share", "Administration"),
        ),
        "percent",
    ),
    Chart(
        "C38", "What does service cost?", "share", "years",
        (
            Series("hosting_cost", "Storage"), Series("function_overheads", "Licences and fees", member="cost_of_service"),
            Series("support_cost", "Support"), Series("function_people_cost", "Operations", member="cost_of_service"),
        ),
    ),
]  # fmt: skip
