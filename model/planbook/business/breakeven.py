"""Break-even: from how many customers on the company carries itself, and when it does.

What serving one more customer costs is variable: hosting, services, onboarding, bad debt, overheads that
follow revenue, billings or customers. Everything else, people and programmes among it, is fixed for the month.
"""

from planbook.business.families import OVERHEAD
from planbook.language.declarations import Chapter, Chart, Series, line
from planbook.language.metrics import lower
from planbook.language.operators import first_month_where, not_available, ratio, total, where
from planbook.language.units import CUSTOMERS, FLAG, LABEL, MONEY, Kind, Shape, Year

CHAPTER = Chapter(
    "breakeven", "Breakeven", "Break-even", "Fixed and variable costs, and the customers at which they are covered.",
)  # fmt: skip


@line("Fixed overhead", unit=MONEY, kind=Kind.FLOW, per=OVERHEAD)
def fixed_overhead(overhead_amount, overhead_per_head, headcount, cost_index):
    """The part of a running cost that customers do not move: its amount, and what it costs per head."""
    return (overhead_amount + overhead_per_head * headcount) * cost_index


@line("Variable overheads", unit=MONEY, kind=Kind.FLOW)
def variable_overheads(overheads, fixed_overhead):
    """Running costs that follow revenue, billings or customers."""
    return overheads - total(fixed_overhead)


@line("Variable costs", unit=MONEY, kind=Kind.FLOW)
def variable_costs(variable_overheads, onboarding, bad_debt, hosting_cost=0, services_cost=0):
    """Costs that follow customers and what they buy."""
    return variable_overheads + onboarding + bad_debt + hosting_cost + services_cost


@line("Fixed costs", unit=MONEY, kind=Kind.FLOW)
def fixed_costs(cost_of_service, operating_expenses, variable_costs):
    """All operating costs that do not follow customers: people, programmes, offices."""
    return cost_of_service + operating_expenses - variable_costs


@line("Cover of fixed costs", unit=MONEY, kind=Kind.FLOW)
def fixed_cost_cover(revenue, variable_costs):
    """What revenue leaves to cover fixed costs."""
    return revenue - variable_costs


@line(
    "Break-even customers", unit=CUSTOMERS, kind=Kind.RATIO, year=Year.LAST,
    metric=lower("month", "founders, investors", "quarterly", absent="While a customer's margin over variable costs is not positive."),
)  # fmt: skip
def break_even_customers(fixed_costs, closing_customers, fixed_cost_cover):
    """Customers whose margin over variable costs covers the month's fixed costs; not available without a margin."""
    return where(fixed_cost_cover > 0, ratio(fixed_costs * closing_customers, fixed_cost_cover), not_available)


@line("EBITDA is not negative", unit=FLAG, kind=Kind.FACTOR, opening=0)
def carries_itself(ebitda):
    """1 in a month that covers its operating costs."""
    return ebitda >= 0


@line("Break-even month", unit=LABEL, shape=Shape.SCALAR)
def break_even_month(carries_itself):
    """The first month of the plan whose EBITDA is not negative; not available when there is none."""
    return first_month_where(carries_itself)


CHARTS = [
    Chart(
        "C40", "From how many customers on does it carry itself?", "line", "months",
        (Series("closing_customers", "Customers", "line"), Series("break_even_customers", "Break-even", "line")), "count",
        from_month=1, from_zero=True,
    ),
]  # fmt: skip
