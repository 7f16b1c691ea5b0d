"""Revenue retention: what the customers of twelve months ago pay today.

Customers who come back join a cohort anew: they are not among those of twelve months ago. Movers are, at what
they pay in their new segment. Price rises and upgrades are gains, price cuts and downgrades losses.
"""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, constant, line
from planbook.language.metrics import higher
from planbook.language.operators import maximum, over_cohorts, prior, ratio, total, trailing
from planbook.language.units import CUSTOMERS, FACTOR, MONEY, SHARE, Kind, Sign, Year

CHAPTER = Chapter(
    "retained", "Retained", "Revenue retention", "Net and gross revenue retention of the customers of twelve months ago.",
)  # fmt: skip

all_of_it = constant(
    "Revenue retention of a base that stays as it is", 1, unit=SHARE, about="What is lost is made good by gains.",
)  # fmt: skip


@line("MRR of monthly customers of a year ago", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def kept_monthly_mrr(cohort_mrr):
    """Today's recurring revenue of those customers on monthly terms who were there twelve months ago."""
    return over_cohorts(cohort_mrr, from_age=12)


@line("Index of gains of monthly customers", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1, sign=Sign.POSITIVE)
def gain_index(gain_index, expansion_rate, staying_price_change):
    """Upgrades and price rises since the plan's start."""
    return prior(gain_index) * (1 + expansion_rate) * (1 + maximum(staying_price_change, 0))


@line("Gross MRR of monthly customers of a year ago", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def gross_monthly_mrr(kept_monthly_mrr, gain_index):
    """What monthly customers of twelve months ago would pay today without the upgrades and price rises of these twelve months."""
    return kept_monthly_mrr / gain_index * prior(gain_index, 12)


@line("Contracts joined before upgrades", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def joined_base(joining_annual_mrr, expansion_index):
    """Contracts of customers who join this month, in upgrades of the plan's start."""
    return joining_annual_mrr / expansion_index


@line("Contracts joined in twelve months before upgrades", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def joined_12_months(joined_base):
    """Contracts of customers who joined in the last twelve months, all of them still running."""
    return trailing(joined_base, 12)


@line("Contracts kept for a year before upgrades", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def kept_base(running_base, joined_12_months):
    """Running contracts of customers who were there twelve months ago, in upgrades of the plan's start."""
    return running_base - joined_12_months


@line("MRR of annual customers of a year ago", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def kept_annual_mrr(kept_base, expansion_index):
    """Today's recurring revenue of those annual subscribers who were there twelve months ago."""
    return kept_base * expansion_index


@line("Price rises at renewal before upgrades", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def price_rise_base(annual_price_mrr, expansion_index):
    """What price rises add to contracts that renew this month, in upgrades of the plan's start; cuts count nothing."""
    return maximum(annual_price_mrr, 0) / expansion_index


@line("Price rises of twelve months before upgrades", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def price_rises_12_months(price_rise_base):
    """What price rises have added to contracts that renewed in the last twelve months."""
    return trailing(price_rise_base, 12)


@line("Gross MRR of annual customers of a year ago", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def gross_annual_mrr(kept_base, price_rises_12_months, expansion_index):
    """What annual subscribers of twelve months ago would pay today without the upgrades and price rises of these twelve months."""
    return (kept_base - price_rises_12_months) * prior(expansion_index, 12)


@line("Annual customers joined in twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def joined_annual_customers(joining_annual_customers):
    """Annual subscribers who joined in the last twelve months, all of them still there."""
    return trailing(joining_annual_customers, 12)


@line("Monthly customers of a year ago", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def kept_monthly_customers(cohort_customers):
    """Customers on monthly terms who were there twelve months ago and still are."""
    return over_cohorts(cohort_customers, from_age=12)


@line("Customers kept", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def segment_kept_customers(kept_monthly_customers, closing_annual_customers, joined_annual_customers, kept_by_move=0):
    """Customers of the segment who were with the company twelve months ago."""
    return kept_monthly_customers + closing_annual_customers - joined_annual_customers + kept_by_move


@line("MRR kept", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def segment_kept_mrr(kept_monthly_mrr, kept_annual_mrr, mrr_kept_by_move=0):
    """Today's recurring revenue of the segment's customers who were with the company twelve months ago."""
    return kept_monthly_mrr + kept_annual_mrr + mrr_kept_by_move


@line("MRR kept, without gains", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def segment_gross_mrr(gross_monthly_mrr, gross_annual_mrr, gross_mrr_kept_by_move=0):
    """Today's recurring revenue of the segment's customers who were with the company twelve months ago, without gains since."""
    return gross_monthly_mrr + gross_annual_mrr + gross_mrr_kept_by_move


@line("MRR of twelve months ago", unit=MONEY, kind=Kind.BALANCE, opening=0)
def mrr_a_year_earlier(month, closing_mrr):
    """Closing MRR twelve months ago; 0 before month 12, when the plan does not know it."""
    return (month >= 12) * prior(closing_mrr, 12)


@line("Customers of twelve months ago", unit=CUSTOMERS, kind=Kind.BALANCE, opening=0)
def customers_a_year_earlier(month, closing_customers):
    """Customers twelve months ago; 0 before month 12, when the plan does not know it."""
    return (month >= 12) * prior(closing_customers, 12)


@line(
    "Customer retention, twelve months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST,
    metric=higher(
        "twelve months", "founders, investors", "monthly", part=True, variant="cohort of twelve months ago", absent="Before month 12.",
    ),
)  # fmt: skip
def customer_retention(segment_kept_customers, customers_a_year_earlier):
    """Customers of twelve months ago who are still there ÷ all of twelve months ago.

    Those who left and came back count as having left.
    """
    return ratio(total(segment_kept_customers), customers_a_year_earlier)


@line(
    "Net revenue retention", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, aliases=("nrr", "ndr"),
    metric=higher(
        "twelve months", "investors, founders", "monthly, quarterly", variant="cohort of twelve months ago, without reactivation",
        absent="Before month 12.",
        note="Others count reactivation, compare months, or start from those who are customers today, so that leavers vanish.",
    ),
)  # fmt: skip
def net_revenue_retention(segment_kept_mrr, mrr_a_year_earlier):
    """Today's MRR of the customers of twelve months ago ÷ their MRR then, price changes counted.

    Without those who left and came back since; what movers to another segment pay there counts.
    """
    return ratio(total(segment_kept_mrr), mrr_a_year_earlier)


@line(
    "Gross revenue retention", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, aliases=("grr",),
    metric=higher(
        "twelve months", "investors, founders", "monthly, quarterly", part=True,
        variant="cohort of twelve months ago, without reactivation",
        absent="Before month 12.",
    ),
)  # fmt: skip
def gross_revenue_retention(segment_gross_mrr, mrr_a_year_earlier):
    """Net revenue retention without the upgrades and price rises of these twelve months: it cannot exceed 100 %."""
    return ratio(total(segment_gross_mrr), mrr_a_year_earlier)


CHARTS = [
    Chart(
        "C22", "Does the base grow by itself?", "line", "months",
        (
            Series("net_revenue_retention", "Net", "line"), Series("gross_revenue_retention", "Gross", "line"),
            Series("all_of_it", "100 %", "reference"),
        ),
        "percent", from_month=12,
    ),
]  # fmt: skip
