"""Churn and gains: who and what leaves, how many of a year ago stay, and whether gains outrun losses."""

from planbook.business.families import CONTRACT_YEAR, SEGMENT
from planbook.language.declarations import Chapter, Chart, Period, Series, assumption, constant, line
from planbook.language.metrics import higher, lower
from planbook.language.operators import (
    cohort_of_age,
    maximum,
    not_available,
    of,
    prior,
    ratio,
    same,
    total,
    trailing,
    where,
)  # fmt: skip
from planbook.language.units import CUSTOMERS, MONEY, MULTIPLE, SHARE, Kind, Year

CHAPTER = Chapter("churn", "Churn", "Churn and gains", "Customers and recurring revenue that leave, stay and are gained.")

churn_goal = assumption(
    "Customer churn to reach", unit=SHARE, at="metrics.churn_goal", period=Period.LOSS, low=0, below=1, default=0,
    about="Customer churn, per month or year, that the plan works towards, drawn beside that of the segments; 0 if none is stated.",
)  # fmt: skip
quick_ratio_goal = constant("Quick ratio to reach", 4, unit=MULTIPLE, about="Gains over losses of MRR that investors look for.")


@line(
    "Customer churn rate, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE,
    metric=lower(
        "month", "founders, investors, service", "monthly, quarterly", part=True, absent="Without opening customers.",
        note="A monthly rate: 5 % a month are 46.0 % a year (1 − 0.95¹²). "
        "Sources that say below 5 % without a period cannot be compared with it.",
    ),
)  # fmt: skip
def customer_churn_rate(churned_customers, opening_customers):
    """Customers who left ÷ opening customers of the month. It has no year: leavers of a year include its joiners."""
    return ratio(churned_customers, opening_customers)


