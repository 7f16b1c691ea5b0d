"""Customers: those on monthly terms and those on annual contracts, together."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, check, line
from planbook.language.metrics import higher
from planbook.language.operators import at_month, highest, maximum, minimum, over_cohorts, prior, relative_difference, total
from planbook.language.units import CUSTOMERS, RATE, SHARE, Kind, Shape

CHAPTER = Chapter("customers", "Customers", "Customers", "Customers at month end, and those who joined and left.")


@line("Monthly subscribers", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def closing_monthly_customers(cohort_customers):
    """Customers on monthly terms at month end."""
    return over_cohorts(cohort_customers)


@line("Customers", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def segment_closing_customers(closing_monthly_customers, closing_annual_customers):
    """Customers at month end, on monthly terms and on annual contracts."""
    return closing_monthly_customers + closing_annual_customers


@line("Monthly subscribers who left", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def churned_monthly_customers(closing_monthly_customers, joining_monthly_customers, moved_out_customers=0):
    """Customers on monthly terms who left on the first day of the month, but not for another segment."""
    return prior(closing_monthly_customers) - moved_out_customers + joining_monthly_customers - closing_monthly_customers


# A second look at the cohorts: at least as many stay as if all were at the least loyal age, at most those whom nothing else takes.


@line("Highest churn of any age", unit=RATE, per=SEGMENT, shape=Shape.SCALAR)
def highest_churn(churn_by_age):
    """Churn at the age at which most leave, before calendar effects."""
    return highest(churn_by_age)


@line("Least that can stay", unit=SHARE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def least_staying(highest_churn, churn_factor, staying_share):
    """Share of the monthly customers who stay if all are at the age at which most leave."""
    return maximum(0, 1 - highest_churn * churn_factor) * staying_share


@line("Monthly subscribers who stay", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def staying_customers(closing_monthly_customers, joining_monthly_customers):
    """Customers on monthly terms who were there before this month."""
    return closing_monthly_customers - joining_monthly_customers


@check("Of the monthly subscribers no more and no fewer stay than churn at any age allows", per=SEGMENT)
def staying_customers_residual(staying_customers, closing_monthly_customers, least_staying, staying_share):
    """Customers who stay, against the bounds that churn sets."""
    before = prior(closing_monthly_customers)
    return relative_difference(staying_customers, minimum(maximum(staying_customers, before * least_staying), before * staying_share))


@line("Annual subscribers who left", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def churned_annual_customers(ending_customers, renewed_customers):
    """Annual subscribers whose contract ended and was not renewed."""
    return total(ending_customers) - total(renewed_customers)


@line("Customers who left", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def segment_churned_customers(churned_monthly_customers, churned_annual_customers):
    """Customers who left on the first day of the month."""
    return churned_monthly_customers + churned_annual_customers


@line("Opening customers", unit=CUSTOMERS, kind=Kind.OPENING, opening=0)
def opening_customers(closing_customers):
    """Customers at the end of last month."""
    return prior(closing_customers)


@line("Customers who left, all segments", unit=CUSTOMERS, kind=Kind.FLOW, aliases=("lost_customers",))
def churned_customers(segment_churned_customers):
    """Customers who left on the first day of the month."""
    return total(segment_churned_customers)


@line(
    "Closing customers", unit=CUSTOMERS, kind=Kind.BALANCE, opening="same", aliases=("customers",),
    metric=higher("month end", "founders, investors", "monthly"),
)  # fmt: skip
def closing_customers(segment_closing_customers):
    """Customers at month end; they are the customers billed in the month."""
    return total(segment_closing_customers)


@check("Opening customers + new + reactivated − left = closing customers")
def customers_residual(opening_customers, new_customers, churned_customers, closing_customers, reactivated_customers=0):
    """The movements of customers against the customers there."""
    return relative_difference(opening_customers + new_customers + reactivated_customers - churned_customers, closing_customers)


@check("All opening customers are there at the start", per=SEGMENT, shape=Shape.SCALAR)
def opening_customers_residual(segment_closing_customers, opening_customers_given):
    """Customers found in the opening column, against those the plan gives."""
    return relative_difference(at_month(segment_closing_customers, 0), opening_customers_given)


CHARTS = [
    Chart(
        "C17", "How many customers are there?", "stacked", "quarters", (Series("segment_closing_customers"),), "count", from_zero=True
    ),
    Chart(
        "C19", "Do younger cohorts on monthly terms last longer?", "column", "cohorts",
        (Series("cohort_customers"),), "percent", from_zero=True, up_to=1,
        why="The curves of cohorts lie on each other, so that what is left of each at some ages stands side by side: columns that "
        "rise to the right mean yes. Annual subscribers are kept by contract year, not by month of joining.",
    ),
]
