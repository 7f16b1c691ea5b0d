"""Recurring revenue: MRR and what moves it, ARR, committed MRR."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, check, line
from planbook.language.metrics import higher
from planbook.language.operators import maximum, minimum, over_cohorts, prior, relative_difference, total
from planbook.language.units import MONEY, Kind

CHAPTER = Chapter("recurring", "Recurring", "Recurring revenue", "Monthly recurring revenue, its movements, ARR and committed MRR.")


@line("MRR on monthly terms", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def closing_monthly_mrr(cohort_mrr):
    """Recurring revenue of customers on monthly terms at month end."""
    return over_cohorts(cohort_mrr)


@line("Monthly MRR of those who stay", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def surviving_cohort_mrr(cohort_mrr):
    """Recurring revenue of the monthly customers who were there before this month."""
    return over_cohorts(cohort_mrr, from_age=1)


@line("Monthly MRR that stays, before changes", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def surviving_monthly_mrr(surviving_cohort_mrr, growth_this_month):
    """Recurring revenue of the monthly customers who stay, before downgrades, upgrades and price changes."""
    return surviving_cohort_mrr / growth_this_month


@check("Of the MRR on monthly terms no more and no less stays than churn at any age allows", per=SEGMENT)
def staying_mrr_residual(surviving_monthly_mrr, closing_monthly_mrr, least_staying, staying_share):
    """MRR of those who stay, against the bounds that churn sets."""
    before = prior(closing_monthly_mrr)
    allowed = minimum(maximum(surviving_monthly_mrr, before * least_staying), before * staying_share)
    return relative_difference(surviving_monthly_mrr, allowed)


@line("Monthly churned MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def monthly_churned_mrr(closing_monthly_mrr, surviving_monthly_mrr, moved_out_mrr=0):
    """Recurring revenue of monthly customers who left, but not for another segment."""
    return prior(closing_monthly_mrr) - moved_out_mrr - surviving_monthly_mrr


@line("Monthly contraction MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def monthly_contraction_mrr(surviving_monthly_mrr, contraction_rate):
    """Downgrades of monthly customers who stay."""
    return surviving_monthly_mrr * contraction_rate


@line("Monthly expansion MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def monthly_expansion_mrr(surviving_monthly_mrr, monthly_contraction_mrr, expansion_rate):
    """Upgrades of monthly customers who stay."""
    return (surviving_monthly_mrr - monthly_contraction_mrr) * expansion_rate


@line("Monthly price MRR (a fall is negative)", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def monthly_price_mrr(surviving_monthly_mrr, monthly_contraction_mrr, monthly_expansion_mrr, staying_price_change):
    """Price changes of monthly customers who stay."""
    return (surviving_monthly_mrr - monthly_contraction_mrr + monthly_expansion_mrr) * staying_price_change


@line("Expansion MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_expansion_mrr(monthly_expansion_mrr, annual_expansion_mrr):
    """Upgrades of customers who stay."""
    return monthly_expansion_mrr + annual_expansion_mrr


@line("Price MRR (a fall is negative)", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_price_mrr(monthly_price_mrr, annual_price_mrr):
    """Price changes of customers who stay."""
    return monthly_price_mrr + annual_price_mrr


@line("Contraction MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_contraction_mrr(monthly_contraction_mrr, annual_contraction_mrr):
    """Downgrades of customers who stay."""
    return monthly_contraction_mrr + annual_contraction_mrr


@line("Churned MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_churned_mrr(monthly_churned_mrr, annual_churned_mrr):
    """Recurring revenue of customers who left."""
    return monthly_churned_mrr + annual_churned_mrr


@line("Closing MRR", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def segment_closing_mrr(closing_monthly_mrr, closing_annual_mrr):
    """Recurring revenue of the segment at month end."""
    return closing_monthly_mrr + closing_annual_mrr


@line("ARR", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def segment_closing_arr(segment_closing_mrr):
    """Twelve times the segment's closing MRR."""
    return 12 * segment_closing_mrr


@line("Opening MRR", unit=MONEY, kind=Kind.OPENING, opening=0)
def opening_mrr(closing_mrr):
    """Recurring revenue at the end of last month."""
    return prior(closing_mrr)


@line("New MRR, all segments", unit=MONEY, kind=Kind.FLOW)
def new_mrr(segment_new_mrr):
    """Recurring revenue of customers who go live."""
    return total(segment_new_mrr)


@line(
    "Expansion MRR, all segments", unit=MONEY, kind=Kind.FLOW, aliases=("upsell_revenue",),
    metric=higher(
        "month", "sales, investors", "monthly", variant="MRR, upgrades and cross-sales",
        note="Upsell revenue is taken to be the recurring revenue a month that upgrades add; price rises stand by themselves.",
    ),
)  # fmt: skip
def expansion_mrr(segment_expansion_mrr, moves_expansion=0):
    """Upgrades of customers who stay, moves to dearer segments among them."""
    return total(segment_expansion_mrr) + moves_expansion


