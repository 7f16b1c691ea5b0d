"""Movers by the month in which they first joined the company: what retention of all customers needs.

A segment's cohorts count a mover from the month of the move. Whoever was a customer of another segment
twelve months ago has been kept all the same, so movers are also followed by their first month. Of those who
moved into a segment so far the same share stays, whenever they first joined.
"""

from planbook.business.cohorts import kept_share
from planbook.business.families import MOVE, SEGMENT
from planbook.language.declarations import Chapter, line
from planbook.language.operators import minimum, of, or_else, over_cohorts, prior, ratio, starts, total, trailing
from planbook.language.units import CUSTOMERS, MONEY, PRICE, SHARE, Kind, Shape

CHAPTER = Chapter(
    "lineage", "Lineage", "Movers by their first month", "Who of the movers was a customer of another segment twelve months ago.",
    section="moves",
)  # fmt: skip


@line("Movers of a cohort", unit=CUSTOMERS, per=SEGMENT, shape=Shape.COHORTS, opening=0)
def cohort_arrived(cohort_arrived, moved_in_customers, churn_by_age, churn_factor, staying_share):
    """Customers who moved here, by the month of the move."""
    return starts * moved_in_customers + prior(cohort_arrived) * kept_share(churn_by_age, churn_factor) * staying_share


@line("MRR of movers of a cohort", unit=MONEY, per=SEGMENT, shape=Shape.COHORTS, opening=0)
def cohort_arrived_mrr(cohort_arrived_mrr, moved_in_mrr, churn_by_age, churn_factor, staying_growth):
    """Recurring revenue of customers who moved here, by the month of the move."""
    return starts * moved_in_mrr + prior(cohort_arrived_mrr) * kept_share(churn_by_age, churn_factor) * staying_growth


@line("Movers there", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def arrived_customers(cohort_arrived):
    """Customers at month end who moved here."""
    return over_cohorts(cohort_arrived)


@line("MRR of movers there", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def arrived_mrr(cohort_arrived_mrr):
    """Recurring revenue at month end of customers who moved here."""
    return over_cohorts(cohort_arrived_mrr)


@line("Share of movers who stay", unit=SHARE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def arrived_stay(arrived_customers, moved_in_customers):
    """Movers of earlier months who are still there ÷ movers there at the end of last month."""
    return or_else(ratio(arrived_customers - moved_in_customers, prior(arrived_customers)), 0)


@line("Growth of the MRR of movers", unit=SHARE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def arrived_growth(arrived_mrr, moved_in_mrr):
    """Recurring revenue of movers of earlier months ÷ that of movers there at the end of last month."""
    return or_else(ratio(arrived_mrr - moved_in_mrr, prior(arrived_mrr)), 0)


@line("Customers of a cohort who move", unit=CUSTOMERS, per=MOVE, shape=Shape.COHORTS, opening=0)
def cohort_moving(cohort_customers, cohort_arrived, cohort_moved, move_rate):
    """Customers who move, by the month in which they first joined the company."""
    there = prior(of(cohort_customers, MOVE.source)) - prior(of(cohort_arrived, MOVE.source)) + prior(of(cohort_moved, MOVE.source))
    return there * move_rate


@line("Movers by their first month", unit=CUSTOMERS, per=SEGMENT, shape=Shape.COHORTS, opening=0)
def cohort_moved(cohort_moved, cohort_moving, arrived_stay):
    """Customers who moved here, by the month in which they first joined the company."""
    return prior(cohort_moved) * arrived_stay + total(cohort_moving, by=MOVE.target)


@line("MRR of movers by their first month", unit=MONEY, per=SEGMENT, shape=Shape.COHORTS, opening=0)
def cohort_moved_mrr(cohort_moved_mrr, cohort_moving, arrived_growth, new_price):
    """Recurring revenue of customers who moved here, by the month in which they first joined the company."""
    return prior(cohort_moved_mrr) * arrived_growth + total(cohort_moving, by=MOVE.target) * new_price


@line("Customers kept by a move", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def kept_by_move(cohort_moved, cohort_arrived):
    """Customers who moved here within twelve months and were with the company before."""
    return over_cohorts(cohort_moved, from_age=12) - over_cohorts(cohort_arrived, from_age=12)


@line("MRR kept by a move", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def mrr_kept_by_move(cohort_moved_mrr, cohort_arrived_mrr):
    """Today's recurring revenue of customers who moved here within twelve months and were with the company before."""
    return over_cohorts(cohort_moved_mrr, from_age=12) - over_cohorts(cohort_arrived_mrr, from_age=12)


# What these movers would pay without gains: at most what their old segment paid a year ago.


@line("Revenue per customer on monthly terms", unit=PRICE, kind=Kind.FACTOR, per=SEGMENT, opening="same")
def monthly_arpu(closing_monthly_mrr, closing_monthly_customers):
    """Recurring revenue of customers on monthly terms ÷ their number; 0 without customers."""
    return or_else(ratio(closing_monthly_mrr, closing_monthly_customers), 0)


@line("Moved in twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=MOVE, opening=0)
def moved_12_months(moved_customers):
    """Customers who moved in the last twelve months."""
    return trailing(moved_customers, 12)


@line("What they would pay in the segment they left", unit=MONEY, kind=Kind.BALANCE, per=MOVE, opening=0)
def moved_at_old_price(moved_12_months, monthly_arpu):
    """Customers who moved in the last twelve months, at what their old segment paid twelve months ago."""
    return moved_12_months * prior(of(monthly_arpu, MOVE.source), 12)


@line("Old price of the movers", unit=PRICE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def movers_old_price(moved_at_old_price, moved_12_months):
    """What a mover of the last twelve months paid a year ago, on average over the segments they left; 0 without movers."""
    return or_else(ratio(total(moved_at_old_price, by=MOVE.target), total(moved_12_months, by=MOVE.target)), 0)


@line("MRR kept by a move, without gains", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def gross_mrr_kept_by_move(mrr_kept_by_move, kept_by_move, movers_old_price):
    """Recurring revenue of movers of the last twelve months: today's, or what they paid a year ago where that is less."""
    return minimum(mrr_kept_by_move, kept_by_move * movers_old_price)
