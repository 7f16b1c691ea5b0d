"""Spending: overheads, commissions, and all costs by function."""

from planbook.business.families import FUNCTION, OVERHEAD, SEGMENT
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.operators import of, total
from planbook.language.units import MONEY, PRICE, SHARE, Kind

CHAPTER = Chapter("spending", "Spending", "Spending", "Costs by function: service, sales and marketing, development, administration.")

overhead_amount = assumption(
    "Amount per month", unit=MONEY, per=OVERHEAD, at="overheads.monthly", form=Form.DRIVER, low=0, default=0, kind=Kind.FLOW,
    about="Running cost per month, in prices of the plan's start.",
)  # fmt: skip
overhead_share = assumption(
    "Share of revenue", unit=SHARE, per=OVERHEAD, at="overheads.share_of_revenue", form=Form.DRIVER, low=0, high=1, default=0,
    about="Running cost as a share of revenue, such as licences.",
)  # fmt: skip
overhead_billing_share = assumption(
    "Share of billings", unit=SHARE, per=OVERHEAD, at="overheads.share_of_billings", form=Form.DRIVER, low=0, high=1, default=0,
    about="Running cost as a share of what is billed, such as payment fees.",
)  # fmt: skip
overhead_per_head = assumption(
    "Amount per head and month", unit=PRICE, per=OVERHEAD, at="overheads.per_head", form=Form.DRIVER, low=0, default=0,
    about="Running cost of one person and month, such as a desk, in prices of the plan's start.",
)  # fmt: skip
overhead_per_customer = assumption(
    "Amount per customer and month", unit=PRICE, per=OVERHEAD, at="overheads.per_customer", form=Form.DRIVER, low=0, default=0,
    about="Running cost of one customer and month, in prices of the plan's start.",
)  # fmt: skip
overhead_per_new_customer = assumption(
    "Amount per new customer", unit=PRICE, per=OVERHEAD, at="overheads.per_new_customer", form=Form.DRIVER, low=0, default=0,
    about="Cost of one new customer, in the month of joining, in prices of the plan's start.",
)  # fmt: skip
onboarding_cost = assumption(
    "Onboarding cost per new customer", unit=PRICE, per=SEGMENT, at="segments.onboarding_cost", form=Form.DRIVER, low=0, default=0,
    about="What bringing one new customer into service costs beside people, in prices of the plan's start; cost of service.",
)  # fmt: skip
commission_rate = assumption(
    "Commission rate", unit=SHARE, at="sales.commission", form=Form.DRIVER, low=0, high=1, default=0,
    about="Commission on the first year's recurring revenue of the customers who sign, paid at signature.",
)  # fmt: skip


@line("Overhead by pieces", unit=MONEY, kind=Kind.FLOW, per=OVERHEAD)
def overhead_by_pieces(overhead_per_head, headcount, overhead_per_customer, closing_customers, overhead_per_new_customer, new_customers):
    """What heads, customers and new customers cost, in prices of the plan's start."""
    customers = overhead_per_customer * closing_customers + overhead_per_new_customer * new_customers
    return overhead_per_head * headcount + customers


@line("Overhead", unit=MONEY, kind=Kind.FLOW, per=OVERHEAD)
def overhead_cost(overhead_amount, overhead_by_pieces, cost_index, overhead_share, revenue, overhead_billing_share, billings):
    """A running cost: inflated amounts, a share of revenue, a share of billings."""
    return (overhead_amount + overhead_by_pieces) * cost_index + overhead_share * revenue + overhead_billing_share * billings


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


@line("Onboarding", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_onboarding(segment_new_customers, onboarding_cost, cost_index):
    """What bringing the segment's new customers into service costs beside people, at inflated prices."""
    return segment_new_customers * onboarding_cost * cost_index


@line("Onboarding, all segments", unit=MONEY, kind=Kind.FLOW)
def onboarding(segment_onboarding):
    """What bringing new customers into service costs beside people."""
    return total(segment_onboarding)


@line("Cost of service", unit=MONEY, kind=Kind.FLOW)
def cost_of_service(function_people_cost, function_overheads, onboarding, hosting_cost=0, services_cost=0):
    """What serving customers costs: operations, support, onboarding, hosting, licences, payment fees, services."""
    people = of(function_people_cost, FUNCTION.cost_of_service)
    return people + of(function_overheads, FUNCTION.cost_of_service) + onboarding + hosting_cost + services_cost


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
def payroll(salary_cost, commission):
    """Salaries, on-costs and commissions, paid in the month."""
    return salary_cost + commission


@line("Non-payroll costs", unit=MONEY, kind=Kind.FLOW)
def non_payroll_costs(overheads, programme_spend, onboarding, recruiting, hosting_cost=0, services_cost=0):
    """Costs bought from suppliers, paid on terms."""
    return overheads + programme_spend + onboarding + recruiting + hosting_cost + services_cost


CHARTS = [
    Chart(
        "C37", "Do overheads scale?", "stacked", "years",
        (
            Series("sales_marketing_share", "Sales and marketing"), Series("research_development_share", "Development"),
            Series("general_admin_share", "Administration"),
        ),
        "percent", from_zero=True,
    ),
    Chart(
        "C38", "What does service cost?", "share", "years",
        (
            Series("hosting_cost", "Storage"), Series("department_cost", of="function=cost_of_service"),
            Series("services_cost", "Services"), Series("overhead_cost", of="function=cost_of_service"),
            Series("onboarding", "Onboarding"),
        ),
        why="Departments and overheads of service go by the plan's own names, such as support, operations, licences.",
    ),
]  # fmt: skip