@line("Customer churn rate, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE, per=SEGMENT)
def segment_churn_rate(segment_churned_customers, segment_closing_customers):
    """Customers of the segment who left ÷ its opening customers of the month."""
    return ratio(segment_churned_customers, prior(segment_closing_customers))


@line("Customers kept in the month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE, opening=1)
def kept_in_month(customer_churn_rate):
    """1 less the churn of the month; not available where there was nobody to leave."""
    return 1 - customer_churn_rate


@line("Customers kept in three months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, opening="same")
def kept_in_quarter(kept_in_month, months_per_quarter):
    """The monthly shares kept, of three months, multiplied."""
    return kept_in_month * prior(kept_in_month) * prior(kept_in_month, months_per_quarter - 1)


@line("Customers kept in six months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, opening="same")
def kept_in_half_year(kept_in_quarter, months_per_quarter):
    """The shares kept, of two quarters, multiplied."""
    return kept_in_quarter * prior(kept_in_quarter, months_per_quarter)


@line("Customers kept in twelve months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, opening="same")
def kept_in_year(kept_in_half_year, months_per_quarter):
    """The shares kept, of two half-years, multiplied."""
    return kept_in_half_year * prior(kept_in_half_year, months_per_quarter + months_per_quarter)


@line(
    "Customer churn rate, annualised", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, aliases=("churn_rate",),
    metric=lower(
        "twelve months", "founders, investors, service", "monthly, quarterly", part=True, variant="1 − Π(1 − c) over twelve months",
        absent="Before month 12, and when one of the twelve months began without customers.",
        note="Twelve times a monthly rate overstates it: 5 % a month are 46 %, not 60 %. Churn without further words is taken "
        "to be this one; the month's is `customer_churn_rate`, and has no year.",
    ),
)  # fmt: skip
def annual_churn_rate(kept_in_year, full_year):
    """What the monthly churn rates of the last twelve months add up to, compounded."""
    return where(full_year, 1 - kept_in_year, not_available)


@line("New customers of twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, opening=0)
def new_customers_12_months(new_customers):
    """Customers who went live in the last twelve months."""
    return trailing(new_customers, 12)


@line(
    "Customer retention, customers less new", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, aliases=("customer_retention_rate", "crr"),
    metric=higher(
        "twelve months", "founders, investors", "monthly", part=True, variant="(E − N) ÷ S over twelve months", absent="Before month 12.",
        note="New customers who left within the year count against it, those who came back for it. "
        "`customer_retention` follows the customers themselves.",
    ),
)  # fmt: skip
def retention_less_new(closing_customers, new_customers_12_months, customers_a_year_earlier):
    """Customers now, less those who went live in twelve months, ÷ customers twelve months ago."""
    return ratio(closing_customers - new_customers_12_months, customers_a_year_earlier)


# The cohort that joined twelve months ago, month by month.


@line("Annual subscribers of the cohort of twelve months ago", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def cohort_annual_customers(joining_annual_customers, renewed_customers, term_months):
    """Those who joined on a contract twelve months ago: all of them within a longer term, those who renew where it ends."""
    return where(same(term_months, 12), of(renewed_customers, CONTRACT_YEAR.year_1), prior(joining_annual_customers, 12))


@line("Customers left of the cohort of twelve months ago", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def cohort_kept_customers(cohort_customers, cohort_annual_customers, month):
    """Customers who joined twelve months ago to the month and are still there; nothing before month 13, which is the first to have any."""
    return (month > 12) * (cohort_of_age(cohort_customers, 12) + cohort_annual_customers)


@line("Customers who joined twelve months ago", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def cohort_joined_customers(joining_customers, month):
    """New, reactivated and moved customers of the month twelve months ago."""
    return (month > 12) * prior(joining_customers, 12)


@line(
    "Kept of the cohort of twelve months ago", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, aliases=("cohort_metrics",),
    metric=higher(
        "twelve months", "founders, service, investors", "monthly", part=True, variant="by the month of joining",
        absent="Before month 13, and when nobody joined twelve months ago.",
        note="Cohort figures without further words are taken to be this one; the heat maps show every cohort.",
    ),
)  # fmt: skip
def cohort_retention(cohort_kept_customers, cohort_joined_customers):
    """Of the customers who joined twelve months ago to the month, the share that is still there."""
    return ratio(total(cohort_kept_customers), total(cohort_joined_customers))


# Recurring revenue.


@line(
    "Gross revenue churn rate, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE, aliases=("revenue_churn",),
    metric=lower("month", "investors, finance", "monthly", part=True, variant="gross, churn and downgrades", absent="Without opening MRR."),
)  # fmt: skip
def revenue_churn_rate(churned_mrr, contraction_mrr, opening_mrr):
    """Churned and contracted MRR ÷ opening MRR of the month."""
    return ratio(churned_mrr + contraction_mrr, opening_mrr)


@line(
    "Net revenue churn rate, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE,
    metric=lower(
        "month", "investors, finance", "monthly", variant="net of upgrades, without price changes and reactivation",
        absent="Without opening MRR.", note="Some count those who come back as a gain here.",
    ),
)  # fmt: skip
def net_revenue_churn_rate(churned_mrr, contraction_mrr, expansion_mrr, opening_mrr):
    """Churned and contracted less expanded MRR ÷ opening MRR of the month, without price changes."""
    return ratio(churned_mrr + contraction_mrr - expansion_mrr, opening_mrr)


@line("MRR gained", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_gains(segment_new_mrr, segment_expansion_mrr, segment_price_mrr, segment_reactivated_mrr=0):
    """New, expansion, reactivation and price rises of the segment."""
    return segment_new_mrr + segment_expansion_mrr + segment_reactivated_mrr + maximum(segment_price_mrr, 0)


@line("MRR lost", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_losses(segment_contraction_mrr, segment_churned_mrr, segment_price_mrr):
    """Contraction, churn and price cuts of the segment."""
    return segment_contraction_mrr + segment_churned_mrr + maximum(-segment_price_mrr, 0)


@line("MRR gained, all segments", unit=MONEY, kind=Kind.FLOW)
def recurring_gains(segment_gains, moves_expansion=0):
    """New, expansion, reactivation and price rises."""
    return total(segment_gains) + moves_expansion


@line("MRR lost, all segments", unit=MONEY, kind=Kind.FLOW)
def recurring_losses(segment_losses, moves_contraction=0):
    """Contraction, churn and price cuts."""
    return total(segment_losses) + moves_contraction


@line(
    "Quick ratio, month", unit=MULTIPLE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher("month", "investors", "monthly", variant="of the month", absent="When no MRR is lost."),
)  # fmt: skip
def quick_ratio_of_month(recurring_gains, recurring_losses):
    """MRR gained ÷ MRR lost in the period."""
    return ratio(recurring_gains, recurring_losses)


@line("MRR gained in three months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def gains_of_quarter(recurring_gains, months_per_quarter):
    """New, expansion, reactivation and price rises of the last three months."""
    return trailing(recurring_gains, months_per_quarter)


@line("MRR lost in three months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def losses_of_quarter(recurring_losses, months_per_quarter, full_quarter):
    """Contraction, churn and price cuts of the last three months; 0 before month 3."""
    return trailing(recurring_losses, months_per_quarter) * full_quarter


@line(
    "Quick ratio", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST,
    metric=higher(
        "quarter", "investors", "monthly, quarterly", variant="of three months", absent="Before month 3, and when no MRR is lost.",
        note="Some sites print 0 when nothing is lost; there is no ratio then.",
    ),
)  # fmt: skip
def quick_ratio(gains_of_quarter, losses_of_quarter):
    """MRR gained ÷ MRR lost in the last three months."""
    return ratio(gains_of_quarter, losses_of_quarter)


CHARTS = [
    Chart(
        "C21", "Is churn falling?", "line", "months",
        (Series("segment_churn_rate", style="line"), Series("churn_goal", "to reach", "reference")), "small_percent",
        from_month=1, from_zero=True,
        why="The churn to reach is drawn where the plan states it.",
    ),
    Chart(
        "C24", "Do gains outrun losses?", "column", "quarters",
        (Series("quick_ratio", "Quick ratio"), Series("quick_ratio_goal", "to reach", "reference")), "multiple", from_zero=True,
    ),
]  # fmt: skip
