"""Margins: what is left of revenue, what functions take of it, and what a customer costs."""

from planbook.language.declarations import Chapter, Chart, Series, line
from planbook.language.metrics import higher, lower
from planbook.language.operators import ratio
from planbook.language.units import CUSTOMERS, PRICE, SHARE, Kind, Year

CHAPTER = Chapter("metrics", "Metrics", "Margins", "Margins, shares of revenue by function, and the cost of a customer.")


@line(
    "Gross margin", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, aliases=("gross_profit_margin",),
    metric=higher("month", "investors, finance", "monthly, quarterly", part=True, absent="While there is no revenue."),
)  # fmt: skip
def gross_margin(gross_profit, revenue):
    """Gross profit ÷ revenue; cost of service includes support, operations, hosting and payment fees."""
    return ratio(gross_profit, revenue)


@line(
    "EBITDA margin", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher("month", "investors, finance", "monthly, quarterly", absent="While there is no revenue."),
)  # fmt: skip
def ebitda_margin(ebitda, revenue):
    """EBITDA ÷ revenue."""
    return ratio(ebitda, revenue)


@line(
    "Operating margin", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher("month", "finance, investors", "quarterly", variant="EBIT, grants included", absent="While there is no revenue."),
)  # fmt: skip
def operating_margin(ebit, revenue):
    """EBIT ÷ revenue."""
    return ratio(ebit, revenue)


@line(
    "Net margin", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, aliases=("net_profit_margin",),
    metric=higher("month", "finance, investors", "quarterly", absent="While there is no revenue."),
)  # fmt: skip
def net_margin(net_income, revenue):
    """Net income ÷ revenue."""
    return ratio(net_income, revenue)


@line("Sales and marketing, share of revenue", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def sales_marketing_share(sales_marketing_cost, revenue):
    """Sales and marketing ÷ revenue."""
    return ratio(sales_marketing_cost, revenue)


@line("Development, share of revenue", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def research_development_share(research_development_cost, revenue):
    """Research and development ÷ revenue."""
    return ratio(research_development_cost, revenue)


@line("Administration, share of revenue", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def general_admin_share(general_admin_cost, revenue):
    """General and administration ÷ revenue."""
    return ratio(general_admin_cost, revenue)


# What a customer pays and costs in a month of service.


@line("Customers served, month by month", unit=CUSTOMERS, kind=Kind.FLOW)
def customers_served(closing_customers):
    """Customers billed in the month; over a period, months of service to one customer."""
    return closing_customers


@line(
    "Revenue per customer and month", unit=PRICE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher(
        "month", "founders, investors", "quarterly", variant="all revenue ÷ customers billed", absent="Without customers.",
        note="ARPU counts recurring revenue only; this one has usage, set-up and services in it.",
    ),
)  # fmt: skip
def revenue_per_customer(revenue, customers_served):
    """Revenue of the period ÷ months of service to one customer."""
    return ratio(revenue, customers_served)


@line("Service per customer and month", unit=PRICE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def service_cost_per_customer(cost_of_service, customers_served):
    """Cost of service ÷ months of service to one customer."""
    return ratio(cost_of_service, customers_served)


@line("Sales and marketing per customer and month", unit=PRICE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def sales_marketing_per_customer(sales_marketing_cost, customers_served):
    """Sales and marketing ÷ months of service to one customer, new or old."""
    return ratio(sales_marketing_cost, customers_served)


@line("Development per customer and month", unit=PRICE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def research_development_per_customer(research_development_cost, customers_served):
    """Research and development ÷ months of service to one customer."""
    return ratio(research_development_cost, customers_served)


@line("Administration per customer and month", unit=PRICE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def general_admin_per_customer(general_admin_cost, customers_served):
    """General and administration ÷ months of service to one customer."""
    return ratio(general_admin_cost, customers_served)


@line(
    "Cost per customer and month", unit=PRICE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=lower("month", "founders, finance", "quarterly", variant="all operating costs", absent="Without customers."),
)  # fmt: skip
def cost_per_customer(cost_of_service, operating_expenses, customers_served):
    """Cost of service and operating expenses ÷ months of service to one customer."""
    return ratio(cost_of_service + operating_expenses, customers_served)


CHARTS = [
    Chart(
        "C31", "What does a customer cost a month?", "stacked", "years",
        (
            Series("service_cost_per_customer", "Service"), Series("sales_marketing_per_customer", "S&M"),
            Series("research_development_per_customer", "R&D"), Series("general_admin_per_customer", "G&A"),
            Series("revenue_per_customer", "Revenue", "line"),
        ),
        "price", from_zero=True,
    ),
    Chart(
        "C35", "Do margins widen?", "line", "quarters",
        (Series("gross_margin", "Gross", "line"), Series("ebitda_margin", "EBITDA", "line"), Series("net_margin", "Net", "line")),
        "percent",
    ),
]  # fmt: skip