@line("Price MRR, all segments (a fall is negative)", unit=MONEY, kind=Kind.FLOW)
def price_mrr(segment_price_mrr):
    """Price changes of customers who stay."""
    return total(segment_price_mrr)


@line("Contraction MRR, all segments", unit=MONEY, kind=Kind.FLOW)
def contraction_mrr(segment_contraction_mrr, moves_contraction=0):
    """Downgrades of customers who stay, moves to cheaper segments among them."""
    return total(segment_contraction_mrr) + moves_contraction


@line("Churned MRR, all segments", unit=MONEY, kind=Kind.FLOW)
def churned_mrr(segment_churned_mrr):
    """Recurring revenue of customers who left."""
    return total(segment_churned_mrr)


@line(
    "Closing MRR, all segments", unit=MONEY, kind=Kind.BALANCE, aliases=("mrr",),
    opening=lambda segment_closing_mrr: total(segment_closing_mrr),
    metric=higher("month end", "founders, investors, finance", "monthly"),
)  # fmt: skip
def closing_mrr(opening_mrr, new_mrr, expansion_mrr, price_mrr, contraction_mrr, churned_mrr, reactivated_mrr=0):
    """Recurring revenue at month end: what the movements of the month have made of the opening MRR."""
    return opening_mrr + new_mrr + expansion_mrr + price_mrr + reactivated_mrr - contraction_mrr - churned_mrr


@check("MRR from movements equals the MRR of all customers")
def mrr_residual(closing_mrr, segment_closing_mrr):
    """The bridge of movements against the sum over segments."""
    return relative_difference(closing_mrr, total(segment_closing_mrr))


@line(
    "Closing ARR", unit=MONEY, kind=Kind.BALANCE, opening="same", aliases=("arr",),
    metric=higher("month end", "investors, founders", "monthly, quarterly", variant="12 × closing MRR"),
)  # fmt: skip
def closing_arr(closing_mrr):
    """Annual recurring revenue: twelve times closing MRR, without set-up fees and services."""
    return 12 * closing_mrr


@line("Notified churn MRR, all segments", unit=MONEY, kind=Kind.BALANCE, opening="same")
def notified_mrr(segment_notified_mrr):
    """Recurring revenue known to leave: contracts inside their notice period, times their lapse rate."""
    return total(segment_notified_mrr)


@line(
    "Committed MRR", unit=MONEY, kind=Kind.BALANCE, opening="same", aliases=("cmrr",),
    metric=higher(
        "month end", "finance, investors", "monthly", variant="notified churn only",
        note="Some count churn that is expected but not notified; it cannot be measured, and is left out.",
    ),
)  # fmt: skip
def committed_mrr(closing_mrr, waiting_mrr, notified_mrr):
    """Closing MRR, and MRR signed and not yet live, less notified churn; churn expected but not notified is not deducted."""
    return closing_mrr + waiting_mrr - notified_mrr


@line(
    "Committed ARR", unit=MONEY, kind=Kind.BALANCE, opening="same", aliases=("carr",),
    metric=higher("month end", "finance, investors", "monthly", variant="12 × committed MRR"),
)  # fmt: skip
def committed_arr(committed_mrr):
    """Twelve times committed MRR."""
    return 12 * committed_mrr


CHARTS = [
    Chart("C01", "How fast does ARR grow?", "column", "years", (Series("closing_arr"),), from_zero=True, growth=True),
    Chart(
        "C09", "What moves MRR each month?", "stacked", "months",
        (
            Series("new_mrr", "New"), Series("expansion_mrr", "Expansion"), Series("price_mrr", "Price"),
            Series("reactivated_mrr", "Reactivation"),
            Series("contraction_mrr", "Contraction", negative=True, tone="doubtful"),
            Series("churned_mrr", "Churn", negative=True, tone="bad"),
        ),
    ),
    Chart(
        "C10", "What carried ARR through the year?", "waterfall", "year",
        (
            Series("opening_mrr", "Opening"), Series("new_mrr", "New"), Series("expansion_mrr", "Expansion"),
            Series("price_mrr", "Price"), Series("reactivated_mrr", "Reactivation"),
            Series("contraction_mrr", "Contraction", negative=True),
            Series("churned_mrr", "Churn", negative=True), Series("closing_mrr", "Closing"),
        ),
        annualised=True,
    ),
    Chart(
        "C15", "How much is already signed, or already lost?", "stacked", "months",
        (Series("waiting_mrr", "Signed, not yet live", tone="good"), Series("notified_mrr", "Notice given", negative=True, tone="bad")),
        why="MRR and committed MRR lie on each other, so that what lies between them is drawn: its two parts.",
    ),
    Chart(
        "C20", "How much of the MRR on monthly terms is old?", "area", "joined", (Series("cohort_mrr", style="area"),), from_zero=True,
        why="Annual subscribers are kept by contract year, not by month of joining.",
    ),
    Chart("C16", "Which segment makes the ARR?", "area", "months", (Series("segment_closing_arr", style="area"),), from_zero=True),
]  # fmt: skip
